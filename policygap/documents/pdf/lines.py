"""Words to lines: one line for each baseline, columns read one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter

from policygap.documents.layout.page import Line, Span
from policygap.documents.pdf.frame import Box
from policygap.documents.pdf.words import Word

_SAME_LINE = 0.35  # of the print size: how far baselines of one line may differ
_RAISED = 0.55  # the same for print of another size: superscripts
_WIDE_GAP = 0.75  # of the print size: a gap this wide parts two spans
_UNDER = 4.0  # points below the baseline in which an underline lies
_THROUGH = (0.15, 0.45)  # of the print size above the baseline: where a line strikes a word out
MOST_LINES = 500  # horizontal ones on a page; more are a drawing


def lines(words: Sequence[Word], page: int) -> list[Line]:
    """Return the lines of these words, which are in the file's order, from top to bottom."""
    order = {id(word): n for n, word in enumerate(words)}
    return [_line(row, page, order) for row in rows(words)]


def rows(words: Sequence[Word]) -> list[list[Word]]:
    """Return the words of each line from left to right, the lines from top to bottom."""
    open_rows: list[tuple[float, float, list[Word]]] = []  # baseline, size, words
    for word in sorted(words, key=attrgetter("y", "x0")):
        for i in range(len(open_rows) - 1, max(len(open_rows) - 5, -1), -1):
            y, size, members = open_rows[i]
            if word.y == y or abs(word.y - y) <= _tolerance(word.size, size):
                members.append(word)
                if word.size > size:
                    open_rows[i] = (word.y, word.size, members)
                break
        else:
            open_rows.append((word.y, word.size, [word]))
    open_rows.sort(key=itemgetter(0))
    return [_left_to_right(members) for _, _, members in open_rows]


def _tolerance(one: float, two: float) -> float:
    share = _SAME_LINE if abs(one - two) < 0.15 * max(one, two) else _RAISED
    return share * max(one, two)


def _left_to_right(members: list[Word]) -> list[Word]:
    """Sort a row; drop a word that is printed twice to look bold."""
    kept: list[Word] = []
    for word in sorted(members, key=attrgetter("x0")):
        if not (kept and kept[-1].text == word.text and word.x0 - kept[-1].x0 < 1.5):
            kept.append(word)
    return kept


def _line(row: Sequence[Word], page: int, order: Mapping[int, int]) -> Line:
    spans: list[list[Word]] = [[row[0]]]
    for left, right in pairwise(row):
        if _parts(left, right):
            spans.append([right])
        else:
            spans[-1].append(right)
    y, size = _baseline(row), _main_size(row)
    made = tuple(_span(members, order) for members in spans)
    return Line(page, made, y, size, broken=row[-1].broken)


def _baseline(row: Sequence[Word]) -> float:
    """Return the baseline of a row, that of its largest word where they differ."""
    if all(word.y == row[0].y for word in row):
        return row[0].y
    return max(row, key=lambda w: (w.size, len(w.text))).y


def _parts(left: Word, right: Word) -> bool:
    style = left.bold != right.bold or left.underlined != right.underlined
    gap = right.x0 - left.x1
    return style or left.broken or gap > _WIDE_GAP * max(left.size, right.size)


def _span(members: Sequence[Word], order: Mapping[int, int]) -> Span:
    first, last = members[0], members[-1]
    text = " ".join(word.text for word in members)
    look = (first.bold, first.underlined, last.broken)
    return Span(text, first.x0, last.x1, *look, order=order[id(first)])


def _main_size(row: Sequence[Word]) -> float:
    if all(word.size == row[0].size for word in row):
        return row[0].size
    letters: dict[float, int] = {}
    for word in row:
        letters[word.size] = letters.get(word.size, 0) + len(word.text)
    return max(letters, key=lambda size: letters[size])


def with_rules(words: Sequence[Word], horizontal: Sequence[Box]) -> list[Word]:
    """Return the words, those with a line close below them or through their middle marked."""
    if not horizontal or len(horizontal) > MOST_LINES:
        return list(words)
    near: dict[tuple[float, float], _Near] = {}
    for word in words:
        if (word.y, word.size) not in near:  # which the words of a line share
            near[word.y, word.size] = _near(word, horizontal)
    return [_ruled(word, *near[word.y, word.size]) for word in words]


_Near = tuple[list[Box], list[Box]]


def _near(word: Word, horizontal: Sequence[Box]) -> _Near:
    """Return the lines below a word, and those at the height of its middle, wherever they begin."""
    below = [box for box in horizontal if -1.0 <= box[1] - word.y <= _UNDER]
    return below, through(horizontal, word.y, word.size)


def through(horizontal: Sequence[Box], y: float, size: float) -> list[Box]:
    """Return the lines at the height of the middle of words, wherever they begin."""
    low, high = (share * size for share in _THROUGH)
    return [box for box in horizontal if low <= y - (box[1] + box[3]) / 2 <= high]


def _ruled(word: Word, below: Sequence[Box], within: Sequence[Box]) -> Word:
    if not (below or within):
        return word
    under, struck = _runs_along(word, below), _runs_along(word, within)
    return word._replace(underlined=under, struck=struck) if under or struck else word


def _runs_along(word: Word, boxes: Sequence[Box]) -> bool:
    slack = 0.2 * (word.x1 - word.x0) + 0.5
    return any(box[0] <= word.x0 + slack and box[2] >= word.x1 - slack for box in boxes)
