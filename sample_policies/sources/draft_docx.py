"""Build a Word draft by someone who makes headings with bold text and knows no styles."""

from __future__ import annotations

from pathlib import Path

import docx
from markup import Kind, Source
from word_parts import save, write_runs


def build(source: Source, path: Path) -> None:
    """Write the DOCX."""
    document = docx.Document()
    for line in (source.facts["agency"], source.facts["title"]):
        document.add_paragraph().add_run(line).bold = True
    for piece in source.pieces:
        paragraph = document.add_paragraph()
        if piece.kind is Kind.HEADING:
            paragraph.add_run(piece.text).bold = True
        else:
            write_runs(paragraph, piece.text, source)
    save(document, source, path)
