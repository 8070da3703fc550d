"""The JSON report; docs/json-format.md explains each field, report.schema.json checks them."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from policygap.model import Level, Rubric, SettledAs
from policygap.reports.outcomes import count_outcomes
from policygap.reports.summary import DISCLAIMER, count_verdicts, unconfirmed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from policygap.model import (
        ElementResult,
        Evidence,
        Finding,
        Policy,
        Report,
        Settled,
        SourceFile,
    )

SCHEMA_VERSION = "1"
# Valid in JSON as they are, yet a terminal that shows the file could obey them: DEL, C1, and the
# marks that reorder text. json.dumps escapes C0 itself. Lone surrogates are escaped in render().
_OBEYED = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def render(report: Report) -> bytes:
    """Return the report as UTF-8 JSON with a trailing newline; equal reports give equal bytes."""
    return encoded(_report(report))


def encoded(value: Any) -> bytes:
    """Return a value as JSON that a terminal shows but never obeys."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    escaped = _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f"{escaped}\n".encode("utf-8", "backslashreplace")


def _report(report: Report) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "policygap", "version": version("policygap")},
        **({"made": report.made} if report.made else {}),
        "policy": policy_facts(report.policy),
        "rubrics": [rubric_facts(rubric, report.as_of) for rubric in report.rubrics],
        "summary": _summary(report),
        "notices": list(report.notices),
        "disclaimer": DISCLAIMER,
        "unconfirmed": list(dict.fromkeys(r.cite for r in unconfirmed(report.findings))),
        "findings": [_finding(finding) for finding in report.findings],
    }


def policy_facts(policy: Policy) -> dict[str, Any]:
    """Return what was read, as every JSON file tells it."""
    pages = [file.pages for file in policy.files if file.pages is not None]
    return {
        "name": policy.name,
        "title": next((file.title for file in policy.files if file.title), ""),
        "dates": list(dict.fromkeys(date for file in policy.files for date in file.dates)),
        "pages": sum(pages) if pages else None,
        "words": sum(file.words for file in policy.files),
        "unread_pages": [
            {"file": file.name, "page": page} for file in policy.files for page in file.unread_pages
        ],
        "files": [file_facts(file) for file in policy.files],
    }


def file_facts(file: SourceFile) -> dict[str, Any]:
    """Return what is told of a file, as it stands in `policy.files`."""
    return {
        "name": file.name,
        "sha256": file.sha256,
        "pages": file.pages,
        "words": file.words,
        "title": file.title,
        "agency": file.agency,
        "dates": list(file.dates),
        "unread_pages": list(file.unread_pages),
        "ocr_pages": list(file.ocr_pages),
        "notes": list(file.notes),
        "revisions": file.revisions,
    }


def rubric_facts(rubric: Rubric, as_of: date) -> dict[str, Any]:
    """Return what is told of a rubric and the day of the law, as it stands in `rubrics`."""
    return {
        "id": rubric.id,
        "title": rubric.title,
        "version": rubric.version,
        "as_of": as_of.isoformat(),
    }


def _summary(report: Report) -> dict[str, Any]:
    findings = report.findings
    return {
        **_counts(findings),
        "by_level": {
            level.value: _counts([f for f in findings if f.requirement.level is level])
            for level in Level
        },
        "by_rubric": {
            rubric.id: _counts([f for f in findings if f.rubric == rubric.id])
            for rubric in report.rubrics
        },
    }


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    return {
        "requirements": len(findings),
        "gaps": sum(not finding.is_met for finding in findings),
        "open": sum(finding.is_gap for finding in findings),
        **{verdict.value: number for verdict, number in count_verdicts(findings).items()},
        **{how.value: count_outcomes(findings)[how] for how in SettledAs},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    requirement = finding.requirement
    return {
        "rubric": finding.rubric,
        "requirement": requirement.id,
        "title": requirement.title,
        "citation": requirement.cite,
        "citations": [{"text": c.text, "url": c.url} for c in requirement.citations],
        "level": requirement.level.value,
        "severity": finding.counts_as.value,
        "verdict": finding.verdict.value,
        "settled": finding.settled.value if finding.settled else None,
        "confirmed": requirement.confirmed,
        "elements": [_element(result) for result in finding.elements],
    }


def _element(result: ElementResult) -> dict[str, Any]:
    return {
        "id": result.element.id,
        "says": result.element.says,
        "strength": result.element.need.value,
        "state": result.state.value,
        "reason": result.reason,
        "confidence": result.confidence.value,
        "doubt": result.doubt,
        "settled": _settled(result.settled) if result.settled else None,
        "evidence": [_evidence(evidence) for evidence in result.evidence],
        "against": [_evidence(evidence) for evidence in result.against],
        "nearest": _evidence(result.nearest) if result.nearest else None,
        "suggest": result.element.suggest,
    }


def _settled(settled: Settled) -> dict[str, Any]:
    return {
        "as": settled.how.value,
        "reason": settled.reason,
        "owner": settled.owner,
        "expires": settled.expires.isoformat() if settled.expires else None,
        "by": settled.by,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "text": evidence.text,
        "section": evidence.section,
        "heading": evidence.heading,
        "page": evidence.page,
        "file": evidence.file,
        "state": evidence.state.value,
        "strength": evidence.strength.value,
        "polarity": evidence.polarity.value,
        "exceptions": list(evidence.exceptions),
    }
