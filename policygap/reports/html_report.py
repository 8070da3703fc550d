"""The report as one web page that needs no network: findings, and beside them the policy's text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygap.model import State
from policygap.reports import outcomes, summary
from policygap.reports.passages import PolicyText
from policygap.reports.web_page import TEMPLATES, page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygap.model import ElementResult, Evidence, Finding, Report

_NEAREST = "nearest"  # the mark of a passage that says nearly what is missing


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding with its number in the page, from 1."""

    number: int
    finding: Finding

    @property
    def doubtful(self) -> bool:
        return bool(summary.doubtful(self.finding))


@dataclass(frozen=True, slots=True)
class _Quote:
    """A passage under an element: its words, what it is there for ("But"), its mark in the text."""

    role: str
    evidence: Evidence
    words: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Reference:
    """The way back from a passage to an element for which it is quoted."""

    number: int
    anchor: str
    mark: str
    title: str


def render(report: Report) -> bytes:
    """Return the report as UTF-8 HTML; equal reports give equal bytes."""
    return page(TEMPLATES, "report", _content(report))


def _content(report: Report) -> Mapping[str, object]:
    """Return what the template shows, the findings numbered and the passages marked."""
    text = PolicyText(report.policy)
    groups = list(_numbered(report))
    entries = [entry for _, those in groups for entry in those]
    return {
        "report": report,
        "about": tuple(summary.checked(report)),
        "facts": summary.facts,
        "headline": summary.headline,
        "place": summary.place,
        "decision": outcomes.decision,
        "outcomes": outcomes.outcomes(report),
        "quotes": _quotes,
        "cautions": tuple(summary.warnings(report)),
        "coverage": summary.tallies(report),
        "groups": groups,
        "text": text,
        "references": _references(entries, text),
        "with_file": len(report.policy.files) > 1,
    }


def _numbered(report: Report) -> Iterator[tuple[str, list[_Entry]]]:
    number = 1
    for heading, findings in summary.groups(report):
        yield heading, [_Entry(n, finding) for n, finding in enumerate(findings, number)]
        number += len(findings)


def _quotes(result: ElementResult) -> Iterator[_Quote]:
    for role, passages in (("", result.evidence), ("But", result.against)):
        yield from (_Quote(role, e, words, e.state) for e, words in summary.in_turn(passages))
    yield from (_Quote("Nearest", passage, passage.text, _NEAREST) for passage in result.nearby)


def _references(entries: list[_Entry], text: PolicyText) -> Mapping[int, list[_Reference]]:
    """Return, by the number of a passage, one way back for each finding, the worst first."""
    found: defaultdict[int, list[_Reference]] = defaultdict(list)
    for entry in entries:
        for place, result in enumerate(entry.finding.elements, 1):
            anchor = f"finding-{entry.number}-{place}"
            for quote in _quotes(result):
                title = f"{quote.mark}: {entry.finding.requirement.title}"
                reference = _Reference(entry.number, anchor, quote.mark, title)
                for number in text.where(quote.evidence):
                    found[number].append(reference)
    return {number: _once(those) for number, those in found.items()}


def _once(references: list[_Reference]) -> list[_Reference]:
    """Sort, the worst first, and keep the first of each finding."""
    by_number: dict[int, _Reference] = {}
    for reference in sorted(references, key=_rank):
        by_number.setdefault(reference.number, reference)
    return list(by_number.values())


def _rank(reference: _Reference) -> tuple[int, int]:
    """Rank what a person should see first: a contradiction, what falls short, what is said."""
    return _MARKS.index(reference.mark), reference.number


_MARKS = (State.CONTRADICTED, State.WEAK, State.REFERENCED, State.PRESENT, _NEAREST, State.ABSENT)
