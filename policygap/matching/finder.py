"""Concepts: many phrases under one name, found in rows of words.

All phrases are looked for at all words of many rows at once, with whole columns of numbers (numpy)
where a loop would go word by word. A match under way is a row of numbers: its phrase, the words
where it begins and ends, and the signs that were found. Every phrase is begun at that of its signs
which is rarest in the text; then all matches go on by one sign at a time, to the right and, in the
mirror, to the left, and those that cannot fall away. Phrases that name other concepts are looked
for after those.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import numpy as np

from policygap.matching.columns import Flags, Lists, Numbers, counted, numbers
from policygap.matching.hits import Found, Hits
from policygap.matching.language import lemmas
from policygap.matching.matches import Matches, Phrases, Spans
from policygap.matching.phrasebook import Phrasebook
from policygap.matching.texts import Text, Vocabulary

_WORDS = 8_000  # words that are read at once; bounds the memory
_BLOCK = 40_000  # words whose hits are sorted at once

Row = tuple[str, ...]
Made = Sequence[tuple[int, Row]]  # a text: rows, each with the number of its first word
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Side:
    """What a match goes on by: to its right, or in the mirror to its left."""

    phrases: Phrases
    text: Text
    spans: Spans
    is_mirror: bool = False


class Finder:
    """Finds the concepts of a phrasebook, or those of them that are wanted, in rows of words."""

    def __init__(self, book: Phrasebook, wanted: Collection[str] | None = None) -> None:
        """Make the tables ready."""
        names = book.concepts.keys() if wanted is None else {*wanted}
        self._book = book
        self._gaps, self._guards = numbers(book.gaps), numbers(book.guards)
        self._naming = Lists.of({n: book.wanted.get(n, ()) for n in range(len(book.names))})
        kept = np.array([name in names for name in book.names])
        levels = [Phrases.of(level, kept) for level in book.levels]
        self._levels = [(phrases, phrases.mirrored()) for phrases in levels]
        self._signs = _sign_reader(book.words)

    def find(self, row: Sequence[str]) -> Found:
        """Return every place of every concept in a row of lower-case words."""
        return self.find_all([row]).found_in(0)

    def find_all(self, rows: Sequence[Sequence[str]]) -> Hits:
        """Return every place of every concept in rows of lower-case words, by the row's number."""
        words = dict.fromkeys(word for row in rows for word in row)
        vocabulary = Vocabulary(words, self._signs, len(self._gaps))
        found = [self._find(first, part, vocabulary) for first, part in _cut(rows, len, _WORDS)]
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

    def _find(
        self, first: int, rows: Sequence[Sequence[str]], vocabulary: Vocabulary
    ) -> tuple[Numbers, ...]:
        """Return what stands in rows, as columns: the row (from `first` on), concept, place."""
        text = Text.of(rows, vocabulary)
        mirror = text.mirrored()
        known = Matches.none()
        for phrases, backward in self._levels:
            spans = self._spans(known)
            begun = self._begun(phrases, text, spans)
            right = self._grown(Side(phrases, text, spans), begun)
            left = Side(backward, mirror, spans.mirrored(len(text.at)), is_mirror=True)
            whole = self._grown(left, right.mirrored(phrases, len(text.at)))
            found = whole.mirrored(phrases, len(text.at)).named(phrases.names)
            known = Matches.joined([known, found])
        begins = np.flatnonzero(text.at == 0) + 1
        row = np.searchsorted(begins, known.start, side="right") - 1
        columns = (row + first, known.phrase, known.start - begins[row], known.end - begins[row])
        return tuple(column.astype(np.int32) for column in columns)

    def _spans(self, known: Matches) -> Spans:
        """Return the places of the concepts that were found, by the signs that name them."""
        which, signs = self._naming.joined(known.phrase)
        return Spans.of(signs, known.start[which], known.end[which])

    def _begun(self, phrases: Phrases, text: Text, spans: Spans) -> Matches:
        """Return the matches of every phrase's rarest sign: a word, or a concept that was found."""
        here, number, many = np.unique(text.at, return_inverse=True, return_counts=True)
        word, sign = text.vocabulary.signs.joined(here)
        often = np.bincount(sign, many[word], len(self._gaps)).astype(np.int64)
        often += np.bincount(spans.sign, minlength=len(self._gaps))
        often[self._gaps > 0] = len(text.at)
        steps = phrases.rarest(often)
        key = phrases.sign(np.arange(len(steps)), steps)
        by_sign = Lists.inverted(key, len(self._gaps))
        pair, by_word = by_sign.joined(sign)
        which, place = Lists.inverted(number, len(here)).joined(word[pair])
        by_span, named = by_sign.joined(spans.sign)
        phrase = np.concatenate((by_word[which], named))
        start = np.concatenate((place, spans.start[by_span]))
        end = np.concatenate((place + 1, spans.end[by_span]))
        free = self._is_free(text, start - 1, key[phrase])
        step = steps[phrase]
        return Matches(phrase, start, end, step, step + 1).at(np.flatnonzero(free))

    def _grown(self, side: Side, going: Matches) -> Matches:
        """Return the matches that can go on to their phrase's end, sign by sign."""
        found = [Matches.none()]
        while going.phrase.size:
            whole = going.high == side.phrases.lengths[going.phrase]
            found.append(going.at(np.flatnonzero(whole)))
            going = self._further(side, going.at(np.flatnonzero(~whole)))
        return Matches.joined(found)

    def _further(self, side: Side, going: Matches) -> Matches:
        """Let each match go on by its next sign."""
        sign = side.phrases.sign(going.phrase, going.high)
        which, end = self._steps(side, sign, going.end)
        before = end if side.is_mirror else going.end[which] - 1
        free = self._is_free(side.text, before, sign[which])
        which, end = which[free], end[free]
        further = going.at(which)
        return replace(further, end=end, high=further.high + 1)

    def _steps(self, side: Side, sign: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
        """Return which matches go on by their sign, and where to: over a gap, word or concept."""
        gap = self._gaps[sign]
        leaps = np.flatnonzero(gap > 0)
        over, by = counted(np.minimum(gap[leaps], side.text.room[at[leaps]]) + 1)
        word = np.flatnonzero(side.text.satisfies(at, sign))
        concept, span = side.spans.behind(sign, at)
        which = np.concatenate((leaps[over], word, concept))
        return which, np.concatenate((at[leaps[over]] + by, at[word] + 1, side.spans.end[span]))

    def _is_free(self, text: Text, before: Numbers, sign: Numbers) -> Flags:
        """Tell for each sign whether it may stand behind the word at the place before it."""
        guard = self._guards[sign]
        watched = np.flatnonzero(guard >= 0)
        free = np.ones(len(guard), dtype=np.bool_)
        free[watched] = ~text.satisfies(before[watched], guard[watched])
        return free


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
        return np.array([sign for atom in atoms for sign in words[atom]], dtype=np.int32)

    return read
