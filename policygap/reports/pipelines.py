"""What pipelines show of a gap, whatever their format: its file, weight, words and fingerprint."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from policygap.model import State
from policygap.reports.outcomes import decision, state
from policygap.reports.printable import printable
from policygap.reports.summary import checked, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.model import ElementResult, Evidence, Finding, Report

_QUOTED_WORDS = 40  # of one passage, in a message that is read in a margin


def path_of(report: Report, evidence: Evidence | None = None) -> str:
    """Return the file that a passage stands in; without one, the first file of the policy."""
    files = report.policy.files
    name = evidence.file if evidence else files[0].name
    return printable(next((f.path or f.name for f in files if f.name == name), name))


def shown(result: ElementResult) -> Evidence | None:
    """Return the passage to show for an element: its first evidence, or the nearest."""
    return next(iter(result.evidence), result.nearest)


def message(result: ElementResult, *, with_file: bool = False) -> str:
    """Return what is wrong with an element, in lines: the state, why, the words, what to write."""
    return "\n".join(printable(line) for line in _lines(result, with_file=with_file) if line)


def fingerprint(report: Report, *names: str) -> str:
    """Return what is the same for a gap as long as the policy's file has it, wherever it stands."""
    return sha256("\0".join((path_of(report), *names)).encode("utf-8", "replace")).hexdigest()


def told(report: Report) -> str:
    """Return what every report tells of itself, as lines."""
    return "\n".join(printable(f"{label}: {value}") for label, value in checked(report))


def key(finding: Finding, result: ElementResult | None = None) -> str:
    """Return a finding's name in the rubrics, or an element's: "ca-sb230/intercede/duty"."""
    parts = (finding.rubric, finding.requirement.id, result.element.id if result else "")
    return printable("/".join(filter(None, parts)))


def _lines(result: ElementResult, *, with_file: bool) -> Iterator[str]:
    yield f"{state(result)}: {result.element.says}"
    yield decision(result.settled) if result.settled else ""
    yield result.reason
    yield f"Please check: {result.doubt}" if result.doubt else ""
    labelled = (("", result.evidence[:1]), ("But: ", result.against[:1]))
    for label, passages in (*labelled, ("Nearest: ", result.nearby)):
        yield from (label + q for q in quotations(passages, _QUOTED_WORDS, with_file=with_file))
    if result.element.suggest and result.state is not State.PRESENT:
        yield "Suggested language:"
        yield from result.element.suggest.splitlines()
