"""Put the paragraphs and cells of a Rich Text file together, as they end one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from policygap.documents.word.content import Content, Note, Paragraph, Piece, Table, TableCell

_MOST_CELLS = 64  # that Word allows in a row
_DEEPEST = 16  # tables within tables


@dataclass(frozen=True, slots=True)
class CellEdge:
    """Where a cell of a row ends, in twips, and whether it only goes on with one that is merged."""

    right: int
    continued: bool = False


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read: finished rows, the cells of the last row, the open cell."""

    rows: list[tuple[list[list[Content]], list[CellEdge]]] = field(default_factory=list)
    cells: list[list[Content]] = field(default_factory=list)
    cell: list[Content] = field(default_factory=list)

    def end_row(self, edges: list[CellEdge]) -> None:
        """End the row, and its last cell if that has not ended."""
        self.rows.append(([*self.cells, self.cell] if self.cell else self.cells, edges))
        self.cells, self.cell = [], []

    def finished(self) -> Table:
        """Return the table; columns are told apart by where cells begin."""
        if self.cells or self.cell:
            self.end_row([])
        lefts = sorted({left for _, edges in self.rows for left in _lefts(edges)})
        return Table(tuple(self._placed(lefts)))

    def _placed(self, lefts: list[int]) -> Iterator[TableCell]:
        for row, (cells, edges) in enumerate(self.rows):
            known = dict(enumerate(zip(_lefts(edges), edges, strict=True)))
            for number, content in enumerate(cells):
                left, edge = known.get(number, (None, None))
                column = number if left is None else bisect_left(lefts, left)
                if edge is None or not edge.continued:
                    yield TableCell(row, column, tuple(content))


def _lefts(edges: list[CellEdge]) -> list[int]:
    return [0, *(edge.right for edge in edges)][: len(edges)]


@dataclass(slots=True)
class Story:
    """The text of the document, of a note or of a text box, as far as it has been read."""

    notes: list[Note] = field(default_factory=list)
    boxes: list[Content] = field(default_factory=list)  # text boxes of the open paragraph
    label: str = ""
    _pieces: list[Piece] = field(default_factory=list)
    _contents: list[Content] = field(default_factory=list)
    _tables: list[_OpenTable] = field(default_factory=list)

    def say(self, piece: Piece) -> None:
        """Add to the open paragraph."""
        self._pieces.append(piece)

    def pieces_said(self) -> tuple[Piece, ...]:
        """Return the words of the open paragraph, those of one look in one piece."""
        alike = groupby(self._pieces, key=attrgetter("bold", "underlined", "caps", "size"))
        return tuple(
            Piece(_joined("".join(piece.text for piece in pieces)), *look) for look, pieces in alike
        )

    def end_paragraph(self, level: int, paragraph: Paragraph) -> None:
        """Take in the paragraph that has ended; `level` is how many tables hold it."""
        self._place(level).extend([paragraph, *self.boxes])
        self._pieces, self.notes, self.boxes, self.label = [], [], [], ""

    def end_cell(self, level: int) -> None:
        """Take in that a cell has ended, after its last paragraph."""
        self._place(level)
        table = self._tables[-1]
        if len(table.cells) < _MOST_CELLS:
            table.cells.append(table.cell)
            table.cell = []

    def end_row(self, level: int, edges: list[CellEdge]) -> None:
        """Take in that a row has ended, whose cells have these edges."""
        self._place(level)
        self._tables[-1].end_row(edges)

    def contents(self) -> list[Content]:
        """Return all that has been read; tables that are still open end."""
        return self._place(0)

    def _place(self, level: int) -> list[Content]:
        """Return where content of this level goes, after opening or ending tables."""
        level = min(level, _DEEPEST)
        while len(self._tables) > level:
            table = self._tables.pop()
            place = self._tables[-1].cell if self._tables else self._contents
            place.extend(table.cell if not (table.rows or table.cells) else [table.finished()])
        while len(self._tables) < level:
            self._tables.append(_OpenTable())
        return self._tables[-1].cell if self._tables else self._contents


def _joined(text: str) -> str:
    """Return text with the halves of letters beyond the first 65,536 put together."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
