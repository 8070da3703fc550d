"""Walk an OpenDocument text: paragraphs with their numbers, tables, text boxes, notes, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policygap.documents.odt.lists import Counts, Lists, whole
from policygap.documents.odt.package import DRAW, OFFICE, TABLE, TEXT, Element
from policygap.documents.odt.spans import Line, Spans
from policygap.documents.odt.styles import twips
from policygap.documents.word.content import (
    Content,
    Note,
    Paragraph,
    Table,
    TableCell,
    paragraphs_of,
)

_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_LIST, _NUMBERED = f"{TEXT}list", f"{TEXT}numbered-paragraph"
_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index",
                 "object-index", "user-index", "bibliography")
)  # fmt: skip
_NO_TEXT = frozenset(
    {f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{TEXT}sequence-decls", f"{OFFICE}annotation",
     f"{TEXT}table-of-content-source", f"{TEXT}index-title-template"}
)  # fmt: skip
_REPEATED = 100  # columns or rows that one element may stand for at most


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: in which list at which level; `number`: it shows its number."""

    counts: Counts | None = None
    style: str = ""
    depth: int = -1
    number: bool = False
    start: int | None = None
    contents: bool = False


@dataclass(slots=True)
class Walk:
    """Walks one document; what was left out is counted in `spans.tally`."""

    lists: Lists
    spans: Spans
    _open: Line | None = None  # a paragraph whose end is not there in the view that is read
    _numbered: Paragraph | None = None

    def contents(self, parent: Element, place: _Place | None = None) -> Iterator[Content]:
        """Yield the paragraphs and tables in `parent` (office:text, table:table-cell, ...)."""
        for each in parent:
            yield from self._each(each, place or _Place())

    def _each(self, element: Element, place: _Place) -> Iterator[Content]:
        tag = element.tag
        if tag in _PARAGRAPHS:
            yield from self._paragraph(element, place)
        elif tag in (_LIST, _NUMBERED):
            yield from self._list(element, place)
        elif tag == f"{TABLE}table":
            yield Table(tuple(self._cells(element)))
        elif tag in _INDEXES:
            yield from self.contents(element, replace(place, contents=True))
        elif tag.startswith(DRAW):
            yield from self._boxes(element)
        elif tag not in _NO_TEXT and not self.spans.mark(element) and self.spans.shows(element):
            yield from self.contents(element, place)

    def _list(self, element: Element, place: _Place) -> Iterator[Content]:
        counts = place.counts or self.lists.open(element)
        style = element.get(f"{TEXT}style-name") or place.style or counts.style
        inner = replace(place, counts=counts, style=style, depth=min(place.depth + 1, 9))
        for item in [element] if element.tag == _NUMBERED else element:
            number = item.tag != f"{TEXT}list-header"
            start = whole(item.get(f"{TEXT}start-value"), -1)
            inner = replace(inner, number=number, start=start if start >= 0 else None)
            for each in item:
                yield from self._each(each, inner)
                if each.tag in _PARAGRAPHS:  # only the first paragraph of an item shows its number
                    inner = replace(inner, number=False, start=None)

    def _paragraph(self, element: Element, place: _Place) -> Iterator[Content]:
        line = self.spans.read(element, self._open)
        if self._open is None:
            self._numbered = self._empty(element, place)
        self._open = line if self.spans.goes_on else None
        if self._open is not None or self._numbered is None:
            return
        notes = tuple(Note(label, tuple(self._aside(body)), None) for label, body in line.notes)
        yield replace(self._numbered, pieces=tuple(line.pieces), notes=notes)
        for box in line.boxes:
            yield from self._boxes(box)

    def _empty(self, element: Element, place: _Place) -> Paragraph:
        """Return a paragraph without its words: its number, how far it is set in, its level."""
        name = element.get(f"{TEXT}style-name", "")
        outline = whole(element.get(f"{TEXT}outline-level"), 0) if _is_heading(element) else 0
        if outline and place.counts is None:
            place = _Place(self.lists.headings(), "", outline - 1, number=True)
            place = replace(place, style=place.counts.style if place.counts else "")
        label = self._label(element, place)
        level = self.lists.level(place.style, place.depth)
        own = twips(self.spans.styles.value("paragraph", name, "indent"))
        return Paragraph(
            (),
            style=name,
            label=label,
            list_level=f"{place.style} {place.depth}" if label else "",
            outline=outline or None,
            indent=level.indent if level.indent is not None and place.depth >= 0 else own or 0,
            contents=place.contents,
        )

    def _label(self, element: Element, place: _Place) -> str:
        if place.counts is None or not place.number or place.depth < 0:
            return ""
        if element.get(f"{TEXT}is-list-header") == "true" or self.spans.is_hidden(element):
            return ""
        return self.lists.label(place.counts, place.style, min(place.depth, 9), place.start)

    def _aside(self, parent: Element) -> Iterator[Paragraph]:
        """Read the paragraphs of a note, whatever holds them."""
        inner = Walk(self.lists, self.spans)
        return paragraphs_of(inner.contents(parent))

    def _boxes(self, drawn: Element) -> Iterator[Content]:
        """Yield what the text boxes of a drawing hold, and count its pictures."""
        self.spans.count_pictures(drawn)
        for holder in _text_holders(drawn):
            yield from Walk(self.lists, self.spans).contents(holder)

    def _cells(self, table: Element) -> Iterator[TableCell]:
        row = 0
        for tr in _rows(table):
            column = 0
            for cell in tr:
                if cell.tag == f"{TABLE}table-cell":
                    yield TableCell(row, column, tuple(self.contents(cell)))
                column += _times(cell, "number-columns-repeated")
            row += _times(tr, "number-rows-repeated")


def _is_heading(element: Element) -> bool:
    return bool(element.tag == f"{TEXT}h")


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if each.tag == f"{TABLE}table-row":
            yield each
        elif each.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows",
                          f"{TABLE}table-row-group"):  # fmt: skip
            yield from _rows(each)


def _times(element: Element, name: str) -> int:
    return max(1, min(whole(element.get(f"{TABLE}{name}"), 1), _REPEATED))


def _text_holders(drawn: Element) -> Iterator[Element]:
    """Yield the outermost elements of a drawing that hold paragraphs."""
    if any(each.tag in _PARAGRAPHS or each.tag == _LIST for each in drawn):
        yield drawn
        return
    for each in drawn:
        yield from _text_holders(each)
