"""JUnit XML: a test suite for each rubric and level, a test case for each requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from policygap.reports.pipelines import message
from policygap.reports.printable import printable
from policygap.reports.summary import checked, doubtful, tallies

if TYPE_CHECKING:
    from policygap.model import Finding, Report
    from policygap.reports.summary import Tally


def render(report: Report) -> bytes:
    """Return UTF-8 XML; a gap is a failure, of required and of recommended requirements alike.

    What is waived, confirmed or known is skipped, with the decision.
    """
    counts = {"tests": str(len(report.findings)), "failures": str(len(report.gaps()))}
    suites = Element(
        "testsuites", {"name": printable(f"policygap: {report.policy.name}"), **counts}
    )
    for tally in tallies(report):
        _suite(suites, report, tally)
    indent(suites)
    content: bytes = tostring(suites, "utf-8", xml_declaration=True)
    return content + b"\n"


def _suite(suites: Element, report: Report, tally: Tally) -> None:
    findings = [
        finding
        for finding in report.findings
        if (finding.rubric, finding.requirement.level) == (tally.rubric.id, tally.level)
    ]
    gaps = sum(finding.is_gap for finding in findings)
    facts = {
        "name": f"{tally.rubric.id} {tally.level}",
        "tests": str(len(findings)),
        "failures": str(gaps),
        "errors": "0",
        "skipped": str(sum(finding.settled is not None for finding in findings)),
    }
    suite = SubElement(suites, "testsuite", facts)
    properties = SubElement(suite, "properties")
    for label, value in checked(report):
        SubElement(properties, "property", name=label, value=printable(value))
    for finding in findings:
        _case(suite, finding, with_file=len(report.policy.files) > 1)


def _case(suite: Element, finding: Finding, *, with_file: bool) -> None:
    requirement = finding.requirement
    caveat = "" if requirement.confirmed else ", citation not confirmed"
    name = printable(f"{requirement.title} ({requirement.cite}{caveat})")
    case = SubElement(suite, "testcase", classname=f"{finding.rubric}.{requirement.id}", name=name)
    if not finding.is_met:
        told = [message(result, with_file=with_file) for result in finding.failing]
        summary = "; ".join(lines.partition("\n")[0] for lines in told)
        # The schema that most readers go by knows no type of what is skipped.
        facts = {} if finding.settled else {"type": finding.verdict.value}
        kind = "skipped" if finding.settled else "failure"
        SubElement(case, kind, {**facts, "message": summary}).text = "\n\n".join(told)
    elif unsure := doubtful(finding):
        checks = (message(result, with_file=with_file) for result in unsure)
        SubElement(case, "system-out").text = "\n\n".join(checks)
