"""Read a PDF policy: text, layout and ruled tables, running heads and feet set aside."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from policygap.documents import files, front_page, furniture, limits, structure
from policygap.documents.layout import margins as layout_margins
from policygap.documents.layout.page import Page, page_text
from policygap.documents.legibility import is_garbled
from policygap.documents.pdf import parts as pdf_parts
from policygap.documents.pdf import scans as pdf_scans
from policygap.documents.pdf import stand_ins as pdf_stand_ins
from policygap.documents.reading_notes import Unread, notes
from policygap.errors import DocumentError
from policygap.model import Block, Document, SourceFile
from policygap.options import DEFAULT, ReadOptions

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD in fpdfview.h
_LETTERS = 40  # a page under a picture with fewer letters holds no usable text
_FULL_PAGE = 0.5  # share of the page that the picture of a scanned page covers at least
_HEAD = 1024  # bytes in which a PDF's header, and from its end the mark of its end, must stand


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in a PDF file; raises DocumentError if it cannot be used."""
    content = _content(path)
    with closing(_open(path, content, options)) as document:
        limits.check_pages(path, len(document), options)
        body = _sifted(pdf_parts.read(path, content, document, options))
        if wrong := pdf_stand_ins.refusal(document, body.pages):
            raise DocumentError(f"{path}: {wrong}")
        attached = pdf_stand_ins.notes(document)
        wanted = pdf_scans.wanted(body.pages, body.unread, options.ocr)
        found = pdf_scans.recognized(path, document, wanted, options)
    # What recognition finds nothing on may still have a text layer.
    recognized = {p.number: found[p.number] for p in body.pages if _gains(p, found)}
    if recognized:
        body = _sifted([recognized.get(page.number, page) for page in body.pages])
    advice = pdf_scans.advice(options.ocr, tried=bool(wanted))
    _check(path, body, advice)
    made = _document(path, content, body, recognized, advice)
    return replace(made, source=replace(made.source, notes=(*made.source.notes, *attached)))


@dataclass(frozen=True, slots=True)
class _Body:
    """All pages, the usable ones without furniture, what was taken away, the unreadable ones."""

    pages: tuple[Page, ...]
    usable: tuple[Page, ...]
    removed: tuple[str, ...]
    unread: tuple[int, ...]


def _sifted(pages: Sequence[Page]) -> _Body:
    sifted = furniture.sift([page for page in pages if not _is_garbled(page)])
    bodies = {page.number: page for page in sifted.pages}
    unread = tuple(page.number for page in pages if not _is_usable(page, bodies.get(page.number)))
    usable = tuple(page for page in sifted.pages if page.number not in unread)
    return _Body(tuple(pages), usable, sifted.removed, unread)


def _gains(page: Page, found: dict[int, Page]) -> bool:
    return page.number in found and bool(found[page.number].flow or not page.flow)


def _is_garbled(page: Page) -> bool:
    return is_garbled(page_text(page), page.undecoded)


def _is_usable(page: Page, body: Page | None) -> bool:
    """Tell whether a page holds text, or nothing; `body` is it without furniture, if legible."""
    if body is None:
        return False
    if page.picture >= _FULL_PAGE and len(page_text(body)) < _LETTERS:
        return False
    return bool(page.flow) or not page.drawn


def _document(
    path: Path, content: bytes, body: _Body, recognized: dict[int, Page], advice: str
) -> Document:
    blocks = structure.blocks(layout_margins.aligned(body.usable))
    facts = front_page.facts(_as_read(body), body.removed)
    told = notes(body.usable, blocks, body.removed, Unread(body.unread, advice))
    source = SourceFile(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=len(body.pages),
        words=_words(blocks),
        title=facts.title,
        agency=facts.agency,
        dates=facts.dates,
        unread_pages=body.unread,
        ocr_pages=tuple(p.number for p in body.usable if p.number in recognized and p.flow),
        notes=(*told, *_damage(content)),
    )
    return Document(source, blocks)


def _as_read(body: _Body) -> list[Page]:
    """Return the usable pages, the first one with its running head."""
    first = body.usable[0].number
    return [page for page in body.pages if page.number == first] + list(body.usable[1:])


def _words(blocks: Sequence[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _content(path: Path) -> bytes:
    content = files.content(path)
    if not content:
        raise DocumentError(f"{path}: the file is empty; export the policy again")
    if b"%PDF-" not in content[:_HEAD]:
        raise DocumentError(f"{path}: is not a PDF file; give a PDF, Word, Markdown or text file")
    return content


def _damage(content: bytes) -> tuple[str, ...]:
    """Return what to tell of a file that PDFium had to repair because its end is missing."""
    if b"%%EOF" in content[-_HEAD:]:
        return ()
    return (
        "The file is damaged or cut off at its end; it was repaired, and parts may be missing.",
    )


def _open(path: Path, content: bytes, options: ReadOptions) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content, password=options.password or None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) != _PASSWORD_ERROR:
            text = "is damaged and cannot be opened; export or download it again"
        elif options.password:
            text = "is encrypted and the password does not open it; check --password"
        else:
            text = "is encrypted; give its password with --password or in POLICYGAP_PASSWORD"
        raise DocumentError(f"{path}: {text}") from error


def _check(path: Path, body: _Body, advice: str) -> None:
    """Refuse a document of which less than half can be read."""
    shown = [page for page in body.pages if page.flow or page.drawn or page.number in body.unread]
    if not shown:
        raise DocumentError(f"{path}: all pages are blank; export the policy again")
    if len(body.unread) * 2 <= len(shown):
        return
    missed = [page for page in body.pages if page.number in body.unread]
    which = "all" if len(missed) == len(shown) else f"{len(missed)} of {len(shown)}"
    raise DocumentError(f"{path}: {_cause(missed)} on {which} pages; {advice}")


def _cause(missed: Sequence[Page]) -> str:
    """Say what is wrong with most of the pages that could not be read."""
    if any(page.flow or page.undecoded for page in missed):
        return "holds text that cannot be decoded (broken fonts)"
    if not any(page.width for page in missed):
        return "is damaged and cannot be drawn"
    return "holds pictures of pages (a scan) and no text"
