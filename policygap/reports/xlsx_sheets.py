"""Tables as the sheets of an Excel workbook in which no cell can be a formula."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

import xlsxwriter

from policygap.model import State, Verdict
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygap.reports.tables import Cells, Table

_DATE = datetime(1980, 1, 1)  # the same tables give the same bytes
_RED, _DARK_RED, _YELLOW, _GREEN = "#F8CBAD", "#E6867A", "#FFE699", "#C6E0B4"
VERDICT_COLOURS: Mapping[str, str] = {
    Verdict.CONFLICT: _DARK_RED,
    Verdict.MISSING: _RED,
    Verdict.PARTIAL: _YELLOW,
    Verdict.MET: _GREEN,
}
STATE_COLOURS: Mapping[str, str] = {
    State.CONTRADICTED: _DARK_RED,
    State.ABSENT: _RED,
    State.WEAK: _YELLOW,
    State.REFERENCED: _YELLOW,
    State.PRESENT: _GREEN,
}
# A quote prefix keeps a cell text even after a person has edited it.
_FONT = {"font_size": 9, "text_wrap": True, "valign": "top"}
_CELL = {**_FONT, "border": 1, "border_color": "#BFBFBF"}
_TEXT = {**_CELL, "quote_prefix": True}
_HEADER = {**_FONT, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"}
_UPRIGHT = {**_HEADER, "rotation": 90, "align": "center", "valign": "bottom"}
_LINE = 12.75  # points, of a line of that font
_HIGHEST = 400.0  # points; Excel allows 409
_TALL = 220.0  # points, of a header of upright headings
_SMALL = 60  # percent, what can still be read of that font
_TABLOID, _LETTER = 17, 1  # Excel's numbers of paper sizes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and how it is shown.

    Cells of the columns `coloured` have `colours` by their words; the headings of these columns
    stand `upright` where there are many. `formats` are of empty cells by heading, for people to
    fill in. What is `searchable` has filters, and a header and a first column that stay.
    """

    table: Table
    coloured: range = range(0)
    colours: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    upright: bool = False
    searchable: bool = True


def workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook; whatever a text starts with, its cell is text."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        shown = printable(title)[:250]
        book.set_properties({"title": shown, "author": "policygap", "created": _DATE})
        for each in sheets:
            _add(book, each)
    return target.getvalue()


def _add(book: Any, shown: Sheet) -> None:
    sheet = book.add_worksheet(shown.table.title)
    _headings(book, sheet, shown)
    _cells(book, sheet, shown)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _on_paper(sheet, shown)
    if shown.searchable:
        _searchable(book, sheet, shown)


def _headings(book: Any, sheet: Any, shown: Sheet) -> None:
    flat, upright = book.add_format(_HEADER), book.add_format(_UPRIGHT)
    for column, (heading, width) in enumerate(shown.table.columns):
        sheet.set_column(column, column, width)
        turned = shown.upright and column in shown.coloured
        sheet.write_string(0, column, heading, upright if turned else flat)
    if shown.upright:
        sheet.set_row(0, _TALL)


def _cells(book: Any, sheet: Any, shown: Sheet) -> None:
    text, number = book.add_format(_TEXT), book.add_format(_CELL)
    given = {name: book.add_format({**_CELL, "num_format": f}) for name, f in shown.formats.items()}
    empty = [given.get(heading, number) for heading in shown.table.headings]
    for place, row in enumerate(shown.table.rows, start=1):
        sheet.set_row(place, _height(shown.table, row))
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(place, column, cell, number)
            elif cell:
                sheet.write_string(place, column, cell, text)
            else:
                sheet.write_blank(place, column, None, empty[column])


def _height(table: Table, row: Cells) -> float:
    """Return how high a row must be for its words, in points; not every program finds that out."""
    widths = (width for _, width in table.columns)
    lines = max(_lines(str(cell), width) for cell, width in zip(row, widths, strict=True))
    return min(lines * _LINE, _HIGHEST)


def _lines(cell: str, width: int) -> int:
    per_line = width * 1.1  # widths are in signs of a font of 11 points
    return sum(max(1, ceil(len(line) / per_line)) for line in cell.split("\n"))


def _on_paper(sheet: Any, shown: Sheet) -> None:
    """Print as wide as a page, or several if need be; headings on each, with page numbers."""
    if shown.searchable:
        sheet.set_landscape()
    sheet.set_paper(_TABLOID if shown.searchable else _LETTER)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if shown.upright:
        sheet.set_print_scale(_SMALL)
        sheet.repeat_columns(0)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _searchable(book: Any, sheet: Any, shown: Sheet) -> None:
    """Add filters, a frozen header and first column, and a colour for each word."""
    last = len(shown.table.rows)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(shown.table.columns) - 1)
    for word, colour in shown.colours.items() if last else ():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{word}"',
            "format": book.add_format({"bg_color": colour}),
        }
        sheet.conditional_format(1, shown.coloured[0], last, shown.coloured[-1], rule)
