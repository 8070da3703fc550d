"""The levels of headings and list items that are open at a place, and where a label fits in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policygap.documents.labels import Label, Reading

NEAR = 7.0  # points: two labels this close begin at the same indent
_SHIFT = 14.0  # points: an indent this much deeper outweighs a number that seems to go on


@dataclass(frozen=True, slots=True)
class Level:
    """One open level: how it counts, how far it has come, where it begins."""

    style: str
    ordinal: int
    x: float
    heading: bool = False


Levels = tuple[Level, ...]


def place(levels: Levels, label: Label, x: float) -> Levels:
    """Return the levels with the label's own level last."""
    if label.is_decimal:
        return _numbered(levels, label, x)
    return _continued(levels, label, x) or _skipped(levels, label, x) or _opened(levels, label, x)


def continues(levels: Levels, label: Label) -> bool:
    """Tell whether the label is the next one of a list that is open."""
    return any(
        level.style == reading.style and reading.ordinal == level.ordinal + 1
        for level in levels
        for reading in label.readings
    )


def reopened(levels: Levels, ended: Levels, label: Label, x: float) -> Levels:
    """Return the levels, or those that a paragraph set further out has ended if a number goes on.

    After (1) and (2), a note at the margin and then (3), the list is still the same one.
    """
    if label.is_bullet or label.is_decimal or continues(levels, label):
        return levels
    inner = [level for level in ended if abs(level.x - x) <= NEAR]
    return ended if continues(tuple(inner), label) else levels


def _numbered(levels: Levels, label: Label, x: float) -> Levels:
    """Section numbers nest by their count of parts, whatever stands between them: 5., 5.1, 6."""
    reading = label.readings[0]
    whole = next((n for n, level in enumerate(levels, 1) if _is_whole(level, label)), 0)
    kept = [*levels[:whole], *(e for e in levels[whole:] if _above(e, reading.style))]
    return (*kept, Level(reading.style, reading.ordinal, x))


def _is_whole(level: Level, label: Label) -> bool:
    """Tell whether a level has come to the number that a section number begins with."""
    counts_in_digits = "1" in level.style and not level.style.startswith("decimal")
    return counts_in_digits and label.text.split(".")[0].strip("§ ") == str(level.ordinal)


def _above(level: Level, style: str) -> bool:
    if level.style.startswith("decimal"):
        return level.style < style
    return level.heading and level.style.startswith("plain")


def _continued(levels: Levels, label: Label, x: float) -> Levels | None:
    found = [
        (abs(level.x - x) > NEAR, -index, reading)
        for index, level in enumerate(levels)
        for reading in label.readings
        if level.style == reading.style and _follows(level, reading, label, x)
    ]
    if not found:
        return None
    far, index, reading = min(found, key=lambda entry: entry[:2])
    if far and label.may_be_first and x > levels[-1].x + _SHIFT:
        return None
    level = replace(levels[-index], ordinal=reading.ordinal, x=x, heading=False)
    return (*levels[:-index], level)


def _follows(level: Level, reading: Reading, label: Label, x: float) -> bool:
    if label.is_bullet:
        return abs(level.x - x) <= NEAR
    return reading.ordinal == level.ordinal + 1


def _skipped(levels: Levels, label: Label, x: float) -> Levels | None:
    """A number is left out or used twice: the same style at the same indent is the same list."""
    for index in range(len(levels) - 1, -1, -1):
        level = levels[index]
        for reading in label.readings:
            if level.style == reading.style and abs(level.x - x) <= NEAR:
                same = replace(level, ordinal=reading.ordinal, x=x, heading=False)
                return (*levels[:index], same)
    return None


def _opened(levels: Levels, label: Label, x: float) -> Levels:
    reading = next((r for r in label.readings if r.ordinal == 1), label.readings[0])
    kept = outside(levels, x)
    return (*kept, Level(reading.style, reading.ordinal, x))


def beside_plain_heading(levels: Levels) -> Levels:
    """Return the levels without the heading right above a numbering that has just begun.

    "PROCEDURE" directly before "I. Reports" holds it; "DEFINITIONS" with text of its own does not.
    """
    if len(levels) > 1 and levels[-1].ordinal == 1 and levels[-2].style.startswith("plain"):
        return (*levels[:-2], levels[-1])
    return levels


def outside(levels: Levels, x: float) -> Levels:
    """Return the levels that something at this indent may still belong to."""
    while levels and levels[-1].x > x + NEAR:
        levels = levels[:-1]
    return levels


def plain_heading(levels: Levels, style: str, x: float) -> Levels:
    """Return the levels with a heading without a label last; `style` tells its looks.

    It ends the headings of its own looks and every list; under a numbered heading it is a part.
    """
    own = next((i for i, level in enumerate(levels) if level.style == style), None)
    kept = levels[:own] if own is not None else _headings_outside(levels, x)
    return (*kept, Level(style, 1, x, heading=True))


def _headings_outside(levels: Levels, x: float) -> Levels:
    kept = outside(levels, x)
    while kept and not kept[-1].heading:
        kept = kept[:-1]
    return kept


def heading_depth(levels: Sequence[Level]) -> int:
    """Return how many headings are open."""
    return sum(level.heading for level in levels)


def item_depth(levels: Sequence[Level]) -> int:
    """Return how many lists are open below the last heading."""
    depth = 0
    for level in reversed(levels):
        if level.heading:
            break
        depth += 1
    return depth
