"""The phrases of all concepts, sorted into tables that a finder can use at once.

Concepts that name other concepts stand on later levels than those. Concepts and signs are numbers
here. All of it is plain data, so that it can be made once and kept in a file.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from policygap import phrases, prepared
from policygap.phrases import Row, item, levels, read_phrase

K = TypeVar("K")
_PREPARED = "phrases"


@dataclass(frozen=True, slots=True)
class Level:
    """Phrases that can be looked for at the same time.

    `names` holds the number of each phrase's concept; `signs` the numbers of its signs, phrase
    after phrase; `lengths` how many each has.
    """

    names: array[int]
    signs: array[int]
    lengths: array[int]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Every phrase of the concepts.

    By sign: `gaps`, how many words it may leap; `guards`, the sign that the word before it must
    not satisfy, or -1. `words` maps each word, with its own sign (=, *), to the signs that it
    satisfies, `wanted` each concept's number to the signs that name it.
    """

    concepts: Mapping[str, Sequence[str]]
    names: tuple[str, ...]
    levels: tuple[Level, ...]
    gaps: array[int]
    guards: array[int]
    words: Mapping[str, array[int]]
    wanted: Mapping[int, array[int]]


def phrasebook(concepts: Mapping[str, Sequence[str]]) -> Phrasebook:
    """Return a phrasebook that holds these concepts: the prepared one, if it does, or a new one."""
    kept = _ready()
    return kept if kept and concepts.items() <= kept.concepts.items() else compiled(concepts)


def keep(concepts: Mapping[str, Sequence[str]]) -> None:
    """Prepare the phrasebook of these concepts for later runs."""
    prepared.write(_PREPARED, _sources(), compiled(concepts))


@cache
def _ready() -> Phrasebook | None:
    return prepared.read(_PREPARED, _sources())


def _sources() -> bytes:
    return prepared.digest([Path(__file__), Path(phrases.__file__)])


def compiled(concepts: Mapping[str, Sequence[str]]) -> Phrasebook:
    """Sort the phrases of concepts into tables; raise PhraseError where one cannot be read."""
    sorted_levels = levels(concepts)
    names = {name: number for number, name in enumerate(concepts)}
    rows = [_rows(level) for level in sorted_levels]
    signs = _numbered(row for level in rows for _, row in level)
    items = [item(sign) for sign in signs]
    return Phrasebook(
        concepts=concepts,
        names=tuple(names),
        levels=tuple(_level(level, names, signs) for level in rows),
        gaps=array("i", (one.gap for one in items)),
        guards=array("i", (signs.get(_guard(sign), -1) for sign in signs)),
        words=_by_key((word, n) for n, one in enumerate(items) for word in one.words),
        wanted=_by_key((names[c], n) for n, one in enumerate(items) for c in one.concepts),
    )


def _rows(level: Mapping[str, Sequence[str]]) -> list[tuple[str, Row]]:
    return [
        (name, row)
        for name, phrases in level.items()
        for phrase in phrases
        for row in read_phrase(phrase)
    ]


def _numbered(rows: Iterable[Row]) -> dict[str, int]:
    """Return a number for every sign of these rows, guards behind the signs that they guard."""
    signs: dict[str, int] = {}
    for row in rows:
        for sign in row:
            signs.setdefault(sign, len(signs))
            if guard := _guard(sign):
                signs.setdefault(guard, len(signs))
    return signs


def _guard(sign: str) -> str:
    """Return the words that must not stand before a sign, as a sign of their own."""
    return sign[1:].partition(" ")[0] if sign.startswith("!") else ""


def _level(
    rows: Sequence[tuple[str, Row]], names: Mapping[str, int], signs: Mapping[str, int]
) -> Level:
    return Level(
        names=array("i", (names[name] for name, _ in rows)),
        signs=array("i", (signs[sign] for _, row in rows for sign in row)),
        lengths=array("i", (len(row) for _, row in rows)),
    )


def _by_key(pairs: Iterable[tuple[K, int]]) -> dict[K, array[int]]:
    found: dict[K, array[int]] = defaultdict(lambda: array("i"))
    for key, number in pairs:
        found[key].append(number)
    return dict(found)
