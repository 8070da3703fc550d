"""What earlier runs read and found, so that nothing is read or judged twice (docs/cache.md).

Every value lies under a digest of all that it was made from. Values are plain data in MessagePack,
read back into the program's own nouns and nothing else: no file can make the program run anything.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from policygap.cache.program import fingerprint
from policygap.cache.store import BusyError, Content, Store, StoreError
from policygap.options import MEBIBYTE

__all__ = ["LIMIT", "Cache", "Content", "Key", "Kind", "StoreError", "default_folder"]

T = TypeVar("T")

LIMIT = 1024 * MEBIBYTE  # of values: the text and the findings of some 800 manuals of 600 pages
_FASTEST = 1  # of zlib's levels: a third of the size for a hundredth of the time of reading


class Kind(StrEnum):
    """What is kept."""

    TEXT = "text"  # what was read of one file
    REPORT = "report"  # what came of one check
    PRINTED = "printed"  # a report as the terminal showed it


@dataclass(frozen=True, slots=True)
class Key:
    """What a value lies under."""

    kind: Kind
    digest: bytes


def key(kind: Kind, *made_from: object) -> Key:
    """Return the key of what this program makes from these values (plain data, nouns, enums)."""
    values = (fingerprint(), kind, made_from)
    try:
        told = msgspec.msgpack.encode(values)
    except UnicodeEncodeError:  # the name of a file may be no text
        told = repr(values).encode()
    return Key(kind, hashlib.sha256(told).digest())


def packed(value: object) -> bytes:
    """Return a value as it is kept."""
    return zlib.compress(msgspec.msgpack.encode(value), _FASTEST)


def unpacked(data: bytes, of: type[T]) -> T:
    """Return a value that was kept; msgspec.DecodeError where it is of another type."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=of)


def default_folder() -> Path | None:
    """Return the user's place for caches, as the system has it; None for a user without a home."""
    import platformdirs

    try:
        folder = platformdirs.user_cache_path("policygap", appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None  # older versions return "~" as it is


def _nobody(_line: str) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Cache:
    """A folder with what was kept; it can be handed to other processes.

    Whatever is wrong with the folder, nothing fails for it: then nothing is kept, and `tell` gets
    one line that says why, once.
    """

    folder: Path
    limit: int = LIMIT
    tell: Callable[[str], None] = _nobody
    _off: bool = field(default=False, init=False)

    def get(self, key: Key, of: type[T]) -> T | None:
        """Return the value of a type that is kept under a key, None if there is none."""
        data = self.take(key)
        try:
            return None if data is None else unpacked(data, of)
        except (msgspec.DecodeError, zlib.error):
            return None

    def take(self, key: Key) -> bytes | None:
        """Return a value still packed, for who may not need it."""
        return self._tried(lambda: self.store.get(key.digest))

    def put(self, key: Key, value: object) -> None:
        """Keep a value under a key, unless it holds signs that are no text."""
        with suppress(UnicodeEncodeError):
            data = packed(value)
            self._tried(lambda: self.store.put(key.digest, key.kind, data))

    @property
    def store(self) -> Store:
        """Return the file behind it."""
        return Store(self.folder, self.limit)

    def _tried(self, work: Callable[[], T]) -> T | None:
        if self._off:
            return None
        try:
            _check_private(self.folder)
            return work()
        except BusyError:
            return None
        except (OSError, StoreError) as error:
            self._off = True
            why = getattr(error, "strerror", None) or error
            self.tell(f"{self.folder}: nothing is kept there ({why}); --no-cache does without")
            return None


def _check_private(folder: Path) -> None:
    """Refuse a folder that anybody may write to: findings from there could be anybody's."""
    if os.name == "posix" and folder.is_dir() and folder.stat().st_mode & stat.S_IWOTH:
        raise StoreError("everybody may write there")
