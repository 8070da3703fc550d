"""An agency's files on their way to a machine that does not have them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policygap.documents import files, limits
from policygap.documents.scratch import Scratch
from policygap.options import ReadOptions


@dataclass(frozen=True, slots=True)
class Sent:
    """A file: its absolute path as named and without links, its bytes (None for a folder)."""

    named: str
    real: str
    content: bytes | None


def pack(paths: Iterable[Path], options: ReadOptions) -> tuple[Sent, ...]:
    """Return all that these files and folders hold; what is missing is left out, as it is told.

    What would be passed over goes without its content. Raises DocumentError as a reader would.
    """
    return tuple(each for path in paths for each in _packed(path, options))


def _packed(path: Path, options: ReadOptions) -> Iterator[Sent]:
    if path.is_dir():
        yield _sent(path, None)
    for file, opened in files.listed(path, options):
        if file.is_file():
            if opened:
                limits.check_bytes(file, file.stat().st_size, options)
            yield _sent(file, files.content(file) if opened else b"")


def _sent(path: Path, content: bytes | None) -> Sent:
    return Sent(os.path.abspath(path), os.path.realpath(path), content)  # noqa: PTH100


@contextmanager
def unpacked(parcel: Iterable[Sent], where: str) -> Iterator[Path]:
    """Yield a folder that stands for the root of the sender's machine; `where` is in it too.

    With links where the sender has them, so that all names come out as they would there.
    """
    with Scratch() as scratch:
        root = scratch.folder()
        under(root, where).mkdir(parents=True, exist_ok=True)
        for each in parcel:
            _put(root, each)
        yield root


def under(root: Path, path: str | Path) -> Path:
    """Return where an absolute path of the sender lies; a relative one stays as it is."""
    pure = Path(path)
    return root / pure.relative_to(pure.anchor) if pure.is_absolute() else pure


def _put(root: Path, each: Sent) -> None:
    named, real = under(root, each.named), under(root, each.real)
    folder = real if each.content is None else real.parent
    folder.mkdir(parents=True, exist_ok=True)
    if each.content is not None:
        real.write_bytes(each.content)
    if named != real and not named.exists():
        named.parent.mkdir(parents=True, exist_ok=True)
        named.symlink_to(real, target_is_directory=each.content is None)
