"""Tables without lines: rows whose words stand under each other in three or more columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import mean

from policygap.documents import labels
from policygap.documents.characters import join
from policygap.documents.layout.page import Element, Line, Span, Table

_NEAR = 3.0  # points: spans this close begin in the same column
_COLUMNS = 3  # two columns are more often a term and its meaning, and read well line by line
_FULL_LINES = 3  # lines that fill all columns but one
_MOST_WORDS = 14  # in a cell's line, on average
_LOOSE = 1.1  # times the smallest distance of lines: a wider one begins a row


def with_tables(lines: Sequence[Line]) -> list[Element]:
    """Return the lines, those that make up a table without rules replaced by it."""
    found: list[Element] = []
    start = 0
    while start < len(lines):
        end, columns = _run(lines, start)
        table = _table(lines[start:end], columns) if columns else None
        if table is None:
            found.append(lines[start])
            start += 1
        else:
            found.append(table)
            start = end
    return found


def _run(lines: Sequence[Line], start: int) -> tuple[int, list[float]]:
    """Return the end of the run of lines that keep to the columns of its fullest line."""
    if len(lines[start].spans) < 2 or labels.parse(lines[start].text):
        return start, []
    near = lines[start : start + 3]
    widest = max(near, key=lambda line: len(line.spans))
    columns = [span.x0 for span in widest.spans]
    if len(columns) < _COLUMNS:
        return start, []
    end = start
    while end < len(lines) and _keeps_to(lines[end], columns, lines[max(end - 1, start)]):
        end += 1
    return end, columns


def _keeps_to(line: Line, columns: Sequence[float], last: Line) -> bool:
    if line.page != last.page or line.column != last.column or labels.parse(line.text):
        return False
    close = line.y - last.y <= 3.2 * line.size
    within = line.x1 <= columns[1] or len(line.spans) > 1 or line.x0 > columns[0] + _NEAR
    return close and within and all(_column(span, columns) is not None for span in line.spans)


def _column(span: Span, columns: Sequence[float]) -> int | None:
    first = bisect_left(columns, span.x0 - _NEAR)
    return first if first < len(columns) and columns[first] <= span.x0 + _NEAR else None


def _table(lines: Sequence[Line], columns: Sequence[float]) -> Table | None:
    full = sum(len(line.spans) >= len(columns) - 1 for line in lines)
    words = mean(len(span.text.split()) for line in lines for span in line.spans) if lines else 0
    rows = _rows(lines, columns)
    if full < _FULL_LINES or words > _MOST_WORDS or len(rows) < 2:
        return None
    page, size = lines[0].page, lines[0].size
    return Table(page, lines[0].y - size, lines[-1].y, tuple(columns), tuple(map(tuple, rows)))


def _rows(lines: Sequence[Line], columns: Sequence[float]) -> list[list[str]]:
    """Return the cells' texts; a row begins after a wider gap, or with the first column."""
    gaps = [two.y - one.y for one, two in pairwise(lines)]
    smallest = min(gaps, default=0.0)
    uneven = bool(gaps) and max(gaps) > _LOOSE * smallest
    rows: list[list[str]] = []
    broken: dict[int, bool] = {}
    for n, line in enumerate(lines):
        wide = n > 0 and gaps[n - 1] > _LOOSE * smallest
        begins = wide if uneven else _column(line.spans[0], columns) == 0
        if begins or not rows:
            rows.append([""] * len(columns))
            broken = {}
        for span in line.spans:
            column = _column(span, columns) or 0
            above = rows[-1][column]
            rows[-1][column] = join(above, span.text, frozenset(), broken.get(column, False))
            broken[column] = span.broken
    return rows
