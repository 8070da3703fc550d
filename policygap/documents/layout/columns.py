"""Two columns of prose on a page: find the gutter and put the lines in reading order.

A gutter down the whole page shows by itself. Columns on a part of a page, or of short lines, are
told from a table by the file, which has all of one column before the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from statistics import mean, median
from typing import NamedTuple

from policygap.documents.layout.page import Line, Span

MOST = 2  # columns that are looked for; their lines have the numbers 1 and 2
_STEP = 4.0  # points between the places where a gutter is looked for
_MOST_PLACES = 2_000  # of them; a word may be set miles off the page, and the lines reach there
_GUTTER = 8.0  # points: the least width of a gutter
_LEAST_LINES = 8  # on each side
_LEAST_PART = 4  # lines in each column of a part of a page
_LEAST_WORDS = 3.5  # a line's mean, on each side: less is a list of terms or a form
_MOST_CROSSING = 0.25  # of the lines
_FILLED = 0.75  # share of its column's width that a prose line fills


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, or column by column if the page has two of them."""
    gutter = _gutter(lines)
    if gutter is None:
        return _by_parts(lines)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if _crosses(line, gutter):
            ordered += [*left, *right, line]
            left, right = [], []
            continue
        _split(line, gutter, left, right)
    return [*ordered, *left, *right]


def _by_parts(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, the two columns of each part that has them in turn."""
    ordered: list[Line] = []
    start = 0
    while start < len(lines):
        end, gutter = _part(lines, start)
        part = lines[start:end]
        ordered += _column_by_column(part, gutter) if gutter else part
        start = end
    return ordered


def _column_by_column(lines: Sequence[Line], gutter: float) -> Sequence[Line]:
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        _split(line, gutter, left, right)
    return [*left, *_by_parts(right)] if left and right else lines


def _part(lines: Sequence[Line], start: int) -> tuple[int, float]:
    """Return where the part with columns that begins here ends, and its gutter.

    Without any it ends at the next line.
    """
    band, end = _Band.of(lines[start : start + 2]), start
    while band and end < len(lines) and (grown := band.with_line(lines[end])):
        band, end = grown, end + 1
    found = band is not None and min(band.before, band.after) >= _LEAST_PART
    return (end, (band.left + band.right) / 2) if band and found else (start + 1, 0.0)


class _Band(NamedTuple):
    """A part of a page with a gutter between `left` and `right`, in points.

    By the file's order, `last` is the last span of the left column, and `first` the first of the
    right one; `before` and `after` count the lines in them.
    """

    left: float
    right: float
    last: int
    first: int
    before: int = 0
    after: int = 0

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Band | None:
        """Return what may begin with lines: their widest gap over which the file skips words."""
        spans = sorted((span for line in lines for span in line.spans), key=lambda span: span.x0)
        gaps = [(a, b) for a, b in pairwise(spans) if b.x0 - a.x1 >= _GUTTER and _skips(a, b)]
        if not gaps:
            return None
        a, b = max(gaps, key=lambda gap: gap[1].x0 - gap[0].x1)
        return cls(a.x1, b.x0, a.order, b.order)

    def with_line(self, line: Line) -> _Band | None:
        """Return the part with one more line, None if it does not belong to it."""
        before = [span for span in line.spans if span.x0 < self.left]
        after = [span for span in line.spans if span.x0 >= self.left]
        grown = _Band(
            max([self.left, *(span.x1 for span in before)]),
            min([self.right, *(span.x0 for span in after)]),
            max([self.last, *(span.order for span in before)]),
            min([self.first, *(span.order for span in after)]),
            self.before + bool(before),
            self.after + bool(after),
        )
        return grown if grown.right - grown.left >= _GUTTER and grown.last < grown.first else None


def _skips(one: Span, other: Span) -> bool:
    """Tell whether the file has other words between two spans."""
    return other.order > one.order + len(one.text.split())


def _split(line: Line, gutter: float, left: list[Line], right: list[Line]) -> None:
    """Add a line's words to the columns, each with the hyphen that it lost at its own end."""
    before = tuple(span for span in line.spans if span.x1 <= gutter)
    after = tuple(span for span in line.spans if span.x1 > gutter)
    if before:
        left.append(replace(line, spans=before, column=1, broken=before[-1].broken))
    if after:
        right.append(replace(line, spans=after, column=2, broken=after[-1].broken))


def _crosses(line: Line, gutter: float) -> bool:
    return _covers(_edges(line), gutter)


def _edges(line: Line) -> tuple[list[float], list[float]]:
    """Return where the spans of a line begin, in order, and how far those up to each reach."""
    spans = sorted((span.x0, span.x1) for span in line.spans)
    return [x0 for x0, _ in spans], list(accumulate((x1 for _, x1 in spans), max))


def _covers(edges: tuple[list[float], list[float]], gutter: float) -> bool:
    starts, reached = edges
    before = bisect_left(starts, gutter + _GUTTER / 2)
    return before > 0 and reached[before - 1] > gutter - _GUTTER / 2


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return the x of the gutter between two columns of prose, None if there is none."""
    if len(lines) < _LEAST_LINES:
        return None
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    wide = sum(len(line.spans) == 1 and line.x1 - line.x0 > 0.7 * (x1 - x0) for line in lines)
    if wide > _MOST_CROSSING * len(lines):
        return None
    middle = (x1 - x0) * 0.4
    step = max(_STEP, middle / _MOST_PLACES)
    candidates = [x0 + (x1 - x0) * 0.3 + n * step for n in range(int(middle / step) + 1)]
    edges = [_edges(line) for line in lines]  # a line may hold thousands of words
    crossing, best = min((sum(_covers(each, x) for each in edges), x) for x in candidates)
    if crossing > _MOST_CROSSING * len(lines) or not _is_prose(lines, best, x0, x1):
        return None
    return best


def _is_prose(lines: Sequence[Line], gutter: float, x0: float, x1: float) -> bool:
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if not _crosses(line, gutter):
            _split(line, gutter, left, right)
    widths = (gutter - x0, x1 - gutter)
    return all(_column(c, w) for c, w in zip((left, right), widths, strict=True))


def _column(lines: Sequence[Line], width: float) -> bool:
    return (
        len(lines) >= _LEAST_LINES
        and mean(len(line.text.split()) for line in lines) >= _LEAST_WORDS
        and median(line.x1 - line.x0 for line in lines) >= _FILLED * width
    )
