"""What the memo is built of: pages, words, tables, and the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Inches, RGBColor

from policygap.reports.docx_fields import add_number
from policygap.reports.docx_styles import (
    FORM,
    GRID,
    HEADINGS,
    SMALL,
    define_styles,
    dress,
    shading,
)
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_DATE = datetime(1980, 1, 1)  # as in the archive: the same report gives the same bytes
_LONGEST_PROPERTY = 250  # signs; python-docx allows 255
_PAPER = (Inches(8.5), Inches(11))
_SIDES, _ENDS = Inches(1), Inches(0.8)
_TEXT_WIDTH = 6.5  # inches, between the margins of a page that stands
_ROOM = Inches(0.3)  # to write by hand
_HEAD = "1F3864"
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)


# --- pages --------------------------------------------------------------------------------------


def new_document(title: str, footer: str) -> Document:
    """Return an empty document on letter paper with our styles, and page numbers at its foot."""
    document = docx.Document()
    properties = document.core_properties
    properties.title = printable(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "policygap"
    properties.created = properties.modified = _DATE
    properties.comments = ""
    define_styles(document)
    page = document.sections[0]
    page.page_width, page.page_height = _PAPER
    page.left_margin = page.right_margin = _SIDES
    page.top_margin = page.bottom_margin = _ENDS
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_words(foot, footer)
    foot.add_run(" · page ")
    add_number(foot, "PAGE")
    foot.add_run(" of ")
    add_number(foot, "NUMPAGES")
    return document


def turn_page(document: Document, *, landscape: bool) -> None:
    """Begin on a new page, which lies or stands."""
    section = document.add_section()
    section.page_width, section.page_height = reversed(_PAPER) if landscape else _PAPER
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def to_bytes(document: Document) -> bytes:
    """Return the file; its entries bear no date of writing."""
    written, target = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(target, "w") as fixed:
        for name in source.namelist():
            entry = ZipInfo(name)  # ZipInfo's own date is 1980-01-01
            entry.create_system = 3  # the same on every system
            fixed.writestr(entry, source.read(name), ZIP_DEFLATED)
    return target.getvalue()


# --- words --------------------------------------------------------------------------------------


def add_words(paragraph: Paragraph, text: str, *, bold: bool | None = None) -> None:
    """Add text that may come from a policy: nothing in it is markup or breaks the file."""
    paragraph.add_run(printable(text)).bold = bold


def add_paragraph(place: Document | _Cell, style: str, text: str = "") -> Paragraph:
    """Add a paragraph of a style by name."""
    paragraph = place.add_paragraph()
    dress(paragraph, style)
    if text:
        add_words(paragraph, text)
    return paragraph


def add_heading(document: Document, level: int, text: str, *, new_page: bool = False) -> None:
    """Add a heading of level 1 or 2."""
    heading = add_paragraph(document, HEADINGS[level - 1], text)
    if new_page:
        heading.paragraph_format.page_break_before = True


def add_labelled(document: Document, label: str, text: str, style: str) -> Paragraph:
    """Add a paragraph that begins with a bold label."""
    paragraph = add_paragraph(document, style)
    add_words(paragraph, label, bold=True)
    paragraph.add_run(" ")
    add_words(paragraph, text)
    return paragraph


# --- tables -------------------------------------------------------------------------------------


def add_table(
    document: Document,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
) -> Table:
    """Add a table whose first row is repeated on each page; widths are in inches."""
    contents = [*rows]
    table = _grid(document, 1 + len(contents), widths)
    head, *others = table.rows
    _fill(head, headings, widths)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        shade(cell, _HEAD)
        for run in cell.paragraphs[0].runs:
            run.bold, run.font.color.rgb = True, _WHITE
    for row, content in zip(others, contents, strict=True):
        _fill(row, content, widths)
    return table


def add_form(document: Document, fields: Mapping[str, str], width: float) -> Table:
    """Add a table of two columns, labels and values; width is that of the labels in inches."""
    widths = (width, _TEXT_WIDTH - width)
    table = _grid(document, len(fields), widths)
    for row, field in zip(table.rows, fields.items(), strict=True):
        _fill(row, field, widths, FORM)
        row.cells[0].paragraphs[0].runs[0].bold = True
        if not field[1]:
            row.height = _ROOM
    return table


def _grid(document: Document, rows: int, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows, len(widths), GRID)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column._gridCol.w = Inches(width)  # that of the cells is set as they are filled
    return table


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell with a colour."""
    cell._tc.get_or_add_tcPr().append(shading(colour))


def _fill(row: _Row, contents: Sequence[str], widths: Sequence[float], style: str = SMALL) -> None:
    """Write cells, their lines as paragraphs; the row stays on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, content, width in zip(row.cells, contents, widths, strict=True):
        cell.width = Inches(width)
        first, *others = content.split("\n")
        paragraph = cell.paragraphs[0]
        dress(paragraph, style)
        add_words(paragraph, first)
        for line in others:
            add_paragraph(cell, style, line)
