"""A folder for what must be a file for a while: unpacked, piped in, converted."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from types import TracebackType

from policygap import leftovers

_NAME = re.compile(r"policygap-(\d+)-\w+")  # with the number of the process that made it
_LEFT = 3600.0  # seconds: a folder that is younger may be in use by a process not seen from here


class Scratch:
    """Makes folders on demand and removes them all at the end: `with Scratch() as scratch`.

    The folders of a process that is ended by force go with it (`leftovers`), or, if it was killed,
    when another one makes its first folder.
    """

    def __init__(self) -> None:
        """Begin without any folder; most policies need none."""
        self._stack = ExitStack()

    def folder(self) -> Path:
        """Return a new empty folder."""
        remove_abandoned(Path(tempfile.gettempdir()))
        made = Path(tempfile.mkdtemp(prefix=f"policygap-{os.getpid()}-")).resolve()
        removal = partial(shutil.rmtree, made, ignore_errors=True)
        self._stack.callback(removal)
        self._stack.enter_context(leftovers.removed_by(removal))
        return made

    def __enter__(self) -> Scratch:
        """Return the scratch itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove every folder that was made."""
        self._stack.close()


@cache
def remove_abandoned(place: Path) -> None:
    """Remove the folders in `place` whose processes are gone; looked for once in a process."""
    for folder in _own_folders(place):
        import psutil  # is needed only here, where something was left

        found = _NAME.fullmatch(folder.name)
        if found and not psutil.pid_exists(int(found[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _own_folders(place: Path) -> Iterator[Path]:
    """Yield this user's old scratch folders; a link of that name is nobody's folder."""
    with os.scandir(place) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                facts = entry.stat(follow_symlinks=False)
                mine = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
                if mine and time.time() - facts.st_mtime > _LEFT:
                    yield Path(entry.path)
