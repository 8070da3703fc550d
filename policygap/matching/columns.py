"""Columns of numbers (numpy): lists within one column, and sets of places as bits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]


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

    def list_of(self, key: int) -> Numbers:
        """Return the list of one key."""
        return self.held[self.bounds[key] : self.bounds[key + 1]]

    def joined(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """Return, for each key and each number of its list, the key's place and the number."""
        which, offset = counted(self.bounds[keys + 1] - self.bounds[keys])
        return which, self.held[self.bounds[keys[which]] + offset]


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
