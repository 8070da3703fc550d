"""Rows of words and the matches in them, as columns of numbers (numpy)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from policygap.matching.phrasebook import Level

Span = tuple[int, int]  # first word and one past the last
Found = dict[str, tuple[Span, ...]]
Numbers: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matches:
    """Matches, found or under way, as columns: phrase (or concept), first word, one past the last.

    Words are counted through all rows.
    """

    phrase: Numbers
    start: Numbers
    end: Numbers

    @classmethod
    def none(cls) -> Matches:
        """Return no matches."""
        empty = np.zeros(0, dtype=np.int64)
        return cls(empty, empty, empty)

    @classmethod
    def joined(cls, many: Sequence[Matches]) -> Matches:
        """Return the matches of many columns as one."""
        return cls(
            np.concatenate([one.phrase for one in many]),
            np.concatenate([one.start for one in many]),
            np.concatenate([one.end for one in many]),
        )

    def only(self, these: npt.NDArray[np.bool_]) -> Matches:
        """Return those matches for which this is true."""
        return Matches(self.phrase[these], self.start[these], self.end[these])

    def moved(self, these: Numbers, end: Numbers) -> Matches:
        """Return the matches at these places (some more than once), each with a new end."""
        return Matches(self.phrase[these], self.start[these], end)

    def named(self, names: Numbers) -> Matches:
        """Return each match of a concept once, by the concept's number."""
        many = int(self.end.max(initial=0)) + 1
        each = np.unique((names[self.phrase] * many + self.start) * many + self.end)
        return Matches(each // many**2, each // many % many, each % many)


@dataclass(frozen=True)
class Hits:
    """Where concepts stand in numbered texts: columns, sorted by text, concept, place.

    `names` are the concepts by number. Words are counted within each text. The columns have half
    the usual width: a whole manual has two million hits.
    """

    names: Sequence[str]
    text: Numbers
    name: Numbers
    start: Numbers
    end: Numbers

    @classmethod
    def of(cls, names: Sequence[str], columns: Sequence[Numbers]) -> Hits:
        """Sort the columns text, concept, first word, one past the last; each hit once."""
        text, name, start, end = (np.asarray(column, dtype=np.int32) for column in columns)
        order = np.lexsort((end, start, name, text))
        rows = np.stack((text[order], name[order], start[order], end[order]))
        new = np.ones(len(order), dtype=np.bool_)
        new[1:] = (rows[:, 1:] != rows[:, :-1]).any(axis=0)
        return cls(names, *rows[:, new])

    @classmethod
    def one_after_another(cls, names: Sequence[str], blocks: Sequence[Hits]) -> Hits:
        """Return the hits of blocks of texts, each of later texts than the one before, as one."""
        columns = ("text", "name", "start", "end")
        joined = (np.concatenate([getattr(block, c) for block in blocks]) for c in columns)
        return cls(names, *joined)

    def found_in(self, text: int) -> Found:
        """Return the places of each concept in one text, by name."""
        low, high = self._bounds[text : text + 2] if text < self._many else (0, 0)
        spans: dict[str, list[Span]] = {}
        columns = (self.name[low:high], self.start[low:high], self.end[low:high])
        for name, start, end in zip(*(column.tolist() for column in columns), strict=True):
            spans.setdefault(self.names[name], []).append((start, end))
        return {name: tuple(each) for name, each in spans.items()}

    def texts_with(self, name: str) -> int:
        """Return the texts in which a concept stands, as the bits of a whole number."""
        number = self._numbers.get(name)
        if number is None:
            return 0
        _, hits = self._concepts.joined(np.array([number]))
        return mask_of(self.text[hits])

    def spread(self, parts: Sequence[tuple[int, int, int]]) -> Hits:
        """Return the hits of texts that are made up of these.

        Each part is the number of its text, its first word in it, and which of these stands there.
        """
        text, offset, row = np.array(parts, dtype=np.int64).reshape(-1, 3).T
        which, part = Lists.inverted(row, max(self._many, int(row.max(initial=0)) + 1)).joined(
            self.text
        )
        moved = offset[part]
        columns = (text[part], self.name[which], self.start[which] + moved, self.end[which] + moved)
        return Hits.of(self.names, columns)

    @cached_property
    def _many(self) -> int:
        return int(self.text.max(initial=-1)) + 1

    @cached_property
    def _bounds(self) -> Numbers:
        """Return where each text begins in the columns, which are sorted by it."""
        return np.searchsorted(self.text, np.arange(self._many + 1, dtype=self.text.dtype))

    @cached_property
    def _concepts(self) -> Lists:
        return Lists.inverted(self.name, len(self.names))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}


