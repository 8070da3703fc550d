"""Columns of numbers (numpy): lists within one column, and sets of places as bits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Bits: TypeAlias = npt.NDArray[np.uint64]  # rows of bits: a set of places each, 64 in a number

_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one behind the other: that of `n` is `held[bounds[n]:bounds[n + 1]]`."""

    bounds: Numbers
    held: Numbers

    @classmethod
    def of(cls, lists: Iterable[Collection[int]]) -> Lists:
        """Make lists of 0, 1, 2, ..."""
        each = list(lists)
        held = [number for one in each for number in one]
        return cls(np.cumsum([0, *map(len, each)]), np.array(held, dtype=np.int64))

    @classmethod
    def inverted(cls, keys: Numbers, many: int) -> Lists:
        """Make, for each key below `many`, the list of the places where it stands."""
        order = np.argsort(keys, kind="stable")
        return cls(np.searchsorted(keys[order], np.arange(many + 1)), order)

    def turned(self, many: int) -> Lists:
        """Return, for each number below `many`, the list of the keys whose lists hold it."""
        key, held = self.joined(np.arange(len(self.bounds) - 1))
        found = Lists.inverted(held, many)
        return Lists(found.bounds, key[found.held])

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


def no_bits(rows: int, places: int) -> Bits:
    """Return rows of bits for so many places, none of them set."""
    return np.zeros((rows, -(-places // _WIDTH)), dtype=np.uint64)


def bits_of(flags: Flags) -> Bits:
    """Return rows of flags as rows of bits."""
    padded = np.zeros((len(flags), -(-flags.shape[1] // _WIDTH) * _WIDTH), dtype=np.bool_)
    padded[:, : flags.shape[1]] = flags
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


def set_in(bits: Bits) -> tuple[Numbers, Numbers]:
    """Return the row and the place of each bit that is set, in order."""
    packed = bits.view(np.uint8)
    row, byte = np.nonzero(packed)  # few are not 0
    which, bit = np.nonzero(np.unpackbits(packed[row, byte, None], axis=1, bitorder="little"))
    return row[which], byte[which] * 8 + bit


def any_set(bits: Bits) -> Flags:
    """Tell for each row whether a bit is set; twice as fast as `bits.any(axis=1)`."""
    return np.asarray(np.bitwise_or.reduce(bits, axis=1) != 0)


def merged(keys: Numbers, rows: Bits) -> tuple[Numbers, Bits]:
    """Return each key once, in order, with the bits of all its rows."""
    if not (keys[1:] >= keys[:-1]).all():
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], np.bitwise_or.reduceat(rows, first, axis=0)


def mask_of(places: Collection[int] | Numbers) -> int:
    """Return the whole number whose bits at these places are set."""
    listed = np.asarray(places, dtype=np.int64)
    flags = np.zeros(int(listed.max(initial=-1)) + 1, dtype=np.bool_)
    flags[listed] = True
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def whole_numbers(bits: Bits) -> list[int]:
    """Return rows of bits as whole numbers."""
    return [int.from_bytes(row.tobytes(), "little") for row in bits]


def columns_in(masks: Sequence[int], places: Numbers) -> Bits:
    """Return the bits of whole numbers at these places, one row for each number."""
    size = int(places.max(initial=0)) // 8 + 1
    cut = (1 << size * 8) - 1
    packed = b"".join((mask & cut).to_bytes(size, "little") for mask in masks)
    rows = np.frombuffer(packed, dtype=np.uint8).reshape(len(masks), size)
    return bits_of((rows[:, places >> 3] >> (places & 7).astype(np.uint8) & 1).astype(np.bool_))


def bits(places: Iterable[int]) -> int:
    """Return the whole number whose bits at these few places are set."""
    return reduce(or_, (1 << place for place in places), 0)


def flags_of(mask: int, many: int) -> Flags:
    """Return the first so many bits of a whole number as flags."""
    packed = np.frombuffer(mask.to_bytes(many // 8 + 1, "little"), dtype=np.uint8)
    return np.unpackbits(packed, count=many, bitorder="little").view(np.bool_)


def places_in(mask: int) -> list[int]:
    """Return the places of the bits that are set in a whole number, in order."""
    places: list[int] = np.flatnonzero(flags_of(mask, mask.bit_length())).tolist()
    return places
