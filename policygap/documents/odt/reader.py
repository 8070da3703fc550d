"""Read an OpenDocument text (.odt): headings, lists with their numbers, tables, notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policygap.documents import files, marked_up
from policygap.documents.odt.changes import Changes, read_changes
from policygap.documents.odt.lists import read_lists
from policygap.documents.odt.package import STYLE, TEXT, Parts, open_parts
from policygap.documents.odt.spans import Spans
from policygap.documents.odt.styles import Styles, read_styles
from policygap.documents.odt.walk import Walk
from policygap.documents.word.blocks import Builder
from policygap.documents.word.changes import sentence_on_changes, sentences_about
from policygap.documents.word.content import Content, Paragraph
from policygap.errors import DocumentError
from policygap.model import Document
from policygap.options import DEFAULT, ReadOptions

_MARGINS = tuple(
    f"{STYLE}{name}"
    for name in ("header", "footer", "header-first", "footer-first", "header-left", "footer-left")
)


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Read an .odt; DocumentError if it is none, is locked or damaged, or holds no text."""
    data = files.content(path)
    parts = open_parts(path, data)
    styles = read_styles(parts)
    changes = read_changes(parts.body, options.revisions)
    spans = Spans(styles, changes)
    contents = list(Walk(read_lists(parts), spans).contents(parts.body))
    blocks = tuple(Builder().blocks(contents))
    if not blocks:
        raise DocumentError(f"{path}: holds no text; check that it is the right file")
    about = marked_up.About(
        titles=marked_up.chosen((*_titles(contents, styles), parts.title)),
        margins=tuple(_margins(parts, styles, changes)),
        notes=(
            *sentence_on_changes(changes.count, options.revisions),
            *sentences_about(spans.tally),
        ),
        revisions=options.revisions.value if changes.count else "",
    )
    return marked_up.document(path, data, blocks, about)


def _titles(contents: list[Content], styles: Styles) -> Iterator[str]:
    for each in contents:
        if isinstance(each, Paragraph) and styles.is_title(each.style):
            yield each.raw


def _margins(parts: Parts, styles: Styles, changes: Changes) -> Iterator[str]:
    """Yield the lines of headers and footers."""
    spans = Spans(styles, changes)
    for margin in () if parts.styles is None else parts.styles.iter(*_MARGINS):
        for paragraph in margin.iter(f"{TEXT}p"):
            yield "".join(piece.text for piece in spans.read(paragraph).pieces).strip()
