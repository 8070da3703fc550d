"""What a reviewer laid over the words of a PDF page: strike-outs, and boxes that can hide words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents.pdf.frame import Box, Frame

# A highlight is transparent, and hides nothing.
_HIDING = frozenset(
    (
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_REDACT,
        pdfium.FPDF_ANNOT_INK,
    )
)
_MOST = 2_000  # marks looked at on one page


@dataclass(frozen=True, slots=True)
class Marks:
    """The lines that strike words out, and the boxes that may hide some."""

    strikes: tuple[Box, ...]
    covers: tuple[Box, ...]


def marks(page: pypdfium2.PdfPage, frame: Frame) -> Marks:
    """Return the marks on a page, in the frame of its text."""
    strikes: list[Box] = []
    covers: list[Box] = []
    rect = pdfium.FS_RECTF()
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        mark = pdfium.FPDFPage_GetAnnot(page.raw, i)
        kind = pdfium.FPDFAnnot_GetSubtype(mark)
        if kind == pdfium.FPDF_ANNOT_STRIKEOUT:
            strikes += _strikes(mark, frame)
        elif kind in _HIDING and pdfium.FPDFAnnot_GetRect(mark, rect):
            covers.append(frame.box(rect.left, rect.bottom, rect.right, rect.top))
        pdfium.FPDFPage_CloseAnnot(mark)
    return Marks(tuple(strikes), tuple(covers))


def _strikes(mark: object, frame: Frame) -> Iterator[Box]:
    """Yield a line through the middle of every stretch of words that a mark strikes out."""
    quad = pdfium.FS_QUADPOINTSF()
    for i in range(pdfium.FPDFAnnot_CountAttachmentPoints(mark)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(mark, i, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            x0, top, x1, bottom = frame.box(min(xs), min(ys), max(xs), max(ys))
            yield x0, (top + bottom) / 2, x1, (top + bottom) / 2
