"""What both PDF builders share: letter-size pages, styles, and the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from markup import Mark, Source, runs
from reportlab.lib.enums import TA_JUSTIFY  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import letter  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Table,
)

WIDTH, HEIGHT = letter  # in points, as every length here
MARGIN = 72
INDENT = 22
Draw = Callable[[Any, Any], None]  # draws what stands on every page: (canvas, document)


def document(path: Path, source: Source, draw: Draw, bottom: float = MARGIN) -> Any:
    """Return an empty reportlab document; uncompressed, so that its bytes hang on no zlib."""
    made = BaseDocTemplate(
        str(path),
        pagesize=letter,
        title=source.facts["title"],
        author=source.facts["agency"],
        invariant=1,
        pageCompression=0,
    )
    height = HEIGHT - MARGIN - 18 - bottom
    frame = Frame(MARGIN, bottom, WIDTH - 2 * MARGIN, height, 0, 0, 0, 0)
    made.addPageTemplates([PageTemplate("page", [frame], onPage=draw)])
    return made


def style(font: str = "Times-Roman", size: float = 11, **options: Any) -> Any:
    """Return a paragraph style; `level` indents an item and hangs its label."""
    level = options.pop("level", 0)
    options.setdefault("spaceAfter", 3 if level else 6)
    return ParagraphStyle(
        font,
        fontName=font,
        fontSize=size,
        leading=size * 1.25,
        leftIndent=level * INDENT,
        bulletIndent=max(0, level - 1) * INDENT,
        bulletFontName=font,
        bulletFontSize=size,
        embeddedHyphenation=1,
        **options,
    )


def justified(**options: Any) -> Any:
    """Return the style of running text that is set flush on both sides."""
    return style(alignment=TA_JUSTIFY, **options)


def marked_up(text: str, hyphens: str = "") -> str:
    """Return a source's text in reportlab's markup, with the places where words may break."""
    broken = _with_breaks(text, hyphens)
    return "".join(
        f"<b>{escape(words)}</b>" if mark is Mark.BOLD else escape(words)
        for words, mark in runs(broken)
    )


def _with_breaks(text: str, hyphens: str) -> str:
    breaks = {word.replace("-", ""): word.replace("-", "\xad") for word in hyphens.split()}
    return re.sub(r"[a-z]+", lambda match: breaks.get(match[0], match[0]), text)


def facts_table(rows: Sequence[Sequence[str]], font: str, size: float = 9) -> Any:
    """Return the small ruled table at the head of a policy, names beside values."""
    names, values = 80, (WIDTH - 2 * MARGIN) / 2 - 80
    grid = ("GRID", (0, 0), (-1, -1), 0.5, "black")
    plain = [("FONT", (0, 0), (-1, -1), font, size), grid]
    return Table(list(rows), colWidths=[names, values] * 2, style=plain, spaceAfter=14)
