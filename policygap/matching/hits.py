"""Where concepts stand in texts, as columns of numbers (numpy)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from policygap.matching.columns import Lists, Numbers, mask_of

Span = tuple[int, int]  # first word and one past the last
Found = dict[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Hits:
    """Where concepts stand in numbered texts: columns, sorted by text, concept, place.

    `names` are the concepts by number; `what` is the text's number times how many there are, and
    the concept's number. Words are counted within each text.
    """

    names: Sequence[str]
    what: Numbers
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
        return cls(names, what[new], start[order[new]], end[order[new]])

    @classmethod
    def joined(cls, names: Sequence[str], parts: Sequence[Hits]) -> Hits:
        """Return the hits in parts of texts, each of later texts than the one before, as one."""
        columns = ("what", "start", "end")
        none = np.zeros(0, dtype=np.int64)
        together = (np.concatenate([none, *(getattr(p, c) for p in parts)]) for c in columns)
        return cls(names, *together)

    def found_in(self, text: int) -> Found:
        """Return the places of each concept in one text, by name."""
        low, high = np.searchsorted(
            self.what, (text * len(self.names), (text + 1) * len(self.names))
        )
        numbers = dict.fromkeys((self.what[low:high] % len(self.names)).tolist())
        return {self.names[number]: self.spans(text, number) for number in numbers}

    def spans(self, text: int, name: int) -> tuple[Span, ...]:
        """Return the places of one concept, by number, in one text."""
        what = text * len(self.names) + name
        low, high = self.what.searchsorted(what), self.what.searchsorted(what + 1)
        return tuple(zip(self.start[low:high].tolist(), self.end[low:high].tolist(), strict=True))

    def texts(self) -> Iterator[tuple[int, int]]:
        """Yield each concept found, by number, with its texts as the bits of a whole number."""
        each = self.what[np.diff(self.what, prepend=-1) != 0]
        text, name = np.divmod(each, len(self.names))
        lists = Lists.inverted(name, len(self.names))
        for number in np.unique(name).tolist():
            yield number, mask_of(text[lists.list_of(number)])
