"""Where concepts can stand in texts, and, once somebody wants to know, where they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from policygap.matching.columns import columns_in, no_bits, places_in, whole_numbers
from policygap.matching.finder import WORDS, Finder
from policygap.matching.hits import Hits, Span
from policygap.matching.texts import Made

_AT_ONCE = 1024  # texts that are looked at together; a multiple of the bits in a number


class Survey:
    """Numbered texts and their concepts; sets of texts are the bits of whole numbers.

    A concept is searched for only in the texts for which somebody asks, and there only once. Asking
    for much at once, ahead of time, is a hundred times faster than bit by bit.
    """

    def __init__(self, finder: Finder, texts: Iterable[Made]) -> None:
        """Take a cheap look at all texts: where could each concept stand?"""
        self._finder = finder
        self._texts = finder.laid_out(texts)
        self._numbers = {name: number for number, name in enumerate(finder.names)}
        bits = no_bits(len(finder.names), len(self._texts))
        for first in range(0, len(self._texts), _AT_ONCE):
            part = np.arange(first, min(first + _AT_ONCE, len(self._texts)))
            found, texts_with = finder.possible(self._texts, part)
            bits[found, first // 64 : first // 64 + texts_with.shape[1]] = texts_with
        self._possible = whole_numbers(bits)
        self._looked = [0] * len(finder.names)
        self._found = [0] * len(finder.names)
        self._hits: list[tuple[Mapping[int, int], Hits]] = []

    def possible(self, name: str) -> int:
        """Return the texts in which a concept could stand."""
        return self._possible[self._numbers[name]] if name in self._numbers else 0

    def places(self, name: str, among: int) -> int:
        """Return those of some texts in which a concept stands."""
        number = self._numbers.get(name)
        if number is None or not (could := among & self._possible[number]):
            return 0
        if could & ~self._looked[number]:
            self.look({name: could})
        return self._found[number] & could

    def spans(self, name: str, text: int) -> tuple[Span, ...]:
        """Return where a concept stands in a text, in order."""
        if not self.places(name, 1 << text):
            return ()
        number = self._numbers[name]
        return next(h.spans(text, number) for of, h in self._hits if of.get(number, 0) >> text & 1)

    def look(self, wanted: Mapping[str, int]) -> None:
        """Search for concepts in the texts where each is wanted, at once."""
        asked = {self._numbers[n]: texts for n, texts in wanted.items() if n in self._numbers}
        missing = {
            number: new
            for number, texts in asked.items()
            if (new := texts & self._possible[number] & ~self._looked[number])
        }
        if not missing:
            return
        texts = 0
        for number, new in missing.items():
            self._looked[number] |= new
            texts |= new
        hits = self._search(missing, places_in(texts))
        self._hits.append((missing, hits))
        for number, found in hits.texts():
            self._found[number] |= found

    def _search(self, wanted: Mapping[int, int], texts: list[int]) -> Hits:
        parts = self._texts.parts(np.array(texts, dtype=np.int64), WORDS)
        found = []
        for part in parts:
            bits = no_bits(len(self._finder.names), len(part))
            bits[list(wanted)] = columns_in(list(wanted.values()), part)
            found.append(self._finder.search(self._texts, part, bits))
        return Hits.joined(self._finder.names, found)
