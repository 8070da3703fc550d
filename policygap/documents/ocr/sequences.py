"""Roman numbers that lost a stroke in recognition, told by the numbers before and after them.

A bold "II." may be read as "I.": alone it is a label like others, between I. and III. it is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from policygap.documents.labels import roman_value
from policygap.documents.layout.page import Line, Page

_LABEL = re.compile(r"([IVX]+)\.(?=\s|$)")
_NEAR = 7.0  # points: labels of one list begin this close to each other, a page askew included
_MOST = 39  # XL and more are no numbers of sections
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


class _Place(NamedTuple):
    """A line that begins with a Roman number, and where in the flow of which page it stands."""

    page: int
    at: int
    line: Line
    roman: str


def mended(pages: Mapping[int, Page]) -> dict[int, Page]:
    """Return the pages, by number, with each label mended that its neighbours make certain."""
    flows = {number: list(page.flow) for number, page in pages.items()}
    for place, roman in _mistaken(sorted(_places(pages))):
        first, *others = place.line.spans
        text = roman + first.text.removeprefix(place.roman)
        flows[place.page][place.at] = replace(
            place.line, spans=(replace(first, text=text), *others)
        )
    return {number: replace(page, flow=tuple(flows[number])) for number, page in pages.items()}


def _places(pages: Mapping[int, Page]) -> Iterator[_Place]:
    for number, page in pages.items():
        for at, element in enumerate(page.flow):
            if isinstance(element, Line) and (found := _LABEL.match(element.text)):
                yield _Place(number, at, element, found[1])


def _mistaken(places: Sequence[_Place]) -> Iterator[tuple[_Place, str]]:
    """Yield the wrong one of three numbers that follow each other at one indent, and its value."""
    for before, place, after in zip(places, places[1:], places[2:], strict=False):
        value = roman_value(before.roman) + 1
        indents = [each.line.x0 for each in (before, place, after)]
        certain = 1 < value < _MOST and roman_value(after.roman) == value + 1
        if certain and roman_value(place.roman) != value and max(indents) - min(indents) <= _NEAR:
            roman = "X" * (value // 10) + _ONES[value % 10]
            if roman.replace("I", "") == place.roman.replace("I", ""):  # only strokes are missing
                yield place, roman
