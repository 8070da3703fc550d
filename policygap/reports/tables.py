"""Tables of text and numbers for spreadsheets, whatever the format of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_FULLEST = 32_000  # signs; a cell of Excel holds 32,767
_CUT = " ..."

Cells = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, its columns as heading and width in signs, and its rows of cells."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[Cells, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the first row."""
        return tuple(heading for heading, _ in self.columns)


def cell(lines: Iterable[str]) -> str:
    """Write different lines one below the other, nothing in them that a program could obey."""
    whole = "\n".join(filter(None, dict.fromkeys(map(printable, lines))))
    return whole if len(whole) <= _FULLEST else whole[:_FULLEST] + _CUT
