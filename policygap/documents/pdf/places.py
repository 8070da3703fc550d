"""Where the characters of a PDF stand, by page and number, for those who mark them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents.pdf.pages import opened

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top in PDF coordinates

_KEPT = 4  # pages: a passage reaches over few


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that is open."""

    characters: str
    text: pypdfium2.PdfTextPage
    stack: ExitStack


class Places:
    """The characters of a PDF that was read before; close it after use."""

    def __init__(self, content: bytes, password: str) -> None:
        """Open the file again."""
        self._document = pypdfium2.PdfDocument(content, password=password or None)
        self._pages: dict[int, _Page] = {}

    def characters(self, number: int) -> str:
        """Return the characters of a page (from 1), as PDFium counts them; "" if there is none."""
        page = self._page(number)
        return page.characters if page else ""

    def rectangles(self, number: int, first: int, end: int) -> Iterator[Rectangle]:
        """Yield the rectangles, one a line, that characters of a page cover."""
        page = self._page(number)
        if page:
            for each in range(page.text.count_rects(first, end - first)):
                yield page.text.get_rect(each)

    def close(self) -> None:
        """Close the file and its pages."""
        for page in self._pages.values():
            page.stack.close()
        self._document.close()

    def _page(self, number: int) -> _Page | None:
        if number not in self._pages:
            raw = opened(self._document, number) if number <= len(self._document) else None
            if raw is None:
                return None
            if len(self._pages) == _KEPT:
                self._pages.pop(next(iter(self._pages))).stack.close()
            self._pages[number] = _read(raw)
        return self._pages[number]


def _read(raw: pypdfium2.PdfPage) -> _Page:
    stack = ExitStack()
    stack.enter_context(closing(raw))
    text = stack.enter_context(closing(raw.get_textpage()))
    return _Page(_characters(text), text, stack)


def _characters(text: pypdfium2.PdfTextPage) -> str:
    codes = (pdfium.FPDFText_GetUnicode(text.raw, n) for n in range(text.count_chars()))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
