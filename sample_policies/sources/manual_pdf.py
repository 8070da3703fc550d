"""Build a policy that looks like a page of a vendor's policy manual."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markup import Kind, Piece, Source
from pdf_pages import (
    HEIGHT,
    MARGIN,
    WIDTH,
    document,
    facts_table,
    justified,
    marked_up,
    style,
)
from reportlab.platypus import Paragraph, Table  # type: ignore[import-untyped]

_BOLD = "Times-Bold"


def build(source: Source, path: Path) -> None:
    """Write the PDF: headings are bold capitals at the size of the text, lists run on."""
    hyphens = source.facts["hyphens"]
    body = [_flowable(piece, hyphens) for piece in source.pieces]
    document(path, source, lambda canvas, _: _furniture(canvas, source), bottom=48).build(
        [_masthead(source), facts_table(source.facts["facts"], "Times-Roman"), *body]
    )


def _flowable(piece: Piece, hyphens: str) -> Any:
    if piece.kind is Kind.HEADING:
        return Paragraph(marked_up(piece.text), style(_BOLD, spaceBefore=7, keepWithNext=1))
    set_as = justified(level=piece.level)
    return Paragraph(marked_up(piece.text, hyphens), set_as, bulletText=piece.label or None)


def _masthead(source: Source) -> Any:
    facts = source.facts
    cells = [["Policy", facts["agency"]], [facts["number"], facts["title"]]]
    fonts = [
        ("FONT", (0, 0), (-1, 0), _BOLD, 11),
        ("FONT", (0, 1), (0, 1), _BOLD, 26),
        ("FONT", (1, 1), (1, 1), _BOLD, 20),
        ("BOTTOMPADDING", (0, 1), (-1, 1), 16),
        ("LINEAFTER", (0, 0), (0, 1), 1, "black"),
    ]
    return Table(cells, colWidths=[80, WIDTH - 2 * MARGIN - 80], style=fonts, spaceAfter=10)


def _furniture(canvas: Any, source: Source) -> None:
    """Draw the header (agency and manual) and the footer (title and page number)."""
    facts = source.facts
    canvas.setFont(_BOLD, 10)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 44, facts["agency"])
    canvas.setFont("Times-Italic", 9)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 56, facts["manual"])
    canvas.line(MARGIN, HEIGHT - 62, WIDTH - MARGIN, HEIGHT - 62)
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(MARGIN, 30, f"Policy {facts['number']}")
    canvas.drawRightString(WIDTH - MARGIN, 30, f"{facts['title']} - {canvas.getPageNumber()}")
