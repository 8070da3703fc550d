"""When a person should check: the grounds on which decisions proved wrong more often than others.

docs/accuracy.md has the shares, measured on policies that the rubrics' authors had not seen.
"""

from __future__ import annotations

from collections.abc import Iterable

from policygap.matching.decision import Decision
from policygap.matching.evidence import Candidate
from policygap.model import Element, State


def doubt(element: Element, decision: Decision) -> str:
    """Say in words why a person should check a decision; "" where the ground is firm."""
    if decision.against:
        return "passages say opposite things; read both"
    of = [element.patterns[c.number] for c in decision.deciding]
    if decision.state is State.WEAK and all(pattern.gives for pattern in of):
        return "only part of it was recognized; the rest may stand in other words"
    return ""


def doubt_of_absence(weighed: Iterable[Candidate]) -> str:
    """Say why a person should check that something is missing; "" where the ground is firm."""
    if any(c.close for c in weighed):
        return "a passage has the words for it and was not counted"
    return ""
