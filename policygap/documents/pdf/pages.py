"""The pages of a PDF: words and drawn lines put into lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents import limits
from policygap.documents.layout import aligned as layout_aligned
from policygap.documents.layout import columns as layout_columns
from policygap.documents.layout.line_numbers import without_line_numbers, without_margin_marks
from policygap.documents.layout.measures import FEW_LINES
from policygap.documents.layout.page import Element, Line, Page
from policygap.documents.pdf import drawings as pdf_drawings
from policygap.documents.pdf import lines as pdf_lines
from policygap.documents.pdf import strikes as pdf_strikes
from policygap.documents.pdf import tables as pdf_tables
from policygap.documents.pdf import unseen as pdf_unseen
from policygap.documents.pdf import words as pdf_words
from policygap.documents.pdf.drawings import Drawings
from policygap.documents.pdf.words import Text, Word


def opened(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage | None:
    """Return a page to read and close; None if PDFium cannot load it."""
    try:
        return document[number - 1]
    except pypdfium2.PdfiumError:
        return None


def page(path: Path, document: pypdfium2.PdfDocument, number: int) -> Page:
    """Return one page, by its number from 1."""
    found = opened(document, number)
    if found is None:  # something stands there, and nothing of it can be read
        return Page(number, 0.0, 0.0, (), picture=1.0, drawn=True)
    try:
        return _from_text_layer(path, found, number)
    finally:
        found.close()


def _from_text_layer(path: Path, page: pypdfium2.PdfPage, number: int) -> Page:
    text = _text(path, page, number)
    drawn = pdf_drawings.drawings(page, text.frame)
    shown = pdf_unseen.shown(page, text.words, drawn.covers, text.frame)
    words = pdf_strikes.parted(page, shown, text.frame, drawn.horizontal)
    return replace(
        laid_out(words, drawn, number, (text.frame.width, text.frame.height)),
        undecoded=text.undecoded,
        unseen=len(shown) < len(text.words),
    )


def _text(path: Path, page: pypdfium2.PdfPage, number: int) -> Text:
    textpage = page.get_textpage()
    try:
        objects = pdfium.FPDFPage_CountObjects(page.raw)
        limits.check_page(path, number, textpage.count_chars(), objects)
        return pdf_words.text(page, textpage)
    finally:
        textpage.close()


def laid_out(
    words: Sequence[Word], drawn: Drawings, number: int, size: tuple[float, float]
) -> Page:
    """Return the page that words and drawn lines make up; `size` is its width and height."""
    ruled = pdf_lines.with_rules(words, drawn.horizontal)
    kept = [word for word in ruled if not word.struck]
    tabled = pdf_tables.split(kept, drawn, number, size[1])
    lines = without_margin_marks(without_line_numbers(pdf_lines.lines(tabled.outside, number)))
    flow = layout_aligned.with_tables(layout_columns.in_reading_order(lines))
    passages = [[*_side_by_side(row, number)] for row in tabled.passages]
    placed: list[Sequence[Element]] = [[table] for table in tabled.tables]
    ordered = _with(flow, [*placed, *passages])
    struck = len(kept) < len(ruled)
    return Page(number, *size, tuple(ordered), drawn.picture, drawn.drawn, struck=struck)


def _side_by_side(passages: pdf_tables.Passages, number: int) -> Iterator[Line]:
    """Yield the lines of passages that stand side by side, one passage after the other.

    One that is long enough to show where its lines end is a column of its own.
    """
    for column, passage in enumerate(passages, start=layout_columns.MOST + 1):
        *lines, last = pdf_lines.lines(passage, number)
        ends = passage is not passages[-1]
        apart = len(passages) > 1 and len(lines) >= FEW_LINES
        for line in (*lines, replace(last, closed=ends)):
            yield replace(line, column=column) if apart else line


def _with(flow: Sequence[Element], groups: Sequence[Sequence[Element]]) -> Iterator[Element]:
    """Yield the flow with each group put before the first line that begins below its top."""
    waiting = sorted((group for group in groups if group), key=lambda group: group[0].y)
    for element in flow:
        while waiting and waiting[0][0].y < element.y:
            yield from waiting.pop(0)
        yield element
    for group in waiting:
        yield from group
