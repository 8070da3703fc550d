"""Scans for the tests: pages that are drawn, photographed a little askew, and bound again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

HEIGHT = letter[1]
_DPI = 200
_WHITE = 255

PAGE = (
    (72, "300 USE OF FORCE"),
    (72, "300.1 DUTY TO INTERCEDE"),
    (72, "An officer who sees another officer use excessive force shall intercede and shall"),
    (72, "report it to a supervisor. An officer shall not:"),
    (90, "a.     fire at a moving vehicle;"),
    (90, "b.     use a choke hold; or"),
    (90, "c.     fire a warning shot."),
    (72, "300.2 MEDICAL AID"),
    (72, "Officers shall call for medical aid as soon as it is safe to do so."),
)
Drawn = Sequence[tuple[float, str]]


def draw(canvas: Canvas, lines: Drawn = PAGE, leading: float = 18) -> None:
    """Draw lines of 12 points from the top of a page on."""
    canvas.setFont("Times-Roman", 12)
    for n, (x, text) in enumerate(lines):
        canvas.drawString(x, HEIGHT - 100 - leading * n, text)


def picture(lines: Drawn = PAGE, askew: float = 0.0) -> Image.Image:
    """Return a page of lines as a scanner sees it, turned by so many degrees."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=letter)
    draw(canvas, lines)
    canvas.save()
    return photograph(content.getvalue(), askew)


def photograph(content: Path | bytes, askew: float = 0.0) -> Image.Image:
    """Return the first page of a PDF as a scanner sees it."""
    document = pypdfium2.PdfDocument(content)
    image = document[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    document.close()
    return image.rotate(askew, expand=askew % 90 == 0, fillcolor=_WHITE)


def bind(path: Path, pages: Sequence[Image.Image | Drawn]) -> Path:
    """Write a PDF whose pages are pictures, or lines of text."""
    canvas = Canvas(str(path), pagesize=letter)
    for page in pages:
        if isinstance(page, Image.Image):
            size = letter if page.width < page.height else letter[::-1]
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(page), 0, 0, *size)
        else:
            canvas.setPageSize(letter)
            draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return path
