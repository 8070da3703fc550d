"""Which provisions speak to an element, and what state each gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policygap.matching.judgement import Judgement
from policygap.matching.modality import judge
from policygap.matching.phrases import Span
from policygap.matching.readings import PolicyReading, Reading
from policygap.model import (
    Asks,
    Element,
    Evidence,
    Need,
    Pattern,
    Polarity,
    State,
    Strength,
    Unit,
)

OTHER_PEOPLE, OFFICER, ANY = "other-people", "officer", "any"
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision that speaks to an element: the state that it gives, and why in words."""

    place: int
    state: State
    why: str
    judgement: Judgement
    exceptions: tuple[str, ...] = ()


def candidates(policy: PolicyReading, element: Element) -> Iterator[Candidate]:
    """Yield what the provisions of a policy say of an element, pattern by pattern."""
    for pattern in element.patterns:
        for unit in policy.units(pattern.unit):
            yield from _unit_candidates(policy, element, pattern, unit)


def references(policy: PolicyReading, element: Element) -> Iterator[Candidate]:
    """Yield the provisions that only send the reader elsewhere for the element."""
    for topic in element.topic:
        for place in sorted(set.intersection(*(policy.holding([name]) for name in topic))):
            if policy.readings[place].is_reference:
                yield Candidate(place, State.REFERENCED, "only points elsewhere", Judgement())


def nearest(policy: PolicyReading, element: Element) -> tuple[int, tuple[str, ...]] | None:
    """Return the provision that has most of what a pattern needs, and the entries that it lacks."""
    best: tuple[float, int, tuple[str, ...]] | None = None
    for pattern in element.patterns:
        focus = pattern.all[0] if pattern.all else ()
        for place in sorted(policy.holding(focus)):
            hits = policy.readings[place].hits
            lacks = tuple(entry[0] for entry in pattern.all if not any(n in hits for n in entry))
            share = 1 - len(lacks) / len(pattern.all)
            if best is None or share > best[0]:
                best = (share, place, lacks)
    return best and (best[1], best[2])


def evidence(reading: Reading, candidate: Candidate) -> Evidence:
    """Return a candidate as the report shows it."""
    provision = reading.provision
    return Evidence(
        text=provision.full_text,
        section=provision.section.path,
        heading=provision.section.heading,
        page=provision.page,
        file=provision.file,
        state=candidate.state,
        strength=candidate.judgement.strength,
        polarity=candidate.judgement.outcome,
        exceptions=candidate.exceptions,
    )


def _unit_candidates(
    policy: PolicyReading, element: Element, pattern: Pattern, unit: tuple[int, ...]
) -> Iterator[Candidate]:
    held = _holds(policy, pattern, unit)
    if not held:
        return
    focus = pattern.all[0] if pattern.all else pattern.count.of if pattern.count else ()
    for place in unit:
        reading = policy.readings[place]
        spans = _spans(reading, focus)
        if not spans or reading.is_history:
            continue
        if pattern.unit in (Unit.PROVISION, Unit.LIST) and not _stands_together(reading, pattern):
            continue
        found = _judged(policy, element, pattern, place, spans)
        if found is not None:
            yield found


def _holds(policy: PolicyReading, pattern: Pattern, unit: tuple[int, ...]) -> bool:
    """Tell whether a unit has every concept of a pattern and none that rules it out."""
    hits = policy.readings[unit[0]].hits.keys() if len(unit) == 1 else _joined(policy, unit)
    if not all(any(name in hits for name in entry) for entry in pattern.all):
        return False
    if any(name in hits for name in pattern.none):
        return False
    if pattern.count and sum(name in hits for name in pattern.count.of) < pattern.count.least:
        return False
    if not pattern.context:
        return True
    around = policy.around(unit[0]) | hits
    return all(any(name in around for name in entry) for entry in pattern.context)


def _joined(policy: PolicyReading, unit: tuple[int, ...]) -> frozenset[str]:
    return frozenset().union(*(policy.readings[i].hits for i in unit))


def _spans(reading: Reading, names: tuple[str, ...]) -> list[Span]:
    return sorted({span for name in names for span in reading.hits.get(name, ())})


def _stands_together(reading: Reading, pattern: Pattern) -> bool:
    """Tell whether the concepts of a pattern lie near enough to each other, and in order."""
    if pattern.within is None and not pattern.ordered:
        return True
    places = [_spans(reading, entry) for entry in pattern.all]
    return any(_fits(pattern, start, places) for start in places[0])


def _fits(pattern: Pattern, start: Span, places: list[list[Span]]) -> bool:
    low, high, last = start[0], start[1], start[0]
    for spans in places[1:]:
        ahead = [s for s in spans if not pattern.ordered or s[0] >= last]
        if not ahead:
            return False
        chosen = min(ahead, key=lambda s: max(high, s[1]) - min(low, s[0]))
        low, high, last = min(low, chosen[0]), max(high, chosen[1]), chosen[0]
    return pattern.within is None or high - low <= pattern.within


