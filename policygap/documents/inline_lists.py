"""Lists that run on within a paragraph: "Officers shall not: (a) strike ...; or (b) choke ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policygap.documents import ordinals

_LABEL = re.compile(
    r"(?<!\S)(?P<label>\(?(?:[A-Za-z]|[ivxIVX]{2,5}|\d{1,2})\)|[•▪◦‣●])(?=\s|[A-Z][a-z])"
)
_REFERENCE = re.compile(
    r"(?:\d\S*|\)|§+|\b(?:sub)?(?:sections?|paragraphs?|divisions?|parts?|clauses?|items?|steps?)|"
    r"\b(?:sec|policy|code|rule|article|chapter|figure|exhibit|appendix|option|level)\.?)\s*\Z",
    re.IGNORECASE,
)
# "The means are: to gain time; to keep a distance; and to call for help."
_RUN_ON = re.compile(r"[^:;]*\b[^:;]*:\s+(?=[^:;]*\w[^:;]*;[^:;]*\w[^:;]*;)")
_ATTEMPTS = 20  # labels tried as the first of a list, so that odd text costs no time
_CONTENT = re.compile(r"[^\W_]{2,}")
_LINKS = re.compile(r"\b(?:and|or|and/or|to|through)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a run-in list: its label and its own words as (start, end) characters."""

    label: str
    start: int
    end: int


def find(text: str) -> tuple[Part, ...]:
    """Return the items of the first run-in list of at least two labels in sequence, or ()."""
    matches = [match for match in _LABEL.finditer(text) if not _is_reference(text, match.start())]
    starts = [n for n, match in enumerate(matches) if ordinals.is_first(match["label"])]
    for start in starts[:_ATTEMPTS]:
        parts = _parts(text, _chain(matches[start:]))
        if len(parts) > 1 and all(_says_something(text[p.start : p.end]) for p in parts):
            return parts
    return ()


def without_labels(sentence: str) -> tuple[Part, ...]:
    """Return the items, parted by semicolons, that a sentence names behind a colon, or ().

    There are three at least: with two, the second often says more of the first.
    """
    # Asked first, as the expression takes long to find no colon in a long sentence.
    opening = _RUN_ON.match(sentence) if ":" in sentence and sentence.count(";") > 1 else None
    if not opening:
        return ()
    ends = [m.end() for m in re.finditer(r";\s+", sentence[opening.end() :])]
    ends = [opening.end() + end for end in ends]
    places = pairwise([opening.end(), *ends, len(sentence)])
    parts = tuple(Part("", start, end) for start, end in places)
    return parts if all(_says_something(sentence[p.start : p.end]) for p in parts) else ()


def _is_reference(text: str, start: int) -> bool:
    """Tell whether the words before a label make it part of a citation ("section 7286 (a)")."""
    return _REFERENCE.search(text, max(0, start - 40), start) is not None


def _chain(matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the first match and those that go on counting from it."""
    chain = [matches[0]]
    for match in matches[1:]:
        last = chain[-1]["label"]
        repeated = last == match["label"] and ordinals.is_bullet(last)
        if repeated or ordinals.follows(last, match["label"]):
            chain.append(match)
    return chain


def _parts(text: str, chain: Sequence[re.Match[str]]) -> tuple[Part, ...]:
    ends = [match.start() for match in chain[1:]] + [len(text)]
    return tuple(
        Part(match["label"], match.end(), end) for match, end in zip(chain, ends, strict=True)
    )


def _says_something(item: str) -> bool:
    return _CONTENT.search(_LINKS.sub(" ", item)) is not None
