"""Walk a Word document: paragraphs with number and page, tables, text boxes and notes, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from policygap.documents.word.content import Content, Note, Paragraph, Piece, Table, TableCell
from policygap.documents.word.formats import in_format
from policygap.documents.word.number_fields import Numbering
from policygap.documents.word.numbers import Level
from policygap.documents.word.runs import Line, Runs
from policygap.documents.word.styles import Styles, indent_of
from policygap.documents.word.xml import Element, W, child, flow, number, switch, value

# Word's defaults; a document may choose other formats
_NOTE_NUMBERS: dict[str, Callable[[int], str]] = {
    "footnote": str,
    "endnote": partial(in_format, format="lowerRoman"),
}
_NO_LIST = "0"  # the list id that takes a paragraph out of its style's list


@dataclass(slots=True)
class Story:
    """Reads the parts of one document in order; numbers and pages go on from part to part."""

    styles: Styles
    numbering: Numbering
    runs: Runs
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)  # (kind, id) -> w:footnote
    made_contents: frozenset[Element] = frozenset()  # paragraphs in a contents control
    _numbered: dict[str, int] = field(default_factory=dict)  # notes by kind
    _note_lists: dict[str, Numbering] = field(default_factory=dict)

    def read(self, parent: Element) -> Iterator[Content]:
        """Yield the paragraphs and tables in `parent` (w:body, w:tc, w:footnote, ...)."""
        waiting: list[Element] = []  # paragraphs whose mark was deleted: they run into the next
        for each in flow(parent, removed=True):
            if each.tag == W + "p":
                waiting.append(each)
                if not _mark_is_removed(each):
                    yield from self._paragraph(waiting)
                    waiting = []
            elif each.tag == W + "tbl":
                yield from self._paragraph(waiting)
                waiting = []
                yield self._table(each)
            else:
                self.runs.pass_over(each)
        yield from self._paragraph(waiting)

    def _paragraph(self, elements: Sequence[Element]) -> Iterator[Content]:
        """Yield one paragraph made of these w:p, then what its text boxes hold."""
        if not elements:
            return
        properties = child(elements[-1], "pPr")
        style = self.styles.of_paragraph(properties)
        line = Line()
        for each in elements:
            self.runs.read(each, style, line)
        empty = not any(piece.text.strip() for piece in line.pieces)
        gone = empty and (_mark_is_removed(elements[-1]) or _mark_is_hidden(properties))
        if not gone:
            yield self._finished(line, properties, style, elements[-1] in self.made_contents)
        for box in line.boxes:
            yield from self._aside(box, self.numbering.anew())

    def _aside(self, parent: Element, numbering: Numbering) -> list[Content]:
        """Read a text box or note: not in the run of the pages, with a count of its own."""
        page, outer = self.runs.page, self.numbering
        self.numbering = numbering
        contents = list(self.read(parent))
        self.runs.page, self.numbering = page, outer
        return contents

    def _finished(
        self, line: Line, properties: Element | None, style: str, made: bool
    ) -> Paragraph:
        outline = self.styles.heading_level(style, properties)
        if outline is not None:  # a contents field without an end must not swallow the document
            line.contents = False
            self.runs.leave_contents()
        place = self._list_place(properties, style)
        level = self.numbering.counter.level(*place) if place else None
        label = self.numbering.begin(place)
        return Paragraph(
            pieces=self._with_numbers(line),
            style=style,
            label=label,
            list_level=" ".join(map(str, place)) if place else "",
            outline=outline,
            indent=self._indent(properties, style, level),
            page=line.page,
            contents=made or line.contents or self.styles.is_contents(style),
            notes=tuple(self._notes(line)),
        )

    def _with_numbers(self, line: Line) -> tuple[Piece, ...]:
        """Return the pieces of a line, those that show the number of a field with it."""
        pieces = list(line.pieces)
        ends = [*(index for index, _ in line.numbers[1:]), len(pieces)]
        for (index, counted), end in zip(line.numbers, ends, strict=False):
            first = not any(piece.text.strip() for piece in line.pieces[:index])
            shown = self.numbering.shown(counted, first=first)
            after = "".join(piece.text for piece in line.pieces[index + 1 : end])
            apart = after[:1].isalnum() or (not after and end < len(pieces))
            pieces[index] = replace(pieces[index], text=f"{shown} " if apart else shown)
        return tuple(pieces)

    def _list_place(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """Return the list and depth (from 0) of a paragraph, its own or its style's."""
        own, depth = value(properties, "numPr", "numId"), value(properties, "numPr", "ilvl")
        chain = () if own is not None else self.styles.chain(style)
        list_id = own
        for each in chain:
            list_id = value(each, "pPr", "numPr", "numId")
            depth = depth or value(each, "pPr", "numPr", "ilvl")
            if list_id is not None:
                break
        if list_id is None or list_id == _NO_LIST:
            return None
        if value(properties, "numPr", "ilvl") is None:
            of_style = self.numbering.counter.level_of_style(list_id, style)
            depth = depth if of_style is None else str(of_style)
        return list_id, number(depth) or 0

    def _indent(self, properties: Element | None, style: str, level: Level | None) -> int:
        own = indent_of(properties)
        of_list = level.indent if level else None
        inherited = (indent_of(child(each, "pPr")) for each in self.styles.chain(style))
        of_style = next((each for each in inherited if each is not None), None)
        in_style = value(properties, "numPr", "numId") is None
        order = (own, of_style, of_list) if in_style else (own, of_list, of_style)
        return next((each for each in order if each is not None), 0)

    def _notes(self, line: Line) -> Iterator[Note]:
        for kind, key, marked in line.notes:
            found = self.notes.get((kind, key))
            if found is not None:
                numbering = self._note_lists.setdefault(kind, self.numbering.anew())
                content = tuple(_only_paragraphs(self._aside(found, numbering)))
                yield Note("" if marked else self._note_number(kind), content, self.runs.page)

    def _note_number(self, kind: str) -> str:
        self._numbered[kind] = self._numbered.get(kind, 0) + 1
        return _NOTE_NUMBERS[kind](self._numbered[kind])

    def _table(self, table: Element) -> Table:
        cells: list[TableCell] = []
        row = 0
        for each in flow(table, removed=True):
            if each.tag == W + "tr" and not _row_is_removed(each):
                cells.extend(self._row(each, row))
                row += 1
            else:
                self.runs.pass_over(each)
        return Table(tuple(cells))

    def _row(self, tr: Element, row: int) -> Iterator[TableCell]:
        """Yield the cells of a row; a page break in it is noted in each cell that it cuts."""
        column = number(value(tr, "trPr", "gridBefore")) or 0
        first = last = self.runs.page
        for tc in flow(tr):
            if tc.tag != W + "tc":
                continue
            properties = child(tc, "tcPr")
            if not _is_continued(properties):
                self.runs.page = first
                yield TableCell(row, column, tuple(self.read(tc)))
                last = max(last, self.runs.page)
            column += number(value(properties, "gridSpan")) or 1
        self.runs.page = last


def _only_paragraphs(contents: Iterable[Content]) -> Iterator[Paragraph]:
    for each in contents:
        if isinstance(each, Paragraph):
            yield each
        else:
            yield from (p for cell in each.cells for p in _only_paragraphs(cell.content))


def _mark_is_removed(paragraph: Element) -> bool:
    mark = child(paragraph, "pPr", "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _mark_is_hidden(properties: Element | None) -> bool:
    return switch(child(properties, "rPr"), "vanish") or False


def _row_is_removed(row: Element) -> bool:
    return child(row, "trPr", "del") is not None


def _is_continued(properties: Element | None) -> bool:
    """Tell whether a cell is the lower part of a merged one, or was deleted."""
    if child(properties, "cellDel") is not None:
        return True
    merged = (child(properties, "vMerge"), child(properties, "hMerge"))
    return any(
        each is not None and each.get(W + "val", "continue") == "continue" for each in merged
    )
