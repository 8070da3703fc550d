"""Concepts: many phrases under one name, found in a row of words in one pass.

docs/rubric-format.md describes the phrase language. All phrases share one trie; a phrase that
names other concepts is looked for after them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from policygap.matching.language import lemmas

Span = tuple[int, int]  # first word and one past the last
Hits = Mapping[str, tuple[Span, ...]]
Reader = Callable[[str], frozenset[str]]

_GAPS = {"..": 3, "...": 8}
_ITEM = re.compile(
    r"(?:=?[a-z0-9]+'?[a-z]*\*?)(?:\|=?[a-z0-9]+'?[a-z]*\*?)*\??|\.{2,3}|\{[a-z0-9|/-]+\}\??"
)


class PhraseError(ValueError):
    """A phrase that the phrase language does not know, or a circle of concepts."""


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a phrase: alternatives of words, or of concepts, or a gap of so many words."""

    words: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    gap: int = 0


@dataclass(slots=True)
class _Node:
    words: dict[str, list[_Node]] = field(default_factory=lambda: defaultdict(list))
    concepts: dict[str, list[_Node]] = field(default_factory=lambda: defaultdict(list))
    gaps: list[tuple[int, _Node]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    children: dict[Item, _Node] = field(default_factory=dict)


def read_phrase(phrase: str) -> tuple[tuple[Item, ...], ...]:
    """Return the rows of items that a phrase stands for (an optional item makes two rows)."""
    choices: list[tuple[tuple[Item, ...], ...]] = []
    for sign in phrase.lower().replace("-", " ").split() if "{" not in phrase else _split(phrase):
        if not _ITEM.fullmatch(sign):
            raise PhraseError(f"'{sign}' in the phrase '{phrase}' is not understood")
        item = _item(sign.removesuffix("?"))
        choices.append(((item,), ()) if sign.endswith("?") else ((item,),))
    rows = tuple(sum(row, ()) for row in product(*choices))
    if not all(any(item.words or item.concepts for item in row) for row in rows):
        raise PhraseError(f"the phrase '{phrase}' could match no words at all")
    return rows


def references(phrases: Iterable[str]) -> frozenset[str]:
    """Return the concepts that phrases name in braces."""
    found = (re.findall(r"\{([^}]*)\}", phrase) for phrase in phrases)
    return frozenset(name for names in found for group in names for name in group.split("|"))


class Finder:
    """Finds the concepts of a lexicon in rows of words."""

    def __init__(self, concepts: Mapping[str, Sequence[str]]) -> None:
        """Compile the phrases; raise PhraseError where one cannot be read."""
        self._tries = [_trie(level) for level in _levels(concepts)]
        atoms = frozenset(atom for trie in self._tries for atom in _atoms(trie))
        self._atoms = _atom_reader(atoms)

    def find(self, row: Sequence[str]) -> dict[str, tuple[Span, ...]]:
        """Return every place of every concept in a row of lower-case words."""
        found: dict[str, set[Span]] = defaultdict(set)
        atoms = [self._atoms(word) for word in row]
        for trie in self._tries:
            starts: dict[int, list[tuple[str, int]]] = defaultdict(list)
            for name, spans in found.items():
                for start, end in spans:
                    starts[start].append((name, end))
            for start in range(len(row)):
                for name, end in _walk(trie, start, atoms, starts):
                    found[name].add((start, end))
        return {name: tuple(sorted(spans)) for name, spans in found.items()}


def _split(phrase: str) -> list[str]:
    """Split at white space and hyphens, but not inside braces, where names have hyphens."""
    parts = re.split(r"(\{[^}]*\}\??)", phrase.lower())
    return [s for p in parts for s in ([p] if p.startswith("{") else p.replace("-", " ").split())]


def _item(sign: str) -> Item:
    if sign in _GAPS:
        return Item(gap=_GAPS[sign])
    if sign.startswith("{"):
        return Item(concepts=frozenset(sign[1:-1].split("|")))
    return Item(words=frozenset(sign.split("|")))


def _levels(concepts: Mapping[str, Sequence[str]]) -> list[dict[str, Sequence[str]]]:
    """Sort concepts so that each stands after those that its phrases name."""
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


def _trie(concepts: Mapping[str, Sequence[str]]) -> _Node:
    root = _Node()
    for name, phrases in concepts.items():
        for phrase in phrases:
            for row in read_phrase(phrase):
                _add(root, row, name)
    return root


def _add(node: _Node, row: Sequence[Item], name: str) -> None:
    for item in row:
        if item not in node.children:
            node.children[item] = child = _Node()
            for word in item.words:
                node.words[word].append(child)
            for concept in item.concepts:
                node.concepts[concept].append(child)
            if item.gap:
                node.gaps.append((item.gap, child))
        node = node.children[item]
    node.ends.append(name)


def _atoms(node: _Node) -> Iterable[str]:
    yield from node.words
    for child in node.children.values():
        yield from _atoms(child)


def _atom_reader(atoms: frozenset[str]) -> Reader:
    """Return the function from a word to the atoms of the lexicon that it satisfies, cached."""
    prefixes = {atom[:-1]: atom for atom in atoms if atom.endswith("*")}

    @cache
    def read(word: str) -> frozenset[str]:
        begins = {prefixes[word[:n]] for n in range(1, len(word) + 1) if word[:n] in prefixes}
        return (lemmas(word) & atoms) | ({f"={word}"} & atoms) | begins

    return read


def _walk(
    node: _Node,
    place: int,
    atoms: Sequence[frozenset[str]],
    starts: Mapping[int, Sequence[tuple[str, int]]],
) -> Iterable[tuple[str, int]]:
    """Yield (concept, end) for every phrase that goes on from a node at a place."""
    for name in node.ends:
        yield name, place
    if place >= len(atoms):
        return
    if node.words:
        for atom in atoms[place] & node.words.keys():
            for child in node.words[atom]:
                yield from _walk(child, place + 1, atoms, starts)
    if node.concepts:
        for name, end in starts.get(place, ()):
            for child in node.concepts.get(name, ()):
                yield from _walk(child, end, atoms, starts)
    for gap, child in node.gaps:
        for skip in range(min(gap, len(atoms) - place - 1) + 1):
            yield from _walk(child, place + skip, atoms, starts)
