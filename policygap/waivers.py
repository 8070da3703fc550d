"""What people decided: waivers, confirmations of what the program did not see, and severities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from policygap.fingerprints import Fingerprints, falling_short, stands_in
from policygap.model import ElementResult, Finding, Level, Report, Requirement, Settled, SettledAs


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's decision on a requirement or an element ("rubric/requirement[/element]").

    `settled` is what reports show. `fingerprint` is that of what fell short when it was decided.
    `passage` are words that must stand in the policy for the decision to hold, "" if none.
    """

    id: str
    settled: Settled
    fingerprint: str
    passage: str = ""

    @property
    def confirms(self) -> bool:
        """Tell whether it says that the requirement is met, rather than accepts that it is not."""
        return self.settled.how is SettledAs.CONFIRMED

    @property
    def name(self) -> str:
        """Return what the decision is called in notices."""
        noun = "confirmation" if self.confirms else "waiver"
        owner = f" ({self.settled.owner})" if self.settled.owner else ""
        return f"{noun} of {self.id}{owner}"


def settle(report: Report, waivers: Iterable[Waiver], today: date) -> Report:
    """Return the report with what is waived or confirmed settled, and notices of the rest.

    `today` is the day in UTC; a waiver holds through the whole of its last day. One of an element
    goes before one of its requirement.
    """
    prints = Fingerprints(report.policy)
    settled: dict[str, Settled] = {}
    notices = []
    for waiver in sorted(waivers, key=lambda each: each.id.count("/")):
        if what := _unused(report, waiver.id) or _ended(report, waiver, prints, today):
            notices.append(f"{waiver.name}: {what}")
        else:
            settled.update(dict.fromkeys(covered(report, waiver.id), waiver.settled))
    return with_settled(report, settled, sorted(notices))


def with_settled(report: Report, settled: Mapping[str, Settled], notices: Iterable[str]) -> Report:
    """Return the report with elements settled by "rubric/requirement/element", and more notices."""
    return replace(
        report,
        findings=tuple(_finding(finding, settled) for finding in report.findings),
        notices=(*report.notices, *notices),
    )


def with_severities(report: Report, severities: Mapping[str, Level]) -> Report:
    """Return the report with requirements ("rubric/requirement") that count as another level."""
    findings = tuple(replace(f, severity=severities.get(f.key)) for f in report.findings)
    judged = {finding.key: finding for finding in findings}
    notices = (
        f"severity of {name}: {_weight(judged[name]) if name in judged else _unknown(report, name)}"
        for name in severities
        if name not in judged or not judged[name].is_met
    )
    return replace(report, findings=findings, notices=(*report.notices, *notices))


def _weight(gap: Finding) -> str:
    return f"counts as {gap.counts_as} here; its rubric says {gap.requirement.level}"


def covered(report: Report, name: str) -> Mapping[str, ElementResult]:
    """Return the elements that fall short of a requirement or element, by their names."""
    found = falling_short(report)
    return {key: result for key, result in found.items() if f"{key}/".startswith(f"{name}/")}


def _finding(finding: Finding, settled: Mapping[str, Settled]) -> Finding:
    elements = (
        replace(result, settled=settled.get(f"{finding.key}/{result.element.id}", result.settled))
        for result in finding.elements
    )
    return replace(finding, elements=tuple(elements))


def _ended(report: Report, waiver: Waiver, prints: Fingerprints, today: date) -> str:
    """Say why a waiver does not hold any more; "" if it holds."""
    last = waiver.settled.expires
    if last is not None and today > last:
        return f"ended with {last.isoformat()}; decide anew"
    if prints.of(*covered(report, waiver.id).values()) != waiver.fingerprint:
        return "ended, as what the policy says on it has changed; decide anew"
    if waiver.passage and not stands_in(waiver.passage, report.policy):
        return "ended, as the passage that it quotes is not in what was read; decide anew"
    return ""


def _unused(report: Report, name: str) -> str:
    """Say why there is nothing to decide on a requirement or element; "" if there is."""
    if covered(report, name):
        return ""
    judged = {each for finding in report.findings for each in _names(finding)}
    return "not used, as it is met; remove it" if name in judged else _unknown(report, name)


def _unknown(report: Report, name: str) -> str:
    """Say why a report has nothing on a requirement or element."""
    rubric, _, rest = name.partition("/")
    rubrics = [each.id for each in report.rubrics]
    if rubric not in rubrics:
        return f"not used, as the rubric {rubric} was not checked{_meant(rubric, rubrics)}"
    known = [n for r in report.rubrics for q in r.requirements for n in _asked(r.id, q)]
    if name in known:
        return f"not used, as it was not in force on {report.as_of.isoformat()}"
    wanted = "element" if "/" in rest else "requirement"
    return f"not used, as there is no such {wanted}{_meant(name, known)}"


def _names(finding: Finding) -> Iterator[str]:
    yield finding.key
    yield from (f"{finding.key}/{result.element.id}" for result in finding.elements)


def _asked(rubric: str, requirement: Requirement) -> Iterator[str]:
    yield f"{rubric}/{requirement.id}"
    yield from (f"{rubric}/{requirement.id}/{element.id}" for element in requirement.elements)


def _meant(name: str, known: Iterable[str]) -> str:
    """Return a question after the nearest name, "" if none is near."""
    close = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""
