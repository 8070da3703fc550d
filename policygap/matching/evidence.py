"""Which provisions speak to an element, and what state each gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policygap.matching.columns import places_in
from policygap.matching.hits import Span
from policygap.matching.judgement import Judgement
from policygap.matching.modality import exceptions as exceptions_in
from policygap.matching.modality import judge
from policygap.matching.own_modals import as_defined
from policygap.matching.parts import narrows, partial_case
from policygap.matching.prospects import ANOTHER_MATTER, Prospect, spans_of
from policygap.matching.rarity import ITSELF_PLAINLY, clear_bar, own_bar, part_bar
from policygap.matching.reading import Reading
from policygap.matching.readings import PolicyReading
from policygap.matching.states import state_given
from policygap.matching.targets import is_among, target
from policygap.matching.whereabouts import OFFICER, OTHER_PEOPLE
from policygap.model import Asks, Coverage, Element, Evidence, Pattern, ProvisionKind, State

# How likely a provision must speak of an element to say the opposite of a duty or a statement. A
# ban is lifted in few words, which tell little by themselves.
CONTRARY = 0.035
# Which bars a state must reach by what the provision speaks of as a whole.
_BARS = {State.PRESENT: (part_bar, clear_bar), State.WEAK: (part_bar,)}
OF_OTHERS = "is about other people"
_NONE = Judgement()
_GIVEN = (State.CONTRADICTED, State.PRESENT, State.WEAK)  # what judging an act can come to


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision that was weighed for an element: the state that it gives, and why in words.

    `state` is None where it does not count; `close` tells that it might, all the same; `number` is
    that of the pattern that it answers to.
    """

    place: int
    state: State | None
    why: str
    judgement: Judgement = _NONE
    exceptions: tuple[str, ...] = ()
    number: int = 0
    close: bool = False
    named_at: int | None = None  # of a pronoun's prospect: see there


def weigh(policy: PolicyReading, prospect: Prospect) -> Candidate:
    """Judge a provision by the first place of its focus that something governs."""
    place, number = prospect.place, prospect.number
    if prospect.bar:
        return Candidate(place, None, prospect.bar.why, number=number, close=prospect.bar.close)
    reading = policy.readings[place]
    judgement, span = _leading(reading, prospect.spans)
    if policy.modals:
        strength = as_defined(judgement.strength, reading.provision.full_text, policy.modals)
        judgement = replace(judgement, strength=strength)
    after = (policy.readings[i].provision.text for i in policy.exceptions_after(place))
    shared = policy.exceptions_shared(place)
    exceptions = (*_exceptions(reading, judgement), *after, *shared)
    out = _ruled_out(reading, prospect, judgement, exceptions, span)
    state, why = (None, out) if out else _state(policy, prospect, judgement, exceptions)
    if stray := _stray(policy, prospect, state):
        state, why = None, stray
    return Candidate(
        place,
        state,
        why,
        judgement,
        exceptions,
        number,
        close=state is None,
        named_at=prospect.named_at,
    )


def best_of(policy: PolicyReading, prospect: Prospect) -> State | None:
    """Return the state of most weight that a prospect could give, before it is looked at."""
    pattern = prospect.pattern
    could = [pattern.gives] if pattern.gives else [*_GIVEN]
    if State.PRESENT in could and _is_limited(policy, prospect):
        could = [State.WEAK if state is State.PRESENT else state for state in could]
    left = (state for state in could if not _stray(policy, prospect, state))
    return min(left, key=lambda state: state.rank, default=None)


def _stray(policy: PolicyReading, prospect: Prospect, state: State | None) -> str:
    """Say why a provision cannot give a state by what it speaks of as a whole, if it cannot."""
    place, element = prospect.place, prospect.element
    stray = False
    if state is State.CONTRADICTED:
        if not policy.is_on_subject(place):
            return "stands in a part of the manual that does not speak of force"
        stray = element.asks is not Asks.BAN and policy.likely(place, element.key) < CONTRARY
    elif state in _BARS and prospect.named_at is None:
        least = max(bar(element.seen) for bar in _BARS[state])
        likely = policy.likely(place, element.key)
        if likely < policy.raised(ITSELF_PLAINLY):
            stray = policy.relevant(place, element.key) < policy.raised(least)
        # a ban is said in few words, and of several things at once
        itself = 0 if element.asks is Asks.BAN else own_bar(element.seen, state)
        stray = stray or likely < itself
    return ANOTHER_MATTER if stray else ""


def _leading(reading: Reading, spans: Iterable[Span]) -> tuple[Judgement, Span]:
    """Return the judgement of the place that something governs, and the place."""
    judged = [(judge(*reading.sentence_of(span)), span) for span in spans]
    free = [pair for pair in judged if not pair[0].embedded] or judged
    return max(free, key=lambda pair: (bool(pair[0].polarity), pair[0].reversed))


def _ruled_out(
    reading: Reading,
    prospect: Prospect,
    judgement: Judgement,
    exceptions: tuple[str, ...],
    span: Span,
) -> str:
    """Say why what a provision does with the act does not count, if it does not."""
    element, pattern = prospect.element, prospect.pattern
    if pattern.polarity and judgement.outcome not in pattern.polarity:
        wanted = " or ".join(polarity.does for polarity in pattern.polarity)
        return f"{judgement.outcome.does}; this counts only what {wanted}"
    if not _acts(reading, element, pattern, judgement, in_lead_in=span[0] < reading.lead_words):
        return OF_OTHERS
    if element.asks is Asks.BAN and any(_BARE.fullmatch(e) for e in exceptions):
        return "only introduces what its items except"
    return ""


