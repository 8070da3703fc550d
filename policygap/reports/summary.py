"""What every report says, whatever its format: counts, order, places, and the caveats."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from policygap.model import Finding, Level, Requirement, Rubric, State, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygap.model import ElementResult, Evidence, Report

DISCLAIMER = (
    "This report is a drafting aid and not legal advice: it compares words, it does not "
    "interpret law. Have counsel review the policy before relying on any finding."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requirements of one rubric and level came out as what."""

    rubric: Rubric
    level: Level
    counts: Mapping[Verdict, int]  # of every verdict, also those that do not occur


def tallies(report: Report) -> tuple[Tally, ...]:
    """Count the verdicts of each rubric by level; a pair without any requirement is left out."""
    pairs = ((rubric, level) for rubric in report.rubrics for level in Level)
    found = ((pair, tuple(_of(report, *pair))) for pair in pairs)
    return tuple(Tally(*pair, count_verdicts(those)) for pair, those in found if those)


def _of(report: Report, rubric: Rubric, level: Level) -> Iterator[Finding]:
    return (f for f in report.findings if f.rubric == rubric.id and f.requirement.level is level)


def count_verdicts(findings: Iterable[Finding]) -> dict[Verdict, int]:
    """Return how often each verdict occurs, all verdicts named."""
    verdicts = [finding.verdict for finding in findings]
    return {verdict: verdicts.count(verdict) for verdict in Verdict}


def failing(finding: Finding) -> tuple[ElementResult, ...]:
    """Return the elements that keep a requirement from being met."""
    return tuple(result for result in finding.elements if result.state is not State.PRESENT)


def unconfirmed(findings: Iterable[Finding]) -> tuple[Requirement, ...]:
    """Return the requirements whose citation is still to be compared with the official code."""
    return tuple(f.requirement for f in findings if not f.requirement.confirmed)


def place(evidence: Evidence, *, with_file: bool) -> str:
    """Say where a passage stands: "300.3 Duty to intercede, page 4"."""
    section = evidence.section
    if evidence.heading and evidence.heading not in section:
        section = f"{section} {evidence.heading}".strip()
    parts = [section, f"page {evidence.page}" if evidence.page is not None else ""]
    return ", ".join([*filter(None, parts), *([evidence.file] if with_file else [])])


def ranges(numbers: Iterable[int]) -> str:
    """Write page numbers shortly: "2, 4-6"."""
    indexed = enumerate(sorted(set(numbers)))
    runs = [[n for _, n in run] for _, run in groupby(indexed, key=lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def plural(number: int, noun: str) -> str:
    """Write a number with its noun: "1 page", "1,204 words"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
