"""PDF files whose pages only stand for what Adobe's programs show: dynamic forms and portfolios."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents.layout.page import Page, page_text

_FEW_WORDS = 120  # a page that says what to open the file with has fewer
_FORM = (
    "is a dynamic form (XFA), of which only Adobe's programs show the text; print it to PDF there, "
    "and give that"
)
_PORTFOLIO = (
    "is a portfolio: its {} attached files were not read, and its page only says what to open it "
    "with; save the files, and give them"
)


def refusal(document: pypdfium2.PdfDocument, pages: Sequence[Page]) -> str:
    """Return what is wrong with a file that holds no text of its own, and what to do; else ""."""
    attached = document.count_attachments()
    dynamic = document.get_formtype() == pdfium.FORMTYPE_XFA_FULL
    if not (dynamic or attached):
        return ""
    said = " ".join(page_text(page) for page in pages[:2]).lower()
    if len(said.split()) > _FEW_WORDS:
        return ""
    if dynamic:
        return _FORM
    return _PORTFOLIO.format(attached) if "portfolio" in said else ""


def notes(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """Return what to tell of attached files, which are not read."""
    attached = document.count_attachments()
    if not attached:
        return ()
    return (f"{attached} attached file{' was' if attached == 1 else 's were'} not read.",)