def _state(
    policy: PolicyReading, prospect: Prospect, judgement: Judgement, exceptions: tuple[str, ...]
) -> tuple[State | None, str]:
    """Return the state that a provision gives, None if it does not count, and why in words."""
    element, pattern = prospect.element, prospect.pattern
    state, why = state_given(element, pattern, judgement, exceptions, policy.concepts_of)
    if state is None:
        return None, why
    if state is State.CONTRADICTED and _excuses_listed(policy, prospect):
        return State.WEAK, "leaves out the cases that are listed there"
    if state is State.PRESENT:
        if element.asks is Asks.DUTY and (narrowing := next(filter(narrows, exceptions), "")):
            state, why = State.WEAK, f"makes an exception: {narrowing}"
        elif case := partial_case(
            _ruling(policy.readings[prospect.place]), duty=element.asks is Asks.DUTY
        ):
            state, why = State.WEAK, f"covers only a part of the cases: {case}"
    if state is State.PRESENT and _is_limited(policy, prospect):
        state, why = State.WEAK, "covers only some of the cases"
    return state, pattern.why or why


def _excuses_listed(policy: PolicyReading, prospect: Prospect) -> bool:
    """Tell whether a duty falls away in the cases of a list, and all that is asked leads it in."""
    reading = policy.readings[prospect.place]
    if prospect.element.asks is not Asks.DUTY:
        return False
    if _EXCUSES_LISTED.search(reading.provision.text):
        return True
    said = (spans_of(reading, entry) for entry in prospect.pattern.entries)
    led = all(any(end <= reading.lead_words for _, end in each) for each in said)
    return led and bool(_EXCUSES_LISTED.search(reading.provision.lead_in))


def _ruling(reading: Reading) -> str:
    """Return the text whose cases are those of a provision: of a whole list, its lead-in."""
    provision = reading.provision
    whole = provision.kind is ProvisionKind.LIST and provision.lead_in
    return provision.lead_in if whole else provision.full_text


def _is_limited(policy: PolicyReading, prospect: Prospect) -> bool:
    """Tell whether a provision covers a part only of the cases that an element must cover."""
    place, pattern = prospect.place, prospect.pattern
    return policy.where.says(place, pattern.weak_if) or is_part(policy, place, pattern.covers)


def is_part(policy: PolicyReading, place: int, covers: Sequence[Coverage]) -> bool:
    """Tell whether a provision speaks of a part of the cases, and never of all of them."""
    says = policy.where.says
    if policy.readings[place].provision.kind is ProvisionKind.ROW:  # the other rows are the rest
        return False
    return any(says(place, each.part) and not says(place, each.whole) for each in covers)


def references(policy: PolicyReading, element: Element) -> Iterator[Candidate]:
    """Yield the provisions that only send the reader elsewhere for the element.

    One that points to a text which is among the files counts for nothing more than that text says.
    """
    for topic in element.topic:
        for place in places_in(
            policy.where.holding_all([(n,) for n in topic], policy.where.everywhere)
        ):
            reading = policy.readings[place]
            single = reading.provision.kind is not ProvisionKind.LIST
            if not (single and policy.near(element.key) >> place & 1):
                continue
            if _points(reading, topic):
                yield reference(policy, place)
            if (after := policy.pointer_after(place)) is not None:
                yield reference(policy, after)


def _points(reading: Reading, topic: Sequence[str]) -> bool:
    """Tell whether a provision, or a clause of it that speaks of a topic, only points elsewhere."""
    clauses = (reading.spans_within(topic, *c, in_lead_in=False) for c in reading.pointing)
    return reading.is_pointer or any(len(found) == len(set(topic)) for found in clauses)


def reference(policy: PolicyReading, place: int) -> Candidate:
    """Return what a provision gives that only sends the reader elsewhere."""
    provision = policy.readings[place].provision
    named = target(provision.text)
    if is_among(named, [file for file in policy.files if file.name != provision.file]):
        return Candidate(place, State.ABSENT, f"{named} is among the files; it lacks it too")
    return Candidate(place, State.REFERENCED, f"only points to {named or 'another text'}")


def evidence(reading: Reading, candidate: Candidate) -> Evidence:
    """Return a candidate as the report shows it."""
    provision = reading.provision
    return Evidence(
        text=provision.full_text,
        section=provision.section.path,
        heading=provision.section.heading,
        page=provision.page,
        file=provision.file,
        state=candidate.state or State.ABSENT,
        strength=candidate.judgement.strength,
        polarity=candidate.judgement.outcome,
        exceptions=candidate.exceptions,
        lead_in=provision.lead_in,
    )


# "A report need not be made for:"; what follows are some of the cases.
_EXCUSES_LISTED = re.compile(
    r"\b(?:need(?:s|ed)? not|not (?:be )?(?:need|require|necessary|called for)\w*"
    r"|no \w+(?: \w+){0,2} (?:is|are|will be|shall be) (?:needed|required|necessary))\b"
    r"[^:]{0,120}\b(?:for|when(?:ever)?|if|where|in|after|unless|cases?|circumstances|situations"
    r"|instances|following)\W*:\W*$",
    re.IGNORECASE,
)
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
