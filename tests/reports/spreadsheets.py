"""What is in a spreadsheet, as the program that opens it sees it."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl

FORMULA_SIGNS = "=+-@\t\r＝＋－＠"


def workbook(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def cells(content: bytes) -> list[list[str]]:
    """Return the cells of a CSV file."""
    return [*csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))]


def dump(content: bytes) -> str:
    """Return a workbook as text, a line for each cell that holds something."""
    lines = []
    for sheet in workbook(content):
        lines.append(f"== {sheet.title}, frozen {sheet.freeze_panes}, {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            lines += [f"{c.coordinate}: {c.value!r}" for c in row if c.value is not None]
    return "\n".join(lines) + "\n"
