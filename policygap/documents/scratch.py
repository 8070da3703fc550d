"""A folder for what must be a file for a while: unpacked, piped in, converted."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType


class Scratch:
    """Makes folders on demand and removes them all at the end: `with Scratch() as scratch`."""

    def __init__(self) -> None:
        """Begin without any folder; most policies need none."""
        self._stack = ExitStack()

    def folder(self) -> Path:
        """Return a new empty folder."""
        made = TemporaryDirectory(prefix="policygap-", ignore_cleanup_errors=True)
        return Path(self._stack.enter_context(made)).resolve()

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
