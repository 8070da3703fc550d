"""Which provisions could speak to an element: those that hold what one of its patterns needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from typing import NamedTuple

from policygap.matching.asides import bare, pared
from policygap.matching.columns import bits, places_in
from policygap.matching.hits import Span
from policygap.matching.lead_ins import completed, without_aside
from policygap.matching.reading import Reading
from policygap.matching.readings import PolicyReading
from policygap.matching.units import Group
from policygap.matching.whereabouts import SIDE_MATTER
from policygap.model import Asks, Element, Pattern, Polarity, ProvisionKind, State

ANOTHER_MATTER = "has the words for it, but reads as a whole like one about another matter"


class Bar(NamedTuple):
    """Why a provision does not count that holds what a pattern needs.

    `close`: it may well be meant, as far as its words go; only what stands with them is missing.
    """

    why: str
    close: bool = False


@dataclass(frozen=True, slots=True)
class Prospect:
    """A provision that holds what a pattern of an element needs, and where its focus stands.

    `bar` keeps it from counting before anything of it is looked at more closely. `named_at`: where
    the focus is a pronoun, the provision that names what it stands for; its own, if a heading does.
    """

    element: Element
    number: int  # of the pattern; the first ones say the element most plainly
    place: int
    spans: tuple[Span, ...]
    bar: Bar | None = None
    named_at: int | None = None

    @property
    def pattern(self) -> Pattern:
        """Return the pattern that the provision answers to."""
        return self.element.patterns[self.number]


def prospects(policy: PolicyReading, elements: Sequence[Element]) -> Iterator[tuple[Prospect, ...]]:
    """Yield, for each element, the provisions that may well say something of it."""
    wanted = [(pattern, policy.near(e.key)) for e in elements for pattern in e.patterns]
    left = iter(policy.where.narrowed(wanted))
    _look_at_pronouns(policy, elements)
    for element in elements:
        each = list(enumerate(islice(left, len(element.patterns))))
        plain = (p for n, among in each for p in _of(policy, element, n, among) if not p.bar)
        yield (*plain, *_by_pronoun(policy, element))


def all_prospects(policy: PolicyReading, element: Element, among: int) -> Iterator[Prospect]:
    """Yield the prospects near some provisions, pattern by pattern, the barred ones as well."""
    for number in range(len(element.patterns)):
        yield from _of(policy, element, number, among)
    yield from (p for p in _by_pronoun(policy, element) if among >> p.place & 1)


def _look_at_pronouns(policy: PolicyReading, elements: Sequence[Element]) -> None:
    """Search at once for all that pronouns may stand for."""
    among = policy.pronouns.around
    patterns = chain.from_iterable(map(_for_pronouns, elements)) if among else ()
    names = {name for _, pattern in patterns for entry in pattern.entries for name in entry}
    policy.where.look(dict.fromkeys(names, among))


def _for_pronouns(element: Element) -> list[tuple[int, Pattern]]:
    """Return the patterns, with their numbers, to whose focus a pronoun may answer.

    Only where a ban is asked for: its act is a thing that pronouns stand for ("It may be used").
    """
    return [
        (number, pattern)
        for number, pattern in enumerate(element.patterns)
        if element.asks is Asks.BAN and _asks_what_is_done(pattern)
    ]


def _by_pronoun(policy: PolicyReading, element: Element) -> Iterator[Prospect]:
    """Yield the provisions that say of what was just named whether it may be used."""
    wanted = _for_pronouns(element)
    for place, pronoun in policy.pronouns.places.items() if wanted else ():
        reading = policy.readings[place]
        for number, pattern in wanted:
            named_at = _named_at(policy, element, pattern, place)
            beside = named_at is None or _bar_beside(policy, pattern, (place,))
            if not (beside or _bar(reading, element, pattern)):
                yield Prospect(
                    element, number, place, (reading.span_of(*pronoun.span),), named_at=named_at
                )


def _asks_what_is_done(pattern: Pattern) -> bool:
    """Tell whether a pattern's state hangs on what the sentence does with the act."""
    return not pattern.gives or (bool(pattern.polarity) and Polarity.STATES not in pattern.polarity)


