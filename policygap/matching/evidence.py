"""Which provisions speak to an element, and what state each gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policygap.matching.finder import Span
from policygap.matching.judgement import Judgement
from policygap.matching.modality import exceptions as exceptions_in
from policygap.matching.modality import judge
from policygap.matching.readings import PolicyReading, Reading
from policygap.matching.states import state_given
from policygap.model import (
    Asks,
    Element,
    Evidence,
    Pattern,
    ProvisionKind,
    State,
    Unit,
)

_NEAR = 0.5
OTHER_PEOPLE, OFFICER = "other-people", "officer"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision that speaks to an element: the state that it gives, and why in words."""

    place: int
    state: State
    why: str
    judgement: Judgement
    exceptions: tuple[str, ...] = ()
    pattern: int = 0  # the first patterns of an element say it most plainly


@dataclass(frozen=True, slots=True)
class Prospect:
    """A provision that has what a pattern of an element needs, and where its focus stands."""

    element: Element
    pattern: int
    place: int
    spans: tuple[Span, ...]


def prospects(policy: PolicyReading, element: Element) -> Iterator[Prospect]:
    """Yield the provisions that could say something of an element, pattern by pattern."""
    for number, pattern in enumerate(element.patterns):
        for unit in _units(policy, pattern):
            if _holds(policy, pattern, unit):
                yield from (
                    Prospect(element, number, place, tuple(spans))
                    for place, spans in _focused(policy, element, pattern, unit)
                )


def sentences(policy: PolicyReading, prospect: Prospect) -> Iterator[str]:
    """Yield the sentences that judging a prospect will parse."""
    reading = policy.readings[prospect.place]
    for span in prospect.spans:
        text, _, _, lead_in = _act(reading, span)
        yield text
        if lead_in:
            yield lead_in


def candidates(policy: PolicyReading, prospects: Iterable[Prospect]) -> Iterator[Candidate]:
    """Yield what the provisions really say."""
    for prospect in prospects:
        found = _judged(policy, prospect)
        if found is None:
            continue
        if found.state is not State.CONTRADICTED or policy.is_on_subject(prospect.place):
            yield found


def _units(policy: PolicyReading, pattern: Pattern) -> Sequence[tuple[int, ...]]:
    """Return the units that can have all of a pattern; single provisions are found by concept."""
    if pattern.unit not in (Unit.PROVISION, Unit.LIST):
        return policy.units(pattern.unit)
    entries = [*pattern.all, *([pattern.count.of] if pattern.count else [])]
    places = set.intersection(*(policy.holding(entry) for entry in entries))
    return [(place,) for place in sorted(places & policy.singles(pattern.unit))]


def references(policy: PolicyReading, element: Element) -> Iterator[Candidate]:
    """Yield the provisions that only send the reader elsewhere for the element."""
    for topic in element.topic:
        for place in sorted(set.intersection(*(policy.holding([name]) for name in topic))):
            reading = policy.readings[place]
            if reading.is_reference and reading.provision.kind is not ProvisionKind.LIST:
                yield Candidate(place, State.REFERENCED, "only points elsewhere", Judgement())


def nearest(policy: PolicyReading, element: Element) -> tuple[int, tuple[str, ...]] | None:
    """Return the provision that has most of what a pattern needs, and the entries that it lacks.

    Of two, the one that holds more of the element's concepts is nearer, then the shorter; a
    provision that lacks more than half is not near.
    """
    names = {name for pattern in element.patterns for entry in pattern.all for name in entry}
    found = (
        (
            len(lacks) / len(pattern.all),
            -len(names & policy.readings[place].hits.keys()),
            len(policy.readings[place].words),
            place,
            lacks,
        )
        for pattern in element.patterns
        if pattern.all
        for place in policy.holding(pattern.all[0]) & policy.singles(Unit.PROVISION)
        for lacks in [_lacks(policy.readings[place], pattern)]
    )
    share, _, _, place, lacks = min(found, default=(1.0, 0, 0, 0, ()))
    return (place, lacks) if share <= _NEAR else None


def _lacks(reading: Reading, pattern: Pattern) -> tuple[str, ...]:
    return tuple(entry[0] for entry in pattern.all if not any(n in reading.hits for n in entry))


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


def _focused(
    policy: PolicyReading, element: Element, pattern: Pattern, unit: tuple[int, ...]
) -> Iterator[tuple[int, list[Span]]]:
    """Yield the provisions of a unit that can be rules and hold the focus of a pattern, and where.

    What only points elsewhere or reports a law is left out before anything is parsed.
    """
    focus = pattern.all[0] if pattern.all else pattern.count.of if pattern.count else ()
    single = pattern.unit in (Unit.PROVISION, Unit.LIST)
    for place in unit:
        reading = policy.readings[place]
        spans = _spans(reading, focus)
        if not spans or reading.is_history or reading.is_title:
            continue
        if single and not _stands_together(reading, pattern):
            continue
        if not _says_nothing(reading, element, pattern):
            yield place, spans


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


