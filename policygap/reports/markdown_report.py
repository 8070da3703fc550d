"""The report as Markdown (CommonMark with GitHub's tables), for an issue or a council's packet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygap.model import State
from policygap.reports import outcomes, summary
from policygap.reports.markdown_words import escaped as _escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygap.model import Citation, ElementResult, Evidence, Finding, Report

_WEB = re.compile(r"https?://[^\s<>()\\]+")


def render(report: Report) -> bytes:
    """Return the report as UTF-8 Markdown; equal reports give equal bytes."""
    return ("\n".join(_lines(report)) + "\n").encode("utf-8")


def _lines(report: Report) -> Iterator[str]:
    yield f"# Policy gap report: {_escaped(report.policy.name)}"
    yield from ("", f"{_escaped(summary.headline(report))}.")
    for file in report.policy.files:
        yield from ("", _escaped(f"{file.name}: {summary.facts(file)}"))
    yield from ("", f"Law and guidance as of {report.as_of.isoformat()}.")
    for caution in summary.warnings(report):
        yield from ("", f"> **Note:** {_escaped(caution)}")
    yield from ("", "## Coverage", "")
    yield from _coverage(report)
    with_file = len(report.policy.files) > 1
    for heading, findings in summary.groups(report):
        yield from ("", f"## {heading} ({len(findings)})")
        for finding in findings:
            yield from _finding(finding, with_file=with_file)
    yield from ("", "## About this report", "")
    yield from (f"- {label}: {_escaped(value)}" for label, value in summary.checked(report))


def _coverage(report: Report) -> Iterator[str]:
    columns = outcomes.outcomes(report)
    yield _row("Rubric", "Level", *(outcome.capitalize() for outcome in columns))
    yield _row("---", "---", *("--:" for _ in columns))
    for tally in summary.tallies(report):
        counts = (str(tally.counts[outcome]) for outcome in columns)
        yield _row(_escaped(tally.rubric.title), tally.level, *counts)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


# --- findings -----------------------------------------------------------------------------------


def _finding(finding: Finding, *, with_file: bool) -> Iterator[str]:
    requirement = finding.requirement
    yield from ("", f"### {_escaped(requirement.title)}: {outcomes.verdict(finding)}", "")
    cites = "; ".join(_citation(citation) for citation in requirement.citations)
    caveat = "" if requirement.confirmed else " **(citation not confirmed)**"
    name = _escaped(f"{finding.rubric}/{requirement.id}")
    yield f"{cites}{caveat}, {requirement.level}, {name}"
    for result in finding.elements:
        yield ""
        yield from _element(result, with_file=with_file)


def _citation(citation: Citation) -> str:
    text = _escaped(citation.text)
    return f"[{text}](<{citation.url}>)" if _WEB.fullmatch(citation.url) else text


def _element(result: ElementResult, *, with_file: bool) -> Iterator[str]:
    """Yield a list item: state and what is asked, and under it why, the words and the remedy."""
    yield f"- **{outcomes.state(result)}**: {_escaped(result.element.says)}"
    if result.settled:
        yield from _indented(_escaped(outcomes.decision(result.settled)))
    if result.reason:
        yield from _indented(_escaped(result.reason))
    if result.doubt:
        yield from _indented(f"**Please check:** {_escaped(result.doubt)}")
    yield from _quotations("", result.evidence, with_file=with_file)
    yield from _quotations("**But:** ", result.against, with_file=with_file)
    yield from _quotations("**Nearest:** ", result.nearby, with_file=with_file)
    if result.element.suggest and result.state is not State.PRESENT:
        yield from _indented("**Suggested language:**")
        yield from _indented(*_quoted(map(_escaped, result.element.suggest.splitlines())))


def _quotations(role: str, passages: Iterable[Evidence], *, with_file: bool) -> Iterator[str]:
    for evidence, text in summary.in_turn(passages):
        where = _escaped(summary.place(evidence, with_file=with_file))
        yield from _indented(*_quoted((f"{role}“{_escaped(text)}”", where)))


def _quoted(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(filter(None, paragraphs)):
        yield from (f"> {paragraph}",) if number == 0 else (">", f"> {paragraph}")


def _indented(*lines: str) -> Iterable[str]:
    """Return a paragraph of the list item above it."""
    return ("", *(f"  {line}" for line in lines))
