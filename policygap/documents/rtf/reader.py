"""Read a Rich Text file (.rtf): headings, lists with their numbers as saved, tables, notes."""

from __future__ import annotations

from pathlib import Path

from policygap.documents import files, limits, marked_up
from policygap.documents.rtf.tokens import tokens
from policygap.documents.rtf.walk import Walk
from policygap.documents.word.blocks import Builder
from policygap.documents.word.changes import sentence_on_changes, sentences_about
from policygap.documents.word.content import Content, Paragraph
from policygap.errors import DocumentError
from policygap.model import Document
from policygap.options import DEFAULT, ReadOptions

_START = b"{\\rtf"
_TITLE = "title"


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Read an .rtf; DocumentError if it is none or holds no text."""
    data = files.content(path)
    if not data.startswith(_START):
        raise DocumentError(f"{path}: is not Rich Text; open it in Word and save it as .docx")
    walk = Walk(options.revisions)
    contents = walk.contents(tokens(data))
    blocks = tuple(Builder().blocks(contents))
    if not blocks:
        raise DocumentError(f"{path}: holds no text; check that it is the right file")
    limits.check_characters(path, sum(len(block.text) for block in blocks), options)
    changes = +walk.changes
    about = marked_up.About(
        titles=marked_up.chosen((*_titles(contents), *walk.titles)),
        margins=tuple(walk.margins),
        notes=(*sentence_on_changes(changes, options.revisions), *sentences_about(walk.tally)),
        revisions=options.revisions.value if changes else "",
    )
    return marked_up.document(path, data, blocks, about)


def _titles(contents: list[Content]) -> list[str]:
    return [
        each.raw
        for each in contents
        if isinstance(each, Paragraph) and each.style.lower() == _TITLE
    ]
