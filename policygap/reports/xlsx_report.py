"""The crosswalk as an Excel workbook: requirements, elements, and what was checked."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

import xlsxwriter

from policygap.model import State, Verdict
from policygap.reports.crosswalk import about, answers, elements
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygap.model import Report
    from policygap.reports.crosswalk import Cells, Table

_DATE = datetime(1980, 1, 1)  # the same report gives the same bytes
_RED, _DARK_RED, _YELLOW, _GREEN = "#F8CBAD", "#E6867A", "#FFE699", "#C6E0B4"
_VERDICT_COLOURS = {
    Verdict.CONFLICT: _DARK_RED,
    Verdict.MISSING: _RED,
    Verdict.PARTIAL: _YELLOW,
    Verdict.MET: _GREEN,
}
_STATE_COLOURS = {
    State.CONTRADICTED: _DARK_RED,
    State.ABSENT: _RED,
    State.WEAK: _YELLOW,
    State.REFERENCED: _YELLOW,
    State.PRESENT: _GREEN,
}
# A quote prefix keeps a cell text even after a person has edited it.
_FONT = {"font_size": 9, "text_wrap": True, "valign": "top"}
_TEXT = {**_FONT, "border": 1, "border_color": "#BFBFBF"}
_HEADER = {**_FONT, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"}
_PREFIXED = {**_TEXT, "quote_prefix": True}
_DAY = {**_TEXT, "num_format": "yyyy-mm-dd"}
_LINE = 12.75  # points, of a line of that font
_HIGHEST = 400.0  # points; Excel allows 409
_TABLOID, _LETTER = 17, 1  # Excel's numbers of paper sizes

_TO_FILL_IN = {"Owner": _TEXT, "Due": _DAY}


def render(report: Report) -> bytes:
    """Return the workbook; every cell is text, whatever sign it starts with."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        title = printable(report.policy.name)
        book.set_properties({"title": title[:250], "author": "policygap", "created": _DATE})
        _searchable(book, answers(report), "Verdict", _VERDICT_COLOURS)
        _searchable(book, elements(report), "State", _STATE_COLOURS)
        _sheet(book, about(report), landscape=False)
    return target.getvalue()


def _sheet(book: Any, table: Table, *, landscape: bool = True) -> Any:
    sheet = book.add_worksheet(table.title)
    text = book.add_format(_PREFIXED)
    empty = [book.add_format(_TO_FILL_IN.get(heading, _TEXT)) for heading in table.headings]
    for column, (heading, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, book.add_format(_HEADER))
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(table, row))
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell, text)
            else:
                sheet.write_blank(number, column, None, empty[column])
    sheet.ignore_errors({"number_stored_as_text": "A1:Z1048576"})
    _on_paper(sheet, landscape=landscape)
    return sheet


def _height(table: Table, row: Cells) -> float:
    """Return how high a row must be for its words, in points; not every program finds that out."""
    widths = (width for _, width in table.columns)
    lines = max(_lines(cell, width) for cell, width in zip(row, widths, strict=True))
    return min(lines * _LINE, _HIGHEST)


def _lines(cell: str, width: int) -> int:
    per_line = width * 1.1  # widths are in signs of a font of 11 points
    return sum(max(1, ceil(len(line) / per_line)) for line in cell.split("\n"))


def _on_paper(sheet: Any, *, landscape: bool) -> None:
    """Print as wide as a page, the header on each page, with page numbers."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_TABLOID if landscape else _LETTER)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _searchable(book: Any, table: Table, coloured: str, colours: Mapping[Any, str]) -> None:
    """Add a sheet with filters, a frozen header, and a column that has a colour for each word."""
    sheet = _sheet(book, table)
    last = len(table.rows)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    column = table.headings.index(coloured)
    for word, colour in colours.items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{word}"',
            "format": book.add_format({"bg_color": colour}),
        }
        sheet.conditional_format(1, column, last, column, rule)