@dataclass(frozen=True, slots=True)
class Spans:
    """The places of concepts by the signs that name them, sorted by sign and first word."""

    sign: Numbers
    start: Numbers
    end: Numbers

    def behind(self, sign: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
        """Return the matches that go on with a concept (by place), and the concept's place here."""
        many = max(int(self.start.max(initial=0)), int(at.max(initial=0))) + 1
        known, asked = self.sign * many + self.start, sign * many + at
        first = np.searchsorted(known, asked)
        which, offset = counted(np.searchsorted(known, asked, side="right") - first)
        return which, first[which] + offset


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one behind the other: that of `n` is `held[bounds[n]:bounds[n + 1]]`."""

    bounds: Numbers
    held: Numbers

    @classmethod
    def of(cls, lists: Mapping[int, Collection[int]]) -> Lists:
        """Make lists of 0, 1, 2, ..."""
        sizes = [len(lists[n]) for n in range(len(lists))]
        held = [number for n in range(len(lists)) for number in lists[n]]
        return cls(np.cumsum([0, *sizes]), np.array(held, dtype=np.int64))

    @classmethod
    def inverted(cls, keys: Numbers, many: int) -> Lists:
        """Make, for each key below `many`, the list of the places where it stands."""
        order = np.argsort(keys, kind="stable")
        return cls(np.searchsorted(keys[order], np.arange(many + 1)), order)

    def joined(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """Return, for each key and each number of its list, the key's place and the number."""
        which, offset = counted(self.bounds[keys + 1] - self.bounds[keys])
        return which, self.held[self.bounds[keys[which]] + offset]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one level; `beginning` lists them by their first sign."""

    names: Numbers
    lengths: Numbers
    longest: int
    beginning: Lists
    _first: Numbers  # place of each phrase's first sign in `_signs`
    _signs: Numbers

    @classmethod
    def of(cls, level: Level, kept: npt.NDArray[np.bool_], many_signs: int) -> Phrases:
        """Make a level ready, without the phrases of concepts that are not to be kept."""
        names, lengths, signs = map(numbers, (level.names, level.lengths, level.signs))
        first = np.cumsum(lengths) - lengths
        # A sign that no word satisfies begins what is not wanted.
        begins = np.where(kept[names], signs[first], many_signs)
        beginning = Lists.inverted(begins, many_signs)
        return cls(names, lengths, int(lengths.max(initial=0)), beginning, first, signs)

    def sign(self, phrase: Numbers, step: int) -> Numbers:
        """Return the step-th sign of each phrase."""
        return self._signs[self._first[phrase] + step]


@dataclass(frozen=True, slots=True)
class Text:
    """Rows of words, one behind the other, a wordless place before each and behind the last.

    `first` is the place of each row's first word, `ends` for each place that behind its row's
    last word; `at` is the number of the word there, 0 for none, and `places` lists the places of
    each word. `word` and `sign` are the pairs of a word and a sign that it satisfies,
    `satisfied` has a row a word and a column a sign.
    """

    first: Numbers
    ends: Numbers
    at: Numbers
    places: Lists
    word: Numbers
    sign: Numbers
    satisfied: npt.NDArray[np.bool_]

    @classmethod
    def of(
        cls, rows: Sequence[Sequence[str]], signs: Callable[[str], Numbers], many_signs: int
    ) -> Text:
        """Lay rows out; `signs` returns the signs that a word satisfies."""
        known = {"": 0}
        at = np.array([0, *(known.setdefault(w, len(known)) for r in rows for w in (*r, ""))])
        of_words = [signs(word) for word in known]
        word = np.repeat(np.arange(len(known)), [len(each) for each in of_words])
        sign = np.concatenate(of_words)
        satisfied = np.zeros((len(known), many_signs), dtype=np.bool_)
        satisfied[word, sign] = True
        sizes = np.array([len(row) + 1 for row in rows])
        first = np.cumsum(sizes) - sizes + 1
        ends = np.concatenate(([0], np.repeat(first + sizes - 1, sizes)))
        return cls(first, ends, at, Lists.inverted(at, len(known)), word, sign, satisfied)

    def satisfies(self, place: Numbers, sign: Numbers) -> npt.NDArray[np.bool_]:
        """Tell for each pair of a place and a sign whether the word there satisfies it."""
        return self.satisfied[self.at[place], sign]


def numbers(column: Collection[int]) -> Numbers:
    """Return a column of numbers."""
    return np.asarray(column).astype(np.int64)


def counted(sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Return 0 0 0 1 1 ... and 0 1 2 0 1 ..., as often as the sizes of each say."""
    which = np.repeat(np.arange(len(sizes)), sizes)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def mask_of(places: Collection[int] | Numbers) -> int:
    """Return the whole number whose bits at these places are set."""
    listed = np.asarray(places, dtype=np.int64)
    flags = np.zeros(int(listed.max(initial=-1)) + 1, dtype=np.bool_)
    flags[listed] = True
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def places_in(mask: int) -> list[int]:
    """Return the places of the bits that are set in a whole number, in order."""
    packed = mask.to_bytes((mask.bit_length() + 7) // 8, "little")
    flags = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), bitorder="little")
    places: list[int] = np.flatnonzero(flags).tolist()
    return places
