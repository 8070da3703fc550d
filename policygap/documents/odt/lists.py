"""The numbers that an OpenDocument text shows in front of paragraphs (ODF 1.3 part 3, 16.30)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policygap.documents.odt.package import FO, LOEXT, OFFICE, STYLE, TEXT, Element, Parts
from policygap.documents.odt.styles import twips
from policygap.documents.word.formats import in_format
from policygap.documents.word.numbers import BULLET

_LEVELS = 10
_PLACE = re.compile(r"%(\d+)%")
_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip
_OUTLINE = "\x00outline"  # the key of the list that counts headings; no style is called so
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ALIGNED = f"{STYLE}list-level-properties/{STYLE}list-level-label-alignment"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and shows; `template` has %1% to %10% for the numbers."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1  # how many numbers, those of the levels above first
    start: int = 1
    template: str = ""
    doubled: bool = False  # after z comes aa, bb; else aa, ab
    bullet: bool = False
    indent: int | None = None  # twips


@dataclass(slots=True)
class Counts:
    """How far a list has come at each level."""

    style: str
    at: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class Lists:
    """Counts the lists of one document; `label` must be asked in reading order."""

    styles: dict[str, dict[int, Level]]
    _by_id: dict[str, Counts] = field(default_factory=dict)
    _last: dict[str, Counts] = field(default_factory=dict)  # of each style

    def open(self, element: Element) -> Counts:
        """Return the counts of an outermost text:list: new ones, or those that it goes on with."""
        style = element.get(f"{TEXT}style-name", "")
        name = element.get(_XML_ID)
        counts = self._by_id.get(element.get(f"{TEXT}continue-list"))
        if counts is None and element.get(f"{TEXT}continue-numbering") == "true":
            counts = self._last.get(style)
        counts = counts or Counts(style)
        self._last[style] = counts
        if name:
            self._by_id[name] = counts
        return counts

    def headings(self) -> Counts:
        """Return the counts of the headings that stand in no list."""
        return self._last.setdefault(_OUTLINE, Counts(_OUTLINE))

    def level(self, style: str, depth: int) -> Level:
        """Return how a level (from 0) of a list style counts."""
        return self.styles.get(style, {}).get(depth, Level())

    def label(self, counts: Counts, style: str, depth: int, start: int | None = None) -> str:
        """Count one paragraph and return its number as shown ("300.3.1", "(a)", "•")."""
        level = self.level(style, depth)
        count = counts.at[depth]
        if start is not None:
            counts.at[depth] = start
        else:
            counts.at[depth] = level.start if count is None else count + 1
        counts.at[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return self._shown(level, style, counts.at, depth)

    def _shown(self, level: Level, style: str, at: list[int | None], depth: int) -> str:
        if level.bullet:
            return BULLET
        if not level.format:
            return ""

        def number(place: int) -> str:
            each = self.level(style, place)
            count = at[place]
            return _in_format(each, each.start if count is None else count)

        if level.template:
            return _PLACE.sub(lambda m: number(min(int(m[1]), _LEVELS) - 1), level.template).strip()
        first = max(0, depth - level.shown + 1)
        numbers = [text for place in range(first, depth + 1) if (text := number(place))]
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix}".strip()


def _in_format(level: Level, count: int) -> str:
    if level.format in ("a", "A") and not level.doubled:
        letters = _letters(count)
        return letters.upper() if level.format == "A" else letters
    return in_format(count, _FORMATS.get(level.format, "decimal")) if level.format else ""


def _letters(count: int) -> str:
    """Return a, b, ... z, aa, ab, ..."""
    letters = ""
    while count > 0:
        count, last = divmod(count - 1, 26)
        letters = chr(97 + last) + letters
    return letters


def read_lists(parts: Parts) -> Lists:
    """Return the lists of a document, none counted yet."""
    found: dict[str, dict[int, Level]] = {}
    for root in (parts.styles, parts.content):
        for group in ("styles", "automatic-styles"):
            for style in () if root is None else root.iterfind(f"{OFFICE}{group}/{TEXT}list-style"):
                found[style.get(f"{STYLE}name", "")] = dict(_levels(style))
    if parts.styles is not None:
        outline = parts.styles.find(f"{OFFICE}styles/{TEXT}outline-style")
        found[_OUTLINE] = {} if outline is None else dict(_levels(outline))
    return Lists(found)


def _levels(style: Element) -> Iterator[tuple[int, Level]]:
    for each in style:
        depth = whole(each.get(f"{TEXT}level"), 0) - 1
        if 0 <= depth < _LEVELS:
            yield depth, _level(each)


def _level(element: Element) -> Level:
    aligned = element.find(_ALIGNED)
    properties = element.find(f"{STYLE}list-level-properties")
    before = None if properties is None else properties.get(f"{TEXT}space-before")
    indent = None if aligned is None else aligned.get(f"{FO}margin-left")
    return Level(
        format=element.get(f"{STYLE}num-format", ""),
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        shown=whole(element.get(f"{TEXT}display-levels"), 1),
        start=whole(element.get(f"{TEXT}start-value"), 1),
        template=element.get(f"{LOEXT}num-list-format", ""),
        doubled=element.get(f"{STYLE}num-letter-sync") == "true",
        bullet=element.tag == f"{TEXT}list-level-style-bullet",
        indent=twips(indent or before),
    )


def whole(text: str | None, default: int) -> int:
    """Return an attribute's whole number, `default` where it is missing or none."""
    try:
        return default if text is None else max(-99_999, min(99_999, int(text)))
    except ValueError:
        return default
