"""Read a Word document: one side of its tracked changes, with headings, lists, tables, notes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policygap.documents import files
from policygap.documents.characters import clean
from policygap.documents.word import facts as word_facts
from policygap.documents.word.blocks import Builder
from policygap.documents.word.changes import (
    contents_note,
    count_changes,
    sentence_on_changes,
    sentences_about,
)
from policygap.documents.word.content import Content, Paragraph
from policygap.documents.word.number_fields import BUILT_IN, Numbering
from policygap.documents.word.numbers import Counter as ListCounter
from policygap.documents.word.numbers import read_lists
from policygap.documents.word.original import undo_changes
from policygap.documents.word.package import Parts, open_parts
from policygap.documents.word.runs import Runs
from policygap.documents.word.story import Story
from policygap.documents.word.styles import Styles, read_styles
from policygap.documents.word.xml import Element, W, value
from policygap.errors import DocumentError
from policygap.model import Document, SourceFile
from policygap.options import DEFAULT, ReadOptions, Revisions

_CONTENTS_GALLERY = "Table of Contents"
_MACROS = "The file holds macros, which were not run."


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Read a .docx; DocumentError if it is none, is locked or damaged, or holds no text."""
    data = files.content(path)
    parts = open_parts(path, data)
    changes = _choose(parts, options.revisions)
    story = _story(parts)
    content = list(story.read(parts.body))
    paged = next(parts.body.iter(W + "lastRenderedPageBreak"), None) is not None
    pages = story.runs.page if paged else None
    blocks = tuple(Builder(paged=paged).blocks(content))
    if not blocks:
        raise DocumentError(f"{path}: {_no_text(story.runs.tally)}")
    front = word_facts.front_lines(blocks, _margins(parts, story.styles))
    owner = word_facts.agency(front)
    source = SourceFile(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=pages,
        words=sum(len(block.text.split()) for block in blocks),
        title=word_facts.title(blocks, _titles(parts, content, story.styles), owner),
        agency=owner,
        dates=word_facts.dates(front),
        notes=(
            *sentence_on_changes(changes, options.revisions),
            *sentences_about(story.runs.tally),
            *([_MACROS] if parts.macros else []),
            *contents_note(blocks),
        ),
        revisions=options.revisions.value if changes else "",
    )
    return Document(source, blocks)


def _choose(parts: Parts, view: Revisions) -> Counter[str]:
    """Make the parts read as one side of their tracked changes; return how many there are."""
    changes = count_changes(parts.told)
    if view is Revisions.ORIGINAL:
        for part in parts.told:
            undo_changes(part)
    return changes


def _story(parts: Parts) -> Story:
    styles = read_styles(parts.styles)
    lists = ListCounter({**BUILT_IN, **read_lists(parts.numbering, styles.lists())})
    notes = {**_notes("footnote", parts.footnotes), **_notes("endnote", parts.endnotes)}
    made = frozenset(_made_contents(parts.body))
    return Story(styles, Numbering(lists), Runs(styles), notes, made)


def _notes(kind: str, root: Element | None) -> dict[tuple[str, str], Element]:
    found = () if root is None else root.iterchildren(W + kind)
    return {(kind, each.get(W + "id", "")): each for each in found}


def _made_contents(body: Element) -> Iterator[Element]:
    """Yield the paragraphs of the table of contents that Word keeps in a control."""
    for control in body.iter(W + "sdt"):
        if value(control, "sdtPr", "docPartObj", "docPartGallery") == _CONTENTS_GALLERY:
            yield from control.iter(W + "p")


def _no_text(tally: Counter[str]) -> str:
    if tally["pictures"] or tally["diagrams"]:
        return "holds only pictures, no text; run text recognition (OCR) and save the result"
    return "holds no text; check that it is the right file"


def _margins(parts: Parts, styles: Styles) -> list[str]:
    """Return the lines of headers and footers."""
    lists = Numbering(ListCounter({}))
    stories = (Story(styles, lists, Runs(styles)).read(each) for each in parts.margins)
    return [text for story in stories for text in _texts(story)]


def _texts(contents: Iterator[Content] | tuple[Content, ...]) -> Iterator[str]:
    for each in contents:
        if isinstance(each, Paragraph):
            yield clean(each.raw)
        else:
            yield from (text for cell in each.cells for text in _texts(cell.content))


def _titles(parts: Parts, content: list[Content], styles: Styles) -> Iterator[str]:
    """Yield what the file itself calls its title: in Word's title style, in its properties."""
    for each in content:
        if isinstance(each, Paragraph) and styles.is_title(each.style):
            yield clean(each.raw)
    yield clean(parts.title)
