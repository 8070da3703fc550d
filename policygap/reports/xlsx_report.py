"""The crosswalk as an Excel workbook: requirements, elements, and what was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.reports.crosswalk import about, answers, elements
from policygap.reports.xlsx_sheets import STATE_COLOURS, VERDICT_COLOURS, Sheet, workbook

if TYPE_CHECKING:
    from policygap.model import Report
    from policygap.reports.tables import Table

_TO_FILL_IN = {"Due": "yyyy-mm-dd"}


def render(report: Report) -> bytes:
    """Return the workbook; every cell is text, whatever sign it starts with."""
    walk, details = answers(report), elements(report)
    sheets = (
        Sheet(walk, _only(walk, "Verdict"), VERDICT_COLOURS, formats=_TO_FILL_IN),
        Sheet(details, _only(details, "State"), STATE_COLOURS),
        Sheet(about(report), searchable=False),
    )
    return workbook(report.policy.name, sheets)


def _only(table: Table, heading: str) -> range:
    column = table.headings.index(heading)
    return range(column, column + 1)
