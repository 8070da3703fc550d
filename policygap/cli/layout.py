"""Plain text in columns for the commands that print without rich."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDTH = 80


def paragraph(text: str, indent: int = 0) -> list[str]:
    """Wrap words to 80 columns; later lines of a list item ("- ") hang."""
    margin = " " * indent
    hanging = margin + ("  " if text.startswith("- ") else "")
    return wrap(
        printable(text),
        _WIDTH,
        initial_indent=margin,
        subsequent_indent=hanging,
        break_long_words=False,  # ids and addresses stay whole, to be copied
        break_on_hyphens=False,
    )


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Align cells under each other; the last column is wrapped."""
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    return [line for row in cells for line in _row(row, widths)]


def _row(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    head = "".join(cell.ljust(width + 2) for cell, width in zip(row, widths, strict=False))
    last = wrap(row[-1], max(20, _WIDTH - len(head))) or [""]
    for start, text in zip_longest([head], last, fillvalue=" " * len(head)):
        yield f"{start}{text}".rstrip()
