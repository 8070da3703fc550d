"""What the readers of marked-up text share: the blocks of a document and the facts about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policygap.documents.word import facts as word_facts
from policygap.documents.word.changes import contents_note
from policygap.model import Block, Document, SourceFile


@dataclass(frozen=True, slots=True)
class About:
    """What a file says about itself beside its text; `margins` are its running heads and feet."""

    titles: tuple[str, ...] = ()
    agency: str = ""
    dates: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    revisions: str = ""


def document(path: Path, data: bytes, blocks: tuple[Block, ...], about: About) -> Document:
    """Return the document that these blocks make up; `data` are the bytes of the file."""
    front = word_facts.front_lines(blocks, [about.agency, *about.margins])
    owner = word_facts.agency(front)
    source = SourceFile(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=None,
        words=sum(len(block.text.split()) for block in blocks),
        title=word_facts.title(blocks, about.titles, owner),
        agency=owner,
        dates=tuple(dict.fromkeys((*about.dates, *word_facts.dates(front)))),
        notes=(*about.notes, *contents_note(blocks)),
        revisions=about.revisions,
    )
    return Document(source, blocks)


def chosen(titles: Iterable[str | None]) -> tuple[str, ...]:
    """Return the titles that a file proposes, without those that it leaves empty."""
    return tuple(" ".join(title.split()) for title in titles if title and title.strip())
