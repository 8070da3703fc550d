"""What a report says about each passage of a policy, and what it says about none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from policygap.model import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.model import ElementResult, Evidence, Finding, Policy, Provision, Report

WORST_FIRST = (
    State.CONTRADICTED, State.WEAK, State.REFERENCED, State.ABSENT, State.PRESENT,
)  # fmt: skip


Missing = tuple["Finding", "ElementResult"]
Passage = tuple[str, int | None, str, str]  # file, page, section, words


class Role(StrEnum):
    """What a passage is to an element."""

    EVIDENCE = "evidence"
    AGAINST = "against"  # says what the evidence contradicts
    NEAREST = "nearest"  # comes nearest to what is missing


@dataclass(frozen=True, slots=True)
class Note:
    """What a passage is to one element; `first` where it is the first passage of its element."""

    finding: Finding
    result: ElementResult
    role: Role
    first: bool

    @property
    def state(self) -> State:
        """Return the element's state, as far as it concerns this passage."""
        return State.PRESENT if self.role is Role.AGAINST else self.result.state


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage with all that is said about it; `provision` is None if the policy holds it not."""

    evidence: Evidence
    provision: Provision | None
    notes: tuple[Note, ...]

    @property
    def state(self) -> State:
        """Return the state that a person must see first."""
        return min((note.state for note in self.notes), key=WORST_FIRST.index)

    @property
    def quoted(self) -> str:
        """Return the passage's own words, without the lead-in that stands elsewhere."""
        return self.provision.text if self.provision else self.evidence.text


def marks(report: Report) -> tuple[Mark, ...]:
    """Return every passage that is evidence, speaks against it or is nearest, in policy order."""
    places, provisions = index(report.policy), (*report.policy.provisions, None)
    grouped: dict[Passage, tuple[Evidence, list[Note]]] = {}
    for evidence, note in _notes(report):
        grouped.setdefault(passage(evidence), (evidence, []))[1].append(note)
    end = len(report.policy.provisions)
    ordered = sorted(grouped, key=lambda key: places.get(key, end))
    return tuple(
        Mark(evidence, provisions[places.get(key, end)], tuple(notes))
        for key, (evidence, notes) in ((key, grouped[key]) for key in ordered)
    )


def index(policy: Policy) -> dict[Passage, int]:
    """Return the number of the first provision that each passage may be."""
    numbered = reversed(list(enumerate(policy.provisions)))
    return {(p.file, p.page, p.section.path, p.full_text): n for n, p in numbered}


def passage(evidence: Evidence) -> Passage:
    """Return what `index` knows a passage by."""
    return evidence.file, evidence.page, evidence.section, evidence.text


def placeless(report: Report) -> tuple[tuple[Missing, ...], ...]:
    """Return the elements that no passage speaks of, requirement by requirement."""
    short = (finding for finding in report.findings if not finding.is_met)
    each = (tuple((gap, r) for r in gap.elements if _is_placeless(r)) for gap in short)
    return tuple(filter(None, each))


def _is_placeless(result: ElementResult) -> bool:
    return result.state is State.ABSENT and result.nearest is None


def earlier(policy: Policy, provision: Provision, *, on_page: bool) -> int:
    """Count the provisions before this one, in its file or on its page, that have its words."""
    count = 0
    for each in policy.provisions:
        if each is provision:
            break
        same = each.file == provision.file and each.text == provision.text
        count += same and (not on_page or each.page == provision.page)
    return count


def _notes(report: Report) -> Iterator[tuple[Evidence, Note]]:
    for finding in report.findings:
        for result in finding.elements:
            for n, evidence in enumerate((*result.evidence, *result.nearby)):
                role = Role.EVIDENCE if result.evidence else Role.NEAREST
                yield evidence, Note(finding, result, role, first=n == 0)
            for evidence in result.against:
                yield evidence, Note(finding, result, Role.AGAINST, first=False)
