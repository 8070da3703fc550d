"""All agencies in an Excel workbook: verdicts, elements, counts, failures, what was checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from policygap.batch.overview import matrix
from policygap.reports.xlsx_sheets import STATE_COLOURS, VERDICT_COLOURS, Sheet, workbook

if TYPE_CHECKING:
    from policygap.batch.overview.survey import Survey
    from policygap.reports.tables import Table


def render(survey: Survey) -> bytes:
    """Return the workbook; every cell is text or a count, whatever sign a text starts with."""
    elements = sum(len(asked.elements) for asked in survey.asked)
    sheets = (
        _grid(matrix.verdicts(survey), len(survey.asked), VERDICT_COLOURS),
        _grid(matrix.states(survey), elements, STATE_COLOURS),
        Sheet(matrix.counts(survey)),
        Sheet(matrix.failures(survey)),
        Sheet(matrix.about(survey), searchable=False),
    )
    return workbook("Policy gaps of all agencies", sheets)


def _grid(table: Table, found: int, colours: Mapping[str, str]) -> Sheet:
    """Return a table whose last columns hold what was found."""
    last = len(table.columns)
    return Sheet(table, range(last - found, last), colours, upright=True)
