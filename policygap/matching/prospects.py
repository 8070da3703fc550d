"""Which provisions could speak to an element: those that hold what one of its patterns needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from policygap.matching.columns import Span
from policygap.matching.reading import Reading
from policygap.matching.readings import PolicyReading
from policygap.model import Asks, Element, Pattern, State, Unit

_ONE = (Unit.PROVISION, Unit.LIST)


class Bar(NamedTuple):
    """Why a provision does not count that holds what a pattern needs.

    `close`: it may well be meant, as far as its words go; only what stands with them is missing.
    """

    why: str
    close: bool = False


@dataclass(frozen=True, slots=True)
class Prospect:
    """A provision that holds what a pattern of an element needs, and where its focus stands.

    `bar` keeps it from counting before anything of it is parsed.
    """

    element: Element
    number: int  # of the pattern; the first ones say the element most plainly
    place: int
    spans: tuple[Span, ...]
    bar: Bar | None = None

    @property
    def pattern(self) -> Pattern:
        """Return the pattern that the provision answers to."""
        return self.element.patterns[self.number]


def prospects(policy: PolicyReading, element: Element) -> Iterator[Prospect]:
    """Yield the provisions that could say something of an element, pattern by pattern."""
    for number, pattern in enumerate(element.patterns):
        for unit in _units(policy, pattern):
            hits = _hits(policy, unit)
            if not _holds(pattern, hits):
                continue
            beside = _bar_beside(policy, pattern, unit, hits)
            for place in unit:
                reading = policy.readings[place]
                spans = spans_of(reading, _focus(pattern))
                if spans:
                    bar = _bar(reading, element, pattern) or beside
                    yield Prospect(element, number, place, tuple(spans), bar)


def sentences(policy: PolicyReading, prospect: Prospect) -> Iterator[str]:
    """Yield the sentences that judging a prospect will parse."""
    if prospect.bar:
        return
    for span in prospect.spans:
        text, _, _, lead_in = policy.readings[prospect.place].sentence_of(span)
        yield text
        if lead_in:
            yield lead_in


def _units(policy: PolicyReading, pattern: Pattern) -> Sequence[tuple[int, ...]]:
    """Return the units that can have all of a pattern; single provisions are found by concept."""
    if pattern.unit not in _ONE:
        return policy.units(pattern.unit)
    entries = [*pattern.all, *([pattern.count.of] if pattern.count else [])]
    places = set.intersection(*(policy.holding(entry) for entry in entries))
    return [(place,) for place in sorted(places & policy.singles(pattern.unit))]


def _focus(pattern: Pattern) -> tuple[str, ...]:
    return pattern.all[0] if pattern.all else pattern.count.of if pattern.count else ()


def _hits(policy: PolicyReading, unit: tuple[int, ...]) -> Set[str]:
    """Return the concepts that a unit holds."""
    if len(unit) == 1:
        return policy.readings[unit[0]].hits.keys()
    return frozenset().union(*(policy.readings[i].hits for i in unit))


def _holds(pattern: Pattern, hits: Set[str]) -> bool:
    """Tell whether every concept that a pattern needs is there."""
    if not all(any(name in hits for name in entry) for entry in pattern.all):
        return False
    count = pattern.count
    return count is None or sum(name in hits for name in count.of) >= count.least


def _bar_beside(
    policy: PolicyReading, pattern: Pattern, unit: tuple[int, ...], hits: Set[str]
) -> Bar | None:
    """Return what else in a unit, or around it, keeps it from counting."""
    ruled_out = next((name for name in pattern.none if name in hits), "")
    if ruled_out:
        return Bar(f"speaks of what rules it out: {spoken(ruled_out)}")
    if not pattern.context:
        return None
    around = policy.around(unit[0]) | hits
    lacks = (entry for entry in pattern.context if not any(name in around for name in entry))
    missing = next(lacks, None)
    return (
        Bar(f"nothing around it speaks of: {spoken(missing[0])}", close=True) if missing else None
    )


def _bar(reading: Reading, element: Element, pattern: Pattern) -> Bar | None:
    """Return why a provision is no rule that counts, if it is none."""
    if reading.is_history:
        return Bar("looks back at what once was")
    if reading.is_title:
        return Bar("is a title, not a sentence")
    if pattern.unit in _ONE and not _stands_together(reading, pattern):
        return Bar("its words for this stand too far apart", close=True)
    if reading.is_pointer and pattern.gives not in (State.CONTRADICTED, State.REFERENCED):
        return Bar("only points elsewhere")
    if reading.is_background and element.asks is not Asks.STATEMENT:
        return Bar("reports what a law or a court says")
    return None


def spans_of(reading: Reading, names: tuple[str, ...]) -> list[Span]:
    """Return where one of these concepts stands in a provision, in order."""
    return sorted({span for name in names for span in reading.hits.get(name, ())})


def _stands_together(reading: Reading, pattern: Pattern) -> bool:
    """Tell whether the concepts of a pattern lie near enough to each other, and in order."""
    if pattern.within is None and not pattern.ordered:
        return True
    places = [spans_of(reading, entry) for entry in pattern.all]
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


def spoken(concept: str) -> str:
    """Return a concept's name in words, without a rubric's own prefixes ("pt-policy")."""
    rubric, _, name = concept.rpartition("/")
    first, *rest = name.split("-")
    return " ".join(rest if rubric and rest and len(first) <= _PREFIX else [first, *rest])


_PREFIX = 3  # letters that a rubric's author puts before names of one element
