"""SARIF 2.1.0 (OASIS) for code scanning: a result for each element that keeps a gap open."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from policygap.model import Level
from policygap.reports.json_report import encoded
from policygap.reports.outcomes import decision
from policygap.reports.pipelines import fingerprint, key, message, path_of, shown
from policygap.reports.printable import printable
from policygap.reports.summary import DISCLAIMER, cautions, section, unconfirmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.model import ElementResult, Evidence, Finding, Report, SourceFile

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.REQUIRED: "error", Level.RECOMMENDED: "warning"}
# GitHub refuses longer ones (docs.github.com, "SARIF support for code scanning").
_LONGEST_NAME, _LONGEST_DESCRIPTION = 255, 1024


def render(report: Report) -> bytes:
    """Return the log: one run; equal reports give equal bytes."""
    run = {
        "tool": {"driver": _driver(report)},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _told(report)}],
        "artifacts": [_artifact(file) for file in report.policy.files],
        "results": [*_results(report)],
        "columnKind": "unicodeCodePoints",
        "properties": _properties(report),
    }
    return encoded({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report) -> dict[str, Any]:
    number = version("policygap")
    rules = [_rule(finding) for finding in report.findings]
    return {"name": "policygap", "version": number, "semanticVersion": number, "rules": rules}


def _rule(finding: Finding) -> dict[str, Any]:
    """Describe a requirement, also one that is met: rules are named by their place in the list."""
    requirement = finding.requirement
    cite = requirement.cite + ("" if requirement.confirmed else " (citation not confirmed)")
    links = (c.url for c in requirement.citations if urlsplit(c.url).scheme == "https")
    rule = {
        "id": key(finding),
        "name": printable(requirement.title)[:_LONGEST_NAME],
        "shortDescription": _text(requirement.title, _LONGEST_DESCRIPTION),
        "fullDescription": _text(f"{requirement.explanation} {cite}", _LONGEST_DESCRIPTION),
        "help": _text(f"{requirement.explanation} Source: {cite}. {DISCLAIMER}"),
        "defaultConfiguration": {"level": _LEVELS[requirement.level]},
        "properties": {
            "tags": [finding.rubric, requirement.level.value],
            "citation": printable(cite),
        },
    }
    link = next(links, "")
    return {**rule, "helpUri": quote(link, safe=":/?#[]@!$&'()*+,;=%")} if link else rule


def _results(report: Report) -> Iterator[dict[str, Any]]:
    with_file = len(report.policy.files) > 1
    settles = any(r.settled for f in report.findings for r in f.failing)
    for number, finding in enumerate(report.findings):
        for result in () if finding.is_met else finding.failing:
            names = (finding.rubric, finding.requirement.id, result.element.id)
            print_ = fingerprint(report, *names)
            yield {
                "ruleId": key(finding),
                "ruleIndex": number,
                # GitHub does not heed suppressions: an alert that it opens is at least no error.
                "level": "note" if result.settled else _LEVELS[finding.counts_as],
                "message": {"text": message(result, with_file=with_file)},
                "locations": [_location(report, shown(result))],
                # GitHub looks at the first alone, and would else make one of the line's words.
                "partialFingerprints": {"primaryLocationLineHash": print_, "element/v1": print_},
                **({"suppressions": _suppressions(result)} if settles else {}),
                "properties": _state(finding, result),
            }


def _suppressions(result: ElementResult) -> list[dict[str, str]]:
    """Return why a result is no gap; [] says that nobody decided so."""
    if result.settled is None:
        return []
    why = printable(decision(result.settled))
    return [{"kind": "external", "status": "accepted", "justification": why}]


def _state(finding: Finding, result: ElementResult) -> dict[str, Any]:
    return {
        "element": key(finding, result),
        "verdict": finding.verdict.value,
        "state": result.state.value,
        "confidence": result.confidence.value,
    }


def _location(report: Report, passage: Evidence | None) -> dict[str, Any]:
    """Point to the first line, as policies have no lines; the section tells where it is."""
    artifact = {"uri": _uri(path_of(report, passage))}
    location = {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1}}}
    name = printable(section(passage)) if passage else ""
    return {**location, "logicalLocations": [{"fullyQualifiedName": name}]} if name else location


def _artifact(file: SourceFile) -> dict[str, Any]:
    location = {"uri": _uri(printable(file.path or file.name))}
    return {"location": location, "hashes": {"sha-256": file.sha256}, "roles": ["analysisTarget"]}


def _told(report: Report) -> list[dict[str, Any]]:
    told = (f"{f.name}: {caution}" for f in report.policy.files for caution in cautions(f))
    lines = (*told, *report.notices)
    return [{"level": "warning", "message": _text(line)} for line in lines]


def _properties(report: Report) -> dict[str, Any]:
    rubrics = [
        {"id": rubric.id, "title": printable(rubric.title), "version": printable(rubric.version)}
        for rubric in report.rubrics
    ]
    cites = dict.fromkeys(printable(r.cite) for r in unconfirmed(report.findings))
    return {
        "policy": printable(report.policy.name),
        "rubrics": rubrics,
        "asOf": report.as_of.isoformat(),
        "unconfirmed": [*cites],
        "disclaimer": DISCLAIMER,
    }


def _text(text: str, most: int | None = None) -> dict[str, str]:
    return {"text": printable(text)[:most]}


def _uri(path: str) -> str:
    return quote(path, safe="/")
