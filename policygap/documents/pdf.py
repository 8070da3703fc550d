"""Read a PDF policy: text, layout and ruled tables, running heads and feet set aside."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from policygap.documents import (
    files,
    front_page,
    furniture,
    layout_aligned,
    layout_columns,
    layout_margins,
    pdf_drawings,
    pdf_lines,
    pdf_tables,
    pdf_words,
    structure,
)
from policygap.documents.layout import Element, Page, page_text
from policygap.documents.layout_line_numbers import without_line_numbers, without_margin_marks
from policygap.documents.legibility import is_garbled
from policygap.documents.reading_notes import notes
from policygap.errors import DocumentError
from policygap.model import Block, Document, SourceFile

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD in fpdfview.h
_LETTERS = 40  # a page under a picture with fewer letters holds no usable text
_FULL_PAGE = 0.5  # share of the page that the picture of a scanned page covers at least


def read(path: Path) -> Document:
    """Return the document in a PDF file; raises DocumentError if it cannot be used."""
    content = _content(path)
    pages = _pages(path, content)
    sifted = furniture.sift([page for page in pages if not is_garbled(page_text(page))])
    unread = _unread(pages, sifted.pages)
    _check(path, pages, unread)
    usable = [page for page in sifted.pages if page.number not in unread]
    blocks = structure.blocks(layout_margins.aligned(usable))
    facts = front_page.facts(_as_read(pages, usable), sifted.removed)
    source = SourceFile(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=len(pages),
        words=_words(blocks),
        title=facts.title,
        agency=facts.agency,
        dates=facts.dates,
        unread_pages=unread,
        notes=notes(usable, blocks, unread, sifted.removed),
    )
    return Document(source, blocks)


def _as_read(pages: Sequence[Page], usable: Sequence[Page]) -> list[Page]:
    """Return the usable pages, the first one with its running head."""
    return [page for page in pages if page.number == usable[0].number] + list(usable[1:])


def _words(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _content(path: Path) -> bytes:
    content = files.content(path)
    if not content:
        raise DocumentError(f"{path}: the file is empty; export the policy again")
    if b"%PDF-" not in content[:1024]:
        raise DocumentError(f"{path}: is not a PDF file; give a PDF, Word, Markdown or text file")
    return content


def _pages(path: Path, content: bytes) -> list[Page]:
    document = _open(path, content)
    try:
        count = len(document)
        if not count:
            raise DocumentError(f"{path}: has no pages; export the policy again")
        return [_page(document, n) for n in range(count)]
    finally:
        document.close()


def _open(path: Path, content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            text = f"{path}: is encrypted; save a copy without a password and read that"
        else:
            text = f"{path}: is damaged and cannot be opened; export or download it again"
        raise DocumentError(text) from error


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Return one page; one that PDFium cannot load counts as drawn on but without text."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0.0, 0.0, (), picture=1.0, drawn=True)
    try:
        return _laid_out(page, index + 1)
    finally:
        page.close()


def _laid_out(page: pypdfium2.PdfPage, number: int) -> Page:
    drawn = pdf_drawings.drawings(page)
    width, height = page.get_size()
    words = pdf_lines.with_underlines(pdf_words.words(page), drawn.horizontal)
    tabled = pdf_tables.split(words, drawn, number, height)
    lines = without_margin_marks(without_line_numbers(pdf_lines.lines(tabled.outside, number)))
    flow = layout_aligned.with_tables(layout_columns.in_reading_order(lines))
    passages = [pdf_lines.lines(passage, number) for passage in tabled.passages]
    placed: list[Sequence[Element]] = [[table] for table in tabled.tables]
    placed += passages
    ordered = _with(flow, placed)
    return Page(number, width, height, tuple(ordered), drawn.picture, drawn.drawn)


def _with(flow: Sequence[Element], groups: Sequence[Sequence[Element]]) -> Iterator[Element]:
    """Yield the flow with each group put before the first line that begins below its top."""
    waiting = sorted((group for group in groups if group), key=lambda group: group[0].y)
    for element in flow:
        while waiting and waiting[0][0].y < element.y:
            yield from waiting.pop(0)
        yield element
    for group in waiting:
        yield from group


def _unread(pages: Sequence[Page], readable: Sequence[Page]) -> tuple[int, ...]:
    """Return the numbers of the pages that show something but hold no usable text."""
    bodies = {page.number: page for page in readable}
    return tuple(page.number for page in pages if not _is_usable(page, bodies.get(page.number)))


def _is_usable(page: Page, body: Page | None) -> bool:
    if body is None:
        return False
    if page.picture >= _FULL_PAGE and len(page_text(body)) < _LETTERS:
        return False
    return bool(page.flow) or not page.drawn


def _check(path: Path, pages: Sequence[Page], unread: Sequence[int]) -> None:
    """Refuse a document of which less than half can be read."""
    shown = [page for page in pages if page.flow or page.drawn]
    if not shown:
        raise DocumentError(f"{path}: all pages are blank; export the policy again")
    if len(unread) * 2 <= len(shown):
        return
    scan = all(not page.flow for page in pages if page.number in unread)
    what = (
        "holds pictures of pages (a scan) and no text"
        if scan
        else ("holds text that cannot be decoded (broken fonts)")
    )
    which = "all" if len(unread) == len(shown) else f"{len(unread)} of {len(shown)}"
    raise DocumentError(
        f"{path}: {what} on {which} pages; run text recognition (OCR) on it and read the result"
    )
