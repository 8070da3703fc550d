"""The report that a person reads in a terminal, through rich."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from policygap.model import Requirement, SettledAs, State, Verdict
from policygap.reports.outcomes import decision, outcomes
from policygap.reports.printable import printable
from policygap.reports.summary import (
    DISCLAIMER,
    doubtful,
    facts,
    groups,
    idle,
    in_turn,
    place,
    plural,
    recognized,
    tallies,
    unconfirmed,
    unread,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import ConsoleOptions, RenderableType, RenderResult

    from policygap.model import ElementResult, Evidence, Finding, Report, SourceFile
    from policygap.reports.outcomes import Outcome

_WIDEST = 100  # columns; longer lines are hard to read
_QUOTED_WORDS = 60  # shown of one passage; the JSON report has all
_STYLE: dict[Outcome, str] = {
    Verdict.CONFLICT: "bold red",
    Verdict.MISSING: "red",
    Verdict.PARTIAL: "yellow",
    Verdict.MET: "green",
    **dict.fromkeys(SettledAs, "cyan"),
}
_STATE_STYLE = {
    State.CONTRADICTED: "bold red",
    State.ABSENT: "red",
    State.WEAK: "yellow",
    State.REFERENCED: "yellow",
    State.PRESENT: "green",
}


class Detail(Enum):
    """How much is shown: the counts, the gaps, or the met requirements too."""

    COUNTS = "counts"
    GAPS = "gaps"
    ALL = "all"


def text(report: Report, detail: Detail = Detail.GAPS) -> str:
    """Return the report as it is printed: coloured and as wide as standard output allows."""
    console = Console(markup=False, highlight=False, emoji=False)
    parts = _counts(report) if detail is Detail.COUNTS else _full(report, detail)
    with console.capture() as capture:
        console.print(Group(*parts), width=min(console.width, _WIDEST))
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def _counts(report: Report) -> Iterator[RenderableType]:
    for tally in tallies(report):
        counts = ", ".join(f"{tally.counts[each]} {each}" for each in outcomes(report))
        yield _text(f"{tally.rubric.id}, {tally.level}: {counts}")
    yield from _warned(report)
    for file in report.policy.files:
        yield from _notes(file, f"{file.name}: ")
    yield Text(DISCLAIMER)


def _full(report: Report, detail: Detail) -> Iterator[RenderableType]:
    files = report.policy.files
    if with_file := len(files) > 1:
        yield _text(f"{report.policy.name}: {len(files)} files, checked as one policy", "bold")
    yield from _files(files)
    yield Text()
    made = f" ({report.made})" if report.made else ""
    yield _text(f"Checked against law and guidance as of {report.as_of.isoformat()}{made}:")
    yield Text()
    yield _table(report)
    yield _text(f"Rubrics: {', '.join(rubric.pinned for rubric in report.rubrics)}", "dim")
    yield from _warned(report)
    if not report.gaps():
        yield Text(f"\n{_no_gap(report)}", "bold green")
    for heading, findings in groups(report):
        if detail is Detail.ALL or not findings[0].is_met:
            yield from _findings(heading, findings, with_file=with_file)
        else:
            unsure = tuple(filter(doubtful, findings))
            yield from _findings("Met, but please check", unsure, with_file=with_file)
    all_shown = detail is Detail.ALL
    yield from _caveats(f for f in report.findings if all_shown or not f.is_met)


def _no_gap(report: Report) -> str:
    settled = any(finding.settled for finding in report.findings)
    return f"No {'other ' if settled else ''}gap was found in what was checked."


# --- what was read ------------------------------------------------------------------------------


def _files(files: Sequence[SourceFile]) -> Iterator[RenderableType]:
    for file in files:
        yield _text(file.name, "bold")
        yield _indent(_text(facts(file)))
        yield from (_indent(note) for note in _notes(file))


def _notes(file: SourceFile, name: str = "") -> Iterator[Text]:
    if missed := unread(file):
        yield _text(f"{name}{missed}: what stands there was not checked", "bold yellow")
    if pages := recognized(file):
        yield _text(f"{name}{pages}: compare what is quoted with the original", "yellow")
    yield from (_text(f"{name}note: {note}", "yellow") for note in file.notes)


# --- counts -------------------------------------------------------------------------------------


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Rubric", overflow="fold")
    table.add_column("Level", no_wrap=True)
    columns = outcomes(report)
    for outcome in columns:
        table.add_column(outcome.capitalize(), justify="right", no_wrap=True)
    for tally in tallies(report):
        cells = (_number(tally.counts[each], _STYLE[each]) for each in columns)
        table.add_row(_text(tally.rubric.title), _text(tally.level), *cells)
    return table


def _number(number: int, style: str) -> Text:
    return Text(str(number), style if number else "dim")


def _warned(report: Report) -> Iterator[RenderableType]:
    unused = idle(report.rubrics, {f.rubric for f in report.findings}, report.as_of)
    yield from (_text(words, "bold yellow") for words in (*unused, *report.notices))


# --- findings -----------------------------------------------------------------------------------


def _findings(
    heading: str, findings: Sequence[Finding], *, with_file: bool
) -> Iterator[RenderableType]:
    if not findings:
        return
    yield Text()
    yield _text(f"{heading} ({len(findings)})", "bold underline")
    for finding in findings:
        yield from _finding(finding, with_file=with_file)


def _finding(finding: Finding, *, with_file: bool) -> Iterator[RenderableType]:
    requirement = finding.requirement
    yield Text()
    outcome = Text(finding.outcome.upper(), _STYLE[finding.outcome])
    yield _Hanging(_text(requirement.title, "bold"), 10, outcome)
    caveat = "" if requirement.confirmed else " (citation not confirmed)"
    yield _indent(_text(f"{requirement.cite}{caveat} [{finding.rubric}/{requirement.id}]"), 10)
    shown = finding.failing or finding.elements
    if said := len(finding.elements) - len(shown):
        of = plural(len(finding.elements), "element")
        yield _indent(_text(f"{said} of {of} present; the rest:"), 10)
    for result in shown:
        yield from _element(result, with_file=with_file)


def _element(result: ElementResult, *, with_file: bool) -> Iterator[RenderableType]:
    state = Text(result.state.value, _STATE_STYLE[result.state])
    yield _Hanging(_text(result.element.says), 18, Text.assemble("  - ", state, ":"))
    if result.settled:
        yield _indent(_text(decision(result.settled), "cyan"), 4)
        return  # the files have all that was found
    if result.reason:
        yield _indent(_text(result.reason), 4)
    if result.doubt:
        yield _indent(_text(f"please check: {result.doubt}", "yellow"), 4)
    yield from _quotes("", result.evidence, with_file=with_file)
    yield from _quotes("But: ", result.against, with_file=with_file)
    yield from _quotes("Nearest: ", result.nearby, with_file=with_file)
    if result.element.suggest and result.state is not State.PRESENT:
        yield _indent(Text("Suggested language:"), 4)
        yield from (_indent(_text(line), 6) for line in result.element.suggest.splitlines())


def _quotes(
    label: str, passages: Iterable[Evidence], *, with_file: bool
) -> Iterator[RenderableType]:
    for evidence, text in in_turn(passages):
        words = printable(text).split(" ")
        cut = " ..." if len(words) > _QUOTED_WORDS else ""
        yield _indent(_text(f"{label}“{' '.join(words[:_QUOTED_WORDS])}{cut}”", "italic"), 4)
        if where := place(evidence, with_file=with_file):
            yield _indent(_text(where, "dim"), 6)


# --- how it ends --------------------------------------------------------------------------------


def _caveats(shown: Iterable[Finding]) -> Iterator[RenderableType]:
    yield Text()
    if doubtful := unconfirmed(shown):
        yield Text("Not yet confirmed against the official code; compare before citing:")
        yield from (_indent(_text(cite)) for cite in _cites(doubtful))
        yield Text()
    yield Text(DISCLAIMER)


def _cites(requirements: Iterable[Requirement]) -> list[str]:
    return list(dict.fromkeys(f"{r.cite} ({r.title})" for r in requirements))


# --- layout -------------------------------------------------------------------------------------


def _text(words: str, style: str = "") -> Text:
    """Make text of words that may come from a policy: no markup, no terminal controls."""
    return Text(printable(words), style, overflow="fold")


def _indent(content: Text, columns: int = 2) -> _Hanging:
    return _Hanging(content, columns)


@dataclass(frozen=True)
class _Hanging:
    """A text wrapped behind so many columns, the first of its lines behind a lead.

    rich's own padding and grids fill up and crop every line: a twentieth of a check's time.
    """

    content: Text
    columns: int
    lead: Text = field(default_factory=Text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(options.max_width - self.columns, 1)
        for n, line in enumerate(self.content.wrap(console, room)):
            lead = Text() if n else self.lead
            row = Text.assemble(lead, " " * (self.columns - lead.cell_len), line)
            yield from row.render(console, "\n")
