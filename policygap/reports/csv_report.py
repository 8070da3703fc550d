"""The crosswalk as CSV (RFC 4180) for spreadsheets and scripts; at its end, what was checked."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from policygap.reports.crosswalk import about, answers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygap.model import Report
    from policygap.reports.tables import Cells

# What a spreadsheet takes as a formula (also in the wide forms of East Asian keyboards) where a
# cell begins, or where one would begin if the file were opened with semicolons as separators.
_FORMULA = re.compile(r"(^|[;\n])([\s\"]*)(?=[=+\-@\t\r＝＋－＠])")


def render(report: Report) -> bytes:
    """Return the crosswalk, and below it what was checked."""
    table, told = answers(report), about(report)
    filled = ("",) * (len(table.headings) - 2)
    return encoded((table.headings, *table.rows, *((*row, *filled) for row in told.rows)))


def encoded(rows: Iterable[Cells]) -> bytes:
    """Return UTF-8 with the byte order mark that Excel needs; a formula's sign follows a quote."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([_FORMULA.sub(r"\1\2'", str(cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig")
