"""What state a provision gives an element, once it is known what it does with the act."""

from __future__ import annotations

import re
from collections.abc import Callable

from policygap.matching.judgement import Judgement
from policygap.model import ANY, Asks, Element, Need, Pattern, Polarity, State, Strength

_ONLY = re.compile(r"only|solely|limited to", re.IGNORECASE)
_NEEDED = {Need.MUST: Strength.MUST, Need.SHOULD: Strength.SHOULD, Need.STATES: Strength.NONE}

# What a provision gives an element, by what the element asks and what the provision does with the
# act. None: it does not count. WEAK under a duty that asks less than "must" becomes PRESENT.
_OUTCOMES: dict[Asks, dict[Polarity, State | None]] = {
    Asks.DUTY: {
        Polarity.REQUIRES: State.PRESENT,
        Polarity.PROHIBITS: State.CONTRADICTED,
        Polarity.PERMITS: State.WEAK,
        Polarity.EXEMPTS: State.CONTRADICTED,
        Polarity.DENIES: State.CONTRADICTED,
        Polarity.STATES: State.PRESENT,
    },
    Asks.BAN: {
        Polarity.REQUIRES: State.CONTRADICTED,
        Polarity.PROHIBITS: State.PRESENT,
        Polarity.PERMITS: State.CONTRADICTED,
        Polarity.EXEMPTS: None,
        Polarity.DENIES: State.PRESENT,
        Polarity.STATES: None,
    },
    Asks.STATEMENT: {
        Polarity.REQUIRES: State.PRESENT,
        Polarity.PROHIBITS: State.PRESENT,
        Polarity.PERMITS: State.PRESENT,
        Polarity.EXEMPTS: State.CONTRADICTED,
        Polarity.DENIES: State.CONTRADICTED,
        Polarity.STATES: State.PRESENT,
    },
}
ConceptsOf = Callable[[str], frozenset[str]]


def state_given(
    element: Element,
    pattern: Pattern,
    judgement: Judgement,
    exceptions: tuple[str, ...],
    concepts_of: ConceptsOf,
) -> tuple[State | None, str]:
    """Return the state that a provision gives, None if it does not count, and why in words."""
    if pattern.gives:
        return _given(element, pattern.gives, judgement)
    if judgement.embedded and element.asks is not Asks.STATEMENT:
        return None, "names it only as a case or a condition"
    outcome = judgement.outcome
    if judgement.embedded and outcome is Polarity.DENIES:
        return None, "denies it of a case only"
    state = _OUTCOMES[element.asks][outcome]
    if element.asks is Asks.BAN:
        allowed = all(_is_allowed(element, concepts_of, exception) for exception in exceptions)
        return _ban(state, judgement, exceptions, allowed=allowed)
    if element.asks is Asks.DUTY and state in (State.PRESENT, State.WEAK):
        return _duty(element, judgement)
    return state, outcome.does if state is State.CONTRADICTED else ""


def _given(element: Element, state: State, judgement: Judgement) -> tuple[State, str]:
    """Return the state that a pattern gives; weak for present where the words bind too little.

    A licence that is bound to a condition may be what is asked: "may shoot only if all else fails".
    """
    licence = judgement.strength is Strength.MAY and not judgement.exceptions
    soft = judgement.strength is Strength.SHOULD or (licence and element.asks is not Asks.BAN)
    if state is State.PRESENT and soft and _is_softer(element, judgement):
        return State.WEAK, f"says '{judgement.strength.value}' or the like"
    return state, ""


def _is_softer(element: Element, judgement: Judgement) -> bool:
    return judgement.strength.rank < _NEEDED[element.need].rank


def _duty(element: Element, judgement: Judgement) -> tuple[State, str]:
    if judgement.polarity is None and element.need is not Need.MUST:
        return State.PRESENT, ""
    if _is_softer(element, judgement):
        word = {Strength.SHOULD: "should", Strength.MAY: "may"}.get(judgement.strength)
        said = f"says '{word}' or the like" if word else "describes it without ordering it"
        return State.WEAK, f"{said}; '{element.need.value}' is needed"
    if judgement.limit:
        return State.WEAK, f"binds only under a condition: {judgement.limit}"
    return State.PRESENT, ""


def _ban(
    state: State | None, judgement: Judgement, exceptions: tuple[str, ...], *, allowed: bool
) -> tuple[State | None, str]:
    used = judgement.polarity in (Polarity.PERMITS, Polarity.REQUIRES)  # "shall only be used when"
    restricted = used and any(_ONLY.match(e) for e in exceptions)
    if exceptions and (state is State.PRESENT or restricted):
        if not allowed:
            return State.CONTRADICTED, f"makes an exception: {exceptions[0]}"
        state = State.PRESENT
    softer = judgement.strength in (Strength.SHOULD, Strength.MAY)
    if state is State.PRESENT and softer and judgement.polarity is Polarity.PROHIBITS:
        return State.WEAK, "says only that it should not be done"
    if state is None:
        return None, "forbids nothing"
    return state, judgement.outcome.does if state is State.CONTRADICTED else ""


def _is_allowed(element: Element, concepts_of: ConceptsOf, exception: str) -> bool:
    if element.exception is None:
        return False
    return ANY in element.exception or bool(concepts_of(exception) & set(element.exception))