def _named_at(policy: PolicyReading, element: Element, pattern: Pattern, place: int) -> int | None:
    """Return where all that a pattern needs is named, for which a pronoun may stand, if it is.

    Where that forbids something itself, what permits it later is an exception, and counted there.
    """
    where, pronouns = policy.where, policy.pronouns
    pronoun = pronouns.places[place]
    if where.says(place, pattern.entries[0]):
        return None
    for before in pronoun.before:
        if all(where.says(before, entry) for entry in pattern.entries):
            meant = policy.near(element.key) >> before & 1
            barred = pronouns.forbids(before) and not pronouns.bans(place)
            return before if meant and not barred else None
    heading = (policy.readings[place].provision.section.heading,)
    headed = pronoun.headed and all(where.is_titled(heading, e) for e in pattern.entries)
    return place if headed else None


def _of(policy: PolicyReading, element: Element, number: int, among: int) -> Iterator[Prospect]:
    for unit in policy.where.units(element.patterns[number], among) if among else ():
        yield from _of_unit(policy, element, number, unit)


def _of_unit(
    policy: PolicyReading, element: Element, number: int, unit: Group
) -> Iterator[Prospect]:
    pattern = element.patterns[number]
    if not _is_enough(policy, pattern, unit):
        return
    beside = _bar_beside(policy, pattern, unit) or _bar_foreign(policy, element, unit)
    focus = pattern.entries[0]
    for place in places_in(policy.where.holding(focus, bits(unit))):
        reading = policy.readings[place]
        bar = beside or _bar(reading, element, pattern) or _bar_apart(policy, pattern, unit, place)
        spans = () if bar else tuple(spans_of(reading, focus))
        yield Prospect(element, number, place, spans, bar)


def sentences(policy: PolicyReading, prospect: Prospect) -> Iterator[str]:
    """Yield the sentences that judging a prospect will parse."""
    if prospect.bar:
        return
    for span in prospect.spans:
        text, start, end, lead_in = policy.readings[prospect.place].sentence_of(span)
        yield pared(text, start, end)[0]
        if lead_in:
            direct = without_aside(lead_in)
            yield from filter(None, (bare(direct), completed(direct)))


def _is_enough(policy: PolicyReading, pattern: Pattern, unit: Group) -> bool:
    """Tell whether as many of a pattern's counted concepts stand in a unit as it asks."""
    count = pattern.count
    return count is None or sum(policy.where.speaks(unit, name) for name in count.of) >= count.least


def _bar_beside(policy: PolicyReading, pattern: Pattern, unit: Group) -> Bar | None:
    """Return what else in a unit, or around it, keeps it from counting."""
    said = [*unit, *policy.conditions(unit[0])] if pattern.gives is State.CONTRADICTED else unit
    ruled_out = next((name for name in pattern.none if _speaks(policy, said, name)), "")
    if ruled_out:
        return Bar(f"speaks of what rules it out: {spoken(ruled_out)}")
    for entry in pattern.context:
        if not policy.where.holding(entry, bits(unit)) and not policy.where.near(
            entry, 1 << unit[0]
        ):
            return Bar(f"nothing around it speaks of: {spoken(entry[0])}", close=True)
    return None


def _speaks(policy: PolicyReading, unit: Sequence[int], name: str) -> bool:
    """Tell whether a unit speaks of a concept otherwise than as of what a rule leaves out."""
    if not policy.where.speaks(unit, name):
        return False
    spans = [(policy.readings[at], span) for at in unit for span in policy.readings[at].spans(name)]
    return not spans or not all(reading.is_left_out(span) for reading, span in spans)


def _bar_foreign(policy: PolicyReading, element: Element, unit: Group) -> Bar | None:
    """Bar a unit of which no provision, as a whole, reads like one that speaks of the element.

    A pattern sees a few words; in a sentence about another matter they mean something else.
    """
    return None if policy.near(element.key) & bits(unit) else Bar(ANOTHER_MATTER)


