"""Two columns of prose on a page: find the gutter and put the lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean, median

from policygap.documents.layout.page import Line

_STEP = 4.0  # points between the places where a gutter is looked for
_MOST_PLACES = 2_000  # of them; a word may be set miles off the page, and the lines reach there
_GUTTER = 8.0  # points: the least width of a gutter
_LEAST_LINES = 8  # on each side
_LEAST_WORDS = 3.5  # a line's mean, on each side: less is a list of terms or a form
_MOST_CROSSING = 0.25  # of the lines
_FILLED = 0.75  # share of its column's width that a prose line fills


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return lines from top to bottom, or column by column if the page has two of them."""
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
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


def _split(line: Line, gutter: float, left: list[Line], right: list[Line]) -> None:
    """Add a line's words to the columns; a hyphen lost at its end is the last part's."""
    before = tuple(span for span in line.spans if span.x1 <= gutter)
    after = tuple(span for span in line.spans if span.x1 > gutter)
    if before:
        left.append(replace(line, spans=before, column=1, broken=line.broken and not after))
    if after:
        right.append(replace(line, spans=after, column=2))


def _crosses(line: Line, gutter: float) -> bool:
    half = _GUTTER / 2
    return any(span.x0 < gutter + half and span.x1 > gutter - half for span in line.spans)


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
    best = min(candidates, key=lambda x: sum(_crosses(line, x) for line in lines))
    crossing = sum(_crosses(line, best) for line in lines)
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
