"""Values by key in one SQLite file that several processes use at once and that never grows large.

A connection lives for one look or one change: nothing is shared between processes or threads but
the file, which SQLite locks. What is read is held against its seal, so that a damaged file yields
nothing rather than something wrong.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

FILE = "policygap-cache.sqlite"
_ASIDE = f"{FILE}.damaged"
_COMPANIONS = ("-journal", "-wal", "-shm")  # what SQLite may keep beside its file

DAY = 86_400.0  # seconds
_LONGEST = 90 * DAY  # that something stays which nobody uses
_ROOM = 0.9  # of the limit is left full, so that not every further value makes room anew
_FRESH = 600.0  # seconds in which a further use is not noted: looking then writes nothing
_PATIENCE = 5.0  # seconds that another process may hold the file
_OURS = [0x70676170, 1]  # how the file is known as ours ("pgap"), and its layout's version

_LAYOUT = (
    "PRAGMA auto_vacuum = FULL",  # writes at once, and has no effect within a transaction
    "BEGIN IMMEDIATE",
    """CREATE TABLE IF NOT EXISTS kept (
        digest BLOB PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL, used REAL NOT NULL,
        seal BLOB NOT NULL, data BLOB NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS by_use ON kept (used, size, kind)",
    f"PRAGMA application_id = {_OURS[0]}",
    f"PRAGMA user_version = {_OURS[1]}",
    "COMMIT",
)
# All but the newest `limit` bytes, and all that was used too long ago.
_EVICT = """DELETE FROM kept WHERE used < :oldest OR digest IN (
    SELECT digest FROM (
        SELECT digest, SUM(size) OVER (ORDER BY used DESC, digest) AS upto FROM kept)
    WHERE upto > :limit)"""
# A damaged file may hold values of any type in any place.
_TOTAL = """SELECT CAST(TOTAL(size) AS INTEGER), CAST(IFNULL(MIN(used), 0) AS REAL)
    FROM kept"""
_CONTENTS = """SELECT kind, COUNT(*), CAST(TOTAL(size) AS INTEGER)
    FROM kept GROUP BY kind ORDER BY kind"""
_VALUE = """SELECT CAST(IFNULL(data, '') AS BLOB), CAST(seal AS BLOB), CAST(IFNULL(used, 0) AS REAL)
    FROM kept WHERE digest = ?"""


class StoreError(Exception):
    """The file can be used neither as it is nor anew: a full or read-only disk, a bad place."""


class BusyError(StoreError):
    """Other processes held the file for longer than is worth waiting."""


class _DamagedError(StoreError):
    """The file is no database, a broken one, or another program's."""


# By SQLite's result codes. The statements here are sound, so all else comes of the file.
_ERRORS = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), BusyError),
    **dict.fromkeys(
        (
            sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY,
        ),
        StoreError,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """How much of one kind is kept: the number of values and their bytes."""

    kind: str
    count: int
    size: int


@dataclass(frozen=True, slots=True)
class Store:
    """The file in a folder; `limit` is how many bytes of values it may keep."""

    folder: Path
    limit: int

    @property
    def file(self) -> Path:
        """Return where the values lie."""
        return self.folder / FILE

    @property
    def aside(self) -> Path:
        """Return where a damaged or foreign file is put."""
        return self.folder / _ASIDE

    def get(self, digest: bytes) -> bytes | None:
        """Return the value of a key, None if it is not kept; raise StoreError or OSError."""
        return self._tried(lambda store: _value(store, digest)) if self.file.exists() else None

    def put(self, digest: bytes, kind: str, data: bytes) -> None:
        """Keep a value, and let go what was used least recently; raise StoreError or OSError."""
        self._make()
        row = (digest, kind, len(data), time.time(), _seal(digest, data), data)
        self._tried(lambda store: self._keep(store, row))

    def contents(self) -> list[Content]:
        """Return what is kept, kind by kind; raise StoreError or OSError."""
        if not self.file.exists():
            return []
        rows = self._tried(lambda store: store.execute(_CONTENTS).fetchall())
        return [Content(*row) for row in rows]

    def clear(self) -> None:
        """Forget everything, damaged files too; raise StoreError or OSError."""
        if self.file.exists():
            self._tried(_emptied)
        for companion in ("", *_COMPANIONS):
            Path(f"{self.aside}{companion}").unlink(missing_ok=True)

    def _keep(self, store: sqlite3.Connection, row: tuple[object, ...]) -> None:
        with _transaction(store):
            store.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", row)
            oldest = time.time() - _LONGEST
            total, last = store.execute(_TOTAL).fetchone()
            if total > self.limit or last < oldest:
                store.execute(_EVICT, {"limit": self.limit * _ROOM, "oldest": oldest})

    def _make(self) -> None:
        """Make the folder and the file, for nobody else to read."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))

    def _tried(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Return what the work does with the file, which is made anew if it is damaged."""
        try:
            return self._once(work)
        except _DamagedError:
            self._set_aside()
        return self._once(work)

    def _once(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with _in_words(), closing(self._connection()) as store:
            store.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made anew
            store.execute("PRAGMA secure_delete = ON")  # drafts are confidential
            _prepare(store)
            return work(store)

    def _connection(self) -> sqlite3.Connection:
        return sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)

    def _set_aside(self) -> None:
        """Put a file that is damaged or not ours out of the way."""
        for companion in ("", *_COMPANIONS):
            with suppress(FileNotFoundError):  # most have none, or another process was faster
                Path(f"{self.file}{companion}").replace(f"{self.aside}{companion}")
        self._make()


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn SQLite's errors into those of this module."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # damaged text is not even decoded
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells details
        raise _ERRORS.get(code, _DamagedError)(str(error)) from error


def _prepare(store: sqlite3.Connection) -> None:
    """Make sure that the file is ours; a new one gets its layout.

    Its tables are looked at first: where there are any, the transaction that made them has made it
    known as ours as well. Its size tells nothing, as another process may just be laying it out.
    """
    if not store.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
        for statement in _LAYOUT:
            store.execute(statement)
    elif [_pragma(store, name) for name in ("application_id", "user_version")] != _OURS:
        raise _DamagedError("is another program's database")


def _pragma(store: sqlite3.Connection, name: str) -> int:
    return int(store.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def _transaction(store: sqlite3.Connection) -> Iterator[None]:
    store.execute("BEGIN IMMEDIATE")
    with store:  # commits, or takes all back
        yield


def _value(store: sqlite3.Connection, digest: bytes) -> bytes | None:
    row = store.execute(_VALUE, (digest,)).fetchone()
    if row is None:
        return None
    data, seal, used = row
    if seal != _seal(digest, data):
        raise _DamagedError("holds a value that is not what was put there")
    if not 0 <= time.time() - used < _FRESH:
        _note_use(store, digest)
    return bytes(data)


def _note_use(store: sqlite3.Connection, digest: bytes) -> None:
    """Note that a value was used, if the file can be written just now."""
    store.execute("PRAGMA busy_timeout = 0")
    try:
        store.execute("UPDATE kept SET used = ? WHERE digest = ?", (time.time(), digest))
    except sqlite3.OperationalError:
        return


def _seal(digest: bytes, data: bytes) -> bytes:
    """Return what tells that a value is whole and stands under its own key."""
    return hashlib.sha256(digest + data).digest()


def _emptied(store: sqlite3.Connection) -> None:
    store.execute("DELETE FROM kept")
    store.execute("VACUUM")
