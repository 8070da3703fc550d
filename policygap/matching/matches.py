"""Matches of phrases, found or under way, as columns of numbers (numpy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from policygap.matching.columns import Bits, Flags, Numbers, any_set, counted, numbers
from policygap.matching.phrasebook import Level


@dataclass(frozen=True, slots=True)
class Matches:
    """Matches as columns: phrase (or concept), first word, one past the last, by place in a text.

    Of a match under way, the signs from `low` to before `high` of its phrase are found.
    """

    phrase: Numbers
    start: Numbers
    end: Numbers
    low: Numbers
    high: Numbers

    @classmethod
    def whole(cls, phrase: Numbers, start: Numbers, end: Numbers) -> Matches:
        """Return matches of which no sign is left to be found."""
        return cls(phrase, start, end, phrase, phrase)

    @classmethod
    def none(cls) -> Matches:
        """Return no matches."""
        return cls(*[np.zeros(0, dtype=np.int64)] * 5)

    @classmethod
    def joined(cls, many: Sequence[Matches]) -> Matches:
        """Return the matches of many columns as one."""
        names = ("phrase", "start", "end", "low", "high")
        return cls(*(np.concatenate([getattr(one, name) for one in many]) for name in names))

    def at(self, these: Numbers) -> Matches:
        """Return the matches at these places."""
        columns = (self.phrase, self.start, self.end, self.low, self.high)
        return Matches(*(column.take(these) for column in columns))

    def mirrored(self, phrases: Phrases, size: int) -> Matches:
        """Return the matches as they stand in the mirrored text and phrases."""
        lengths = phrases.lengths[self.phrase]
        columns = (size - self.end, size - self.start, lengths - self.high, lengths - self.low)
        return Matches(self.phrase, *columns)

    def named(self, names: Numbers) -> Matches:
        """Return each match of a concept once, by the concept's number."""
        many = int(self.end.max(initial=0)) + 1
        each = np.unique((names[self.phrase] * many + self.start) * many + self.end)
        return Matches.whole(each // many**2, each // many % many, each % many)


@dataclass(frozen=True, slots=True)
class Spans:
    """The places of concepts by the signs that name them, sorted by sign and first word."""

    sign: Numbers
    start: Numbers
    end: Numbers

    @classmethod
    def of(cls, sign: Numbers, start: Numbers, end: Numbers) -> Spans:
        """Sort places."""
        order = np.lexsort((start, sign))
        return cls(sign[order], start[order], end[order])

    def mirrored(self, size: int) -> Spans:
        """Return the places as they stand in the mirrored text."""
        return Spans.of(self.sign, size - self.end, size - self.start)

    def within(self, sign: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """Return which of some signs name a concept that begins between two places, and where."""
        many = max(int(self.start.max(initial=0)), int(high.max(initial=0))) + 1
        known = self.sign * many + self.start
        first = np.searchsorted(known, sign * many + low)
        which, offset = counted(np.searchsorted(known, sign * many + high) - first)
        return which, first[which] + offset

    def behind(self, sign: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
        """Return the matches that go on with a concept (by place), and the concept's place here."""
        many = max(int(self.start.max(initial=0)), int(at.max(initial=0))) + 1
        known, asked = self.sign * many + self.start, sign * many + at
        first = np.searchsorted(known, asked)
        which, offset = counted(np.searchsorted(known, asked, side="right") - first)
        return which, first[which] + offset


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one level; `names` are the numbers of their concepts."""

    names: Numbers
    lengths: Numbers
    _first: Numbers  # place of each phrase's first sign in `_signs`
    _signs: Numbers

    @classmethod
    def of(cls, level: Level, kept: Flags) -> Phrases:
        """Make a level ready, without the phrases of concepts that are not to be kept."""
        names, lengths, signs = map(numbers, (level.names, level.lengths, level.signs))
        these = kept[names]
        own = signs[np.repeat(these, lengths)]
        lengths = lengths[these]
        return cls(names[these], lengths, np.cumsum(lengths) - lengths, own)

    def mirrored(self) -> Phrases:
        """Return the phrases read from their ends."""
        phrase, step = counted(self.lengths)
        back = self._first[phrase] + self.lengths[phrase] - 1 - step
        return Phrases(self.names, self.lengths, self._first, self._signs[back])

    def sign(self, phrase: Numbers, step: Numbers) -> Numbers:
        """Return the step-th sign of each phrase."""
        sign: Numbers = self._signs[self._first[phrase] + step]
        return sign

    def signs(self, phrases: Numbers) -> tuple[Numbers, Numbers]:
        """Return the signs of these phrases, each with the place of its phrase among them."""
        which, step = counted(self.lengths[phrases])
        return which, self.sign(phrases[which], step)

    def standing(self, phrases: Numbers, signs: Bits) -> tuple[Numbers, Bits]:
        """Return those phrases all of whose signs stand in one text, and those texts, as bits."""
        some = any_set(signs)
        _, sign = self.signs(phrases)
        phrases = phrases[np.logical_and.reduceat(some[sign], self._firsts(phrases))]
        _, sign = self.signs(phrases)
        texts = np.bitwise_and.reduceat(signs[sign], self._firsts(phrases), axis=0)
        found = np.flatnonzero(any_set(texts))
        return phrases[found], texts[found]

    def _firsts(self, phrases: Numbers) -> Numbers:
        """Return where the signs of each of these phrases begin, if they stand in a row."""
        firsts: Numbers = np.cumsum(self.lengths[phrases]) - self.lengths[phrases]
        return firsts

    def rarest(self, phrases: Numbers, often: Numbers) -> Numbers:
        """Return the step of each phrase's rarest sign; `often` says how often each sign stands."""
        which, sign = self.signs(phrases)
        order = np.lexsort((often[sign], which))  # the rarest of each phrase is its first
        first = self._firsts(phrases)
        rarest: Numbers = order[first] - first
        return rarest
