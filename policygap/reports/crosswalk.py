"""The crosswalk as tables of text: where a policy answers each requirement, for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.model import State
from policygap.reports.outcomes import decision, state, verdict
from policygap.reports.summary import checked, quotations, section
from policygap.reports.tables import Table, cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.model import ElementResult, Evidence, Finding, Report
    from policygap.reports.tables import Cells

QUOTED_WORDS = 40  # of one passage, where the whole of it stands elsewhere in the same file


def answers(report: Report) -> Table:
    """Return a row for each requirement; owner and due date are for people to fill in."""
    columns = (
        ("Requirement", 24),
        ("Citation", 19),
        ("Level", 12),
        ("Verdict", 9),
        ("Section", 20),
        ("Page", 6),
        ("Quoted words", 50),
        ("Element states", 40),
        ("Note", 34),
        ("Owner", 12),
        ("Due", 11),
        ("File", 16),
        ("ID", 20),
    )
    with_file = len(report.policy.files) > 1
    rows = (_answer(finding, with_file=with_file) for finding in report.findings)
    return Table("Crosswalk", columns, tuple(rows))


def elements(report: Report) -> Table:
    """Return a row for each element, with all that was found."""
    columns = (
        ("Requirement", 24),
        ("Citation", 19),
        ("Level", 12),
        ("Element", 34),
        ("Needs", 9),
        ("State", 13),
        ("Why", 24),
        ("Please check", 24),
        ("Quoted words", 60),
        ("Against it", 24),
        ("Nearest", 34),
        ("Suggested language", 50),
        ("ID", 20),
    )
    with_file = len(report.policy.files) > 1
    rows = (
        _element(finding, result, with_file=with_file)
        for finding in report.findings
        for result in finding.elements
    )
    return Table("Elements", columns, tuple(rows))


def about(report: Report) -> Table:
    """Return what was checked, against what, by which program, and the caveats."""
    rows = ((label, cell([value])) for label, value in checked(report))
    return Table("About", (("About this report", 28), ("", 100)), tuple(rows))


def _answer(finding: Finding, *, with_file: bool) -> Cells:
    requirement = finding.requirement
    passages = _passages(finding)
    return (
        cell([requirement.title]),
        cell([requirement.cite]),
        requirement.level.value,
        verdict(finding),
        cell(map(section, passages)),
        cell(str(passage.page) for passage in passages if passage.page is not None),
        cell(quotations(passages, QUOTED_WORDS, with_file=with_file)),
        cell(f"{number}{state(r)}: {r.element.says}" for number, r in _numbered(finding)),
        cell(_notes(finding)),
        "",
        "",
        cell(passage.file for passage in passages),
        cell([f"{finding.rubric}/{requirement.id}"]),
    )


def _element(finding: Finding, result: ElementResult, *, with_file: bool) -> Cells:
    requirement = finding.requirement
    suggested = "" if result.state is State.PRESENT else result.element.suggest
    quotes = (
        cell(quotations(passages, None, with_file=with_file))
        for passages in (result.evidence, result.against, result.nearby)
    )
    return (
        cell([requirement.title]),
        cell([requirement.cite]),
        requirement.level.value,
        cell([result.element.says]),
        result.element.need.value,
        state(result),
        cell([decision(result.settled) if result.settled else "", result.reason]),
        cell([result.doubt]),
        *quotes,
        cell(suggested.splitlines()),
        cell([f"{finding.rubric}/{requirement.id}/{result.element.id}"]),
    )


def _passages(finding: Finding) -> list[Evidence]:
    """Return the first passage for each element, and the first that says the opposite of it."""
    first = (passage for r in finding.elements for passage in (*r.evidence[:1], *r.against[:1]))
    return list({(p.text, p.section, p.page, p.file): p for p in first}.values())


def _notes(finding: Finding) -> Iterator[str]:
    if not finding.requirement.confirmed:
        yield "citation not confirmed"
    for number, result in _numbered(finding):
        if result.settled:
            yield f"{number}{decision(result.settled)}"
        if result.reason and result.state is not State.PRESENT:
            yield f"{number}{result.reason}"
        if result.doubt:
            yield f"{number}please check: {result.doubt}"


def _numbered(finding: Finding) -> Iterator[tuple[str, ElementResult]]:
    """Yield the elements, each with a number in words where there are several."""
    several = len(finding.elements) > 1
    for number, result in enumerate(finding.elements, start=1):
        yield f"{number}. " if several else "", result
