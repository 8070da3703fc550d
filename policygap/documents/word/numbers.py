"""The numbers that Word shows in front of paragraphs, computed from its list definitions.

Rules of ECMA-376 part 1, 17.9: an abstract definition has nine levels; a paragraph names a list
(w:num) and a level; lists of one definition count on together unless they override the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policygap.documents.word.formats import in_format
from policygap.documents.word.styles import indent_of
from policygap.documents.word.xml import Element, W, child, flow, number, switch, value

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and shows; `text` has %1 to %9 for the levels' numbers."""

    start: int = 1
    format: str = "decimal"
    width: int = 0  # of numbers padded with zeros (001), else 0
    text: str = ""
    plain: bool = False  # w:isLgl: shows the numbers of the levels above it in decimals
    restarts_after: int | None = None  # w:lvlRestart; 0: never; None: after any higher level
    style: str = ""  # the paragraph style that brings this level
    hidden: bool = False
    indent: int | None = None  # in twips


_PLAIN = Level()


@dataclass(frozen=True, slots=True)
class List:
    """One w:num: the definition that it counts in, its levels, the starts that it sets anew."""

    definition: str
    levels: tuple[Level, ...]
    restarts: tuple[tuple[int, int], ...] = ()  # (level, start)
    name: str = ""  # by which fields refer to the definition


@dataclass(slots=True)
class Counter:
    """Counts the lists of one document; `label` must be asked in reading order."""

    lists: dict[str, List]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)
    _used: dict[str, int] = field(default_factory=dict)  # how many levels, by definition

    def level(self, list_id: str, depth: int) -> Level | None:
        """Return the level at `depth` (from 0) of a list, None if there is no such."""
        found = self.lists.get(list_id)
        return found.levels[depth] if found and 0 <= depth < len(found.levels) else None

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the depth that a paragraph style brings, None if the list does not know it."""
        levels = self.lists[list_id].levels if list_id in self.lists else ()
        return next((depth for depth, level in enumerate(levels) if level.style == style), None)

    def named(self, name: str) -> str | None:
        """Return the id of the first list of the definition with this name, None without one."""
        return next((key for key, each in self.lists.items() if each.name == name), None)

    def label(self, list_id: str, depth: int, start: int | None = None) -> str:
        """Count one paragraph and return its number as Word shows it ("300.3.1", "(a)", "•").

        With `start`, it is that number, and the next one goes on from it.
        """
        level = self.level(list_id, depth)
        if level is None:
            return ""
        found = self.lists[list_id]
        counts = self._counts.setdefault(found.definition, [None] * LEVELS)
        self._advance(counts, list_id, depth)
        counts[depth] = counts[depth] if start is None else start
        return "" if level.hidden else _shown(depth, found.levels, counts)

    def _advance(self, counts: list[int | None], list_id: str, depth: int) -> None:
        found = self.lists[list_id]
        self._begin_above(counts, found, depth)
        count, start = counts[depth], found.levels[depth].start
        counts[depth] = start if count is None else count + 1
        for level, first in found.restarts:
            if level == depth and (list_id, level) not in self._begun:
                counts[depth] = first
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, len(found.levels)):
            if _restarts(found.levels[deeper], depth):
                counts[deeper] = None

    def _begin_above(self, counts: list[int | None], found: List, depth: int) -> None:
        """Count levels that are skipped before their first use: 1.1 without a 1, then 2."""
        used = self._used.get(found.definition, 0)
        for above in range(used, depth):
            counts[above] = found.levels[above].start
        self._used[found.definition] = max(used, depth + 1)


def read_lists(numbering: Element | None, list_of_style: dict[str, str]) -> dict[str, List]:
    """Return the lists of a numbering part by id; `list_of_style` maps list styles to list ids."""
    if numbering is None:
        return {}
    definitions = {
        each.get(W + "abstractNumId"): each for each in numbering.iterchildren(W + "abstractNum")
    }
    nums = {each.get(W + "numId"): each for each in numbering.iterchildren(W + "num")}
    found = ((key, _read_list(key, nums, definitions, list_of_style)) for key in nums)
    return {key: each for key, each in found if each is not None}


def _read_list(
    key: str, nums: dict[str, Element], definitions: dict[str, Element], styles: dict[str, str]
) -> List | None:
    name = value(nums[key], "abstractNumId")
    definition = definitions.get(name or "")
    link = value(definition, "numStyleLink")
    if link is not None:  # the levels stand in the list that the style names; the count is its own
        linked = value(nums.get(styles.get(link, "")), "abstractNumId")
        definition = definitions.get(linked or "")
    if name is None or definition is None:
        return None
    levels = dict(_read_levels(definition))
    overrides = list(nums[key].iterchildren(W + "lvlOverride"))
    for override in overrides:
        levels.update(_read_levels(override))
    restarts = tuple(_read_restarts(overrides))
    for depth, first in restarts:
        levels[depth] = replace(levels.get(depth, Level()), start=first)
    shown = tuple(levels.get(depth, Level()) for depth in range(LEVELS))
    return List(name, shown, restarts, value(definition, "name") or "")


def _read_levels(owner: Element) -> Iterator[tuple[int, Level]]:
    for each in owner.iterchildren(W + "lvl"):
        depth = number(each.get(W + "ilvl"))
        if depth is not None and 0 <= depth < LEVELS:
            yield depth, _read_level(each)


def _read_level(lvl: Element) -> Level:
    format, width = _read_format(lvl)
    start = number(value(lvl, "start"))
    return Level(
        start=0 if start is None else start,
        format=format,
        width=width,
        text=value(lvl, "lvlText") or "",
        plain=switch(lvl, "isLgl") or False,
        restarts_after=number(value(lvl, "lvlRestart")),
        style=value(lvl, "pStyle") or "",
        hidden=switch(child(lvl, "rPr"), "vanish") or False,
        indent=indent_of(child(lvl, "pPr")),
    )


def _read_format(lvl: Element) -> tuple[str, int]:
    """Return a level's number format and the width of one that pads with zeros ("001, 002")."""
    found = next((each for each in flow(lvl) if each.tag == W + "numFmt"), None)
    if found is None:
        return "decimal", 0
    name = found.get(W + "val", "decimal")
    sample = found.get(W + "format", "").split(",")[0].strip()
    return name, len(sample) if name == "custom" and sample.isdigit() else 0


