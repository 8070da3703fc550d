"""Build a general order: a contents page with leaders, then an outline I. / A. / 1. / a."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markup import Kind, Piece, Source
from pdf_pages import MARGIN, WIDTH, document, facts_table, marked_up, style
from reportlab.platypus import PageBreak, Paragraph  # type: ignore[import-untyped]
from reportlab.platypus.tableofcontents import TableOfContents  # type: ignore[import-untyped]

_SIZE = 10.5
_BOLD = style("Helvetica-Bold", 12, spaceBefore=8, keepWithNext=1)


def build(source: Source, path: Path) -> None:
    """Write the PDF; it is laid out more than once, until the contents' page numbers are right."""
    pages = {"now": 0, "all": 0}
    made = document(path, source, lambda canvas, _: _footer(canvas, source, pages), bottom=90)
    made.beforeDocument = lambda: pages.update(all=pages["now"])
    made.afterPage = lambda: pages.update(now=made.page)
    made.afterFlowable = lambda flowable: _enter(made, flowable)
    made.multiBuild([*_front(source), *(_flowable(piece) for piece in source.pieces)])


def _front(source: Source) -> list[Any]:
    """Return the first page: agency, title, facts, contents."""
    big = style("Helvetica-Bold", 16, spaceAfter=12)
    contents = TableOfContents(dotsMinLevel=0, levelStyles=[style("Helvetica", _SIZE)])
    return [
        Paragraph(marked_up(source.facts["agency"]), big),
        facts_table(source.facts["facts"], "Helvetica"),
        Paragraph("CONTENTS", style("Helvetica-Bold", 12)),
        contents,
        PageBreak(),
    ]


def _flowable(piece: Piece) -> Any:
    if piece.kind is Kind.HEADING:
        return Paragraph(marked_up(piece.text), _BOLD)
    set_as = style("Helvetica", _SIZE, level=piece.level)
    return Paragraph(marked_up(piece.text), set_as, bulletText=piece.label or None)


def _enter(made: Any, flowable: Any) -> None:
    """Put a heading into the contents."""
    if getattr(flowable, "style", None) is _BOLD:
        made.notify("TOCEntry", (0, flowable.getPlainText(), made.page))


def _footer(canvas: Any, source: Source, pages: dict[str, int]) -> None:
    canvas.setFont("Helvetica", 8)
    for number, line in enumerate(source.facts["footer"]):
        text = line.format(page=canvas.getPageNumber(), pages=pages["all"])
        canvas.drawCentredString(WIDTH / 2, MARGIN - 22 - 11 * number, text)
