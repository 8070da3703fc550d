"""The pages of a long PDF, read by several processes, each a part of them."""

from __future__ import annotations

import gc
import hashlib
import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from policygap import alongside
from policygap.documents import files
from policygap.documents.layout.page import Page
from policygap.documents.pdf import pages as pdf_pages
from policygap.options import MEBIBYTE, ReadOptions

_LEAST = 100  # pages for each process; fewer are read in the time that it takes to start
_MOST = 4  # processes; each takes some 70 MiB
_LARGEST = 64 * MEBIBYTE  # each process holds the file
_RUN = 16  # pages read one after the other; neighbours are often alike, and take as long
_OBJECTS = 200_000  # new objects before the collector looks for cycles, as in the whole program


@dataclass(frozen=True, slots=True)
class _Part:
    """The pages that one process reads; `sha256` is the file as this process has it."""

    path: Path
    password: str
    sha256: bytes
    numbers: Sequence[int]


def read(
    path: Path, content: bytes, document: pypdfium2.PdfDocument, options: ReadOptions
) -> list[Page]:
    """Return all pages as their text layer has them; raises DocumentError for an endless one.

    What another process cannot read, for whatever reason, is read in this one: so its error shows.
    """
    found = _elsewhere(path, content, range(1, len(document) + 1), options)
    return [
        found.get(number) or pdf_pages.page(path, document, number)
        for number in range(1, len(document) + 1)
    ]


def _elsewhere(
    path: Path, content: bytes, numbers: Sequence[int], options: ReadOptions
) -> dict[int, Page]:
    """Return the pages that other processes read, none where the file is short."""
    count = min(options.processes, len(numbers) // _LEAST, _MOST)
    if count < 2 or len(content) > _LARGEST:
        return {}
    sha256 = hashlib.sha256(content).digest()
    runs = [numbers[start : start + _RUN] for start in range(0, len(numbers), _RUN)]
    found: dict[int, Page] = {}
    with alongside.started(__name__, count) as processes:
        for place, process in enumerate(processes):
            own = [number for run in runs[place::count] for number in run]
            alongside.give(process, _Part(path.absolute(), options.password, sha256, own))
        options.meanwhile()
        for process in processes:
            pages = map(pickle.loads, alongside.taken(process) or ())
            found |= {page.number: page for page in pages}
    return found


def main() -> None:
    """Read the part that this process was given."""
    gc.set_threshold(_OBJECTS)
    alongside.work(_packed)


def _packed(part: _Part) -> list[bytes]:
    """Return the pages of a part, each packed, as far as all is well with them."""
    read: list[bytes] = []
    with suppress(Exception):  # whoever started it meets it at the same page
        for page in _pages(part):
            read.append(pickle.dumps(page, protocol=5))  # noqa: PERF401 - kept if the next fails
    return read


def _pages(part: _Part) -> Iterator[Page]:
    content = files.content(part.path)
    if hashlib.sha256(content).digest() != part.sha256:
        return  # it has changed since
    document = pypdfium2.PdfDocument(content, password=part.password or None)
    for number in part.numbers:
        yield pdf_pages.page(part.path, document, number)