def _read_restarts(overrides: list[Element]) -> Iterator[tuple[int, int]]:
    for override in overrides:
        depth, first = number(override.get(W + "ilvl")), number(value(override, "startOverride"))
        if depth is not None and 0 <= depth < LEVELS and first is not None:
            yield depth, first


def _restarts(deeper: Level, depth: int) -> bool:
    """Tell whether a level begins anew after one at `depth` (from 0) above it."""
    return deeper.restarts_after is None or depth < deeper.restarts_after


def _shown(depth: int, levels: tuple[Level, ...], counts: list[int | None]) -> str:
    """Return the label of the level at `depth` with the numbers as they stand."""
    level = levels[depth]
    if level.format == "bullet":
        return _bullet(level.text)

    def filled(place: re.Match[str]) -> str:
        n = int(place[1]) - 1
        shown, count = levels[n], counts[n]
        if level.plain and not (n == depth and shown.format == "decimalZero"):
            shown = _PLAIN  # "Article I" over "Section 1.01", as in the legal list that Word offers
        return in_format(levels[n].start if count is None else count, shown.format, shown.width)

    return _PLACE.sub(filled, level.text).strip()


def _bullet(text: str) -> str:
    """Return the one sign for all bullets, words in a bullet's place as they are."""
    bare = text.strip()
    if not bare:
        return ""
    return bare if sum(char.isalnum() for char in bare) > 1 else BULLET
