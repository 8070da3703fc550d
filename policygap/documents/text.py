"""Read a plain-text policy: its line breaks and indents are its layout."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policygap.documents import files, front_page, furniture, legibility, limits, structure
from policygap.documents.characters import clean
from policygap.documents.layout import aligned as layout_aligned
from policygap.documents.layout import columns as layout_columns
from policygap.documents.layout.line_numbers import without_line_numbers
from policygap.documents.layout.page import Element, Line, Page, Span, page_text
from policygap.documents.page_breaks import with_breaks
from policygap.documents.reading_notes import notes
from policygap.documents.text_encoding import decode
from policygap.errors import DocumentError
from policygap.model import Document, SourceFile
from policygap.options import DEFAULT, ReadOptions

_WIDTH, _HEIGHT, _SIZE = 6.0, 12.0, 10.0  # points that a character and a line count as
_UNWRAPPED = 120  # characters: a longer line was not broken to fit a page
_UNWRAPPED_SHARE = 0.1  # of the lines
_BROKEN_SHARE = 0.1  # of the lines, that go on in the next one
# A line that ends within a sentence, and the next one, which goes on with it.
_BROKEN = re.compile(r"[^\s.:;!?)\]”\"][ \t]*\n[ \t]*[a-z]{2}")
_MOST_CONTROL = 0.01  # share of characters that no text has
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_SPANS = re.compile(r"\S+(?: \S+)*")
# Where an empty line may stand within a sentence, as converters of PDF leave them.
_EMPTY_WITHIN = re.compile(
    r"(?m)(?P<above>^.*[^\s.:;!?)\]”\"])(?P<end>[ \t]*\n)(?:[ \t]*\n)+"
    r"(?=(?P<below>[ \t]*(?![ivxl]+[.)])[a-z]{2}.*))"
)
_LONG = 50  # characters: no title, and no item of a list without labels
_ALIKE = 0.72  # of the line below: the line above was broken where that is


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in a text file; raises DocumentError if it is empty or not text."""
    content = _content(path)
    text = with_breaks(_decoded(path, content))
    limits.check_text(path, text, options)
    pages = _pages(text)
    sifted = furniture.sift(pages)
    blocks = structure.blocks(sifted.pages)
    if not blocks:
        raise DocumentError(f"{path}: holds no text; check that it is the right file")
    facts = front_page.facts(pages, sifted.removed)
    source = SourceFile(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=len(pages) if "\f" in text else None,
        words=sum(len(block.text.split()) for block in blocks),
        title=facts.title,
        agency=facts.agency,
        dates=facts.dates,
        notes=notes(sifted.pages, blocks, sifted.removed),
    )
    return Document(source, blocks if source.pages else structure.without_pages(blocks))


def _content(path: Path) -> bytes:
    content = files.content(path)
    if not content.strip():
        raise DocumentError(f"{path}: the file is empty; export the policy again")
    return content


def _decoded(path: Path, content: bytes) -> str:
    text = decode(content)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise DocumentError(f"{path}: is not a text file; give a PDF, Word, Markdown or text file")
    legibility.check(path, text)
    return legibility.without_codes(text, "•")


def _pages(text: str) -> list[Page]:
    """Return the pages between form feeds; a last one without words is none."""
    sheets = _EMPTY_WITHIN.sub(_joined, text.expandtabs(4)).split("\f")
    while len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    unwrapped = _is_unwrapped(text)
    return [_page(sheet, number, unwrapped) for number, sheet in enumerate(sheets, start=1)]


def _joined(found: re.Match[str]) -> str:
    """Return two lines without what is empty between them, if they are of one sentence."""
    above, below = found["above"], found["below"].rstrip()
    broken = len(above) >= _ALIKE * len(below) and not above.rsplit(" ", 1)[-1][:1].isupper()
    return above + found["end"] if broken or len(above) >= _LONG else found[0]


def _is_unwrapped(text: str) -> bool:
    """Tell whether every line is a paragraph of its own."""
    lines = [line for line in text.splitlines() if line.strip()]
    long = sum(len(line) > _UNWRAPPED for line in lines)
    broken = len(_BROKEN.findall(text))
    return long > _UNWRAPPED_SHARE * len(lines) and broken < _BROKEN_SHARE * len(lines)


def _page(sheet: str, number: int, unwrapped: bool) -> Page:
    rows = sheet.splitlines()
    used = [n for n, row in enumerate(rows) if row.strip()]
    rows = rows[used[0] : used[-1] + 1] if used else []  # a foot stands at the page's edge
    lines = without_line_numbers(list(_lines(rows, number, unwrapped)))
    flow: Sequence[Element] = lines
    if not unwrapped:
        flow = layout_aligned.with_tables(layout_columns.in_reading_order(lines))
    page = Page(number, 600.0, (len(rows) + 1) * _HEIGHT, tuple(flow))
    return page if page_text(page) else replace(page, flow=())


def _lines(rows: Sequence[str], page: int, unwrapped: bool) -> Iterator[Line]:
    for n, row in enumerate(rows, start=1):
        spans = tuple(_span(match) for match in _SPANS.finditer(row) if clean(match[0]))
        if spans:
            yield Line(page, spans, n * _HEIGHT, _SIZE, closed=unwrapped)


def _span(match: re.Match[str]) -> Span:
    return Span(clean(match[0]), match.start() * _WIDTH, match.end() * _WIDTH)
