"""When a person should check: the grounds on which decisions proved wrong more often than others.

docs/accuracy.md has the shares, measured on policies that the rubrics' authors had not seen.
"""

from __future__ import annotations

from policygap.matching.decision import MAX_EVIDENCE, STRAY, Decision, likeliest
from policygap.matching.readings import PolicyReading
from policygap.model import Element, State

# Of an absent element, where a passage has the words of one of its patterns.
NOT_COUNTED = "a passage has the words for it and was not counted"
# Of what the second opinion decided.
BY_LIKENESS = "no pattern matched in full; it is called so for the likeness of its words alone"
# How much the only passage that decides must speak of the element or its like, by its state; of
# those that speak less of it, half and two thirds were wrong.
_ALONE = {State.PRESENT: 0.1, State.WEAK: 0.03}


def doubt_of(policy: PolicyReading, element: Element, decision: Decision) -> str:
    """Say in words why a person should check a decision; "" where the ground is firm."""
    if decision.against:
        return "passages say opposite things; read both"
    shown = decision.deciding[:MAX_EVIDENCE]
    if likeliest(policy, element, shown) < STRAY.get(decision.state, 0):
        return "the passage may speak of something else"
    relevant = policy.relevant(shown[0].place, element.key)
    if len(shown) == 1 and relevant < _ALONE.get(decision.state, 0):
        return "rests on one passage, worded unlike what is said of it elsewhere"
    return ""
