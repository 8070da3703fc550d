"""Where concepts stand in texts, as columns of numbers (numpy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from policygap.matching.columns import Lists, Numbers, mask_of

Span = tuple[int, int]  # first word and one past the last
Found = dict[str, tuple[Span, ...]]


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
        text, name, start, end = (np.asarray(column, dtype=np.int64) for column in columns)
        what, place = text * len(names) + name, start * (int(end.max(initial=0)) + 1) + end
        order = np.lexsort((place, what))
        what, place = what[order], place[order]
        new = (np.diff(what, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
        order = order[new]
        return cls(names, *(column[order].astype(np.int32) for column in (text, name, start, end)))

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
        return mask_of(self.text[self._concepts.list_of(number)])

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
