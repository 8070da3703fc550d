"""The files that make up a policy: found and named at once, read when somebody asks.

What was read of a file before is taken from a cache, by the file's content. This module loads
neither readers nor what works on their results: who finds everything in the cache needs none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path

from policygap.cache import Cache, Key, Kind, key, unpacked
from policygap.documents import conversion, files, legibility
from policygap.documents.file_types import ARCHIVE, CONVERTIBLE, READERS
from policygap.documents.files import File, Found
from policygap.documents.scratch import Scratch
from policygap.errors import DocumentError
from policygap.model import Document, SourceFile
from policygap.options import DEFAULT, ReadOptions

_TOO_DEEP = "holds parts within parts, too deep to be read; print it to PDF and give that"
NAMED = 3  # files that a note or a policy's name lists one by one


@contextmanager
def opened(
    paths: Sequence[Path], options: ReadOptions = DEFAULT, cache: Cache | None = None
) -> Iterator[Inputs]:
    """Yield what these files, folders and archives stand for; "-" is piped in.

    Raises DocumentError, naming the file, where one is not there or not of a type that is read.
    What takes a password is not put into the cache.
    """
    with Scratch() as scratch:
        found = files.find(paths, scratch, options)
        yield Inputs(tuple(paths), found, scratch, options, None if options.password else cache)


@dataclass(frozen=True)
class Inputs:
    """The files of a policy, in order, to be read within `opened`."""

    paths: tuple[Path, ...]
    found: Found
    scratch: Scratch
    options: ReadOptions
    cache: Cache | None

    @property
    def given_name(self) -> str:
        """Return the name of the folder or archive that holds the whole policy, else ""."""
        if len(self.paths) > 1:
            return ""
        if self.paths[0].is_dir():
            return self.paths[0].resolve().name
        return self.paths[0].stem if self.paths[0].suffix.lower() == ARCHIVE else ""

    @property
    def identity(self) -> tuple[object, ...]:
        """Return, as plain data, all that the policy read from here depends on."""
        keys = [each.digest for each in self._keys]
        shown = [file.shown for file in self.found.files]
        places = [_from_here(path) for path in shown]
        passed_over = [path.name for path in self.found.passed_over]
        return (self.given_name, keys, distinct_names(shown), places, passed_over)

    def are_those_of(self, sources: Sequence[SourceFile]) -> bool:
        """Tell whether this is what was read: files may change between two looks."""
        return [source.sha256 for source in sources] == self._hashes

    def documents(self) -> list[Document]:
        """Return what each file holds; raise DocumentError as soon as one cannot be read."""
        if self.cache is None:
            return self._told([self._read(file) for file in self.found.files])
        pairs = zip(self.found.files, self._keys, self._hashes, strict=True)
        return self._told([self._remembered(*each, self.cache) for each in pairs])

    def kept(self) -> Callable[[], list[Document]] | None:
        """Return what tells the documents without the files, None unless all are in the cache."""
        if self.cache is None:
            return None
        taken = [self.cache.take(each) for each in self._keys]
        texts = [text for text in taken if text is not None]
        if len(texts) < len(taken):
            return None
        return lambda: self._told([unpacked(text, Document) for text in texts])

    @cached_property
    def _hashes(self) -> list[str]:
        return [files.sha256(file) for file in self.found.files]

    @cached_property
    def _keys(self) -> list[Key]:
        pairs = zip(self.found.files, self._hashes, strict=True)
        return [key(Kind.TEXT, file.suffix, sha, *self._way(file)) for file, sha in pairs]

    def _way(self, file: File) -> Iterator[object]:
        """Yield what beside its content decides how a file is read."""
        yield from (getattr(self.options, f.name) for f in fields(self.options) if f.compare)
        if file.suffix in CONVERTIBLE:
            yield conversion.identity()

    def _remembered(self, file: File, key: Key, sha: str, cache: Cache) -> Document:
        document = cache.get(key, Document)
        if document is None:
            document = self._read(file)
            if document.source.sha256 == sha:  # else it has changed while it was being read
                cache.put(key, document)
        return document

    def _read(self, file: File) -> Document:
        """Read one file, and call it in errors by the name that the user knows."""
        try:
            if file.suffix in CONVERTIBLE:
                return self._converted(file)
            return _document(file.path, file.suffix, self.options)
        except DocumentError as error:
            raise DocumentError(str(error).replace(str(file.path), str(file.shown), 1)) from error
        except RecursionError as error:
            raise DocumentError(f"{file.shown}: {_TOO_DEEP}") from error

    def _converted(self, file: File) -> Document:
        made = conversion.to_docx(file.path, file.shown, self.scratch)
        sha = files.sha256(file)  # after, as readers do it, so that a change meanwhile shows
        try:
            document = _document(made, made.suffix, self.options)
        except DocumentError as error:
            raise DocumentError(str(error).replace(str(made), str(file.shown), 1)) from error
        document = replace(document, source=replace(document.source, sha256=sha))
        return _noted(document, f"LibreOffice converted it from {file.suffix} for reading.")

    def _told(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents by the names and places that the user knows them by."""
        shown = [file.shown for file in self.found.files]
        rows = zip(documents, distinct_names(shown), shown, strict=True)
        named = [_named(each, name, _from_here(path)) for each, name, path in rows]
        if self.found.passed_over:
            named[0] = _noted(named[0], _passed_over_note(self.found.passed_over))
        return named


def _document(path: Path, suffix: str, options: ReadOptions) -> Document:
    read: Callable[[Path, ReadOptions], Document] = import_module(READERS[suffix]).read
    document = read(path, options)
    legibility.check(path, "\n".join(block.text for block in document.blocks))
    return document


def _named(document: Document, name: str, path: str) -> Document:
    return replace(document, source=replace(document.source, name=name, path=path))


def _noted(document: Document, note: str) -> Document:
    source = replace(document.source, notes=(*document.source.notes, note))
    return replace(document, source=source)


def _from_here(shown: Path) -> str:
    """Return a file's path from the folder that the program was started in, "" if not in there."""
    path, here = shown.resolve(), Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else ""


def distinct_names(paths: Sequence[Path]) -> list[str]:
    """Return what files are called: by as many folders as it takes, where names are the same."""
    names = [path.name for path in paths]
    parts = 1
    while len(counts := Counter(names)) < len(names):
        parts += 1
        for index, path in enumerate(paths):
            if counts[names[index]] > 1:
                names[index] = "/".join(path.resolve().parts[-parts:])
    return names


def _passed_over_note(passed_over: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in passed_over[:NAMED])
    more = f" and {len(passed_over) - NAMED} more" if len(passed_over) > NAMED else ""
    return f"Not read, because of their type: {names}{more}."
