"""A policy made ready for matching: its readings, by concept, paragraph, section and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from policygap.matching.finder import Finder
from policygap.matching.language import words
from policygap.matching.own_modals import own_modals
from policygap.matching.reading import Reading, joined, parts, row_of
from policygap.model import Policy, Provision, ProvisionKind, Unit

_FORCE = ("force", "deadly-force", "excessive-force", "de-escalation")
_MANUAL_SECTIONS = 150


def _headings(provision: Provision) -> tuple[str, ...]:
    return (provision.section.heading, *provision.section.parents)


class PolicyReading:
    """All readings of a policy, found again by concept, paragraph, section and unit."""

    def __init__(self, policy: Policy, finder: Finder) -> None:
        """Find every concept of the lexicon in every provision and heading."""
        self.files = policy.files
        self.modals = own_modals(p.text for p in policy.provisions)
        self._finder = finder
        self.readings = tuple(self._read(policy.provisions))
        self._by_concept: dict[str, set[int]] = defaultdict(set)
        for place, reading in enumerate(self.readings):
            for name in reading.hits:
                self._by_concept[name].add(place)
        self.concepts_of = cache(self._concepts_of)

    def holding(self, names: Iterable[str]) -> set[int]:
        """Return the places of the readings that hold one of these concepts."""
        return set().union(*(self._by_concept.get(name, set()) for name in names))

    def units(self, unit: Unit) -> Sequence[tuple[int, ...]]:
        """Return the places that belong together, one tuple a unit, in reading order."""
        if unit is Unit.PARAGRAPH:
            return tuple(self._paragraphs.values())
        return self._sections if unit is Unit.SECTION else (self._in_order,)

    def around(self, place: int) -> frozenset[str]:
        """Return the concepts of the headings above a provision and of its paragraph."""
        provision = self.readings[place].provision
        paragraph = self._paragraphs[provision.file, provision.paragraph]
        return frozenset().union(
            *(self.concepts_of(heading) for heading in _headings(provision)),
            *(self.readings[i].hits for i in paragraph),
        )

    def exceptions_after(self, place: int) -> tuple[str, ...]:
        """Return the sentences of the same paragraph that make an exception to this one."""
        provision = self.readings[place].provision
        paragraph = self._paragraphs[provision.file, provision.paragraph]
        later = (self.readings[i] for i in paragraph if i > place)
        return tuple(r.provision.text for r in later if r.is_exception)

    @cached_property
    def _paragraphs(self) -> Mapping[tuple[str, int], tuple[int, ...]]:
        groups: dict[tuple[str, int], list[int]] = defaultdict(list)
        for place, reading in enumerate(self.readings):
            if reading.provision.kind is not ProvisionKind.LIST:
                groups[reading.provision.file, reading.provision.paragraph].append(place)
        return {key: tuple(places) for key, places in groups.items()}

    def singles(self, unit: Unit) -> frozenset[int]:
        """Return the places of single provisions; whole lists are among them for the unit LIST."""
        return self._all if unit is Unit.LIST else self._single

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
            for part in self._sections
            if spoken & {*part} or self._is_headed(part[0])
            for i in part
        )

    def _is_headed(self, place: int) -> bool:
        headings = _headings(self.readings[place].provision)
        return any(not self.concepts_of(heading).isdisjoint(_FORCE) for heading in headings)

    @cached_property
    def _is_manual(self) -> bool:
        parts = self._sections
        on_force = sum(part[0] in self._on_force for part in parts)
        return len(parts) >= _MANUAL_SECTIONS and on_force < len(parts) / 3

    @cached_property
    def _all(self) -> frozenset[int]:
        return frozenset(range(len(self.readings)))

    @cached_property
    def _single(self) -> frozenset[int]:
        lists = (i for i, r in enumerate(self.readings) if r.provision.kind is ProvisionKind.LIST)
        return self._all - frozenset(lists)

    @cached_property
    def _in_order(self) -> tuple[int, ...]:
        return tuple(sorted(self._single))

    @cached_property
    def _sections(self) -> Sequence[tuple[int, ...]]:
        sections: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for i in self._in_order:
            section = self.readings[i].provision.section
            sections[self.readings[i].provision.file, section.path, section.heading].append(i)
        return [tuple(places) for places in sections.values()]

    def _read(self, provisions: Sequence[Provision]) -> Iterator[Reading]:
        """Yield all readings; what is to be found is looked for at once."""
        cut = [(words(p.lead_in), words(p.text)) for p in provisions]
        cuts = [list(parts(p, lead, own)) for p, (lead, own) in zip(provisions, cut, strict=True)]
        headings = {row_of(words(heading)) for p in provisions for heading in _headings(p)}
        rows = list(dict.fromkeys([*(row for each in cuts for _, row in each), *headings]))
        found = dict(zip(rows, self._finder.find_all(rows), strict=True))
        self._known = {row: frozenset(found[row]) for row in headings}
        for provision, (lead, own), each in zip(provisions, cut, cuts, strict=True):
            hits = joined([(offset, found[row]) for offset, row in each])
            yield Reading(provision, (*lead, *own), len(lead), hits)

    def _concepts_of(self, text: str) -> frozenset[str]:
        row = row_of(words(text))
        return self._known.get(row) or frozenset(self._finder.find(row))
