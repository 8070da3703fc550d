"""The memo to the chief as a Word file: what is missing, what to write, room for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.model import Level, Verdict
from policygap.reports.crosswalk import answers
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
    turn_page,
)
from policygap.reports.docx_styles import (
    BODY,
    CHECK,
    CONTENTS_TITLE,
    ELEMENT,
    MODEL,
    PASSAGE,
    TITLE,
)
from policygap.reports.summary import (
    DISCLAIMER,
    cautions,
    checked,
    count_verdicts,
    doubtful,
    failing,
    plural,
    quoted,
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
_VERDICTS = tuple(reversed(Verdict))
_COLOURS = {
    Verdict.CONFLICT: "E6867A",
    Verdict.MISSING: "F8CBAD",
    Verdict.PARTIAL: "FFE699",
    Verdict.MET: "C6E0B4",
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
    _to_check(document, report)
    _appendices(document, report)
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
        for cell, verdict in zip(row.cells[2:], _VERDICTS, strict=True):
            if tally.counts[verdict]:
                shade(cell, _COLOURS[verdict])
    document.add_paragraph()
    for file in report.policy.files:
        for caution in cautions(file):
            add_labelled(document, f"{file.name}:", caution, CHECK)
    add_paragraph(document, CHECK, DISCLAIMER)


def _summary(report: Report, gaps: Sequence[Finding]) -> str:
    asked = plural(len(report.findings), "requirement")
    if not gaps:
        return f"The policy was compared with {asked}. No gap was found in what was checked."
    required, conflicts = len(report.gaps(Level.REQUIRED)), count_verdicts(gaps)[Verdict.CONFLICT]
    against = f" In {conflicts} of them it says the opposite of what is asked." if conflicts else ""
    return (
        f"The policy was compared with {asked}. It meets {len(report.findings) - len(gaps)} and "
        f"has {plural(len(gaps), 'gap')}: {required} in what the law requires, "
        f"{len(gaps) - required} in what is recommended.{against} Each gap has a page below, with "
        "the words that were found, model language, and room for a decision."
    )


def _counts(report: Report) -> _Content:
    headings = ("Rubric", "Level", *(verdict.capitalize() for verdict in _VERDICTS))
    rows = [
        (t.rubric.title, t.level.value, *(str(t.counts[verdict]) for verdict in _VERDICTS))
        for t in tallies(report)
    ]
    return headings, rows, (2.5, 1.1, 0.7, 0.7, 0.75, 0.75)


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
            "\n".join(f"{r.state}: {shortened(r.element.says, _SHORT)}" for r in failing(gap)),
        )
        for number, gap in enumerate(gaps, start=1)
    ]
    table = add_table(document, headings, rows, (0.4, 1.3, 1.05, 1.05, 0.7, 2.0))
    for row, gap in zip(table.rows[1:], gaps, strict=True):
        shade(row.cells[4], _COLOURS[gap.verdict])


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
    shade(add_form(document, facts, 1.0).cell(0, 1), _COLOURS[gap.verdict])
    add_paragraph(document, BODY, requirement.explanation)
    for result in missing:
        _element(document, result, with_file=with_file)
    add_paragraph(document, ELEMENT, "Decision")
    add_form(document, _DECISION, 1.6)


def _element(document: Document, result: ElementResult, *, with_file: bool) -> None:
    add_paragraph(document, ELEMENT, f"{result.state.capitalize()}: {result.element.says}")
    if result.reason:
        add_paragraph(document, BODY, f"{result.reason[:1].upper()}{result.reason[1:]}.")
    if result.doubt:
        add_labelled(document, "Please check:", result.doubt, CHECK)
    nearest = (result.nearest,) if result.nearest else ()
    _quotes(document, "The policy says:", result.evidence, with_file=with_file)
    _quotes(document, "But it also says:", result.against, with_file=with_file)
    _quotes(document, "Nearest passage:", nearest, with_file=with_file)
    for number, line in enumerate(result.element.suggest.splitlines()):
        add_labelled(document, "" if number else "Model language:", line, MODEL)


def _quotes(
    document: Document, label: str, passages: Sequence[Evidence], *, with_file: bool
) -> None:
    for passage in passages[:_QUOTED]:
        words = quoted(passage, _QUOTED_WORDS, with_file=with_file)
        add_labelled(document, label, words, PASSAGE)
    if (more := len(passages) - _QUOTED) > 0:
        add_paragraph(document, PASSAGE, f"and {plural(more, 'more passage')}")


# --- what follows the gaps ----------------------------------------------------------------------


def _to_check(document: Document, report: Report) -> None:
    rows = [
        (finding.requirement.title, finding.requirement.cite, result.element.says, result.doubt)
        for finding in report.findings
        if not finding.is_gap
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
        shade(row.cells[3], _COLOURS[finding.verdict])
    turn_page(document, landscape=False)
    add_heading(document, 1, "Appendix B: what was checked")
    add_table(document, ("", "What was checked"), [*checked(report)], (1.8, 4.7))
