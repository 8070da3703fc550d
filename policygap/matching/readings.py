"""A policy made ready for matching: the concepts that each provision holds, and where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from policygap.matching.finder import Finder, Found, Span
from policygap.matching.language import Word, words
from policygap.matching.wording import (
    BACKGROUND,
    EXCEPTION_SENTENCE,
    HISTORY,
    POINTER,
    REFERENCE,
    REFERRED,
)
from policygap.model import Policy, Provision, ProvisionKind, Unit

Row = tuple[str, ...]
Part = tuple[int, Row]  # the number of its first word within the provision, and its words

_FORCE = ("force", "deadly-force", "excessive-force", "de-escalation")
_MANUAL_SECTIONS = 150
_OVERLAP = 16  # words; phrases with their gaps are shorter
_TITLE_WORDS = 10  # a longer line without a sentence's end is text that was cut
_SMALL_WORD = 3  # "of", "the", "and" keep small letters in titles


@dataclass(frozen=True)
class Reading:
    """A provision with its words (those of the lead-in first) and the concepts found in them."""

    provision: Provision
    words: tuple[Word, ...]
    lead_words: int
    hits: Mapping[str, tuple[Span, ...]]

    def characters(self, span: Span) -> tuple[int, int]:
        """Return the characters of a span, within the lead-in or the text, whichever it is in."""
        return self.words[span[0]].start, self.words[span[1] - 1].end

    def spans_within(
        self, names: Iterable[str], start: int, end: int, *, in_lead_in: bool
    ) -> dict[str, list[Span]]:
        """Return where these concepts stand between two characters of the text or the lead-in."""
        low, high = (0, self.lead_words) if in_lead_in else (self.lead_words, len(self.words))
        inside = [i for i in range(low, high) if start <= self.words[i].start < end]
        if not inside:
            return {}
        first, last = inside[0], inside[-1]
        found = {
            name: [(a, b) for a, b in self.hits.get(name, ()) if first <= a and b - 1 <= last]
            for name in names
        }
        return {name: spans for name, spans in found.items() if spans}

    @cached_property
    def is_history(self) -> bool:
        """Tell whether the provision looks back at what once was."""
        return bool(re.search(HISTORY, self.provision.text, re.IGNORECASE))

    @cached_property
    def is_background(self) -> bool:
        """Tell whether the provision reports what a law or a court says, without adopting it."""
        return bool(re.search(BACKGROUND, self.provision.text))

    @cached_property
    def is_title(self) -> bool:
        """Tell whether the provision is no sentence but a title that was not set as one."""
        own = re.findall(r"[A-Za-z][\w'’-]*", self.provision.text)
        if self.provision.kind is not ProvisionKind.SENTENCE or len(own) > _TITLE_WORDS:
            return False
        capital = sum(word[0].isupper() for word in own if len(word) > _SMALL_WORD)
        long = sum(len(word) > _SMALL_WORD for word in own)
        return self.provision.text[-1:] not in ".;:!?" and capital == long

    @cached_property
    def is_pointer(self) -> bool:
        """Tell whether the provision only sends the reader to another text."""
        return self._points(POINTER)

    @cached_property
    def is_reference(self) -> bool:
        """Tell whether the provision leans on another text, with or without a rule of its own."""
        return self._points(REFERENCE)

    def _points(self, how: str) -> bool:
        text = re.sub(r"\([^)]*\)", " ", self.provision.text)
        return bool(re.search(how, text, re.IGNORECASE) and re.search(REFERRED, text))

    @cached_property
    def is_exception(self) -> bool:
        """Tell whether the provision only makes an exception to the one before it."""
        return bool(re.search(EXCEPTION_SENTENCE, self.provision.text, re.IGNORECASE))


def _parts(provision: Provision, lead: Sequence[Word], own: Sequence[Word]) -> Iterator[Part]:
    """Yield the rows of words in which a provision's concepts are looked for.

    Those of a lead-in are found once, and those of the text with the lead-in's end: a phrase may
    begin in the lead-in and end in the item, and is not longer than the overlap. A whole list is
    read item by item.
    """
    skip = max(0, len(lead) - _OVERLAP)
    if skip or provision.kind is ProvisionKind.LIST:
        yield 0, _row(lead)
    if provision.kind is not ProvisionKind.LIST:
        yield skip, _row([*lead[skip:], *own])
    for start, item in _items(provision, own):
        yield len(lead) + start, _row(item)


def _row(of: Sequence[Word]) -> Row:
    return tuple(word.text for word in of)


def _joined(parts: Sequence[tuple[int, Found]]) -> Found:
    """Return what was found in the parts of a provision, counted from its first word."""
    if len(parts) == 1 and not parts[0][0]:
        return parts[0][1]
    hits: dict[str, set[Span]] = defaultdict(set)
    for offset, found in parts:
        for name, spans in found.items():
            hits[name].update((start + offset, end + offset) for start, end in spans)
    return {name: tuple(sorted(spans)) for name, spans in hits.items()}


def _items(provision: Provision, own: Sequence[Word]) -> Iterator[tuple[int, Sequence[Word]]]:
    """Yield the items of a whole list, each with the number of its first word."""
    if provision.kind is not ProvisionKind.LIST:
        return
    ends = [m.end() for m in re.finditer("; ", provision.text)]
    starts = [bisect_left(own, end, key=lambda word: word.start) for end in ends]
    for start, end in pairwise([0, *starts, len(own)]):
        yield start, own[start:end]


def _headings(provision: Provision) -> tuple[str, ...]:
    return (provision.section.heading, *provision.section.parents)


class PolicyReading:
    """All readings of a policy, found again by concept, paragraph, section and unit."""

    def __init__(self, policy: Policy, finder: Finder) -> None:
        """Find every concept of the lexicon in every provision and heading."""
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
        parts = [list(_parts(p, lead, own)) for p, (lead, own) in zip(provisions, cut, strict=True)]
        headings = {_row(words(heading)) for p in provisions for heading in _headings(p)}
        rows = list(dict.fromkeys([*(row for each in parts for _, row in each), *headings]))
        found = dict(zip(rows, self._finder.find_all(rows), strict=True))
        self._known = {row: frozenset(found[row]) for row in headings}
        for provision, (lead, own), each in zip(provisions, cut, parts, strict=True):
            hits = _joined([(offset, found[row]) for offset, row in each])
            yield Reading(provision, (*lead, *own), len(lead), hits)

    def _concepts_of(self, text: str) -> frozenset[str]:
        row = _row(words(text))
        return self._known.get(row) or frozenset(self._finder.find(row))
