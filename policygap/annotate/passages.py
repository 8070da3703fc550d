"""Find again, in a file as it is, the words that a report quotes from what was read of it."""

from __future__ import annotations

import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]  # the first sign and the one after the last

# Labels, running heads and page numbers stand between the parts of what is quoted as one.
_REACH = 600  # letters from one part to the next
_RARE = 5  # words that will not stand anywhere by chance
_NEAR = 2  # words that are enough close to what was found already ...
_SHORT = 8  # ... if they have as many letters
_CLOSING = frozenset(".,;:!?)")
_ENOUGH = 0.6  # share of the letters that must be found


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text in one spelling, each with the number of its sign.

    Blanks, hyphens, quotes and punctuation are left out: readers mend them, and lines break there.
    """

    text: str
    signs: Sequence[int]
    raw: Sequence[str]  # all signs


def letters(signs: Sequence[str]) -> Letters:
    """Return the letters of a text, given sign by sign."""
    text: list[str] = []
    numbers = array("L")
    for number, sign in enumerate(signs):
        spelled = _spelled(sign)
        text.append(spelled)
        numbers.extend([number] * len(spelled))
    return Letters("".join(text), numbers, signs)


def find(quoted: str, within: Letters, earlier: int = 0) -> tuple[Span, ...]:
    """Return the spans of signs where quoted words stand, in order; () if most are not there.

    `earlier` tells how many times the same words stand before.
    """
    words = [word for word in ("".join(map(_spelled, w)) for w in quoted.split()) if word]
    start = _after("".join(words), within.text, earlier)
    found = list(_parts(words, within.text, (start, len(within.text)), _RARE))
    if sum(end - first for first, end in found) < _ENOUGH * sum(map(len, words)) or not words:
        return ()
    return tuple((within.signs[first], _closed(within, end)) for first, end in _joined(found))


def _joined(parts: Iterable[Span]) -> list[Span]:
    """Return the parts, those in one that no letter parts."""
    joined: list[Span] = []
    for first, end in parts:
        begins = joined.pop()[0] if joined and joined[-1][1] == first else first
        joined.append((begins, end))
    return joined


def _closed(within: Letters, end: int) -> int:
    """Return the sign after the last letter and the marks that close its sentence or clause."""
    sign = within.signs[end - 1] + 1
    while sign < len(within.raw) and within.raw[sign] in _CLOSING:
        sign += 1
    return sign


def _after(needle: str, text: str, times: int) -> int:
    """Return where the search begins so that it passes over what stands before."""
    start = 0
    for _ in range(times):
        at = text.find(needle, start)
        start = at + len(needle) if at >= 0 else start
    return start if text.find(needle, start) >= 0 else 0


def _parts(words: Sequence[str], text: str, bounds: Span, fewest: int) -> Iterator[Span]:
    """Yield where the longest run of words stands, and near it what comes before and after."""
    start, end = bounds
    for first, last in _runs(len(words), fewest):
        needle = "".join(words[first:last])
        at = text.find(needle, start, end)
        if at >= 0 and (last - first == len(words) or len(needle) >= _SHORT):
            stop = at + len(needle)
            yield from _parts(words[:first], text, (max(start, at - _REACH), at), _NEAR)
            yield at, stop
            yield from _parts(words[last:], text, (stop, min(end, stop + _REACH)), _NEAR)
            return


def _runs(count: int, fewest: int) -> Iterator[Span]:
    """Yield all words, each half, each quarter ..., at last every run of the `fewest` words."""
    if count:
        yield 0, count
    parts = 2
    while count // parts > fewest:
        yield from pairwise(count * n // parts for n in range(parts + 1))
        parts *= 2
    yield from ((first, first + fewest) for first in range(count - fewest + 1))


@lru_cache(maxsize=4096)
def _spelled(sign: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", sign).casefold()))
