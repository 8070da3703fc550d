"""Read a policy: files and folders in, provisions with section, page and number out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from policygap.documents import files, limits, list_shapes, sections, short_texts
from policygap.documents.file_types import ARCHIVE, READERS
from policygap.documents.files import File
from policygap.documents.introductions import is_complete
from policygap.documents.lead_ins import spots
from policygap.documents.provisions import provisions
from policygap.documents.scratch import Scratch
from policygap.errors import DocumentError
from policygap.model import Block, Document, Policy, Provision, Section, SourceFile
from policygap.options import DEFAULT, ReadOptions

_TOO_DEEP = "holds parts within parts, too deep to be read; print it to PDF and give that"
_NAMED = 3  # files that a note or a policy's name lists one by one


def read_policy(
    paths: Sequence[Path], name: str | None = None, options: ReadOptions = DEFAULT
) -> Policy:
    """Return the policy that these files, folders and archives make up together; "-" is piped in.

    Raises DocumentError, naming the file, as soon as one of them cannot be read.
    """
    documents = read_documents(paths, options)
    sources = [document.source for document in documents]
    provisions_of_all = tuple(_all(documents))
    if not provisions_of_all:
        raise DocumentError(
            f"{paths[0]}: holds no sentence that could be checked; is it the right file? If it is "
            "a scan, run text recognition (OCR) on it first"
        )
    return Policy(name or _policy_name(paths, sources), tuple(sources), provisions_of_all)


def read_documents(paths: Sequence[Path], options: ReadOptions = DEFAULT) -> list[Document]:
    """Return what each file of a policy holds, block by block; as `read_policy` otherwise."""
    with Scratch() as scratch:
        found = files.find(paths, scratch, options)
        documents = [_located(_read(file, options), file.shown) for file in found.files]
    documents = _with_distinct_names(documents, [file.shown for file in found.files])
    if found.passed_over:
        documents[0] = _noted(documents[0], _passed_over_note(found.passed_over))
    return documents


def placed(document: Document) -> Iterator[tuple[Block, Section]]:
    """Yield the blocks of a document, their lists settled, each with the section it stands in."""
    blocks = list_shapes.settled(document.blocks)
    yield from zip(blocks, sections.place(blocks, spots(blocks)), strict=True)


def policy_from_text(text: str, name: str = "text") -> Policy:
    """Return a short plain text as if it were the whole policy; it has no pages."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceFile(name, digest, pages=None, words=len(text.split()))
    return Policy(name, (source,), provisions(short_texts.blocks(text), name))


def _read(file: File, options: ReadOptions) -> Document:
    """Read one file and call it, in its facts and in errors, by the name that the user knows."""
    read: Callable[[Path, ReadOptions], Document] = import_module(READERS[file.suffix]).read
    try:
        limits.check_bytes(file.path, file.path.stat().st_size, options)
        document = read(file.path, options)
        return _as_converted(document, file.original) if file.original else document
    except DocumentError as error:
        raise DocumentError(str(error).replace(str(file.path), str(file.shown), 1)) from error
    except RecursionError as error:
        raise DocumentError(f"{file.shown}: {_TOO_DEEP}") from error


def _as_converted(document: Document, original: Path) -> Document:
    note = f"LibreOffice converted it from {original.suffix.lower()} for reading."
    digest = hashlib.sha256(files.content(original)).hexdigest()
    return _noted(replace(document, source=replace(document.source, sha256=digest)), note)


def _noted(document: Document, note: str) -> Document:
    source = replace(document.source, notes=(*document.source.notes, note))
    return replace(document, source=source)


def _located(document: Document, shown: Path) -> Document:
    """Return the document with its path from the folder that the program was started in."""
    path, here = shown.resolve(), Path.cwd()
    inside = path.relative_to(here).as_posix() if path.is_relative_to(here) else ""
    return replace(document, source=replace(document.source, path=inside))


def _with_distinct_names(documents: Sequence[Document], paths: Sequence[Path]) -> list[Document]:
    """Return the documents; files of the same name are called by as many folders as it takes."""
    named = [_renamed(each, path.name) for each, path in zip(documents, paths, strict=True)]
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
    """Return a folder's or archive's name, or the title of a single file, or those of several."""
    if len(paths) == 1 and paths[0].is_dir():
        return paths[0].resolve().name
    if len(paths) == 1 and paths[0].suffix.lower() == ARCHIVE:
        return paths[0].stem
    titles = [_title(source) for source in sources]
    more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    return ", ".join(titles[:_NAMED]) + more


def _title(source: SourceFile) -> str:
    """Return a file's title; a sentence is none, whatever stands first in the file."""
    named = source.title and not is_complete(source.title)
    return source.title if named else Path(source.name).stem