def _judged(policy: PolicyReading, prospect: Prospect) -> Candidate | None:
    """Judge a provision by the first place of its focus that something governs."""
    element, reading = prospect.element, policy.readings[prospect.place]
    pattern = element.patterns[prospect.pattern]
    judged = [(_judge(reading, span), span) for span in prospect.spans]
    free = [pair for pair in judged if not pair[0].embedded] or judged
    judgement, span = max(free, key=lambda pair: (bool(pair[0].polarity), pair[0].reversed))
    if pattern.polarity and judgement.outcome not in pattern.polarity:
        return None
    if not _acts(reading, element, pattern, judgement, in_lead_in=span[0] < reading.lead_words):
        return None
    exceptions = (*_exceptions(reading, judgement), *policy.exceptions_after(prospect.place))
    if any(_BARE.fullmatch(e) for e in exceptions) and element.asks is Asks.BAN:
        return None  # a lead-in by itself: its items say what is excepted
    state, why = state_given(element, pattern, judgement, exceptions, policy.concepts_of)
    if state is None:
        return None
    limits = [name for name in pattern.weak_if if name in reading.hits]
    if state is State.PRESENT and limits:
        state, why = State.WEAK, "covers only some of the cases"
    return Candidate(
        prospect.place, state, pattern.why or why, judgement, exceptions, prospect.pattern
    )


def _says_nothing(reading: Reading, element: Element, pattern: Pattern) -> bool:
    """Tell whether a provision only points or reports a law."""
    if reading.is_pointer and pattern.gives not in (State.CONTRADICTED, State.REFERENCED):
        return True
    return reading.is_background and element.asks is not Asks.STATEMENT


_BARE = re.compile(r"\W*(?:\w+\W*){1,3}:", re.IGNORECASE)


def _exceptions(reading: Reading, judgement: Judgement) -> tuple[str, ...]:
    """Return the exceptions of a provision; those of a lead-in ("unless:") go on in the item."""
    provision = reading.provision
    if not provision.lead_in:
        return judgement.exceptions
    led = (
        f"{e} {provision.text}" if _BARE.fullmatch(e) else e
        for e in exceptions_in(provision.lead_in)
    )
    return (*exceptions_in(provision.text), *led)


def _judge(reading: Reading, span: Span) -> Judgement:
    return judge(*_act(reading, span))


def _act(reading: Reading, span: Span) -> tuple[str, int, int, str]:
    """Return the sentence in which a span stands, its characters there, and its lead-in."""
    start, end = reading.characters(span)
    provision = reading.provision
    if span[0] < reading.lead_words:
        own = reading.characters((span[0], min(span[1], reading.lead_words)))
        return provision.lead_in, *own, ""
    if provision.kind is not ProvisionKind.LIST:
        return provision.text, start, end, provision.lead_in
    low = provision.text.rfind("; ", 0, start) + 2 if "; " in provision.text[:start] else 0
    item = provision.text[low:].partition("; ")[0]  # as the list's items were joined
    return item, start - low, min(end - low, len(item)), provision.lead_in


def _acts(
    reading: Reading, element: Element, pattern: Pattern, judgement: Judgement, *, in_lead_in: bool
) -> bool:
    """Tell whether the right people act: those the pattern names, or nobody else's people."""
    people = {OFFICER, OTHER_PEOPLE, *pattern.actor}
    if judgement.actor:
        named = reading.spans_within(people, *judgement.actor, in_lead_in=in_lead_in)
    elif reading.lead_words:
        named = reading.spans_within(people, 0, len(reading.provision.lead_in), in_lead_in=True)
    else:
        return True
    officers = _not_inside(named.get(OFFICER, []), named.get(OTHER_PEOPLE, []))
    some = bool(officers) or OTHER_PEOPLE in named
    if pattern.actor:
        wanted = {name for name in pattern.actor if name in named and name != OFFICER}
        return bool(wanted) or (OFFICER in pattern.actor and bool(officers)) or not some
    return element.asks is not Asks.DUTY or OTHER_PEOPLE not in named or bool(officers)


def _not_inside(spans: list[Span], others: list[Span]) -> list[Span]:
    """Return the spans that are no part of a longer one ("officer" in "corrections officer")."""
    return [
        (a, b) for a, b in spans if not any(c <= a and b <= d and d - c > b - a for c, d in others)
    ]
