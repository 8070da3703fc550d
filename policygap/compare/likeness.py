"""Find texts that say nearly the same, quickly: only those that share what is rare are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policygap.compare.words import keys

# Of the words of both texts, the share that they have in common.
_ALIKE = 0.5
_ALIKE_IN_PLACE = 0.3  # beside the same text as before, or under the same heading
_RARE = 16  # a word that stands in more texts than that leads nowhere
_CLOSEST = 5  # texts that are compared with one text
LONE_WORDS = 5  # a shorter text is found again only in its place: too many others say the same

Text = tuple[
    bool, str
]  # texts are alike only within one sort: whether it is a whole list, the words


@dataclass(frozen=True, slots=True)
class Side:
    """The texts of one version that no equal was found for, by their places in it."""

    words: Mapping[int, Counter[str]]
    sorts: Mapping[int, bool]

    @classmethod
    def of(cls, texts: Sequence[Text], places: Sequence[int]) -> Side:
        """Count the words of the texts at these places."""
        words = {place: Counter(keys(texts[place][1])) for place in places}
        return cls(words, {place: texts[place][0] for place in places})


def near(old: Side, new: Side, neighbours: Mapping[int, frozenset[int]]) -> dict[int, int]:
    """Return which old text each new one was made from, by place, each text used once at most.

    `neighbours` has the old places that lie where a new place does: beside the same texts, say.
    """
    found = sorted(_found(old, new, neighbours), key=lambda each: (-each[0], each[1:]))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, place, before in found:
        if place not in pairs and before not in used:
            pairs[place] = before
            used.add(before)
    return pairs


def _found(
    old: Side, new: Side, neighbours: Mapping[int, frozenset[int]]
) -> Iterator[tuple[float, int, int]]:
    """Yield likeness, new place and old place of all that are like enough."""
    index = _index(old)
    for place, words in new.words.items():
        beside = neighbours.get(place, frozenset()) & old.words.keys()
        close = _sharing(index, words) if words.total() >= LONE_WORDS else Counter()
        closest = (each for each, _ in close.most_common(_CLOSEST) if each not in beside)
        for before in (*beside, *closest):
            least = _ALIKE_IN_PLACE if before in beside else _ALIKE
            alike = likeness(old.words[before], words)
            if alike >= least and old.sorts[before] is new.sorts[place]:
                yield alike + (_ALIKE - least), place, before


def _index(side: Side) -> Mapping[str, Sequence[int]]:
    """Return where each rare word, and each rare pair of words, stands."""
    index: dict[str, list[int]] = {}
    for place, words in side.words.items():
        for mark in _marks(words):
            index.setdefault(mark, []).append(place)
    return {mark: places for mark, places in index.items() if len(places) <= _RARE}


def _marks(words: Counter[str]) -> Iterator[str]:
    """Yield words and, as a policy has few words that are rare, neighbours of each other."""
    yield from words
    yield from map(" ".join, pairwise(words))  # in the order in which they first stand


def _sharing(index: Mapping[str, Sequence[int]], words: Counter[str]) -> Counter[int]:
    return Counter(place for mark in _marks(words) for place in index.get(mark, ()))


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """Return 2 x common words / all words, from 0 (none in common) to 1 (the same words)."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
