"""Concepts: many phrases under one name, found in a row of words.

A lexicon has ten thousand phrases, a sentence can hold a few dozen of them. So every phrase is
a bit: for each of a phrase's first places there is, for each word, the set of phrases that can
have it there. The sets of a sentence's words, joined by place and intersected, leave the phrases
that are worth a look. Phrases that name other concepts are looked for after those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policygap.matching.language import lemmas
from policygap.phrases import Item, levels, read_phrase

Span = tuple[int, int]  # first word and one past the last
Reader = Callable[[str], frozenset[str]]
Row = tuple[Item, ...]

_PLACES = 4  # words of a phrase that decide whether it is worth a look


@dataclass(frozen=True, slots=True)
class _Level:
    """Phrases that can be looked for at the same time.

    `masks[k]` maps a word (or "{concept") to the phrases, as bits, whose k-th item it satisfies;
    `shorter[k]` are the phrases that have no k-th item.
    """

    rows: tuple[tuple[str, Row], ...]
    masks: tuple[Mapping[str, int], ...]
    shorter: tuple[int, ...]

    def candidates(self, keys: frozenset[str]) -> Iterator[tuple[str, Row]]:
        """Yield the phrases whose first items could all be made up of these words."""
        possible = -1
        for masks, shorter in zip(self.masks, self.shorter, strict=True):
            satisfied = shorter
            for key in keys & masks.keys():
                satisfied |= masks[key]
            possible &= satisfied
        while possible:
            lowest = possible & -possible
            yield self.rows[lowest.bit_length() - 1]
            possible ^= lowest


class Finder:
    """Finds the concepts of a lexicon in rows of words."""

    def __init__(self, concepts: Mapping[str, Sequence[str]]) -> None:
        """Compile the phrases; raise PhraseError where one cannot be read."""
        self._levels = [_level(level) for level in levels(concepts)]
        self._atoms = _atom_reader(_atoms(self._levels))

    def find(self, row: Sequence[str]) -> dict[str, tuple[Span, ...]]:
        """Return every place of every concept in a row of lower-case words."""
        sentence = _Sentence([self._atoms(word) for word in row])
        found: dict[str, tuple[Span, ...]] = {}
        for level in self._levels:
            new: dict[str, set[Span]] = defaultdict(set)
            for name, items in level.candidates(sentence.keys):
                new[name].update(sentence.spans(items))
            level_found = {name: tuple(sorted(spans)) for name, spans in new.items() if spans}
            sentence.settle(level_found)
            found |= level_found
        return found


class _Sentence:
    """The words of a sentence as the lexicon knows them, and the concepts found so far."""

    def __init__(self, atoms: Sequence[frozenset[str]]) -> None:
        self.atoms = atoms
        self.keys: frozenset[str] = frozenset().union(*atoms)
        self._ends: list[dict[str, set[int]]] = [{} for _ in atoms]
        self._places: dict[str, set[int]] = defaultdict(set)  # where each key stands
        for place, here in enumerate(atoms):
            for atom in here:
                self._places[atom].add(place)

    def settle(self, found: Mapping[str, Iterable[Span]]) -> None:
        """Make concepts that were found known to the phrases that name them."""
        for name, spans in found.items():
            for start, end in spans:
                self._ends[start].setdefault(name, set()).add(end)
                self._places[f"{{{name}"].add(start)
        self.keys = frozenset(self._places)

    def spans(self, items: Row) -> Iterator[Span]:
        """Yield every place where a phrase stands."""
        first = self.keys.intersection(_keys(items[0]))
        for start in set().union(*(self._places[key] for key in first)):
            places = self._after(items[0], start)
            for item in items[1:]:
                if not places:
                    break
                places = self._behind(item, places)
            for end in places:
                yield start, end

    def _behind(self, item: Item, places: set[int]) -> set[int]:
        if item.gap:
            last = len(self.atoms)
            return {p + n for p in places for n in range(item.gap + 1) if p + n <= last}
        return {end for place in places for end in self._after(item, place)}

    def _after(self, item: Item, place: int) -> set[int]:
        """Return where an item that begins at a place can end."""
        if place >= len(self.atoms):
            return set()
        if item.unless and place and self.atoms[place - 1] & item.unless:
            return set()
        if item.words:
            return {place + 1} if self.atoms[place] & item.words else set()
        here = self._ends[place]
        return set().union(*(here[name] for name in item.concepts & here.keys()))


def _level(concepts: Mapping[str, Sequence[str]]) -> _Level:
    rows = [
        (name, _without_outer_gaps(row))
        for name, phrases in concepts.items()
        for phrase in phrases
        for row in read_phrase(phrase)
    ]
    needed = [[item for item in row if not item.gap] for _, row in rows]
    places = range(_PLACES)
    return _Level(
        rows=tuple(rows),
        masks=tuple(_masks(needed, place) for place in places),
        shorter=tuple(
            _bits(r for r, items in enumerate(needed) if len(items) <= k) for k in places
        ),
    )


def _without_outer_gaps(row: Row) -> Row:
    """Drop gaps at the ends of a phrase, left where an optional word fell away."""
    solid = [place for place, item in enumerate(row) if not item.gap]
    return row[solid[0] : solid[-1] + 1]


def _masks(needed: Sequence[Sequence[Item]], place: int) -> dict[str, int]:
    """Return, for each word or concept, the phrases whose item at a place it satisfies."""
    phrases: dict[str, list[int]] = defaultdict(list)
    for number, items in enumerate(needed):
        for key in _keys(items[place]) if place < len(items) else ():
            phrases[key].append(number)
    return {key: _bits(numbers) for key, numbers in phrases.items()}


@cache
def _keys(item: Item) -> frozenset[str]:
    return item.words | {f"{{{name}" for name in item.concepts}


def _bits(numbers: Iterable[int]) -> int:
    """Return the whole number that has these bits."""
    listed = list(numbers)
    if not listed:
        return 0
    row = bytearray(max(listed) // 8 + 1)
    for number in listed:
        row[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(row, "little")


def _atoms(found: Iterable[_Level]) -> frozenset[str]:
    """Return every word that the phrases name, with its sign."""
    items = {item for level in found for _, row in level.rows for item in row}
    return frozenset().union(*(item.words | item.unless for item in items))


def _atom_reader(atoms: frozenset[str]) -> Reader:
    """Return the function from a word to the atoms of the lexicon that it satisfies, cached."""
    prefixes = {atom[:-1]: atom for atom in atoms if atom.endswith("*")}

    @cache
    def read(word: str) -> frozenset[str]:
        begins = {prefixes[word[:n]] for n in range(1, len(word) + 1) if word[:n] in prefixes}
        return (lemmas(word) & atoms) | ({f"={word}"} & atoms) | begins

    return read
