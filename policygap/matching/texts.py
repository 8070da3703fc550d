"""Texts laid out as columns of numbers, and the signs of phrases that their words satisfy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from policygap.matching.columns import Bits, Flags, Lists, Numbers, bits_of, counted, merged

Row = Sequence[str]  # lower-case words
Made = Iterable[tuple[int, Row]]  # a text: rows, each with the number of its first word

_BITS = 3  # of the eight in a byte, as a power of two


class Vocabulary:
    """The words of texts, by number (0 is no word), with the signs of phrases that each satisfies.

    A word and a sign are one bit: a manual has some ten thousand words, the rubrics three times
    as many signs.
    """

    def __init__(
        self, words: Iterable[str], signs_of: Callable[[str], Numbers], many_signs: int
    ) -> None:
        """Take the words by number; `signs_of` returns the signs that a word satisfies."""
        of_words = [signs_of(word) for word in words]
        sizes = np.array([len(signs) for signs in of_words])
        self.signs = Lists(np.cumsum([0, *sizes]), np.concatenate(of_words))
        word, sign = np.repeat(np.arange(len(sizes)), sizes), self.signs.held
        self._bits = np.zeros((len(sizes), (many_signs >> _BITS) + 1), dtype=np.uint8)
        self.words = self.signs.turned(many_signs)  # that satisfy a sign
        self.size = len(sizes)
        np.bitwise_or.at(self._bits, (word, sign >> _BITS), np.left_shift(1, sign & 7).astype("u1"))

    def satisfies(self, word: Numbers, sign: Numbers) -> Flags:
        """Tell for each pair of a word and a sign whether the one satisfies the other."""
        byte = self._bits[word, sign >> _BITS]
        bit: Flags = (byte >> (sign & 7).astype(np.uint8) & 1).astype(np.bool_)
        return bit


class _Numbering(dict[str, int]):
    """Numbers for words, in the order in which they are first asked for."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


@dataclass(frozen=True, slots=True)
class Texts:
    """Numbered texts, one behind the other; a wordless place behind each of their rows.

    By place: `at` is the number of the word there, 0 for none, `number` that of the word within
    its text. `bounds` are the places where the texts begin, and the end.
    """

    vocabulary: Vocabulary
    at: npt.NDArray[np.int32]
    number: npt.NDArray[np.int32]
    bounds: Numbers

    @classmethod
    def of(
        cls, texts: Iterable[Made], signs_of: Callable[[str], Numbers], many_signs: int
    ) -> Texts:
        """Lay texts out."""
        known = _Numbering({"": 0})
        at: list[int] = []
        firsts: list[int] = []
        sizes: list[int] = []
        bounds = [0]
        for text in texts:
            for first, row in text:
                at.extend(map(known.__getitem__, row))
                at.append(0)
                firsts.append(first)
                sizes.append(len(row) + 1)
            bounds.append(len(at))
        which, offset = counted(np.array(sizes, dtype=np.int64))
        number = np.array(firsts, dtype=np.int64)[which] + offset
        return cls(
            Vocabulary(known, signs_of, many_signs),
            np.array(at, dtype=np.int32),
            number.astype(np.int32),
            np.array(bounds, dtype=np.int64),
        )

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.bounds) - 1

    def parts(self, of: Numbers, most: int) -> Iterable[Numbers]:
        """Cut numbers of texts into parts of not much more than so many words."""
        sizes = np.cumsum(self.bounds[of + 1] - self.bounds[of])
        cuts = np.flatnonzero(np.diff(sizes // most)) + 1
        return np.split(of, cuts)

    def taken(self, of: Numbers) -> Text:
        """Return some of the texts, for a search."""
        sizes = self.bounds[of + 1] - self.bounds[of]
        which, offset = counted(sizes)
        place = self.bounds[of][which] + offset
        at = np.concatenate(([0], self.at[place])).astype(np.int64)
        ends = np.flatnonzero(at == 0)
        room = ends[np.searchsorted(ends, np.arange(len(at)))] - np.arange(len(at))
        return Text(
            self.vocabulary,
            at,
            room,
            np.concatenate(([0], np.cumsum(sizes))) + 1,
            np.concatenate(([0], which)),
            np.concatenate(([0], self.number[place])),
            np.sort(at * len(at) + np.arange(len(at))),
        )


@dataclass(frozen=True, slots=True)
class Text:
    """Some texts for a search, a wordless place before each of their rows and behind the last.

    By place: `at` is the number of the word there, 0 for none; `room` how many words of its row
    stand from there on; `owner` which of the texts it is of, and `number` its number in that.
    `sorted` are the words with their places: the word's number times how many places there are,
    and the place.
    """

    vocabulary: Vocabulary
    at: Numbers
    room: Numbers
    bounds: Numbers
    owner: Numbers
    number: Numbers
    sorted: Numbers

    def mirrored(self) -> Text:
        """Return the text read from its end: place p becomes the last place less p."""
        places, bounds = np.arange(len(self.at)), np.flatnonzero(self.at == 0)
        room = places - bounds[np.searchsorted(bounds, places, side="right") - 1]
        return replace(self, at=self.at[::-1], room=room[::-1])

    def satisfies(self, place: Numbers, sign: Numbers) -> Flags:
        """Tell for each pair of a place and a sign whether the word there satisfies it."""
        return self.vocabulary.satisfies(self.at[place], sign)

    def places(self, sign: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
        """Return which of some signs a word between two places satisfies, and where."""
        many = len(self.at)
        pair, word = self.vocabulary.words.joined(sign)
        first = np.searchsorted(self.sorted, word * many + low[pair])
        which, offset = counted(np.searchsorted(self.sorted, word * many + high[pair]) - first)
        return pair[which], self.sorted[first[which] + offset] % many

    def standing(self, used: Flags) -> tuple[Numbers, Bits]:
        """Return which of the signs that are used stand here, in order, and in which texts."""
        here, number = np.unique(self.at, return_inverse=True)
        flags = np.zeros((len(here), len(self.bounds) - 1), dtype=np.bool_)
        flags[number, self.owner] = True
        rows = np.full(self.vocabulary.size, -1)
        rows[here] = np.arange(len(here))
        signs = np.flatnonzero(used)
        which, word = self.vocabulary.words.joined(signs)
        these = np.flatnonzero(rows[word] >= 0)
        return merged(signs[which[these]], bits_of(flags)[rows[word[these]]])
