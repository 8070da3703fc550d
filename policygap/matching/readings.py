"""A policy made ready for matching: its readings, by concept, paragraph, section and unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, partial, reduce
from operator import and_, or_

from policygap.matching.columns import mask_of, places_in
from policygap.matching.finder import Finder
from policygap.matching.language import words
from policygap.matching.own_modals import own_modals
from policygap.matching.reading import Reading, parts, row_of
from policygap.matching.topics import Guess, Opinions, likelihood, relevance
from policygap.matching.units import Group, Units
from policygap.model import Policy, Provision, Unit

_FORCE = ("force", "deadly-force", "excessive-force", "de-escalation")
_MANUAL_SECTIONS = 150
READ = 600  # characters of a provision that tell what it is about
_MOST_PARTS = 8
_TITLE = 200  # characters of a file's title that are read
_INTRODUCED = 5  # provisions that are read with the one that introduces them
_TELLING = 8  # words from which on a provision tells by itself what it is about


def _headings(provision: Provision) -> tuple[str, ...]:
    return (provision.section.heading, *provision.section.parents)


class PolicyReading:
    """All readings of a policy, found again by concept, paragraph, section and unit."""

    def __init__(self, policy: Policy, finder: Finder) -> None:
        """Find every concept of the lexicon in every provision and heading, all at once."""
        self.files = policy.files
        self._titles = {file.name: file.title[:_TITLE] for file in policy.files}
        self._units = Units(policy.provisions)
        self.modals = own_modals(p.text for p in policy.provisions)
        self.concepts_of = cache(self._concepts_of)
        self._finder = finder
        titles = {heading for p in policy.provisions for heading in _headings(p)}
        headings = list({row_of(words(title)) for title in titles})
        found = finder.find_all(headings)
        self._known = {row: frozenset(found.found_in(n)) for n, row in enumerate(headings)}
        hits = finder.find_in([list(parts(provision)) for provision in policy.provisions])
        self._places = cache(hits.texts_with)  # as bits: a manual has thousands of each
        self._places_of = cache(self._any_of)
        self._mask = lru_cache(maxsize=8192)(mask_of)
        self._texts = lru_cache(maxsize=1024)(self._telling)  # asked element by element
        found_in = lru_cache(maxsize=128)(hits.found_in)
        self.readings = tuple(
            Reading(provision, partial(found_in, place))
            for place, provision in enumerate(policy.provisions)
        )

    def speaks(self, unit: tuple[int, ...], name: str) -> bool:
        """Tell whether one of the provisions of a unit holds a concept."""
        return bool(self._places(name) & self._mask(unit))

    def says(self, place: int, names: tuple[str, ...]) -> bool:
        """Tell whether a provision holds one of these concepts."""
        return bool(self._places_of(names) >> place & 1)

    def holding(self, names: tuple[str, ...]) -> frozenset[int]:
        """Return the places of the readings that hold one of these concepts."""
        return self.holding_all([names])

    def holding_all(self, entries: Iterable[tuple[str, ...]]) -> frozenset[int]:
        """Return the places of the readings that hold a concept of each entry."""
        return frozenset(places_in(reduce(and_, map(self._places_of, entries))))

    def _any_of(self, names: tuple[str, ...]) -> int:
        return reduce(or_, map(self._places, names), 0)

    def units(self, unit: Unit, entries: Sequence[tuple[str, ...]]) -> Iterator[Group]:
        """Yield, in reading order, the units that hold a concept of each entry."""
        if unit in (Unit.PROVISION, Unit.LIST):  # one provision holds all: far fewer to look at
            return self._units.meeting(unit, [self.holding_all(entries)])
        return self._units.meeting(unit, [self.holding(names) for names in entries])

    def is_around(self, place: int, names: Iterable[str]) -> bool:
        """Tell whether one of these stands in a provision's paragraph, headings or file's title."""
        unit = (place, *self._units.paragraph(place))
        wanted = frozenset(names)
        provision = self.readings[place].provision
        return any(self.speaks(unit, name) for name in wanted) or any(
            not wanted.isdisjoint(self.concepts_of(heading))
            for heading in (*_headings(provision), self._titles.get(provision.file, ""))
        )

    def exceptions_after(self, place: int) -> tuple[str, ...]:
        """Return the sentences of the same paragraph that make an exception to this one."""
        later = (self.readings[i] for i in self._units.paragraph(place) if i > place)
        return tuple(r.provision.text for r in later if r.is_exception)

    def is_on_subject(self, place: int) -> bool:
        """Tell whether a provision stands where the policy speaks of force.

        A whole manual covers hair, vehicles and evidence as well; most of its sections never speak
        of force. There, what a section without a word of it says contradicts nothing.
        """
        return not self._is_manual or place in self._on_force

    @cached_property
    def _on_force(self) -> frozenset[int]:
        spoken = self.holding(_FORCE)
        return frozenset(
            i
            for part in self._units.groups(Unit.SECTION)
            if spoken & {*part} or self._is_headed(part[0])
            for i in part
        )

    def _is_headed(self, place: int) -> bool:
        headings = _headings(self.readings[place].provision)
        return any(not self.concepts_of(heading).isdisjoint(_FORCE) for heading in headings)

    @cached_property
    def _is_manual(self) -> bool:
        parts = self._units.groups(Unit.SECTION)
        on_force = sum(part[0] in self._on_force for part in parts)
        return len(parts) >= _MANUAL_SECTIONS and on_force < len(parts) / 3

    def likely(self, place: int, key: str) -> float:
        """Return how likely a provision speaks of an element, by its words alone; 1 if unknown."""
        return max(likelihood(key, part) for part in self._texts(place))

    def relevant(self, place: int, key: str) -> float:
        """Return how likely a provision speaks of an element or its like; 1 if unknown."""
        return max(relevance(key, part) for part in self._texts(place))

    def _telling(self, place: int) -> Sequence[str]:
        """Return the texts that tell what a provision is about: a long one's parts are several.

        A short one ("You must.") tells too little by itself, and is read with its paragraph; one
        that introduces a list, with that.
        """
        own = self.readings[place].provision
        short = len(own.full_text.split()) < _TELLING
        whole = {place, *self._units.paragraph(place)} if short else {place}
        if own.text.endswith(":"):
            whole |= {*range(place, min(place + _INTRODUCED, len(self.readings)))}
        text = " ".join(self.readings[n].provision.full_text for n in sorted(whole))
        longest = min(len(text), READ * _MOST_PARTS)
        return [text[start : start + READ] for start in range(0, longest, READ)]

    def opinion(self, key: str) -> tuple[int, Guess] | None:
        """Return the provision that most likely speaks of an element, by its words alone."""
        places, opinions = self._opinions
        found = opinions.best(key)
        return None if found is None else (places[found.text], found)

    @cached_property
    def _opinions(self) -> tuple[Sequence[int], Opinions]:
        single = (place for (place,) in self._units.groups(Unit.PROVISION))
        places = [p for p in single if self.readings[p].is_rule and self.is_on_subject(p)]
        return places, Opinions([self.readings[p].provision.full_text[:READ] for p in places])

    def _concepts_of(self, text: str) -> frozenset[str]:
        row = row_of(words(text))
        return self._known.get(row) or frozenset(self._finder.find(row))
