"""GitLab's code quality report: an entry for each element that keeps a gap open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policygap.model import Level, Verdict
from policygap.reports.json_report import encoded
from policygap.reports.pipelines import fingerprint, key, message, path_of, shown, told
from policygap.reports.printable import printable
from policygap.reports.summary import failing

if TYPE_CHECKING:
    from policygap.model import ElementResult, Finding, Report

_SEVERITIES = {Level.REQUIRED: "major", Level.RECOMMENDED: "minor"}


def render(report: Report) -> bytes:
    """Return the list; its first entry tells what was checked."""
    gaps = [
        _entry(report, finding, result)
        for finding in report.findings
        if not finding.is_met
        for result in failing(finding)
    ]
    return encoded([_about(report), *gaps])


def _about(report: Report) -> dict[str, Any]:
    return {
        "description": told(report),
        "check_name": "policygap",
        "fingerprint": fingerprint(report),
        "severity": "info",
        "location": {"path": path_of(report), "lines": {"begin": 1}},
    }


def _entry(report: Report, finding: Finding, result: ElementResult) -> dict[str, Any]:
    requirement = finding.requirement
    title = printable(f"{requirement.title} ({requirement.cite})")
    several = len(report.policy.files) > 1
    return {
        "description": f"{title}\n{message(result, with_file=several)}",
        "check_name": key(finding),
        "fingerprint": fingerprint(report, finding.rubric, requirement.id, result.element.id),
        "severity": _severity(finding, result),
        "location": {"path": path_of(report, shown(result)), "lines": {"begin": 1}},
    }


def _severity(finding: Finding, result: ElementResult) -> str:
    if result.settled:
        return "info"
    return "critical" if finding.verdict is Verdict.CONFLICT else _SEVERITIES[finding.counts_as]
