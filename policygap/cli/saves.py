"""Notice when files are saved, by looking at them: by name, several times a second.

The operating system tells of changes sooner, but not of those that somebody else makes on a network
drive, where drafts lie. Two looks a second at the facts of a few files cost next to nothing, and by
name it does not matter whether an editor writes into the file or renames a new one over it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from policygap.documents.files import walk
from policygap.errors import DocumentError

_LOOK = 0.4  # seconds between two looks
_QUIET = 0.2  # seconds without a change after which a save is taken to be over

_Stamps = dict[Path, tuple[int, int, int]]  # when changed (ns), bytes, which file it is


def saves(paths: Sequence[Path]) -> Iterator[None]:
    """Yield after each change of these files, or of what is in these folders, from now on.

    A file that goes or comes back is a change too. What changes while the caller works is noticed.
    """
    return _changes(paths, _stamps(paths))


def _changes(paths: Sequence[Path], seen: _Stamps) -> Iterator[None]:
    while True:
        time.sleep(_LOOK)
        now = _stamps(paths)
        if now != seen:
            seen = _settled(paths, now)
            yield


def _settled(paths: Sequence[Path], now: _Stamps) -> _Stamps:
    """Return how the files stand as soon as nothing changes any more."""
    while True:
        time.sleep(_QUIET)
        later = _stamps(paths)
        if later == now:
            return now
        now = later


def _stamps(paths: Sequence[Path]) -> _Stamps:
    return dict(stamp for path in paths for file in _files(path) for stamp in _stamp(file))


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or those of a folder without hidden ones and Word's lock files."""
    if not path.is_dir():
        yield path
        return
    try:
        yield from walk(path)
    except DocumentError:  # a part of it cannot be looked into now: the check will say so
        return


def _stamp(file: Path) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    try:
        facts = file.stat()
    except OSError:  # it is not there now
        return
    yield file, (facts.st_mtime_ns, facts.st_size, facts.st_ino)
