"""Read Markdown (CommonMark with tables): headings, paragraphs, lists, tables, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from policygap.documents import files, limits
from policygap.documents.characters import clean, join, word_forms
from policygap.documents.legibility import without_codes
from policygap.documents.markdown.walk import Token, Walk
from policygap.documents.marked_up import About, document
from policygap.documents.text_encoding import decode
from policygap.documents.word.blocks import Builder
from policygap.errors import DocumentError
from policygap.model import Document
from policygap.options import DEFAULT, ReadOptions

_DEEPEST = 101  # levels; a list and its item take two. Many more exhaust Python's stack
_HOLDERS = frozenset({"list_item_open", "blockquote_open"})
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
# A word that a converter of PDF left broken at a line's end; no word is as long as a hostile run.
_BROKEN = re.compile(r"(?<![\w'-])([A-Za-z][\w'-]{0,40}-)\n[ \t]{0,40}([a-z][\w'-]{0,40})")
_ENTRY = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(.+)$", re.MULTILINE)
_DATE_KEYS = re.compile(
    r"(?:effective|revised|revision|issued|adopted|updated)[ _-]?(?:date)?|date"
)
_LEFT_OUT = (
    ("code", "{} code block{} left out."),
    ("pictures", "{} picture{} not read; text in pictures needs text recognition (OCR)."),
    ("struck", "{} struck-through passage{} left out."),
)


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Read a Markdown file in any encoding; DocumentError if it holds no text."""
    data = files.content(path)
    whole = decode(data)
    limits.check_text(path, whole, options)
    matter, text = _split_front_matter(whole)
    walk = Walk(partial(_parse, path))
    blocks = tuple(Builder().blocks(walk.contents(_mended(text))))
    if not blocks:
        raise DocumentError(f"{path}: holds no text; check that it is the right file")
    about = About(
        titles=(matter.get("title", ""),),
        agency=matter.get("agency", ""),
        dates=tuple(_dates(matter)),
        notes=tuple(_notes(walk.tally)),
    )
    return document(path, data, blocks, about)


def _parse(path: Path, text: str) -> Sequence[Token]:
    """Return the tokens of a text; markdown-it drops without a word what nests deeper than it may.

    Raises DocumentError in that case.
    """
    from markdown_it import MarkdownIt

    # An indented line is far more often an item set in by hand than program code.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    tokens = parser.enable(["table", "strikethrough"]).disable("code").parse(text)
    if any(token.type in _HOLDERS and token.level >= _DEEPEST - 1 for token in tokens):
        raise DocumentError(
            f"{path}: nests lists or quotes more than {_DEEPEST // 2} deep; take them out of each "
            "other"
        )
    return tokens


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the simple "key: value" lines of a YAML head, and the text without it."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    entries = _ENTRY.findall(found[1] or "")
    return {key.lower(): clean(value.strip().strip("\"'")) for key, value in entries}, text[
        found.end() :
    ]


def _mended(text: str) -> str:
    """Return a text without a converter's glyph codes and words broken at the ends of lines."""
    text = without_codes(text, "-")
    if not _BROKEN.search(text):
        return text
    forms = word_forms([text])
    return _BROKEN.sub(lambda found: join(found[1], found[2], forms), text)


def _dates(matter: dict[str, str]) -> Iterator[str]:
    for key, value in matter.items():
        if _DATE_KEYS.fullmatch(key):
            yield f"{key.capitalize()}: {value}"


def _notes(tally: Counter[str]) -> Iterator[str]:
    for kind, sentence in _LEFT_OUT:
        if count := tally[kind]:
            yield sentence.format(count, " was" if count == 1 else "s were")
