"""Lines to blocks: headings, paragraphs, list items, table cells, footnotes, contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policygap.documents import syllables
from policygap.documents.characters import clean, join, word_forms
from policygap.documents.labels import Label
from policygap.documents.layout import contents, footnotes, headings, outline
from policygap.documents.layout.measures import Measures, measure
from policygap.documents.layout.page import Element, Line, Page, Table
from policygap.documents.layout.paragraphs import Piece, pieces
from policygap.model import Block, BlockKind, Cell

_EDGES_ALIKE = 5.0  # points: columns of a table that goes on overleaf


def blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """Return the blocks of a document whose pages are free of furniture."""
    flow = [element for page in pages for element in page.flow]
    usual = measure(flow)
    forms = word_forms(element.text for element in flow)
    listed = contents.lines(pages)
    notes = footnotes.lines(pages, usual.size)
    body = [e for e in flow if id(e) not in listed and id(e) not in notes]
    found = list(_Walk(usual, forms).blocks(_whole_tables(body)))
    found += [_contents_block(e) for e in flow if id(e) in listed and isinstance(e, Line)]
    found += _footnotes([e for e in flow if id(e) in notes and isinstance(e, Line)], forms)
    full = (block for block in found if block.text)
    return syllables.mended(sorted(full, key=lambda block: block.page or 0))


def _contents_block(line: Line) -> Block:
    return Block(clean(line.text), BlockKind.CONTENTS, line.page)


def _footnotes(lines: Sequence[Line], forms: frozenset[str]) -> Iterator[Block]:
    for group in footnotes.groups(lines):
        text, broken = "", False
        for line in group:
            text, broken = join(text, line.text, forms, broken), line.broken
        yield Block(clean(text), BlockKind.FOOTNOTE, group[0].page)


def _whole_tables(flow: Sequence[Element]) -> list[Element]:
    """Join a table to the one before it if it only goes on over a page break."""
    joined: list[Element] = []
    for element in flow:
        last = joined[-1] if joined else None
        if isinstance(element, Table) and isinstance(last, Table) and _goes_on(last, element):
            rows = element.rows[1:] if element.rows[0] == last.rows[0] else element.rows
            joined[-1] = replace(last, rows=(*last.rows, *rows))
        else:
            joined.append(element)
    return joined


def _goes_on(last: Table, table: Table) -> bool:
    return (
        table.page > last.page
        and len(last.edges) == len(table.edges)
        and all(
            abs((a - last.edges[0]) - (b - table.edges[0])) <= _EDGES_ALIKE
            for a, b in zip(last.edges, table.edges, strict=True)
        )
    )


@dataclass(slots=True)
class _Walk:
    """The state of reading on from piece to piece: the open levels, the number of tables."""

    usual: Measures
    forms: frozenset[str]
    levels: outline.Levels = ()
    ended: outline.Levels = ()  # the levels before a paragraph ended some, until the next label
    tables: int = 0
    has_text: bool = False  # something other than a heading stands under the last heading

    def blocks(self, flow: Sequence[Element]) -> Iterator[Block]:
        """Yield the blocks of the running text."""
        found = pieces(flow, self.usual)
        for before, piece, after in zip([None, *found], found, [*found[1:], None], strict=False):
            if isinstance(piece, Table):
                yield from self._cells(piece)
            else:
                yield self._block(piece, (before, after))

    def _cells(self, table: Table) -> Iterator[Block]:
        for r, row in enumerate(table.rows):
            for c, text in enumerate(row):
                if text:
                    cell = Cell(self.tables, r, c)
                    yield Block(clean(text), BlockKind.CELL, table.page, cell=cell)
        self.tables += 1
        self.has_text = True

    def _block(self, piece: Piece, around: headings.Neighbours) -> Block:
        text = self._text(piece)
        if piece.label is not None:
            return self._labelled(piece, piece.label, text, around)
        if headings.is_heading(piece, text, self.usual, around, in_list=False):
            self.levels = outline.plain_heading(self.levels, _looks(piece), self._indent(piece))
            self.has_text, self.ended = False, ()
            depth = outline.heading_depth(self.levels)
            return Block(text, BlockKind.HEADING, piece.page, depth=depth)
        kept = _around(self.levels, piece.x0)
        self.ended = self.ended or (self.levels if kept != self.levels else ())
        self.levels = kept
        self.has_text = True
        listed = contents.is_run_in(text)
        return Block(text, BlockKind.CONTENTS if listed else BlockKind.PARAGRAPH, piece.page)

    def _labelled(
        self, piece: Piece, label: Label, text: str, around: headings.Neighbours
    ) -> Block:
        before = outline.reopened(self.levels, self.ended, label, piece.x0)
        self.ended = ()
        levels = outline.place(before, label, piece.x0)
        if headings.is_heading(piece, text, self.usual, around, in_list=False):
            levels = outline.beside_plain_heading(levels) if self.has_text else levels
        if label.is_decimal and contents.counts_on(label.text, text):
            return Block(f"{label.text} {text}", BlockKind.CONTENTS, piece.page)
        in_list = any(not level.heading for level in levels[:-1])
        heading = headings.is_heading(piece, text, self.usual, around, in_list)
        self.levels = (*levels[:-1], replace(levels[-1], heading=heading))
        self.has_text = not heading
        depth = outline.heading_depth(levels) + 1 if heading else outline.item_depth(self.levels)
        kind = BlockKind.HEADING if heading else BlockKind.ITEM
        return Block(text, kind, piece.page, label.text, depth)

    def _text(self, piece: Piece) -> str:
        text, broken = piece.rest, piece.lines[0].broken
        for line in piece.lines[1:]:
            text = join(text, line.text, self.forms, broken)
            broken = line.broken
        return clean(text)

    def _indent(self, piece: Piece) -> float:
        """Return a heading's indent; a centred one stands at the left edge."""
        line = piece.lines[0]
        place = (line.page, line.column)
        left, right = self.usual.left[place], self.usual.right[place]
        centred = abs((line.x0 - left) - (right - line.x1)) < 0.1 * (right - left)
        return left if centred and line.x0 > left + outline.NEAR else line.x0


def _looks(piece: Piece) -> str:
    """Return what tells the headings of one level: size, weight, capitals, underline."""
    line = piece.lines[0]
    upper = "".join(line.text for line in piece.lines).isupper()
    return f"plain {round(line.size)} {line.bold:d}{line.underlined:d}{upper:d}"


def _around(levels: outline.Levels, x: float) -> outline.Levels:
    """Return the levels that stay open around a paragraph: lists end that are indented deeper."""
    while levels and not levels[-1].heading and levels[-1].x > x - outline.NEAR:
        levels = levels[:-1]
    return levels


def without_pages(found: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of a format that has no pages."""
    return tuple(replace(block, page=None) for block in found)
