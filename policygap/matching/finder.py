"""Concepts: many phrases under one name, found in rows of words.

Twice over. First a cheap look: a phrase can stand only in a text in which all of its words do, and
a concept where one of its phrases can; sets of texts are bits, and all phrases of a level are
looked at together. Then, where a concept is wanted and can stand, the search: a match under way is
a row of numbers: its phrase, the words where it begins and ends, and the signs that were found. It
is begun at that of its signs which is rarest; then all matches go on by one sign at a time, to the
right and, in the mirror, to the left, and those that cannot fall away. Phrases that name other
concepts are looked for after those.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from policygap.matching.columns import (
    Bits,
    Flags,
    Lists,
    Numbers,
    any_set,
    counted,
    merged,
    numbers,
    set_in,
)
from policygap.matching.hits import Found, Hits
from policygap.matching.language import lemmas
from policygap.matching.matches import Matches, Phrases, Spans
from policygap.matching.phrasebook import Phrasebook
from policygap.matching.texts import Made, Row, Text, Texts
from policygap.phrases import UNLIKE

WORDS = 20_000  # words that are read at once; bounds the memory

Standing = Sequence[tuple[Numbers, Bits]]  # by level: phrases, and the texts where they can stand


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
        self.names = book.names
        self._gaps, self._guards = numbers(book.gaps), numbers(book.guards)
        self._naming = Lists.of(book.wanted.get(n, ()) for n in range(len(book.names)))
        self._named = self._naming.turned(len(self._gaps))
        kept = np.array([name in names for name in book.names])
        levels = [Phrases.of(level, kept) for level in book.levels]
        self._levels = [(phrases, phrases.mirrored()) for phrases in levels]
        self._every = [np.arange(len(phrases.names)) for phrases in levels]
        self._signs = _sign_reader(book.words)

    def knows(self, word: str) -> bool:
        """Tell whether phrases speak of a word, in lower case."""
        return len(self._signs(word)) > 0

    def find(self, row: Row) -> Found:
        """Return every place of every concept in a row of lower-case words."""
        return self.find_all([row]).found_in(0)

    def find_all(self, rows: Iterable[Row]) -> Hits:
        """Return every place of every concept in rows of lower-case words, by the row's number."""
        texts = self.laid_out([(0, row)] for row in rows)
        every = np.arange(len(texts))
        return Hits.joined(
            self.names, [self.search(texts, part) for part in texts.parts(every, WORDS)]
        )

    def laid_out(self, texts: Iterable[Made]) -> Texts:
        """Return texts made ready for being searched."""
        return Texts.of(texts, self._signs, len(self._gaps))

    def possible(self, texts: Texts, of: Numbers) -> tuple[Numbers, Bits]:
        """Return the concepts that can stand in some of the texts, and in which, as bits."""
        concepts, _ = self._look(texts.taken(of), self._every)
        found = np.flatnonzero(any_set(concepts))
        return found, concepts[found]

    def search(self, texts: Texts, of: Numbers, wanted: Bits | None = None) -> Hits:
        """Return every place of the concepts that are wanted in some of the texts.

        `wanted` are the texts in which each concept is, as bits; None: all, everywhere.
        """
        text = texts.taken(of)
        if wanted is None:
            _, standing = self._look(text, self._every)
        else:
            concepts, standing = self._look(text, self._phrases_of(any_set(wanted)))
            standing = self._needed(standing, wanted & concepts)
        known = self._found(text, standing)
        start = text.number[known.start]
        end = start + known.end - known.start
        return Hits.of(self.names, (of[text.owner[known.start]], known.phrase, start, end))

    def _phrases_of(self, wanted: Flags) -> Sequence[Numbers]:
        """Return, level by level, the phrases of these concepts and of those that they name."""
        found = []
        wanted = wanted.copy()
        for phrases, _ in reversed(self._levels):
            each = np.flatnonzero(wanted[phrases.names])
            found.append(each)
            _, sign = phrases.signs(each)
            _, concept = self._named.joined(sign)
            wanted[concept] = True
        return found[::-1]

    def _look(self, text: Text, among: Sequence[Numbers]) -> tuple[Bits, Standing]:
        """Return in which texts each concept can stand, and some phrases, level by level."""
        used = np.zeros(len(self._gaps), dtype=np.bool_)
        for (phrases, _), each in zip(self._levels, among, strict=True):
            used[phrases.signs(each)[1]] = True
        sign, texts = text.standing(used)
        signs = np.zeros((len(self._gaps), texts.shape[1]), dtype=np.uint64)
        signs[self._gaps > 0] = ~np.uint64(0)
        signs[sign] = texts
        concepts = np.zeros((len(self.names), texts.shape[1]), dtype=np.uint64)
        standing = []
        for (phrases, _), each in zip(self._levels, among, strict=True):
            phrase, texts = phrases.standing(each, signs)
            standing.append((phrase, texts))
            concept, texts = merged(phrases.names[phrase], texts)
            concepts[concept] = texts
            which, sign = self._naming.joined(concept)
            self._set(signs, sign, texts[which])
        return concepts, standing

    def _set(self, into: Bits, keys: Numbers, rows: Bits) -> None:
        keys, rows = merged(keys, rows)
        into[keys] |= rows

    def _needed(self, standing: Standing, wanted: Bits) -> Standing:
        """Return what must be searched for these concepts: their phrases, and what those name."""
        needed = []
        for (phrases, _), (every, texts) in zip(
            reversed(self._levels), reversed(standing), strict=True
        ):
            both = texts & wanted[phrases.names[every]]
            left = np.flatnonzero(any_set(both))
            needed.append((every[left], both[left]))
            which, sign = phrases.signs(every[left])
            pair, concept = self._named.joined(sign)
            self._set(wanted, concept, both[left][which[pair]])
        return needed[::-1]

    def _found(self, text: Text, standing: Standing) -> Matches:
        """Return where the concepts stand whose phrases can stand."""
        mirror, size = text.mirrored(), len(text.at)
        known, said = Matches.none(), self._often(text)
        for (phrases, backward), (phrase, texts) in zip(self._levels, standing, strict=True):
            if not phrase.size:
                continue
            spans = self._spans(known)
            often = said + np.bincount(spans.sign, minlength=len(said))
            begun = self._begun(Side(phrases, text, spans), phrase, texts, often)
            right = self._grown(Side(phrases, text, spans), begun)
            left = Side(backward, mirror, spans.mirrored(size), is_mirror=True)
            whole = self._grown(left, right.mirrored(phrases, size))
            found = whole.mirrored(phrases, size).named(phrases.names)
            known = Matches.joined([known, found])
        return known

    def _spans(self, known: Matches) -> Spans:
        """Return the places of the concepts that were found, by the signs that name them."""
        which, signs = self._naming.joined(known.phrase)
        return Spans.of(signs, known.start[which], known.end[which])

    def _begun(self, side: Side, phrases: Numbers, texts: Bits, often: Numbers) -> Matches:
        """Return the matches of every phrase's rarest sign: a word, or a concept that was found."""
        text = side.text
        steps = side.phrases.rarest(phrases, often)
        which, owner = set_in(texts)
        phrase, step = phrases[which], steps[which]
        sign = side.phrases.sign(phrase, step)
        low, high = text.bounds[owner], text.bounds[owner + 1]
        named, span = side.spans.within(sign, low, high)
        said, place = text.places(sign, low, high)
        these = np.concatenate((said, named))
        start = np.concatenate((place, side.spans.start[span]))
        end = np.concatenate((place + 1, side.spans.end[span]))
        free = self._is_free(text, start - 1, sign[these])
        step = step[these]
        return Matches(phrase[these], start, end, step, step + 1).at(np.flatnonzero(free))

    def _often(self, text: Text) -> Numbers:
        """Return how often the words of a text satisfy each sign; a gap stands everywhere."""
        many = np.bincount(text.at)
        here = np.flatnonzero(many)
        word, sign = text.vocabulary.signs.joined(here)
        often = np.bincount(sign, many[here[word]], len(self._gaps)).astype(np.int64)
        often[self._gaps > 0] = len(text.at)
        return often

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


def _sign_reader(words: Mapping[str, Collection[int]]) -> Callable[[str], Numbers]:
    """Return the function from a word to the signs that it satisfies, cached."""
    prefixes = {atom[:-1]: atom for atom in words if atom.endswith("*")}

    @cache
    def read(word: str) -> Numbers:
        plain = word.removeprefix(UNLIKE)
        mark = UNLIKE if plain != word else ""
        begins = {prefixes[word[:n]] for n in range(1, len(word) + 1) if word[:n] in prefixes}
        forms = {f"{mark}{form}" for form in (*lemmas(plain), f"={plain}")}
        atoms = (forms & words.keys()) | begins
        return np.array([sign for atom in atoms for sign in words[atom]], dtype=np.int32)

    return read
