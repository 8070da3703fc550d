"""The words of the notes: what is wanted of a passage, and what the whole report says."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policygap.annotate.marks import Role
from policygap.model import Level, State
from policygap.reports.outcomes import decision, settled_counts, state, verdict
from policygap.reports.printable import printable
from policygap.reports.summary import checked, place, plural, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygap.annotate.marks import Missing, Note
    from policygap.model import ElementResult, Evidence, Finding, Report

AUTHOR = "policygap"
_QUOTED = 60  # words of a passage
_UNCONFIRMED = "This citation is not yet confirmed against the official code."
ADAPT = (
    "The proposed language stands in the section where it would go. Adapt it to the agency before "
    "it is adopted; what it replaces is not deleted."
)
_BESIDE = "It stands near:"
_NOWHERE = "No section of the policy speaks of it yet; choose its place."
_PURPOSES = {
    State.CONTRADICTED: "It is to replace what says the opposite:",
    State.WEAK: "It is to strengthen or replace:",
    State.REFERENCED: "It is to say what is only pointed to in:",
}
_ROLES = {
    Role.EVIDENCE: "",
    Role.AGAINST: "this passage says what another one contradicts",
    Role.NEAREST: "this passage comes nearest to it",
}


def of_passage(notes: Sequence[Note]) -> tuple[str, ...]:
    """Return what is said about a passage, line by line; a blank line parts what is asked."""
    said = ((n.finding, _of_note(n)) for n in notes)
    return tuple(_by_requirement(said))


def of_missing(missing: Iterable[tuple[Finding, ElementResult]]) -> tuple[str, ...]:
    """Return what is said of elements that no passage speaks of."""
    said = ((finding, tuple(_element(result, "", suggest=True))) for finding, result in missing)
    return tuple(_by_requirement(said))


def of_unfound(evidence: Evidence) -> str:
    """Return the line that quotes a passage whose words were not found in the file as it is."""
    where = place(evidence, with_file=False) or "place not known"
    return printable(f"In the text as read ({where}): “{shortened(evidence.text, _QUOTED)}”")


def overview(report: Report) -> tuple[str, ...]:
    """Return what was checked and how many gaps there are, line by line."""
    return (headline(report), *(printable(f"{name}: {value}") for name, value in checked(report)))


def overview_of_fixes(report: Report, wordless: Sequence[Missing]) -> tuple[str, ...]:
    """Return what stands before proposed language: the overview, and what there is none for."""
    names = (printable(f"{f.requirement.title}: {result.element.says}") for f, result in wordless)
    missing = (f"There is no model language for: {name}" for name in names)
    return (ADAPT, "", *overview(report), *missing)


def of_fix(asked: Sequence[Missing], home: Evidence | None) -> tuple[str, ...]:
    """Return what proposed language answers, and what it would mend or follow."""
    said = ((f, tuple(_element(result, "", suggest=False))) for f, result in asked)
    return (*_by_requirement(said), "", purpose(asked[0][1], home))


def purpose(result: ElementResult, home: Evidence | None) -> str:
    """Say what language that is added for an element does to the passage that it follows."""
    if home is None:
        return _NOWHERE
    quoted = shortened(home.text, _QUOTED)
    return printable(f"{_PURPOSES.get(result.state, _BESIDE)} “{quoted}”")


def headline(report: Report) -> str:
    """Say in a line how many gaps there are: "policygap: 7 gaps required, 4 recommended"."""
    counts = {level: len(report.gaps(level)) for level in Level}
    settled = "".join(f", {each}" for each in settled_counts(report))
    if not any(counts.values()):
        other = "other " if settled else ""
        return f"{AUTHOR}: no {other}gap was found in what was checked{settled}"
    required = plural(counts[Level.REQUIRED], "required gap")
    return f"{AUTHOR}: {required}, {counts[Level.RECOMMENDED]} recommended{settled}"


def title(finding: Finding) -> str:
    """Return a requirement in a line: "PARTIAL: Proportional force (Gov. Code 7286(b)(2))"."""
    requirement = finding.requirement
    return printable(f"{verdict(finding).upper()}: {requirement.title} ({requirement.cite})")


def suggested(result: ElementResult) -> tuple[str, ...]:
    """Return the model language of an element, line by line."""
    return tuple(filter(None, map(printable, result.element.suggest.splitlines())))


def _by_requirement(said: Iterable[tuple[Finding, Sequence[str]]]) -> Iterator[str]:
    """Yield each requirement once, below it what is said of its elements."""
    for n, (key, group) in enumerate(groupby(said, key=lambda each: heading(each[0]))):
        yield from ("", *key) if n else key
        for _, lines in group:
            yield ""
            yield from lines


def heading(finding: Finding) -> tuple[str, ...]:
    """Return the lines that name a requirement: its verdict, citation and id."""
    name = printable(f"[{finding.rubric}/{finding.requirement.id}]")
    caveat = () if finding.requirement.confirmed else (_UNCONFIRMED,)
    return (title(finding), name, *caveat)


def _of_note(note: Note) -> tuple[str, ...]:
    """Return what a passage is to an element, with the model language where it is to be mended."""
    suggest = note.first and note.role is not Role.AGAINST
    return tuple(_element(note.result, _ROLES[note.role], suggest=suggest))


def details(finding: Finding, result: ElementResult) -> Iterator[str]:
    """Yield why an element fails, and what a person should check."""
    if not finding.requirement.confirmed:
        yield _UNCONFIRMED
    yield from _reasons(result)


def _element(result: ElementResult, role: str, *, suggest: bool) -> Iterator[str]:
    yield printable(f"{state(result)}: {result.element.says}")
    decided = printable(decision(result.settled)) if result.settled else ""
    yield from filter(None, (role, decided, *_reasons(result)))
    if (
        suggest
        and not decided
        and result.state is not State.PRESENT
        and (lines := suggested(result))
    ):
        yield "Suggested language:"
        yield from lines


def _reasons(result: ElementResult) -> Iterator[str]:
    yield printable(result.reason)
    if result.doubt:
        yield printable(f"Please check: {result.doubt}")