def _bar(reading: Reading, element: Element, pattern: Pattern) -> Bar | None:
    """Return why a provision is no rule that counts, if it is none."""
    if not reading.is_rule:
        return Bar(_why_no_rule(reading))
    if _is_beside(reading, element):
        return Bar("speaks of another matter than the use of force")
    counts = pattern.gives in (State.CONTRADICTED, State.REFERENCED)
    if not counts and _is_pointed(reading, pattern.entries[0]):
        return Bar("only points elsewhere")
    if element.asks is not Asks.STATEMENT:
        return _why_idle(reading, pattern)
    return None


def _why_idle(reading: Reading, pattern: Pattern) -> Bar | None:
    """Return why a provision orders nothing, and forbids nothing, whatever its words."""
    if reading.is_background:
        return Bar("reports what a law or a court says")
    if reading.remark:
        return Bar(reading.remark)
    restricts = pattern.gives is State.CONTRADICTED or pattern.limits
    if not restricts and reading.is_definition:
        return Bar("explains a term, and orders nothing")
    return None


def _is_beside(reading: Reading, element: Element) -> bool:
    """Tell whether a provision names a side matter, other than one that the element asks for."""
    aside = reading.spans(SIDE_MATTER)
    if not aside or reading.provision.kind is ProvisionKind.LIST:
        return False
    named = {name for pattern in element.patterns for entry in pattern.entries for name in entry}
    own = spans_of(reading, tuple(named))
    return any(not any(a <= start and end <= b for a, b in own) for start, end in aside)


def _is_pointed(reading: Reading, focus: tuple[str, ...]) -> bool:
    """Tell whether a focus stands only where the reader is sent to another text."""
    return bool(reading.pointing) and all(map(reading.is_pointed, spans_of(reading, focus)))


def _why_no_rule(reading: Reading) -> str:
    if reading.is_history:
        return "looks back at what once was"
    return "asks a question" if reading.is_question else "is a title, not a sentence"


def spans_of(reading: Reading, names: tuple[str, ...]) -> list[Span]:
    """Return where one of these concepts stands in a provision, in order."""
    return sorted({span for name in names for span in reading.spans(name)})


def _bar_apart(policy: PolicyReading, pattern: Pattern, unit: Group, place: int) -> Bar | None:
    """Bar a provision to whose focus the other concepts of the unit do not lie near, or in order.

    Words are counted through the unit, one provision after the other.
    """
    if pattern.within is None and not pattern.ordered:
        return None
    spread = [_spread(policy, unit, entry) for entry in pattern.all]
    if any(_fits(pattern, start, spread) for at, start in spread[0] if at == place):
        return None
    return Bar("its words for this stand too far apart", close=True)


def _spread(policy: PolicyReading, unit: Group, names: tuple[str, ...]) -> list[tuple[int, Span]]:
    """Return where in a unit one of these concepts stands: the place, and the words in the unit."""
    readings = [policy.readings[place] for place in unit]
    firsts = accumulate((len(reading.words) for reading in readings), initial=0)
    return [
        (place, (low + first, high + first))
        for place, reading, first in zip(unit, readings, firsts, strict=False)
        for low, high in spans_of(reading, names)
    ]


def _fits(pattern: Pattern, start: Span, places: list[list[tuple[int, Span]]]) -> bool:
    low, high, last = start[0], start[1], start[0]
    for spans in places[1:]:
        ahead = [s for _, s in spans if not pattern.ordered or s[0] >= last]
        if not ahead:
            return False
        chosen = min(ahead, key=lambda s: max(high, s[1]) - min(low, s[0]))
        low, high, last = min(low, chosen[0]), max(high, chosen[1]), chosen[0]
    return pattern.within is None or high - low <= pattern.within


def spoken(concept: str) -> str:
    """Return a concept's name in words, without a rubric's own prefixes ("pt-policy")."""
    rubric, _, name = concept.rpartition("/")
    first, *rest = name.split("-")
    return " ".join(rest if rubric and rest and len(first) <= _PREFIX else [first, *rest])


_PREFIX = 3  # letters that a rubric's author puts before names of one element
