"""What reports count and call each finding: its verdict, or what people decided on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.model import SettledAs, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygap.model import ElementResult, Finding, Report, Settled

Outcome = Verdict | SettledAs

SETTLED = {
    SettledAs.KNOWN: "known before",
    SettledAs.WAIVED: "waived",
    SettledAs.CONFIRMED: "confirmed by a person",
}


def count_outcomes(findings: Iterable[Finding]) -> dict[Outcome, int]:
    """Return how often each verdict occurs, and apart from these what is settled, all named."""
    outcomes = [finding.outcome for finding in findings]
    return {outcome: outcomes.count(outcome) for outcome in (*Verdict, *SettledAs)}


def outcomes(report: Report) -> tuple[Outcome, ...]:
    """Return what reports count, the best first: every verdict, then how gaps are settled."""
    return occurring(count_outcomes(report.findings))


def occurring(counts: Mapping[Outcome, int]) -> tuple[Outcome, ...]:
    """Return every verdict, the best first, then how gaps are settled, if any is."""
    return (*reversed(Verdict), *(how for how in reversed(SettledAs) if counts.get(how)))


def settled_counts(report: Report) -> Iterator[str]:
    """Yield how many findings are settled in which way: "2 confirmed by a person", "1 waived"."""
    counts = count_outcomes(report.findings)
    yield from (f"{counts[how]} {SETTLED[how]}" for how in reversed(SettledAs) if counts[how])


def verdict(finding: Finding) -> str:
    """Return a finding's verdict, with how it is settled: "partial (waived)"."""
    return f"{finding.verdict} ({finding.settled})" if finding.settled else finding.verdict.value


def state(result: ElementResult) -> str:
    """Return an element's state, with how it is settled: "absent (waived)"."""
    return f"{result.state} ({result.settled.how})" if result.settled else result.state.value


def decision(settled: Settled) -> str:
    """Say what was decided on an element, until when, by whom and why."""
    how = SETTLED[settled.how]
    if settled.how is SettledAs.KNOWN:
        return f"{how}: {settled.reason}"
    last = f"until {settled.expires.isoformat()}" if settled.expires else "until the words change"
    owner = f" ({settled.owner})" if settled.owner else ""
    by = f"{settled.by}; " if settled.by else ""
    return f"{how} {last}{owner}: {by}{settled.reason}"