def _judged(
    policy: PolicyReading, element: Element, pattern: Pattern, place: int, spans: list[Span]
) -> Candidate | None:
    """Judge a provision by the first place of its focus that something governs."""
    reading = policy.readings[place]
    judged = [(_judge(reading, span), span) for span in spans]
    free = [pair for pair in judged if not pair[0].embedded] or judged
    judgement, span = next((pair for pair in free if pair[0].polarity), free[0])
    if reading.is_pointer and pattern.gives is None:
        return None
    if pattern.polarity and judgement.outcome not in pattern.polarity:
        return None
    if not _acts(reading, element, pattern, judgement, in_lead_in=span[0] < reading.lead_words):
        return None
    exceptions = (*judgement.exceptions, *policy.exceptions_after(place))
    state, why = _state(policy, element, pattern, judgement, exceptions)
    if state is None or (reading.is_background and element.asks is not Asks.STATEMENT):
        return None
    limits = [name for name in pattern.weak_if if name in reading.hits]
    if state is State.PRESENT and limits:
        state, why = State.WEAK, "covers only some of the cases"
    return Candidate(place, state, pattern.why or why, judgement, exceptions)


def _judge(reading: Reading, span: Span) -> Judgement:
    start, end = reading.characters(span)
    provision = reading.provision
    if span[0] < reading.lead_words:
        own = reading.characters((span[0], min(span[1], reading.lead_words)))
        return judge(provision.lead_in, *own)
    return judge(provision.text, start, end, provision.lead_in)


def _acts(
    reading: Reading, element: Element, pattern: Pattern, judgement: Judgement, *, in_lead_in: bool
) -> bool:
    """Tell whether the right people act: those the pattern names, or nobody else's people."""
    if judgement.actor:
        named = reading.concepts_within(*judgement.actor, in_lead_in=in_lead_in)
    elif reading.lead_words:
        named = reading.concepts_within(0, len(reading.provision.lead_in), in_lead_in=True)
    else:
        return True
    if pattern.actor:
        people = named & {OFFICER, OTHER_PEOPLE}
        return bool(named & set(pattern.actor)) or not people
    return element.asks is not Asks.DUTY or OTHER_PEOPLE not in named or OFFICER in named


def _state(
    policy: PolicyReading,
    element: Element,
    pattern: Pattern,
    judgement: Judgement,
    exceptions: tuple[str, ...],
) -> tuple[State | None, str]:
    if pattern.gives:
        return pattern.gives, ""
    if judgement.embedded and element.asks is not Asks.STATEMENT:
        return None, ""
    outcome = judgement.outcome
    state = _OUTCOMES[element.asks][outcome]
    if element.asks is Asks.BAN:
        return _ban(policy, element, state, judgement, exceptions)
    if element.asks is Asks.DUTY and state in (State.PRESENT, State.WEAK):
        return _duty(element, judgement, exceptions)
    return state, _WHY.get(outcome, "") if state is State.CONTRADICTED else ""


_WHY = {
    Polarity.EXEMPTS: "says that it need not be done",
    Polarity.PROHIBITS: "forbids it",
    Polarity.PERMITS: "permits it",
    Polarity.REQUIRES: "requires it",
    Polarity.DENIES: "denies it",
}


def _duty(element: Element, judgement: Judgement, exceptions: tuple[str, ...]) -> tuple[State, str]:
    needed = _NEEDED[element.need]
    if judgement.strength.rank < needed.rank:
        word = {Strength.SHOULD: "should", Strength.MAY: "may"}.get(judgement.strength)
        said = f"says '{word}' or the like" if word else "describes it without ordering it"
        return State.WEAK, f"{said}; '{needed.value}' is needed"
    if any(_ONLY.match(e) for e in exceptions):
        return State.WEAK, "binds only under a condition"
    return State.PRESENT, ""


def _ban(
    policy: PolicyReading,
    element: Element,
    state: State | None,
    judgement: Judgement,
    exceptions: tuple[str, ...],
) -> tuple[State | None, str]:
    restricted = judgement.polarity is Polarity.PERMITS and any(_ONLY.match(e) for e in exceptions)
    if exceptions and (state is State.PRESENT or restricted):
        if all(_is_allowed(policy, element, e) for e in exceptions):
            state = State.PRESENT
        else:
            return State.CONTRADICTED, f"makes an exception: {exceptions[0]}"
    if state is State.PRESENT and judgement.strength is Strength.SHOULD:
        return State.WEAK, "says only that it should not be done"
    return state, _WHY.get(judgement.outcome, "") if state is State.CONTRADICTED else ""


def _is_allowed(policy: PolicyReading, element: Element, exception: str) -> bool:
    if element.exception is None:
        return False
    return ANY in element.exception or bool(policy.concepts_of(exception) & set(element.exception))
