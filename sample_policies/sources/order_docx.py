"""Build a Word general order: heading styles, automatic numbers, a table, a footnote, changes."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from markup import Kind, Piece, Source
from word_parts import add_footnotes, save, write_runs

_HEADINGS, _LETTERS = 90, 91  # numbers of our own schemes, above those of the template
_LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{style}'
    '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
)
_HEADING_LEVELS = "".join(
    _LEVEL.format(level=n, format="decimal", text=text, style=f'<w:pStyle w:val="Heading{n + 1}"/>')
    for n, text in enumerate(("%1.", "%1.%2"))
)
_LETTER_LEVEL = _LEVEL.format(level=0, format="lowerLetter", text="(%1)", style="")


def build(source: Source, path: Path) -> None:
    """Write the DOCX."""
    document = docx.Document()
    _add_schemes(document)
    document.add_paragraph(source.facts["agency"], "Subtitle")
    document.add_paragraph(source.facts["title"], "Title")
    _add_table(document, source.facts["facts"], source)
    lists = groupby(source.pieces, key=lambda piece: piece.kind is Kind.ITEM)
    for number, (listed, pieces) in enumerate(lists, start=_LETTERS + 1):
        if listed:
            _add_list(document, number, [*pieces], source)
        else:
            for piece in pieces:
                _add(document, piece, source)
    add_footnotes(document, source)
    save(document, source, path)


def _add(document: Document, piece: Piece, source: Source) -> None:
    if piece.kind is Kind.HEADING:
        document.add_heading(piece.text, piece.level)
    elif piece.kind is Kind.TABLE:
        _add_table(document, piece.rows, source)
    elif piece.kind is Kind.PARAGRAPH:
        write_runs(document.add_paragraph(), piece.text, source)


def _add_table(
    document: Document, rows: list[list[str]] | tuple[tuple[str, ...], ...], source: Source
) -> None:
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            write_runs(cell.paragraphs[0], text, source)


def _add_list(document: Document, number: int, items: list[Piece], source: Source) -> None:
    """Append a list that begins again at (a)."""
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    _numbering(document).append(_num(number, _LETTERS, restart))
    for item in items:
        paragraph = document.add_paragraph(style="List Paragraph")
        _number(paragraph, number)
        write_runs(paragraph, item.text, source)


def _number(paragraph: Paragraph, number: int) -> None:
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))


def _add_schemes(document: Document) -> None:
    """Number the heading styles 1. / 1.1 and define (a) for lists."""
    numbering = _numbering(document)
    first = next(i for i, child in enumerate(numbering) if child.tag.endswith("}num"))
    numbering.insert(first, _scheme(_LETTERS, _LETTER_LEVEL))
    numbering.insert(first, _scheme(_HEADINGS, _HEADING_LEVELS))
    numbering.append(_num(_HEADINGS, _HEADINGS))
    for level in (1, 2):
        style = document.styles[f"Heading {level}"].element
        style.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/>'
                f'<w:numId w:val="{_HEADINGS}"/></w:numPr>'
            )
        )


def _numbering(document: Document) -> BaseOxmlElement:
    element: BaseOxmlElement = document.part.numbering_part.element
    return element


def _scheme(number: int, levels: str) -> BaseOxmlElement:
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _num(number: int, scheme: int, override: str = "") -> BaseOxmlElement:
    return parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{scheme}"/>'
        f"{override}</w:num>"
    )
