"""Rows of words laid out as columns of numbers, and the signs of phrases that words satisfy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policygap.matching.columns import Flags, Lists, Numbers

_BITS = 3  # of the eight in a byte, as a power of two


class Vocabulary:
    """The words of texts, by number (0 is no word), with the signs of phrases that each satisfies.

    A word and a sign are one bit: a manual has some ten thousand words, the rubrics three times
    as many signs.
    """

    def __init__(
        self, words: Iterable[str], signs_of: Callable[[str], Numbers], many_signs: int
    ) -> None:
        """Number the words; `signs_of` returns the signs that a word satisfies."""
        self.numbers = {"": 0, **{word: n for n, word in enumerate(words, start=1)}}
        of_words = [signs_of(word) for word in self.numbers]
        bounds = np.cumsum([0, *map(len, of_words)])
        self.signs = Lists(bounds, np.concatenate(of_words))
        self._bits = np.stack([_as_bits(each, many_signs) for each in of_words])

    def satisfies(self, word: Numbers, sign: Numbers) -> Flags:
        """Tell for each pair of a word and a sign whether the one satisfies the other."""
        byte = self._bits[word, sign >> _BITS]
        bit: Flags = (byte >> (sign & 7).astype(np.uint8) & 1).astype(np.bool_)
        return bit


def _as_bits(signs: Numbers, many: int) -> npt.NDArray[np.uint8]:
    flags = np.zeros(many, dtype=np.bool_)
    flags[signs] = True
    return np.packbits(flags, bitorder="little")


@dataclass(frozen=True, slots=True)
class Text:
    """Rows of words, one behind the other, a wordless place before each and behind the last.

    By place: `at` is the number of the word there, 0 for none; `room` how many words of its row
    stand from there on.
    """

    vocabulary: Vocabulary
    at: Numbers
    room: Numbers

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> Text:
        """Lay rows out."""
        known = vocabulary.numbers
        at = np.array([0, *(known[word] for row in rows for word in (*row, ""))])
        sizes = np.array([len(row) + 1 for row in rows])
        ends = np.concatenate(([0], np.repeat(np.cumsum(sizes), sizes)))
        return cls(vocabulary, at, ends - np.arange(len(at)))

    def mirrored(self) -> Text:
        """Return the text read from its end: place p becomes the last place less p."""
        places, bounds = np.arange(len(self.at)), np.flatnonzero(self.at == 0)
        room = places - bounds[np.searchsorted(bounds, places, side="right") - 1]
        return Text(self.vocabulary, self.at[::-1], room[::-1])

    def satisfies(self, place: Numbers, sign: Numbers) -> Flags:
        """Tell for each pair of a place and a sign whether the word there satisfies it."""
        return self.vocabulary.satisfies(self.at[place], sign)
