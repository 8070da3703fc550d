"""The phrase language: how a rubric writes the many ways of saying one thing.

docs/rubric-format.md explains the signs. Here a phrase becomes rows of signs, and a sign an item;
finding them in a text is the matching's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

UNLIKE = "~"  # before a word that "non" or the like turns into another ("non-deadly")
_GAPS = {"..": 3, "...": 8}
_WORD = r"=?[a-z0-9]+(?:'[a-z]+)?\*?"
_ITEM = re.compile(rf"!?{_WORD}(?:\|{_WORD})*\??|\.{{2,3}}|\{{[a-z0-9|/-]+\}}\??")


class PhraseError(ValueError):
    """A phrase that the phrase language does not know, or a circle of concepts."""


Row = tuple[str, ...]  # signs, each with the words that must not stand before it: "!no|not hold"


@dataclass(frozen=True, slots=True, eq=False)  # equal ones are one object: `item` keeps them
class Item:
    """One place of a phrase: alternatives of words, or of concepts, or a gap of so many words.

    `unless` are words that must not stand right before it.
    """

    words: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    gap: int = 0
    unless: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """Return what the item is found by: its words, and its concepts with a brace before."""
        return self.words | {f"{{{name}" for name in self.concepts}


@cache
def item(sign: str) -> Item:
    """Return what a sign of a row stands for."""
    before, _, own = sign.rpartition(" ")
    unless = frozenset(before[1:].split("|")) if before else frozenset()
    if own in _GAPS:
        return Item(gap=_GAPS[own], unless=unless)
    if own.startswith("{"):
        return Item(concepts=frozenset(own[1:-1].split("|")), unless=unless)
    return Item(words=frozenset(own.split("|")), unless=unless)


@cache  # rubrics are checked first and compiled later
def read_phrase(phrase: str) -> tuple[Row, ...]:
    """Return the rows of signs that a phrase stands for (an optional sign makes two rows)."""
    rows: tuple[Row, ...] = ((),)
    before = ""
    for sign in _split(phrase):
        if not _is_sign(sign):
            raise PhraseError(f"'{sign}' in the phrase '{phrase}' is not understood")
        if sign.startswith("!"):
            before = f"{sign} "
            continue
        longer = tuple(
            (*row, before + first, *rest)
            for row in rows
            for first, *rest in _alternatives(sign.removesuffix("?"))
        )
        rows = (*longer, *rows) if sign.endswith("?") else longer
        before = ""
    if any(all(sign in _GAPS for sign in row) for row in rows):
        raise PhraseError(f"the phrase '{phrase}' could match no words at all")
    return tuple(_unlike(_without_outer_gaps(row)) for row in rows)


def _unlike(row: Row) -> Row:
    """Let a sign that a phrase has behind "non" or "less" find what such a word turns it into."""
    solid = [sign for sign in row if item(sign).gap == 0]
    named = {own for before, own in pairwise(solid) if item(before).words & _TURNING}
    return tuple(_with_unlike(sign) if sign in named else sign for sign in row)


def _with_unlike(sign: str) -> str:
    before, blank, own = sign.rpartition(" ")
    if own.startswith("{"):
        return sign
    return before + blank + "|".join((own, *(UNLIKE + word for word in own.split("|"))))


_TURNING = {"non", "less", "than"}
_IRREGULAR = {"won't": "will", "can't": "can", "shan't": "shall", "ain't": "is"}


def contraction(word: str) -> tuple[str, ...]:
    """Return the words of a contraction with "not", or the word itself."""
    if not word.endswith("n't"):
        return (word,)
    return tuple(filter(None, (_IRREGULAR.get(word, word[:-3]), "not")))


def _alternatives(sign: str) -> Iterator[tuple[str, ...]]:
    """Yield the signs that one sign stands for: "never|don't" for "never", and for "do not"."""
    if "n't" not in sign:
        yield (sign,)
        return
    words = sign.split("|")
    if plain := "|".join(word for word in words if not word.endswith("n't")):
        yield (plain,)
    yield from (contraction(word) for word in words if word.endswith("n't"))


def _without_outer_gaps(row: Row) -> Row:
    """Drop gaps at the ends of a phrase, left where an optional word fell away."""
    solid = [place for place, sign in enumerate(row) if item(sign).gap == 0]
    return row[solid[0] : solid[-1] + 1]


def references(phrases: Iterable[str]) -> frozenset[str]:
    """Return the concepts that phrases name in braces."""
    found = (re.findall(r"\{([^}]*)\}", phrase) for phrase in phrases)
    return frozenset(name for names in found for group in names for name in group.split("|"))


def levels(concepts: Mapping[str, Sequence[str]]) -> list[dict[str, Sequence[str]]]:
    """Sort concepts so that each stands after those that its phrases name; raise PhraseError."""
    left = {name: references(phrases) for name, phrases in concepts.items()}
    for name, wanted in left.items():
        if unknown := wanted - concepts.keys():
            raise PhraseError(f"the concept '{name}' names '{min(unknown)}', which does not exist")
    levels: list[dict[str, Sequence[str]]] = []
    while left:
        ready = [name for name, wanted in left.items() if not wanted & left.keys()]
        if not ready:
            raise PhraseError(f"the concepts {', '.join(sorted(left))} name each other in a circle")
        levels.append({name: concepts[name] for name in ready})
        for name in ready:
            del left[name]
    return levels


def _split(phrase: str) -> list[str]:
    """Split at white space and hyphens, but not inside braces, where names have hyphens.

    A possessive's s and apostrophe fall away, as they do in the texts.
    """
    plain = _POSSESSIVE.sub("", phrase.lower()) if "'" in phrase else phrase.lower()
    if "{" not in plain:
        return plain.replace("-", " ").split()
    parts = re.split(r"(\{[^}]*\}\??)", plain)
    return [s for p in parts for s in ([p] if p.startswith("{") else p.replace("-", " ").split())]


_POSSESSIVE = re.compile(r"'s\b|'(?![a-z])")


@cache
def _is_sign(sign: str) -> bool:
    return bool(_ITEM.fullmatch(sign))
