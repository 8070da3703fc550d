"""The memo to the chief as a Word file: what is missing, what to write, room for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.model import Level, SettledAs, Verdict
from policygap.reports.docx_fields import add_contents
from policygap.reports.docx_parts import (
    add_form,
    add_heading,
    add_labelled,
    add_paragraph,
    add_table,
    new_document,
    shade,
    to_bytes,
)
from policygap.reports.docx_rest import COLOURS, add_rest
from policygap.reports.docx_styles import (
    BODY,
    CHECK,
    CONTENTS_TITLE,
    ELEMENT,
    MODEL,
    PASSAGE,
    TITLE,
)
from policygap.reports.outcomes import count_outcomes, decision, outcomes, state
from policygap.reports.summary import (
    DISCLAIMER,
    cautions,
    failing,
    plural,
    quotations,
    shortened,
    tallies,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from policygap.model import ElementResult, Evidence, Finding, Report

    _Content = tuple[Sequence[str], Sequence[Sequence[str]], Sequence[float]]

_QUOTED_WORDS = 60  # of one passage; longer ones are found through their place
_SHORT = 25  # words of an element in the list of all gaps
_QUOTED = 3  # passages for one element, so that a gap fits on its page
_LEVELS = {Level.REQUIRED: "required by law", Level.RECOMMENDED: "recommended"}
_DECISION = {
    "Decision": "☐ adopt the model language\n☐ adopt it with changes\n☐ no change\n☐ later",
    "Reason or changes": "",
    "Owner": "",
    "Due": "",
}


def render(report: Report) -> bytes:
    """Return the memo; a reader finds its parts in the navigation pane."""
    name = report.policy.name
    footer = f"{shortened(name, 12)} · drafting aid, not legal advice"
    document = new_document(f"Memorandum: gaps in {name}", footer)
    gaps = [gap for level in Level for gap in report.gaps(level)]
    with_file = len(report.policy.files) > 1
    _front(document, report, gaps)
    add_paragraph(document, CONTENTS_TITLE, "Contents")
    contents = document.add_paragraph()
    _overview(document, gaps)
    for number, gap in enumerate(gaps, start=1):
        _gap(document, gap, number, with_file=with_file)
    add_rest(document, report)
    add_contents(document, contents)
    return to_bytes(document)


# --- the first pages ----------------------------------------------------------------------------


def _front(document: Document, report: Report, gaps: Sequence[Finding]) -> None:
    add_paragraph(document, TITLE, "Memorandum")
    form = {
        "To": "",
        "From": "",
        "Date": "",
        "Subject": f"Gaps in {report.policy.name}",
        "Law and guidance as of": report.as_of.isoformat(),
    }
    add_form(document, form, 1.9)
    add_heading(document, 1, "Summary")
    add_paragraph(document, BODY, _summary(report, gaps))
    table = add_table(document, *_counts(report))
    for row, tally in zip(table.rows[1:], tallies(report), strict=True):
        for cell, outcome in zip(row.cells[2:], outcomes(report), strict=True):
            if tally.counts[outcome]:
                shade(cell, COLOURS[outcome])
    document.add_paragraph()
    for file in report.policy.files:
        for caution in cautions(file):
            add_labelled(document, f"{file.name}:", caution, CHECK)
    for notice in report.notices:
        add_paragraph(document, CHECK, notice)
    add_paragraph(document, CHECK, DISCLAIMER)


def _summary(report: Report, gaps: Sequence[Finding]) -> str:
    asked = plural(len(report.findings), "requirement")
    counts = count_outcomes(report.findings)
    set_aside = sum(counts[how] for how in SettledAs)
    apart = f" {plural(set_aside, 'gap')} that people decided on stand apart." if set_aside else ""
    if not gaps:
        other = "other " if set_aside else ""
        return (
            f"The policy was compared with {asked}. No {other}gap was found in what was checked."
            f"{apart}"
        )
    required, conflicts = len(report.gaps(Level.REQUIRED)), counts[Verdict.CONFLICT]
    against = f" In {conflicts} of them it says the opposite of what is asked." if conflicts else ""
    return (
        f"The policy was compared with {asked}. It meets {counts[Verdict.MET]} and "
        f"has {plural(len(gaps), 'gap')}: {required} in what the law requires, "
        f"{len(gaps) - required} in what is recommended.{against}{apart} Each gap has a page "
        "below, with the words that were found, model language, and room for a decision."
    )


def _counts(report: Report) -> _Content:
    columns = outcomes(report)
    headings = ("Rubric", "Level", *(outcome.capitalize() for outcome in columns))
    rows = [
        (t.rubric.title, t.level.value, *(str(t.counts[outcome]) for outcome in columns))
        for t in tallies(report)
    ]
    narrow = 2.9 / len(columns)
    return headings, rows, (2.5, 1.1, *(narrow for _ in columns))


def _overview(document: Document, gaps: Sequence[Finding]) -> None:
    add_heading(document, 1, "All gaps", new_page=True)
    headings = ("No.", "Requirement", "Citation", "Level", "Verdict", "What is missing")
    rows = [
        (
            str(number),
            gap.requirement.title,
            gap.requirement.cite,
            gap.requirement.level.value,
            gap.verdict.value,
            "\n".join(f"{state(r)}: {shortened(r.element.says, _SHORT)}" for r in failing(gap)),
        )
        for number, gap in enumerate(gaps, start=1)
    ]
    table = add_table(document, headings, rows, (0.4, 1.3, 1.05, 1.05, 0.7, 2.0))
    for row, gap in zip(table.rows[1:], gaps, strict=True):
        shade(row.cells[4], COLOURS[gap.verdict])


# --- one page a gap -----------------------------------------------------------------------------


def _gap(document: Document, gap: Finding, number: int, *, with_file: bool) -> None:
    requirement = gap.requirement
    add_heading(document, 2, f"{number}. {requirement.title}", new_page=True)
    missing = failing(gap)
    said, of = len(gap.elements) - len(missing), plural(len(gap.elements), "element")
    facts = {
        "Verdict": f"{gap.verdict} ({said} of {of} present)",
        "Level": _LEVELS[requirement.level],
        "Source": requirement.cite + ("" if requirement.confirmed else " (citation not confirmed)"),
        "ID": f"{gap.rubric}/{requirement.id}",
    }
    shade(add_form(document, facts, 1.0).cell(0, 1), COLOURS[gap.verdict])
    add_paragraph(document, BODY, requirement.explanation)
    for result in missing:
        _element(document, result, with_file=with_file)
    add_paragraph(document, ELEMENT, "Decision")
    add_form(document, _DECISION, 1.6)


def _element(document: Document, result: ElementResult, *, with_file: bool) -> None:
    add_paragraph(document, ELEMENT, f"{state(result).capitalize()}: {result.element.says}")
    if result.settled:
        add_paragraph(document, CHECK, f"{decision(result.settled)}.")
    if result.reason:
        add_paragraph(document, BODY, f"{result.reason[:1].upper()}{result.reason[1:]}.")
    if result.doubt:
        add_labelled(document, "Please check:", result.doubt, CHECK)
    _quotes(document, "The policy says:", result.evidence, with_file=with_file)
    _quotes(document, "But it also says:", result.against, with_file=with_file)
    _quotes(document, "Nearest passage:", result.nearby, with_file=with_file)
    for number, line in enumerate(result.element.suggest.splitlines()):
        add_labelled(document, "" if number else "Model language:", line, MODEL)


def _quotes(
    document: Document, label: str, passages: Sequence[Evidence], *, with_file: bool
) -> None:
    for quotation in quotations(passages[:_QUOTED], _QUOTED_WORDS, with_file=with_file):
        add_labelled(document, label, quotation, PASSAGE)
    if (more := len(passages) - _QUOTED) > 0:
        add_paragraph(document, PASSAGE, f"and {plural(more, 'more passage')}")
