"""Read a saved web page: headings, paragraphs, lists, tables, notes, not what is around them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from policygap.documents import files, limits, marked_up
from policygap.documents.html import asides as html_asides
from policygap.documents.html import tree as html_tree
from policygap.documents.html.notes import read_notes
from policygap.documents.html.styles import read_styles
from policygap.documents.html.walk import Walk
from policygap.documents.marked_up import About
from policygap.documents.text_encoding import decode
from policygap.documents.word.blocks import Builder
from policygap.documents.word.changes import sentences_about
from policygap.documents.word.content import Content
from policygap.errors import DocumentError
from policygap.model import Document
from policygap.options import DEFAULT, ReadOptions


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Read a web page in any encoding; DocumentError if it holds no text."""
    data = files.content(path)
    text = decode(data, html_tree.declared_encoding(data))
    return document(path, data, [text], options)


def document(path: Path, data: bytes, pages: list[str], options: ReadOptions) -> Document:
    """Return what these pages (their source) hold together; `data` are the bytes of the file."""
    contents: list[Content] = []
    titles: list[str | None] = []
    tally: Counter[str] = Counter()
    for page in pages:
        bare = html_tree.without_pictures(page)
        limits.check_characters(path, len(bare), options)
        root = html_tree.parse(path, bare)
        if root is not None:
            asides = html_asides.read_asides(root, read_styles(root))
            walk = Walk(asides, read_notes(root))
            contents += walk.contents(root)
            titles += ["".join(each.itertext()) for each in root.iter("h1", "title")]
            tally += walk.tally + asides.tally
    blocks = tuple(Builder().blocks(contents))
    if not blocks:
        raise DocumentError(f"{path}: {_NO_TEXT}")
    proposed = marked_up.chosen(titles)
    notes = (*html_asides.sentence_on(tally), *sentences_about(tally))
    return marked_up.document(path, data, blocks, About(proposed, margins=proposed, notes=notes))


_NO_TEXT = (
    "holds no text of its own; open it in a browser and print it to PDF, or save it once its text "
    "is shown"
)
