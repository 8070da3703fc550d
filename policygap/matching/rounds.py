"""Weigh what could decide an element first, and the rest only where that decides nothing.

Parsing its sentences is most of what weighing a provision costs.
"""

from __future__ import annotations

from collections.abc import Sequence

from policygap.matching.evidence import Candidate, best_of, weigh
from policygap.matching.language import parse_ahead
from policygap.matching.prospects import Prospect, sentences
from policygap.matching.readings import PolicyReading
from policygap.model import State

_STRONG = frozenset((State.CONTRADICTED, State.PRESENT))
_WEAK = frozenset((State.WEAK, State.REFERENCED, State.ABSENT))
# What is weighed in each round: prospects whose best state is one of these; and what found in
# earlier rounds makes it needless.
_ROUNDS: Sequence[tuple[frozenset[State | None], frozenset[State]]] = (
    (_STRONG, frozenset()),
    (_WEAK, _STRONG),
    (frozenset((None,)), _STRONG | _WEAK),
)


def _best(policy: PolicyReading, prospect: Prospect) -> State | None:
    """Return the state that tells when a prospect is due; what limits others is due with them."""
    best = best_of(policy, prospect)
    return State.PRESENT if best and prospect.pattern.limits else best


def weigh_all(
    policy: PolicyReading, found: Sequence[Sequence[Prospect]]
) -> Sequence[Sequence[Candidate]]:
    """Return, for the prospects of each element, the candidates that tell its state.

    What a state outweighs is left out: where a passage says it plainly, or the opposite, those that
    could at best say it weakly; where something counts, those that cannot.
    """
    best = [[_best(policy, prospect) for prospect in each] for each in found]
    weighed: list[list[Candidate]] = [[] for _ in found]
    parsed: set[str] = set()
    for due, needless in _ROUNDS:
        now = [
            [prospect for prospect, state in zip(each, states, strict=True) if state in due]
            if needless.isdisjoint(c.state for c in candidates if c.state)
            else []
            for each, states, candidates in zip(found, best, weighed, strict=True)
        ]
        asked = {text: 0 for each in now for one in each for text in sentences(policy, one)}
        parse_ahead(text for text in asked if text not in parsed)
        parsed.update(asked)
        for candidates, each in zip(weighed, now, strict=True):
            candidates.extend(weigh(policy, prospect) for prospect in each)
    return weighed
