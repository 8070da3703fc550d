"""The model language for every gap, and where in the policy it would go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygap.annotate.marks import index, passage
from policygap.annotate.wording import suggested
from policygap.model import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygap.annotate.marks import Missing
    from policygap.model import ElementResult, Evidence, Finding, Policy, Provision, Report

# What a provision that is added must not cut in two.
_TOGETHER = frozenset({ProvisionKind.ITEM, ProvisionKind.LIST, ProvisionKind.ROW})


@dataclass(frozen=True, slots=True)
class Fix:
    """Language to add: its lines, all that it answers, and the provision that it would follow.

    `home` is the passage that chose the place, None where no passage speaks of it.
    """

    lines: tuple[str, ...]
    asked: tuple[Missing, ...]
    home: Evidence | None = None
    after: Provision | None = None


def fixes(report: Report) -> tuple[Fix, ...]:
    """Return the language for all that fails, in the order of the policy; without a place last.

    What is answered by the same words at the same place is one fix.
    """
    places = index(report.policy)
    end = len(report.policy.provisions)
    merged: dict[tuple[int, tuple[str, ...]], Fix] = {}
    for finding, result in _failing(report):
        home = _home(finding, result)
        found = places.get(passage(home)) if home else None
        at = end if found is None else _last_together(report.policy, found)
        after = None if found is None else report.policy.provisions[at]
        lines = suggested(result)
        known = merged.get((at, lines), Fix(lines, (), home, after))
        asked = (*known.asked, (finding, result))
        merged[at, lines] = Fix(lines, asked, known.home, after)
    return tuple(merged[key] for key in sorted(merged, key=lambda key: key[0]) if key[1])


def wordless(report: Report) -> tuple[Missing, ...]:
    """Return what fails and has no model language."""
    return tuple(each for each in _failing(report) if not suggested(each[1]))


def _failing(report: Report) -> Iterator[Missing]:
    for finding in report.gaps():
        yield from ((finding, result) for result in finding.failing if result.settled is None)


def _home(finding: Finding, result: ElementResult) -> Evidence | None:
    """Return the passage that the language would follow.

    That is the one to be mended, or what else the requirement has, or what comes nearest.
    """
    beside = [e for other in finding.elements for e in other.evidence]
    return next(iter((*result.evidence[:1], *beside[-1:])), result.nearest)


def _last_together(policy: Policy, number: int) -> int:
    """Return the last provision of a paragraph, and of the list or table that it is part of."""
    number = _while(policy, number, lambda last, each: each.paragraph == last.paragraph)
    last = policy.provisions[number]
    if last.kind in _TOGETHER or last.text.endswith(":"):
        return _while(policy, number, _goes_on)
    return number


def _goes_on(last: Provision, each: Provision) -> bool:
    return each.kind in _TOGETHER and each.section == last.section


def _while(policy: Policy, number: int, holds: Callable[[Provision, Provision], bool]) -> int:
    """Return the last provision up to which each next one belongs to the one before."""
    for last, each in pairwise(policy.provisions[number:]):
        if not holds(last, each):
            break
        number += 1
    return number
