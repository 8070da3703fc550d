"""Read the sources of the samples: front matter in YAML, then Markdown-like pieces.

Pieces are parted by empty lines: `# heading`, `(a) item` (also `A.`, `1.`, `a.`), lines of
`- item`, `| tables |`, `[^1]: footnotes` and paragraphs. In their text `**bold**`, `[^1]`, and the
tracked changes `{++inserted++}` and `{--deleted--}` count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import yaml


class Kind(Enum):
    """What a piece of a source is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    FOOTNOTE = "footnote"


class Mark(Enum):
    """How a run of words is set."""

    PLAIN = ""
    BOLD = "**"
    INSERTED = "{++"
    DELETED = "{--"
    NOTE = "[^"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a source; `level` counts from 1 for headings and items, `rows` are a table's."""

    kind: Kind
    text: str = ""
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A sample as written: its front matter and its pieces in order."""

    name: str
    facts: dict[str, Any]
    pieces: tuple[Piece, ...]


def read_source(path: Path) -> Source:
    """Read a source file; its name without the suffix is the sample's."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    chunks = (chunk for chunk in re.split(r"\n{2,}", body.strip()))
    pieces = tuple(piece for chunk in chunks for piece in _pieces(chunk))
    return Source(path.stem, yaml.safe_load(front), pieces)


_HEADING = re.compile(r"(#+) (.+)")
_FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_ITEM = re.compile(r"(\([a-z]\)|[A-Z]\.|\d+\.|[a-z]\.) (.+)")


def _pieces(chunk: str) -> Iterator[Piece]:
    if chunk.startswith("|"):
        yield Piece(Kind.TABLE, rows=tuple(_rows(chunk)))
    elif chunk.startswith("- "):
        yield from (Piece(Kind.ITEM, line[2:], "-", 1) for line in chunk.splitlines())
    elif heading := _HEADING.fullmatch(chunk):
        yield Piece(Kind.HEADING, heading[2], level=len(heading[1]))
    elif footnote := _FOOTNOTE.fullmatch(chunk):
        yield Piece(Kind.FOOTNOTE, footnote[2], footnote[1])
    elif item := _ITEM.fullmatch(chunk):
        yield Piece(Kind.ITEM, item[2], item[1], _level(item[1]))
    else:
        yield Piece(Kind.PARAGRAPH, chunk)


def _rows(chunk: str) -> Iterator[tuple[str, ...]]:
    for line in chunk.splitlines():
        if not line.startswith("| ---"):
            yield tuple(cell.strip() for cell in line.strip("|").split("|"))


def _level(label: str) -> int:
    """Return the depth of a label in an outline: A. over 1. over a., and (a) at the top."""
    if label.startswith("(") or label[0].isupper():
        return 1
    return 2 if label[0].isdigit() else 3


_RUN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\{\+\+(?P<ins>.+?)\+\+\}|\{--(?P<del>.+?)--\}|\[\^(\d+)\]"
)
_MARKS = (Mark.BOLD, Mark.INSERTED, Mark.DELETED, Mark.NOTE)


def runs(text: str) -> Iterator[tuple[str, Mark]]:
    """Cut a text into runs of words with one mark each; a note's words are its number."""
    end = 0
    for match in _RUN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], Mark.PLAIN
        yield next(
            (words, mark) for words, mark in zip(match.groups(), _MARKS, strict=True) if words
        )
        end = match.end()
    if end < len(text):
        yield text[end:], Mark.PLAIN
