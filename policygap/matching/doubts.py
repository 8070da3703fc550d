"""When a person should check: the grounds on which decisions proved wrong more often than others.

docs/accuracy.md has the shares, measured on policies that the rubrics' authors had not seen.
"""

from __future__ import annotations

from policygap.matching.decision import MAX_EVIDENCE, STRAY, Decision, likeliest
from policygap.matching.readings import PolicyReading
from policygap.model import Element

# Of an absent element, where a passage has the words of one of its patterns.
NOT_COUNTED = "a passage has the words for it and was not counted"
# Of an absent element, where a passage's words speak for it as a whole.
LOOKS_ALIKE = "a passage reads like those that say it, but none of its patterns matched"
# Of what the second opinion decided.
BY_LIKENESS = "no pattern matched; it is called so for the likeness of its words alone"


def doubt_of(policy: PolicyReading, element: Element, decision: Decision) -> str:
    """Say in words why a person should check a decision; "" where the ground is firm."""
    if decision.against:
        return "passages say opposite things; read both"
    shown = decision.deciding[:MAX_EVIDENCE]
    if likeliest(policy, element, shown) < STRAY[decision.state]:
        return "the passage may speak of something else"
    return ""
