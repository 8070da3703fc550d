"""Words that text recognition ran together: "achoke hold" is a choke hold, "shallnot" shall not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policygap.documents.legibility import is_word

Placed = tuple[str, float, float]  # a word with its left and right edge

_LONG = 5  # letters: shorter words are also found within longer ones ("agent")
_GLUED = (
    re.compile(r"(a)([a-z]{3,})([.,;:)]*)", re.IGNORECASE),
    re.compile(
        r"(shall|may|must|will|should|would|could|is|are|do|does)(not)([.,;:)]*)", re.IGNORECASE
    ),
)


def parted(words: Sequence[Placed], seen: frozenset[str]) -> list[Placed]:
    """Return the words of a line, those parted that are two.

    `seen` are the words of the page in lower case: a short one is believed if it is among them.
    """
    return [part for word in words for part in _parts(word, seen)]


def _parts(word: Placed, seen: frozenset[str]) -> Iterator[Placed]:
    text, x0, x1 = word
    found = next((m for glued in _GLUED if (m := glued.fullmatch(text))), None)
    if found is None or is_word(found[1] + found[2]) or not _is_believed(found[2].lower(), seen):
        yield word
        return
    cut = x0 + (x1 - x0) * len(found[1]) / len(text)
    yield found[1], x0, cut
    yield found[2] + found[3], cut, x1


def _is_believed(text: str, seen: frozenset[str]) -> bool:
    return text == "not" or text in seen or (len(text) >= _LONG and is_word(text))
