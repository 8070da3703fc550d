"""Pages of a PDF that hold no usable text, read from their picture by text recognition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2

from policygap.documents.layout.page import Page
from policygap.documents.ocr import recognition as ocr
from policygap.documents.ocr import sequences
from policygap.documents.pdf import pages as pdf_pages
from policygap.documents.pdf import pictures as pdf_pictures
from policygap.documents.pdf import rules as pdf_rules
from policygap.errors import DocumentError
from policygap.options import Ocr, ReadOptions

_DPI = 200  # as exact as 300 on clean scans, in half the time
_QUARTERS = (90, 270)


def wanted(pages: Sequence[Page], unread: Sequence[int], choice: Ocr) -> tuple[int, ...]:
    """Return the numbers of the pages to read by text recognition, if it is there."""
    if choice is Ocr.ALWAYS:
        return tuple(page.number for page in pages if page.flow or page.drawn)
    return tuple(unread) if choice is Ocr.AUTO and ocr.is_installed() else ()


def recognized(
    path: Path, document: pypdfium2.PdfDocument, numbers: Sequence[int], options: ReadOptions
) -> dict[int, Page]:
    """Return these pages as text recognition reads them, by number."""
    if not numbers:
        return {}
    if not ocr.is_installed():
        raise DocumentError(f"{path}: --ocr always needs text recognition; {_INSTALL}")
    found: dict[int, Page] = {}
    with ocr.Recognizer() as recognizer:
        for done, number in enumerate(numbers):
            options.progress(path.name, done, len(numbers))
            page = _page(document, number, recognizer)
            found |= {number: page} if page else {}
    options.progress(path.name, len(numbers), len(numbers))
    return sequences.mended(found)


def advice(choice: Ocr, *, tried: bool) -> str:
    """Return what can be done about pages that could not be read."""
    if tried:
        return "text recognition (OCR) could not read it either; scan it again, or get the original"
    if choice is Ocr.NEVER:
        return "allow text recognition (OCR) with --ocr auto"
    return _INSTALL


_INSTALL = (
    'install text recognition (OCR) with pip install "policygap[ocr]", or run it elsewhere and '
    "read the result"
)


def _page(document: pypdfium2.PdfDocument, number: int, recognizer: ocr.Recognizer) -> Page | None:
    page = pdf_pages.opened(document, number)
    if page is None:
        return None
    try:
        return _read(page, number, recognizer)
    finally:
        page.close()


def _read(page: pypdfium2.PdfPage, number: int, recognizer: ocr.Recognizer) -> Page:
    """Read a page's picture; one with nothing but specks on it is a blank page."""
    picture = pdf_pictures.draw(page, _DPI)
    turn = recognizer.turn(picture)
    if turn:
        picture = pdf_pictures.draw(page, _DPI, turn)
    words, slant = recognizer.read(picture)
    drawn = pdf_rules.rules(picture, slant)
    size = page.get_size()
    return replace(
        pdf_pages.laid_out(words, drawn, number, size[::-1] if turn in _QUARTERS else size),
        drawn=bool(words) or not picture.is_blank,
    )
