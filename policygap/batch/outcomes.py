"""What a batch keeps of one agency: enough for the tables of all, little enough for thousands."""

from __future__ import annotations

from dataclasses import dataclass

from policygap.model import Report, SourceFile, State, Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement's outcome; `states` pairs its elements' ids with their states, in order.

    `doubts` counts the elements that a person should check.
    """

    rubric: str
    requirement: str
    verdict: Verdict
    states: tuple[tuple[str, State], ...]
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one agency: its requirements' verdicts, or the one line that says why not.

    `folder` and `reports` (file names within it) lie under the batch's own folder. An agency with
    an `error` has neither verdicts nor reports.
    """

    agency: str
    folder: str
    tags: tuple[str, ...] = ()
    files: tuple[SourceFile, ...] = ()
    judged: tuple[Judged, ...] = ()
    reports: tuple[str, ...] = ()
    error: str = ""


def judged(report: Report) -> tuple[Judged, ...]:
    """Return what a report found, requirement by requirement in the rubrics' order."""
    return tuple(
        Judged(
            finding.rubric,
            finding.requirement.id,
            finding.verdict,
            tuple((each.element.id, each.state) for each in finding.elements),
            sum(bool(each.doubt) for each in finding.elements),
        )
        for finding in report.findings
    )
