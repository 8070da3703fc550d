"""Elements of which nothing counts: what of the policy is worth a look for them all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from policygap.matching.columns import bits
from policygap.matching.decision import MEANT
from policygap.matching.evidence import Candidate
from policygap.matching.nearness import names_of
from policygap.matching.readings import PolicyReading
from policygap.model import Element, Pattern


def worth_a_look(policy: PolicyReading, element: Element) -> int:
    """Return the provisions, as bits, of which it matters whether and why they do not count."""
    meant = policy.meant(element.key, MEANT)
    opinion = policy.opinion(element.key)
    return meant | 1 << opinion[0] if opinion else meant


def look_ahead(
    policy: PolicyReading, unsaid: Sequence[Element], weighed: Sequence[Sequence[Candidate]]
) -> None:
    """Search at once for all that is asked of these elements."""
    worth = [worth_a_look(policy, element) for element in unsaid]
    barred = [(p, among) for e, among in zip(unsaid, worth, strict=True) for p in e.patterns]
    topics = (tuple((name,) for name in topic) for e in unsaid for topic in e.topic)
    everywhere = policy.where.everywhere
    policy.where.look_ahead([*barred, *((Pattern(topic), everywhere) for topic in topics)])
    close: dict[str, int] = defaultdict(int)
    for element, among, each in zip(unsaid, worth, weighed, strict=True):
        for name in names_of(element):
            close[name] |= among | bits(c.place for c in each)
    policy.where.look(close)
