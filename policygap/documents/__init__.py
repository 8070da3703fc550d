"""Read a policy: files and folders in, provisions with section, page and number out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from policygap.documents import files, short_texts
from policygap.documents.introductions import is_complete
from policygap.documents.provisions import provisions
from policygap.errors import DocumentError
from policygap.model import Document, Policy, Provision, SourceFile

# A module is imported only when a file of its type is read: document libraries load slowly.
READERS: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "policygap.documents.pdf",
        ".docx": "policygap.documents.word",
        ".md": "policygap.documents.markdown",
        ".markdown": "policygap.documents.markdown",
        ".txt": "policygap.documents.text",
    }
)
_NAMED = 3  # files that a note or a policy's name lists one by one


def read_policy(paths: Sequence[Path], name: str | None = None) -> Policy:
    """Return the policy that these files and folders make up together.

    Raises DocumentError, naming the file, as soon as one of them cannot be read.
    """
    found = files.find(paths)
    documents = _with_distinct_names([_read(path) for path in found.files], found.files)
    sources = [document.source for document in documents]
    if found.passed_over:
        note = _passed_over_note(found.passed_over)
        sources[0] = replace(sources[0], notes=(*sources[0].notes, note))
    provisions_of_all = tuple(_all(documents))
    if not provisions_of_all:
        raise DocumentError(
            f"{paths[0]}: holds no sentence that could be checked; is it the right file? If it is "
            "a scan, run text recognition (OCR) on it first"
        )
    return Policy(name or _policy_name(paths, sources), tuple(sources), provisions_of_all)


def policy_from_text(text: str, name: str = "text") -> Policy:
    """Return a short plain text as if it were the whole policy; it has no pages."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceFile(name, digest, pages=None, words=len(text.split()))
    return Policy(name, (source,), provisions(short_texts.blocks(text), name))


def _read(path: Path) -> Document:
    read: Callable[[Path], Document] = import_module(READERS[path.suffix.lower()]).read
    return read(path)


def _with_distinct_names(documents: Sequence[Document], paths: Sequence[Path]) -> list[Document]:
    """Return the documents; files of the same name are called by as many folders as it takes."""
    named = list(documents)
    parts = 1
    while len(counts := Counter(document.source.name for document in named)) < len(named):
        parts += 1
        for index, path in enumerate(paths):
            if counts[named[index].source.name] > 1:
                folders = path.resolve().parts[-parts:]
                named[index] = _renamed(named[index], "/".join(folders))
    return named


def _renamed(document: Document, name: str) -> Document:
    return replace(document, source=replace(document.source, name=name))


def _all(documents: Sequence[Document]) -> Iterator[Provision]:
    """Yield the provisions of all files, their paragraphs numbered through."""
    first = 1
    for document in documents:
        yield from provisions(document.blocks, document.source.name, first)
        first += len(document.blocks)


def _passed_over_note(passed_over: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in passed_over[:_NAMED])
    more = f" and {len(passed_over) - _NAMED} more" if len(passed_over) > _NAMED else ""
    return f"Not read, because of their type: {names}{more}."


def _policy_name(paths: Sequence[Path], sources: Sequence[SourceFile]) -> str:
    """Return a folder's name, or the title of a single file, or the names of several."""
    if len(paths) == 1 and paths[0].is_dir():
        return paths[0].resolve().name
    titles = [_title(source) for source in sources]
    more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    return ", ".join(titles[:_NAMED]) + more


def _title(source: SourceFile) -> str:
    """Return a file's title; a sentence is none, whatever stands first in the file."""
    named = source.title and not is_complete(source.title)
    return source.title if named else Path(source.name).stem
