"""Read a policy: files and folders in, provisions with section, page and number out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policygap.documents.file_types import READERS
from policygap.documents.inputs import NAMED, Inputs, opened
from policygap.errors import DocumentError
from policygap.model import Block, Document, Policy, Provision, Section, SourceFile
from policygap.options import DEFAULT, ReadOptions

if TYPE_CHECKING:
    from policygap.cache import Cache

__all__ = [
    "READERS", "Inputs", "opened", "placed", "policy_from_text", "policy_of", "provisions_of",
    "read_documents", "read_policy",
]  # fmt: skip


def read_policy(
    paths: Sequence[Path],
    name: str | None = None,
    options: ReadOptions = DEFAULT,
    cache: Cache | None = None,
) -> Policy:
    """Return the policy that these files, folders and archives make up together; "-" is piped in.

    Raises DocumentError, naming the file, as soon as one of them cannot be read. What was read
    before is taken from the cache, if there is one.
    """
    with opened(paths, options, cache) as inputs:
        return policy_of(inputs, name)


def policy_of(inputs: Inputs, name: str | None = None) -> Policy:
    """Return the policy that opened files make up; as `read_policy` otherwise."""
    documents = inputs.documents()
    provisions = provisions_of(documents)
    if not provisions:
        raise DocumentError(
            f"{inputs.paths[0]}: holds no sentence that could be checked; is it the right file? If "
            "it is a scan, run text recognition (OCR) on it first"
        )
    sources = tuple(document.source for document in documents)
    return Policy(name or _policy_name(inputs, sources), sources, provisions)


def read_documents(
    paths: Sequence[Path], options: ReadOptions = DEFAULT, cache: Cache | None = None
) -> list[Document]:
    """Return what each file of a policy holds, block by block; as `read_policy` otherwise."""
    with opened(paths, options, cache) as inputs:
        return inputs.documents()


def placed(document: Document) -> Iterator[tuple[Block, Section]]:
    """Yield the blocks of a document, their lists settled, each with the section it stands in."""
    from policygap.documents import list_shapes, sections
    from policygap.documents.lead_ins import spots

    blocks = list_shapes.settled(document.blocks)
    yield from zip(blocks, sections.place(blocks, spots(blocks)), strict=True)


def policy_from_text(text: str, name: str = "text") -> Policy:
    """Return a short plain text as if it were the whole policy; it has no pages."""
    from policygap.documents import short_texts
    from policygap.documents.provisions import provisions

    digest = hashlib.sha256(text.encode()).hexdigest()
    source = SourceFile(name, digest, pages=None, words=len(text.split()))
    return Policy(name, (source,), provisions(short_texts.blocks(text), name))


def provisions_of(documents: Iterable[Document]) -> tuple[Provision, ...]:
    """Return the provisions of all files, their paragraphs numbered through."""
    from policygap.documents.provisions import provisions

    found: list[Provision] = []
    first = 1
    for document in documents:
        found.extend(provisions(document.blocks, document.source.name, first))
        first += len(document.blocks)
    return tuple(found)


def _policy_name(inputs: Inputs, sources: Sequence[SourceFile]) -> str:
    """Return a folder's or archive's name, or the title of a single file, or those of several."""
    if inputs.given_name:
        return inputs.given_name
    titles = [_title(source) for source in sources]
    more = f" and {len(titles) - NAMED} more" if len(titles) > NAMED else ""
    return ", ".join(titles[:NAMED]) + more


def _title(source: SourceFile) -> str:
    """Return a file's title; a sentence is none, whatever stands first in the file."""
    from policygap.documents.introductions import is_complete

    named = source.title and not is_complete(source.title)
    return source.title if named else Path(source.name).stem
