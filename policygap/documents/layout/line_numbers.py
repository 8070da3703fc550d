"""Numbers and marks in the margin that are no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policygap.documents.layout.page import Line

_MARK = re.compile(r"\*+\d{0,2}|\||new|rev(?:ised)?\.?|chg|add(?:ed)?|[▲►Δ]", re.IGNORECASE)
_LEAST = 8  # numbered lines of a page
_STEPS = 0.9  # share of the numbers that are one more than the one before
_ALIGNED = 4.0  # points


def without_line_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines without the numbers that count them in the margin."""
    numbered = [line for line in lines if line.spans[0].text.isdigit()]
    if len(numbered) < max(_LEAST, 0.6 * len(lines)) or not _counts_on(numbered):
        return list(lines)
    bare = (line.without_first_span() if line.spans[0].text.isdigit() else line for line in lines)
    return [line for line in bare if line is not None]


def without_margin_marks(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines without the marks of change ("*3", "NEW", a bar) left of the text."""
    edge = _left_edge(lines)
    bare = (line.without_first_span() if _is_mark(line, edge) else line for line in lines)
    return [line for line in bare if line is not None]


def _left_edge(lines: Sequence[Line]) -> float:
    """Return the smallest indent at which several lines begin."""
    starts = sorted(line.x0 for line in lines if not _MARK.fullmatch(line.spans[0].text))
    return next((a for a, b in pairwise(starts) if b - a <= _ALIGNED), min(starts, default=0.0))


def _is_mark(line: Line, edge: float) -> bool:
    first = line.spans[0]
    if not _MARK.fullmatch(first.text):
        return False
    apart = len(line.spans) == 1 or line.spans[1].x0 - first.x1 > 1.5 * line.size
    return first.x0 < edge - _ALIGNED or (apart and first.text.isalpha())


def _counts_on(numbered: Sequence[Line]) -> bool:
    """Tell whether the numbers rise by one (or by five) at the same edge."""
    values = [int(line.spans[0].text) for line in numbered]
    steps = Counter(two - one for one, two in pairwise(values))
    step, count = steps.most_common(1)[0]
    edges = sorted(line.spans[0].x1 for line in numbered)
    aligned = edges[-1] - edges[0] <= _ALIGNED * 2
    return step in (1, 5) and count >= _STEPS * (len(values) - 1) and aligned
