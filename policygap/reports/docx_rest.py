"""What follows the gaps in the memo: what people decided, what to check, and the appendices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.model import SettledAs, Verdict
from policygap.reports.crosswalk import answers
from policygap.reports.docx_parts import add_heading, add_table, shade, turn_page
from policygap.reports.outcomes import decision, verdict
from policygap.reports.summary import checked, doubtful, failing

if TYPE_CHECKING:
    from docx.document import Document

    from policygap.model import Report
    from policygap.reports.outcomes import Outcome

COLOURS: dict[Outcome, str] = {
    Verdict.CONFLICT: "E6867A",
    Verdict.MISSING: "F8CBAD",
    Verdict.PARTIAL: "FFE699",
    Verdict.MET: "C6E0B4",
    **dict.fromkeys(SettledAs, "D9DCF5"),
}
# Columns of the crosswalk with their widths in inches; owner and due date stand with each gap.
_CROSSWALK = {
    "Requirement": 1.5,
    "Citation": 1.15,
    "Level": 1.1,
    "Verdict": 0.7,
    "Section": 1.45,
    "Page": 0.5,
    "Element states": 2.6,
}


def add_rest(document: Document, report: Report) -> None:
    """Add all that stands behind the pages of the gaps."""
    _settled(document, report)
    _to_check(document, report)
    _appendices(document, report)


def _settled(document: Document, report: Report) -> None:
    rows = [
        (
            finding.requirement.title,
            finding.requirement.cite,
            verdict(finding),
            f"{result.state}: {result.element.says}",
            decision(result.settled),
        )
        for finding in report.findings
        if finding.settled
        for result in failing(finding)
        if result.settled
    ]
    if rows:
        add_heading(document, 1, "Gaps that people decided on", new_page=True)
        headings = ("Requirement", "Citation", "Verdict", "Element", "Decision")
        add_table(document, headings, rows, (1.2, 1.1, 0.9, 1.6, 1.7))


def _to_check(document: Document, report: Report) -> None:
    rows = [
        (finding.requirement.title, finding.requirement.cite, result.element.says, result.doubt)
        for finding in report.findings
        if finding.is_met
        for result in doubtful(finding)
    ]
    if rows:
        add_heading(document, 1, "Met, but please check", new_page=True)
        headings = ("Requirement", "Citation", "Element", "Why to check")
        add_table(document, headings, rows, (1.5, 1.3, 1.9, 1.8))


def _appendices(document: Document, report: Report) -> None:
    turn_page(document, landscape=True)
    add_heading(document, 1, "Appendix A: crosswalk")
    crosswalk = answers(report)
    shown = [crosswalk.headings.index(heading) for heading in _CROSSWALK]
    rows = [[str(row[column]) for column in shown] for row in crosswalk.rows]
    table = add_table(document, [*_CROSSWALK], rows, [*_CROSSWALK.values()])
    for row, finding in zip(table.rows[1:], report.findings, strict=True):
        shade(row.cells[3], COLOURS[finding.outcome])
    turn_page(document, landscape=False)
    add_heading(document, 1, "Appendix B: what was checked")
    add_table(document, ("", "What was checked"), [*checked(report)], (1.8, 4.7))
