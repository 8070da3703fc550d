"""What was read of a file, for a person who wants to see it: as plain text, or block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from policygap.model import Block, BlockKind, Cell, Section, SourceFile
from policygap.reports.printable import printable
from policygap.reports.summary import facts, recognized, unread

_INDENT = "  "
_TEXT_INDENT = "    "
_BETWEEN_CELLS = " | "
_CLOSE = frozenset({BlockKind.ITEM, BlockKind.CELL, BlockKind.FOOTNOTE})  # no blank line between

Placed = tuple[Block, Section]


def plain(placed: Iterable[Placed]) -> Iterator[str]:
    """Yield the lines of the text with its labels, a table row in one; contents pages left out."""
    last: BlockKind | None = None
    for row in _rows(block for block, _ in placed if block.kind is not BlockKind.CONTENTS):
        kind = row[0].kind
        if last is not None and not (kind is last and kind in _CLOSE):
            yield ""
        yield _plain_row(row)
        last = kind


def described(placed: Iterable[Placed]) -> Iterator[str]:
    """Yield a line that says what and where a block is, and one with its text, for each block."""
    for number, (block, section) in enumerate(placed, start=1):
        yield _INDENT.join(filter(None, (str(number), *_place(block, section))))
        yield _TEXT_INDENT + printable(block.text)


def about(file: SourceFile) -> Iterator[str]:
    """Yield lines that say what a file is, what of it was not read and what was set aside."""
    yield printable(file.name)
    yield _INDENT + printable(facts(file))
    yield f"{_INDENT}SHA-256 {file.sha256}"
    yield from (_INDENT + remark for remark in remarks(file))


def remarks(file: SourceFile) -> Iterator[str]:
    """Yield what a reader must know about the reading of a file, the worst first."""
    if missed := unread(file):
        yield missed
    if pages := recognized(file):
        yield pages
    yield from (f"note: {printable(note)}" for note in file.notes)


def _rows(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield each block alone, but the cells of a table row together."""
    for place, members in groupby(blocks, key=_row):
        if place is None:
            yield from ([block] for block in members)
        else:
            yield list(members)


def _row(block: Block) -> tuple[int, int] | None:
    return (block.cell.table, block.cell.row) if block.cell else None


def _plain_row(row: list[Block]) -> str:
    texts = (f"{block.label} {block.text}" if block.label else block.text for block in row)
    indent = _INDENT * row[0].depth if row[0].kind is BlockKind.ITEM else ""
    return indent + printable(_BETWEEN_CELLS.join(texts))


def _place(block: Block, section: Section) -> Iterator[str]:
    yield block.kind.value
    yield f"depth {block.depth}" if block.depth else ""
    yield f"label {printable(block.label)}" if block.label else ""
    yield f"page {block.page}" if block.page is not None else ""
    yield _cell(block.cell) if block.cell else ""
    yield f"section {printable(section.path)}" if section.path else ""


def _cell(cell: Cell) -> str:
    return f"table {cell.table + 1} row {cell.row + 1} column {cell.column + 1}"
