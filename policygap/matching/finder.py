"""Concepts: many phrases under one name, found in rows of words.

All phrases are looked for at all words of many rows at once, with whole columns of numbers (numpy)
where a loop would go word by word. A match under way is three numbers: its phrase, the word where
it began, and the word where it stands. At the start, every word is joined with the phrases whose
first sign it satisfies; then all matches go on by one sign at a time, and those that cannot fall
away. Phrases that name other concepts are looked for after those.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

import numpy as np

from policygap.matching.columns import (
    Found,
    Hits,
    Lists,
    Matches,
    Numbers,
    Phrases,
    Spans,
    Text,
    counted,
    numbers,
)
from policygap.matching.language import lemmas
from policygap.matching.phrasebook import Phrasebook

_WORDS = 4_000  # words that are read at once; bounds the memory
_BLOCK = 40_000  # words whose hits are sorted at once

Row = tuple[str, ...]
Made = Sequence[tuple[int, Row]]  # a text: rows, each with the number of its first word
T = TypeVar("T")


class Finder:
    """Finds the concepts of a phrasebook, or those of them that are wanted, in rows of words."""

    def __init__(self, book: Phrasebook, wanted: Collection[str] | None = None) -> None:
        """Make the tables ready."""
        names = book.concepts.keys() if wanted is None else {*wanted}
        self._book = book
        self._gaps, self._guards = numbers(book.gaps), numbers(book.guards)
        self._naming = Lists.of({n: book.wanted.get(n, ()) for n in range(len(book.names))})
        kept = np.array([name in names for name in book.names])
        self._levels = [Phrases.of(level, kept, len(book.gaps)) for level in book.levels]
        self._signs = _sign_reader(book.words)

    def find(self, row: Sequence[str]) -> Found:
        """Return every place of every concept in a row of lower-case words."""
        return self.find_all([row]).found_in(0)

    def find_all(self, rows: Sequence[Sequence[str]]) -> Hits:
        """Return every place of every concept in rows of lower-case words, by the row's number."""
        found = [self._find(first, part) for first, part in _cut(rows, len, _WORDS)]
        return Hits.of(
            self._book.names, [np.concatenate(column) for column in zip(*found, strict=True)]
        )

    def find_in(self, texts: Sequence[Made]) -> Hits:
        """Return every place of every concept in texts, each made up of rows and their first words.

        Found block by block: what is under way for a whole manual would fill the memory.
        """
        blocks = _cut(texts, _words_of, _BLOCK)
        found = [self._find_block(first, block) for first, block in blocks]
        return Hits.one_after_another(self._book.names, found)

    def _find_block(self, first: int, texts: Sequence[Made]) -> Hits:
        rows = {row: n for n, row in enumerate(dict.fromkeys(r for text in texts for _, r in text))}
        parts = [
            (place, offset, rows[row])
            for place, text in enumerate(texts, start=first)
            for offset, row in text
        ]
        return self.find_all(list(rows)).spread(parts)

    def _find(self, first: int, rows: Sequence[Sequence[str]]) -> tuple[Numbers, ...]:
        """Return what stands in rows, as columns: the row (from `first` on), concept, place."""
        text = Text.of(rows, self._signs, len(self._gaps))
        known = Matches.none()
        for phrases in self._levels:
            found = self._matches(phrases, text, self._spans(known))
            known = Matches.joined([known, found.named(phrases.names)])
        row = np.searchsorted(text.first, known.start, side="right") - 1
        begin = text.first[row]
        columns = (row + first, known.phrase, known.start - begin, known.end - begin)
        return tuple(column.astype(np.int32) for column in columns)

    def _spans(self, known: Matches) -> Spans:
        """Return the places of the concepts that were found, by the signs that name them."""
        which, signs = self._naming.joined(known.phrase)
        order = np.lexsort((known.start[which], signs))
        return Spans(signs[order], known.start[which][order], known.end[which][order])

    def _matches(self, phrases: Phrases, text: Text, spans: Spans) -> Matches:
        """Return every match of a level's phrases."""
        going = self._unguarded(phrases, text, self._begun(phrases, text, spans), 0)
        found = [Matches.none()]
        for step in range(1, phrases.longest + 1):
            over = phrases.lengths[going.phrase] == step
            found.append(going.only(over))
            going = self._unguarded(phrases, text, going.only(~over), step)
            if not going.phrase.size:
                break
            going = self._further(phrases.sign(going.phrase, step), text, spans, going)
        return Matches.joined(found)

    def _begun(self, phrases: Phrases, text: Text, spans: Spans) -> Matches:
        """Return the matches of all first signs: words, and concepts that were found."""
        pair, by_word = phrases.beginning.joined(text.sign)
        which, place = text.places.joined(text.word[pair])
        words = Matches(by_word[which], place, place + 1)
        by_span, phrase = phrases.beginning.joined(spans.sign)
        return Matches.joined([words, Matches(phrase, spans.start[by_span], spans.end[by_span])])

    def _unguarded(self, phrases: Phrases, text: Text, going: Matches, step: int) -> Matches:
        """Leave out the matches whose next sign must not stand behind the word that it does."""
        guard = self._guards[phrases.sign(going.phrase, step)]
        watched = np.flatnonzero(guard >= 0)
        if not watched.size:
            return going
        place = (going.start if step == 0 else going.end)[watched]
        free = np.ones(len(guard), dtype=np.bool_)
        free[watched] = ~text.satisfies(place - 1, guard[watched])
        return going.only(free)

    def _further(self, sign: Numbers, text: Text, spans: Spans, going: Matches) -> Matches:
        """Let each match go on by its next sign: over a gap, a word or a concept."""
        gap = self._gaps[sign]
        leaps = np.flatnonzero(gap > 0)
        room = np.minimum(gap[leaps], text.ends[going.end[leaps]] - going.end[leaps])
        over, by = counted(room + 1)
        word = np.flatnonzero(text.satisfies(going.end, sign))
        concept, at = spans.behind(sign, going.end)
        return Matches.joined(
            [
                going.moved(leaps[over], going.end[leaps[over]] + by),
                going.moved(word, going.end[word] + 1),
                going.moved(concept, spans.end[at]),
            ]
        )


def _cut(
    items: Sequence[T], size_of: Callable[[T], int], most: int
) -> Iterator[tuple[int, Sequence[T]]]:
    """Cut items into parts of not much more than a size, each with its first's number.

    There is at least one part.
    """
    begin = size = 0
    for number, one in enumerate(items):
        size += size_of(one)
        if size >= most:
            yield begin, items[begin : number + 1]
            begin, size = number + 1, 0
    if begin < len(items) or not items:
        yield begin, items[begin:]


def _words_of(text: Made) -> int:
    return sum(len(row) for _, row in text)


def _sign_reader(words: Mapping[str, Collection[int]]) -> Callable[[str], Numbers]:
    """Return the function from a word to the signs that it satisfies, cached."""
    prefixes = {atom[:-1]: atom for atom in words if atom.endswith("*")}

    @cache
    def read(word: str) -> Numbers:
        begins = {prefixes[word[:n]] for n in range(1, len(word) + 1) if word[:n] in prefixes}
        atoms = (lemmas(word) & words.keys()) | ({f"={word}"} & words.keys()) | begins
        return np.array([sign for atom in atoms for sign in words[atom]], dtype=np.int64)

    return read
