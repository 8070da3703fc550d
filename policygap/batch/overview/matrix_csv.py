"""Agencies beside requirements as CSV (RFC 4180): a row an agency, nothing below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.batch.overview.matrix import verdicts
from policygap.reports.csv_report import encoded

if TYPE_CHECKING:
    from policygap.batch.overview.survey import Survey


def render(survey: Survey) -> bytes:
    """Return the table of verdicts; no cell of it is a formula."""
    table = verdicts(survey)
    return encoded((table.headings, *table.rows))
