"""Concepts: many phrases under one name, found in a row of words in one pass.

All phrases share one trie; a phrase that names other concepts is looked for after them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from policygap.matching.language import lemmas
from policygap.phrases import Item, levels, read_phrase

Span = tuple[int, int]  # first word and one past the last
Hits = Mapping[str, tuple[Span, ...]]
Reader = Callable[[str], frozenset[str]]


@dataclass(slots=True)
class _Node:
    unless: frozenset[str] = frozenset()
    words: dict[str, list[_Node]] = field(default_factory=dict)
    concepts: dict[str, list[_Node]] = field(default_factory=dict)
    gaps: list[tuple[int, _Node]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    children: dict[Item, _Node] = field(default_factory=dict)


class Finder:
    """Finds the concepts of a lexicon in rows of words."""

    def __init__(
        self, concepts: Mapping[str, Sequence[str]], vocabulary: Collection[str] | None = None
    ) -> None:
        """Compile the phrases, all or those that texts of a vocabulary can hold.

        Most of a lexicon does not occur in a short policy; leaving it out halves the time of a
        check. Raises PhraseError where a phrase cannot be read.
        """
        self._atoms = _atom_reader(_atoms(concepts))
        known = None if vocabulary is None else frozenset().union(*map(self._atoms, vocabulary))
        self._tries: list[_Node] = []
        possible: set[str] = set()
        for level in levels(concepts):
            trie = _Node()
            for name, phrases in level.items():
                rows = (row for phrase in phrases for row in read_phrase(phrase))
                for row in rows:
                    if known is None or _can_match(row, known, possible):
                        _add(trie, row, name)
                        possible.add(name)
            self._tries.append(trie)

    def find(self, row: Sequence[str]) -> dict[str, tuple[Span, ...]]:
        """Return every place of every concept in a row of lower-case words."""
        found: dict[str, set[Span]] = defaultdict(set)
        atoms = [self._atoms(word) for word in row]
        known = frozenset().union(*atoms)
        for trie in self._tries:
            ends_from = _ends_from(found, len(row))
            for start, (here, ends) in enumerate(zip(atoms, ends_from, strict=True)):
                if ends or here & trie.words.keys():
                    walk = _Walk(atoms, ends_from, known)
                    walk.on(trie, start)
                    for name, end in walk.found:
                        found[name].add((start, end))
        return {name: tuple(sorted(spans)) for name, spans in found.items()}


def _can_match(row: Sequence[Item], words: frozenset[str], concepts: set[str]) -> bool:
    """Tell whether words and concepts that are known to occur could make up a phrase."""
    return all(
        item.gap or not item.words.isdisjoint(words) or not item.concepts.isdisjoint(concepts)
        for item in row
    )


def _add(node: _Node, row: Sequence[Item], name: str) -> None:
    for item in row:
        if item not in node.children:
            node.children[item] = child = _Node(unless=item.unless)
            for word in item.words:
                node.words.setdefault(word, []).append(child)
            for concept in item.concepts:
                node.concepts.setdefault(concept, []).append(child)
            if item.gap:
                node.gaps.append((item.gap, child))
        node = node.children[item]
    node.ends.append(name)


def _atoms(concepts: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return every word that the phrases name, with its sign."""
    rows = (row for phrases in concepts.values() for p in phrases for row in read_phrase(p))
    items = {item for row in rows for item in row}
    return frozenset().union(*(item.words | item.unless for item in items))


def _atom_reader(atoms: frozenset[str]) -> Reader:
    """Return the function from a word to the atoms of the lexicon that it satisfies, cached."""
    prefixes = {atom[:-1]: atom for atom in atoms if atom.endswith("*")}

    @cache
    def read(word: str) -> frozenset[str]:
        begins = {prefixes[word[:n]] for n in range(1, len(word) + 1) if word[:n] in prefixes}
        return (lemmas(word) & atoms) | ({f"={word}"} & atoms) | begins

    return read


def _ends_from(found: Mapping[str, set[Span]], length: int) -> list[dict[str, list[int]]]:
    """Return, for every place in a row, the concepts found from there and where they end."""
    ends: list[dict[str, list[int]]] = [{} for _ in range(length)]
    for name, spans in found.items():
        for start, end in spans:
            ends[start].setdefault(name, []).append(end)
    return ends


@dataclass(slots=True)
class _Walk:
    """A walk down a trie along a row of words; `found` gathers (concept, end)."""

    atoms: Sequence[frozenset[str]]
    ends_from: Sequence[Mapping[str, Sequence[int]]]
    known: frozenset[str]  # the atoms of the whole row
    found: list[tuple[str, int]] = field(default_factory=list)

    def on(self, node: _Node, place: int) -> None:
        """Go on from a node at a place of the row."""
        atoms = self.atoms[place]
        if node.words:
            for atom in atoms & node.words.keys():
                for child in node.words[atom]:
                    self._after(child, place, place + 1)
        if node.concepts:
            self._on_concepts(node, place)
        for gap, child in node.gaps:
            self.found.extend((name, place) for name in child.ends)
            if self._can_follow(child):
                self._over_gap(child, place, gap)

    def _over_gap(self, child: _Node, place: int, gap: int) -> None:
        for ahead in range(place, min(place + gap + 1, len(self.atoms))):
            if self._can_go_on(child, ahead):
                self.on(child, ahead)

    def _on_concepts(self, node: _Node, place: int) -> None:
        for name, ends in self.ends_from[place].items():
            for child in node.concepts.get(name, ()):
                for end in ends:
                    self._after(child, place, end)

    def _after(self, child: _Node, place: int, end: int) -> None:
        """Go on behind an item that begins at a place, unless the word before rules it out."""
        if child.unless and place and self.atoms[place - 1] & child.unless:
            return
        for name in child.ends:
            self.found.append((name, end))
        if end < len(self.atoms) and self._can_go_on(child, end):
            self.on(child, end)

    def _can_go_on(self, node: _Node, place: int) -> bool:
        """Tell at little cost whether anything of a node can stand at a place."""
        if node.words and not self.atoms[place].isdisjoint(node.words):
            return True
        if node.concepts and self.ends_from[place]:
            return True
        return any(child.ends or self._can_follow(child) for _, child in node.gaps)

    def _can_follow(self, node: _Node) -> bool:
        """Tell whether anything of a node behind a gap stands in the row at all."""
        if node.concepts or not self.known.isdisjoint(node.words):
            return True
        return any(child.ends or self._can_follow(child) for _, child in node.gaps)
