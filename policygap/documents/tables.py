"""The rows of a table, read from its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from policygap.documents import sentences
from policygap.documents.introductions import is_complete, join
from policygap.model import Block

_BETWEEN = " | "
_HEADER_WORDS = 8  # words in a cell of a header row at most
_HEADER_WIDTH = (
    120  # words in a header row at most, so that no table of thousands of columns stalls
)
_ROW_WORDS = 60  # words; a longer row is prose set in a table and is cut into sentences


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, or a part of a long one: its first block, its words and what heads them."""

    block: Block
    text: str
    lead_in: str


def rows(cells: Sequence[Block]) -> Iterator[Row]:
    """Yield the rows of one table, given its cells in reading order; empty rows are left out."""
    header = ""
    cut = [list(row) for _, row in groupby(cells, key=_row_number)]
    for number, row in enumerate(cut):
        texts = _cell_texts(row)
        yield from (Row(row[0], text, lead_in) for text, lead_in in _pieces(texts, header))
        if number == 0 and len(cut) > 1 and _is_header(texts):
            header = _BETWEEN.join(texts)


def _row_number(block: Block) -> int:
    return block.cell.row if block.cell else -1


def _cell_texts(row: Sequence[Block]) -> list[str]:
    """Return the text of each cell that has any; a cell may hold several blocks."""
    texts = (
        " ".join(text for block in cell if (text := block.text.strip()))
        for _, cell in groupby(row, key=lambda block: block.cell and block.cell.column)
    )
    return [text for text in texts if text]


def _is_header(texts: Sequence[str]) -> bool:
    """Tell whether a row only names its columns: short cells, at least two, no sentence."""
    counts = [len(text.split()) for text in texts]
    if len(texts) < 2 or max(counts) > _HEADER_WORDS or sum(counts) > _HEADER_WIDTH:
        return False
    return not any(is_complete(text) for text in texts)


def _pieces(texts: Sequence[str], header: str) -> Iterator[tuple[str, str]]:
    """Yield a row's words with their lead-in: in one piece, or cell by cell if it is long."""
    if not texts:
        return
    whole = _BETWEEN.join(texts)
    if len(texts) > 1 and len(whole.split()) <= _ROW_WORDS:
        yield whole, header
        return
    before, room = header, _ROW_WORDS
    for text in texts:
        spans = sentences.split(text)
        yield from ((text[start:end], before) for start, end in spans)
        words = len(text.split())
        if len(spans) == 1 and words <= room:  # a short cell names what the cells after it say
            before, room = join(before, text), room - words
