"""Paragraphs and tables as a word processor or Markdown holds them, before they become blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look; "\\n" where a line is broken by hand. `size` in half-points."""

    text: str
    bold: bool = False
    underlined: bool = False
    caps: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as shown: what it says, its automatic number, where it stands."""

    pieces: tuple[Piece, ...]
    style: str = ""
    label: str = ""
    list_level: str = ""  # the same for all paragraphs that are counted together
    outline: int | None = None  # heading level from 1, by style
    indent: int = 0  # twips
    page: int | None = None
    contents: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def raw(self) -> str:
        """Return the text as typed, "\\n" where a line was broken by hand."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote and the number that it is shown with."""

    label: str
    paragraphs: tuple[Paragraph, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, merged ones once: its place and what stands in it."""

    row: int
    column: int
    content: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table in reading order."""

    cells: tuple[TableCell, ...]


Content = Paragraph | Table


def paragraphs_of(contents: Iterable[Content]) -> Iterator[Paragraph]:
    """Yield the paragraphs, those in the cells of tables too, in order."""
    for each in contents:
        if isinstance(each, Paragraph):
            yield each
        else:
            yield from (p for cell in each.cells for p in paragraphs_of(cell.content))
