"""What is usual in a document: print size, distance of lines, right edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_high

from policygap.documents.layout.page import Element, Line, lines_of

FEW_LINES = 12  # on a page: too few to show where its right edge is
_Place = tuple[int, int]  # page and column


@dataclass(frozen=True, slots=True)
class Measures:
    """The usual measures in points: print size, leading by size, edges by page and column."""

    size: float
    leading: dict[int, float] = field(default_factory=dict)
    right: dict[_Place, float] = field(default_factory=dict)
    left: dict[_Place, float] = field(default_factory=dict)


def measure(flow: Iterable[Element]) -> Measures:
    """Return the usual measures of a document's lines."""
    lines = lines_of(list(flow))
    sizes: Counter[float] = Counter()
    right: dict[_Place, float] = {}
    left: dict[_Place, float] = {}
    for line in lines:
        sizes[line.size] += len(line.text)
        place = (line.page, line.column)
        right[place] = max(right.get(place, line.x1), line.x1)
        left[place] = min(left.get(place, line.x0), line.x0)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    counts = Counter((line.page, line.column) for line in lines)
    few = {place for place, count in counts.items() if count < FEW_LINES}
    return Measures(size, _leading(lines), _at_least_usual(right, few), left)


def _at_least_usual(right: dict[_Place, float], few: set[_Place]) -> dict[_Place, float]:
    """Return the right edges, those of pages with few lines moved to where others have it."""
    columns = {column for _, column in right}
    usual = {c: median_high([x for (_, own), x in right.items() if own == c]) for c in columns}
    return {place: max(x, usual[place[1]]) if place in few else x for place, x in right.items()}


def _leading(lines: list[Line]) -> dict[int, float]:
    gaps: dict[int, Counter[float]] = {}
    for one, two in pairwise(lines):
        if same_column(one, two) and two.y > one.y and abs(one.size - two.size) < 0.5:
            gaps.setdefault(round(one.size), Counter())[round((two.y - one.y) * 2) / 2] += 1
    return {size: _usual(counts, size) for size, counts in gaps.items()}


def _usual(gaps: Counter[float], size: int) -> float:
    """Return the commonest distance of baselines, of those that can be lines of one paragraph."""
    likely = {gap: count for gap, count in gaps.items() if 0.8 * size <= gap <= 2.6 * size}
    if not likely:
        return 1.2 * size
    most = max(likely.values())
    return min(gap for gap, count in likely.items() if count >= 0.5 * most)


def same_column(one: Line, two: Line) -> bool:
    """Tell whether two lines stand in the same column of the same page."""
    return one.page == two.page and one.column == two.column


def had_room(last: Line, line: Line, usual: Measures) -> bool:
    """Tell whether the first word of a line would have fitted on the line before it."""
    text = line.text
    needed = (line.x1 - line.x0) * (len(text.split(" ", 1)[0]) + 1) / max(len(text), 1)
    return usual.right[(last.page, last.column)] - last.x1 > needed + 2.0


def fill(line: Line, usual: Measures) -> float:
    """Return the share of the room between the line's begin and the right edge that it fills."""
    room = usual.right[(line.page, line.column)] - line.x0
    return (line.x1 - line.x0) / room if room > 0 else 1.0
