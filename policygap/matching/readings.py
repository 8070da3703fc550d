"""A policy made ready for matching: its readings, by concept, paragraph, section and unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import cache, cached_property, partial
from itertools import islice
from math import log

from policygap.matching.columns import bits, places_in
from policygap.matching.exemptions import Exemptions
from policygap.matching.finder import Finder
from policygap.matching.language import row_of
from policygap.matching.matters import READ, Matters
from policygap.matching.modality import exceptions
from policygap.matching.own_modals import own_modals
from policygap.matching.pronouns import Pronouns
from policygap.matching.reading import Reading
from policygap.matching.surroundings import headings
from policygap.matching.topics import Guess, Opinions
from policygap.matching.units import Units
from policygap.matching.whereabouts import Whereabouts
from policygap.matching.wording import OF_BEFORE, SAME_TERMS
from policygap.model import Policy, Provision, ProvisionKind, Section, Unit

# Provisions from which on a policy is worth a second process, which takes 0.3 s to start.
_LONG = 2000
_FORCE = (
    *("force", "deadly-force", "excessive-force", "de-escalation"),
    *("draw-firearm", "point-firearm", "warning-shot", "choke-hold", "carotid"),
)
# A manual of many subjects has that many sections, and fewer than this share of them speaks of
# force; of 180 policies on force alone, each speaks of it in more than two fifths.
_MANUAL = 60, 1 / 3
_ENOUGH = 5  # words from which on a provision can be judged by its words alone
# How likely a provision must speak of an element or its like, by all its words, to count at all.
# For one provision; see `raised`.
_FOREIGN = 0.003
# ... and where it stands in a part of a manual that never speaks of force. Seven policies put into
# such parts of a manual had 59 elements more called present without it, 20 with it; those speak of
# what the manual does have (a crisis team, peer support, what a dispatcher asks).
_ELSEWHERE = 0.3
# "only when:", "if the following conditions are met:"; what follows are conditions.
_ON_CONDITION = re.compile(
    r"\b(?:if|when|where|unless|provided(?: that)?"
    r"|(?:are|is) (?:met|present|true|satisfied|fulfilled)|exists?|appl(?:y|ies))\W*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\band\W*$", re.IGNORECASE)
_LABEL = re.compile(r"\(\w{1,4}\)")
# "To this last rule there is an exception ...": it leaves those before that one whole.
_TO_THE_LAST = re.compile(r"\W*to (?:this|that|the) (?:last|latter)\b", re.IGNORECASE)
# "... are forbidden, with one exception." The next sentence says which.
_ANNOUNCED = re.compile(
    r"\bwith (?:one|a|two|these|the following|limited|few|narrow)(?: \w+)? exceptions?\W*$", re.I
)


def list_of(provision: Provision) -> tuple[str, Section, str]:
    """Return what the items of one list have in common: file, section and lead-in."""
    return provision.file, provision.section, provision.lead_in


class PolicyReading:
    """All readings of a policy, found again by concept, paragraph, section and unit."""

    def __init__(self, policy: Policy, finder: Finder, processes: int = 1) -> None:
        """Look where every concept of the lexicon could stand, in provisions, headings, titles.

        Of several processes a second one reads what a long policy is about in the meantime.
        """
        self.files = policy.files
        self._units = Units(policy.provisions)
        self._finder = finder
        self._matters = Matters(policy.provisions, self._units)
        self.likely, self.relevant = self._matters.likely, self._matters.relevant
        self.meant = self._matters.meant
        self.concepts_of = cache(self._concepts_of)
        self.opinion = cache(self._opinion)
        self.near = cache(self._near)
        is_shared = processes > 1 and len(policy.provisions) >= _LONG
        with self._matters.read_alongside() if is_shared else nullcontext():
            self._look_through(policy)

    def _look_through(self, policy: Policy) -> None:
        said = (p for p in policy.provisions if p.kind is not ProvisionKind.LIST)
        self.modals = own_modals(p.text for p in said)
        titles = {file.name: file.title for file in policy.files}
        self.where = Whereabouts(policy.provisions, self._units, self._finder, titles)
        self.pronouns = Pronouns(policy.provisions, self._units)
        self.exemptions_from = Exemptions(policy.provisions, self._units).of
        self.readings = tuple(
            Reading(provision, partial(self.where.spans, place), self._opens(place))
            for place, provision in enumerate(policy.provisions)
        )

    def _opens(self, place: int) -> bool:
        paragraph = self._units.paragraph(place)
        return len(paragraph) > 1 and paragraph[0] == place

    def _near(self, key: str) -> int:
        """Return the provisions, as bits, that read as if they might speak of an element.

        In a manual of many subjects, those of the parts that never speak of force must read so
        much more clearly.
        """
        clear = self._on_subject | self._matters.about(key, _ELSEWHERE)
        return clear & self._matters.about(key, self.raised(_FOREIGN))

    def raised(self, bar: float) -> float:
        """Return a bar for the likelihood of a provision, raised by how many there are.

        Of many provisions one is likely by chance. It rises in steps (10, 100, 1,000 ...), so that
        a paragraph more does not change what is found elsewhere.
        """
        return bar * self._rise

    @cached_property
    def _rise(self) -> float:
        return 1 + log(10) * (len(str(self._on_subject.bit_count())) - 1)

    @cached_property
    def _on_subject(self) -> int:
        if not self._is_manual:
            return self.where.everywhere
        return bits(p for p in range(len(self.readings)) if self._section_of(p) in self._on_force)

    def exceptions_after(self, place: int) -> tuple[int, ...]:
        """Return the sentences that make an exception to this one.

        They stand behind it in its paragraph, or open the next one.
        """
        own = self._units.paragraph(place) or (place,)
        later = [i for i in own if i > place]
        announced = later[:1] if _ANNOUNCED.search(self.readings[place].provision.text) else ()
        rest = (p for p in range(own[-1] + 1, len(self.readings)) if not self._is_list(p))
        mine = list_of(self.readings[place].provision)
        behind = [p for p in islice(rest, 1) if list_of(self.readings[p].provision) == mine]
        return tuple(
            i
            for i in (*later, *behind)
            if i in announced
            or self._excepts(i, place)
            or (i == place + 1 and self.pronouns.permits(i))
        )

    def _excepts(self, later: int, place: int) -> bool:
        """Tell whether a sentence makes an exception to one somewhere before it."""
        reading = self.readings[later]
        next_only = later > place + 1 and _TO_THE_LAST.match(reading.provision.text)
        return reading.is_exception and not next_only

    def exceptions_shared(self, place: int) -> tuple[str, ...]:
        """Return the exceptions of the provision before this one, if they are those of both."""
        before = self.readings[place - 1].provision if place else None
        own = self.readings[place].provision
        if before is None or before.section != own.section or before.file != own.file:
            return ()
        return exceptions(before.text) if re.search(SAME_TERMS, own.text, re.I) else ()

    def pointer_after(self, place: int) -> int | None:
        """Return the next sentence of the paragraph, if it sends elsewhere for what this one says.

        "Anybody may complain. What happens next is set out in Order 8."
        """
        own = self._units.paragraph(place)
        behind = self.readings[place + 1] if place + 1 in own else None
        if behind is None or not re.match(OF_BEFORE, behind.provision.text, re.IGNORECASE):
            return None
        named = re.search(r"\s[A-Z\d]", behind.provision.text)  # no mere "as the law provides"
        return place + 1 if named and behind.is_pointer else None

    def _is_list(self, place: int) -> bool:
        return self.readings[place].provision.kind is ProvisionKind.LIST

    @cached_property
    def _lists(self) -> Mapping[tuple[str, Section, str], Sequence[int]]:
        """Hold the items of each list by its file, its section and its lead-in."""
        lists: dict[tuple[str, Section, str], list[int]] = {}
        for place, reading in enumerate(self.readings):
            each = reading.provision
            if each.kind is ProvisionKind.ITEM:
                lists.setdefault(list_of(each), []).append(place)
        return lists

    def conditions(self, place: int) -> Sequence[int]:
        """Return the items that say together, joined by "and", on what condition one holds.

        It is one of them, or the lead-in by itself ("... only when:").
        """
        own = self.readings[place].provision
        leads = own.text.endswith(":")
        led = f"{own.lead_in} {own.text}".strip() if leads else own.lead_in
        if not _ON_CONDITION.search(led):
            return ()
        items = self._lists.get((own.file, own.section, led), ())
        joined = leads or any(_AND.search(self.readings[i].provision.text) for i in items)
        return items if joined else ()

    def items_named(self, place: int, text: str) -> tuple[int, ...]:
        """Return the items of a provision's section that words name: "as provided in (d)"."""
        labels = _LABEL.findall(text)
        sections = self._units.meeting(Unit.SECTION, [{place}]) if labels else ()
        return tuple(
            i for group in sections for i in group if self.readings[i].provision.label in labels
        )

    def is_on_subject(self, place: int) -> bool:
        """Tell whether a provision stands where the policy speaks of force, or of what does it.

        A whole manual covers hair, vehicles and evidence as well; most of its sections never speak
        of force. What a section without a word of it says contradicts nothing.
        """
        return bool(self._on_subject >> place & 1)

    @cached_property
    def _on_force(self) -> frozenset[tuple[str, Section]]:
        spoken = places_in(self.where.holding(_FORCE, self.where.everywhere))
        firsts = (part[0] for part in self._units.groups(Unit.SECTION))
        on_force = (*spoken, *filter(self._is_headed, firsts))
        return frozenset(map(self._section_of, on_force))

    def _section_of(self, place: int) -> tuple[str, Section]:
        provision = self.readings[place].provision
        return provision.file, provision.section

    def _is_headed(self, place: int) -> bool:
        return self.where.is_titled(headings(self.readings[place].provision), _FORCE)

    @cached_property
    def _is_manual(self) -> bool:
        parts = self._units.groups(Unit.SECTION)
        on_force = sum(self._section_of(part[0]) in self._on_force for part in parts)
        least, share = _MANUAL
        return len(parts) >= least and on_force < len(parts) * share

    def _opinion(self, key: str) -> tuple[int, Guess] | None:
        """Return the provision that most likely speaks of an element, by its words alone."""
        places, opinions = self._opinions
        found = opinions.best(key)
        return None if found is None else (places[found.text], found)

    @cached_property
    def _opinions(self) -> tuple[Sequence[int], Opinions]:
        single = (place for (place,) in self._units.groups(Unit.PROVISION))
        places = [p for p in single if self.is_on_subject(p) and self._tells(p)]
        return places, Opinions([self.readings[p].provision.full_text[:READ] for p in places])

    def _tells(self, place: int) -> bool:
        """Tell whether a provision says enough to be judged by its words alone."""
        reading = self.readings[place]
        return len(reading.provision.full_text.split()) >= _ENOUGH and reading.is_rule

    def _concepts_of(self, text: str) -> frozenset[str]:
        return frozenset(self._finder.find(row_of(text)))
