"""A comparison whose every text is hostile to some medium, in both versions and in other words."""

from __future__ import annotations

from dataclasses import replace

from policygap.compare.changes import Comparison
from policygap.compare.comparing import compare
from policygap.model import ElementResult, Evidence, Finding, Report, State, Verdict
from tests.reports.hostile import MARKUP, hostile_report

_STATES, _VERDICTS = list(State), list(Verdict)


def hostile_comparison() -> Comparison:
    """Compare the hostile report with one of other words and of another state each."""
    old = hostile_report()
    return compare(old, _altered(old))


def _altered(report: Report) -> Report:
    provisions = tuple(replace(p, text=_reworded(p.text)) for p in report.policy.provisions)
    policy = replace(report.policy, provisions=provisions)
    return replace(report, policy=policy, findings=tuple(map(_finding, report.findings)))


def _reworded(text: str) -> str:
    return f"{text} {MARKUP}"


def _finding(finding: Finding) -> Finding:
    verdict = _VERDICTS[(_VERDICTS.index(finding.verdict) + 1) % len(_VERDICTS)]
    return replace(finding, verdict=verdict, elements=tuple(map(_result, finding.elements)))


def _result(result: ElementResult) -> ElementResult:
    state = _STATES[(result.state.rank + 1) % len(_STATES)]
    said = (*result.evidence, *([result.nearest] if result.nearest else []))
    return replace(
        result,
        state=state,
        evidence=tuple(map(_evidence, said)),
        against=tuple(map(_evidence, result.against)),
        nearest=None,
    )


def _evidence(evidence: Evidence) -> Evidence:
    return replace(evidence, text=_reworded(evidence.text))


def without_reasons(comparison: Comparison) -> Comparison:
    """Return the comparison with nothing said of why its states are as they are."""
    return replace(
        comparison,
        requirements=tuple(
            replace(
                each,
                elements=tuple(replace(e, new=replace(e.new, reason="")) for e in each.elements),
            )
            for each in comparison.requirements
        ),
    )
