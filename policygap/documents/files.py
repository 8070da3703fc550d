"""Find the files of a policy and make sure, before any reader opens them, that they can be read."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policygap.documents import archives, file_types, limits
from policygap.documents.file_types import ARCHIVE, CONVERTIBLE, READABLE, SUFFIXES
from policygap.documents.scratch import Scratch
from policygap.errors import DocumentError
from policygap.options import DEFAULT, ReadOptions

STANDARD_INPUT = Path("-")
_STANDARD_INPUT_NAME = Path("standard input")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where its bytes lie, and what the user knows it as.

    `shown` differs from `path` for a member of an archive and for standard input.
    """

    path: Path
    shown: Path
    suffix: str


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, in order, and those in folders and archives that were passed over."""

    files: tuple[File, ...]
    passed_over: tuple[Path, ...] = ()


def find(paths: Sequence[Path], scratch: Scratch, options: ReadOptions = DEFAULT) -> Found:
    """Return the files that these files, folders and archives stand for, each once and checked.

    What is no file by itself (a member of an archive, standard input) is put into `scratch`.
    """
    if not paths:
        raise DocumentError("no policy was named; name a file or a folder")
    search = _Search(scratch, options)
    files: dict[Path, File] = {}
    for path in dict.fromkeys(paths):
        for file in search.files(path):
            files.setdefault(_real(file), file)
    for file in files.values():
        _check(file, *(CONVERTIBLE if options.convert else ()))
        limits.check_bytes(file.shown, file.path.stat().st_size, options)
    return Found(tuple(files.values()), tuple(search.passed_over))


def listed(path: Path, options: ReadOptions = DEFAULT) -> list[tuple[Path, bool]]:
    """Return the files that a path stands for, sorted, and whether each would be opened.

    Those of a folder that would be passed over are named all the same: the report names them too.
    An archive is one file here. Raises DocumentError where a folder cannot be looked into.
    """
    if not path.is_dir():
        return [(path, True)]
    opened = (*_types(options), ARCHIVE)
    return [(file, file.suffix.lower() in opened) for file in sorted(walk(path))]


def _types(options: ReadOptions) -> tuple[str, ...]:
    return (*SUFFIXES, *CONVERTIBLE) if options.convert else SUFFIXES


@dataclass(slots=True)
class _Search:
    """Looks into folders and archives; `passed_over` are the files of types that are not read."""

    scratch: Scratch
    options: ReadOptions
    passed_over: dict[Path, None] = field(default_factory=dict)

    def files(self, path: Path) -> Iterator[File]:
        """Yield what one path of the command line stands for."""
        if path == STANDARD_INPUT:
            yield from self._file(_standard_input(self.scratch, self.options))
        elif _is_folder(path):
            for file in self._readable(path, path, (*_types(self.options), ARCHIVE)):
                yield from self._file(file)
        else:
            yield from self._file(File(path, path, path.suffix.lower()))

    def _file(self, file: File) -> Iterator[File]:
        if file.suffix != ARCHIVE:
            yield file
            return
        _check(file)
        folder = archives.unpack(file.path, file.shown, self.scratch, self.options.max_bytes)
        yield from self._readable(folder, file.shown, _types(self.options))

    def _readable(self, folder: Path, shown: Path, types: tuple[str, ...]) -> list[File]:
        """Return the readable files of a folder; the others are put into `passed_over`."""
        found = [
            File(path, shown / path.relative_to(folder), path.suffix.lower())
            for path in sorted(walk(folder))
        ]
        readable = [file for file in found if file.suffix in types]
        others = (file.shown for file in found if file.suffix not in types)
        self.passed_over.update(dict.fromkeys(others))
        if not readable:
            raise DocumentError(f"{shown}: holds no file that can be read; put {READABLE} there")
        return readable


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder at any depth, without hidden ones and Word's lock files."""
    for root, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith((".", "~$")))


def _unreadable(error: OSError) -> None:
    raise DocumentError(_cannot_open(error.filename, error)) from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name that is too long
        raise DocumentError(_cannot_open(path, error)) from error


def _real(file: File) -> Path:
    """Return where a file lies; raise DocumentError for a link that leads to itself."""
    try:
        return file.path.resolve()
    except (OSError, RuntimeError) as error:  # Python before 3.13 raises the latter
        raise DocumentError(f"{file.shown}: is a link that leads to itself; remove it") from error


def _cannot_open(path: object, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{path}: cannot be opened ({reason}); check that it is there and that you may read it"


def _standard_input(scratch: Scratch, options: ReadOptions) -> File:
    """Return what was piped in, as a file; its type is `options.kind` or shown by its bytes."""
    path = scratch.folder() / _STANDARD_INPUT_NAME
    path.write_bytes(sys.stdin.buffer.read(options.max_bytes + 1))
    kind = f".{options.kind.lower().lstrip('.')}" if options.kind else ""
    suffix = kind or file_types.guess(path, _head(path, _STANDARD_INPUT_NAME))
    if not suffix:
        raise DocumentError(
            f"{_STANDARD_INPUT_NAME}: its type cannot be told from its bytes; name it with --type"
        )
    return File(path, _STANDARD_INPUT_NAME, suffix)


def _check(file: File, *also: str) -> None:
    """Raise DocumentError unless this is a file with something in it and of the type it says.

    `also` are types that no reader reads but that are wanted all the same.
    """
    if not file.path.exists():
        raise DocumentError(f"{file.shown}: there is no such file; check the path")
    if not file.path.is_file():
        raise DocumentError(f"{file.shown}: is not a file; name a file or a folder")
    if file.suffix not in (*SUFFIXES, ARCHIVE, *also):
        raise DocumentError(f"{file.shown}: {file_types.unsupported(file.suffix)}")
    head = _head(file.path, file.shown)
    if not head:
        raise DocumentError(f"{file.shown}: is empty (0 bytes); export or copy it again")
    wrong = "" if file.suffix in also else file_types.mismatch(file.path, file.suffix, head)
    if wrong and file.shown == _STANDARD_INPUT_NAME:
        wrong = f"{wrong.partition(';')[0]}; leave --type out, or name the type that it is"
    if wrong:
        raise DocumentError(f"{file.shown}: {wrong}")


def _head(path: Path, shown: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(file_types.HEAD)
    except OSError as error:
        raise DocumentError(_cannot_open(shown, error)) from error


def content(path: Path) -> bytes:
    """Return the bytes of a file; raise DocumentError where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise DocumentError(f"{path}: {reason}; check the path and its permissions") from error


def sha256(file: File) -> str:
    """Return the SHA-256 of a file's bytes, in hex; raise DocumentError where it is gone."""
    try:
        with file.path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise DocumentError(_cannot_open(file.shown, error)) from error
