"""Sentences that take a part out of a rule elsewhere: "reserves are exempt from this section"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from policygap.matching.parts import leaves_whole, narrows
from policygap.matching.quick_looks import has_one
from policygap.matching.units import Group, Units
from policygap.model import Provision, ProvisionKind, Unit

_RULE = (
    r"(?:rule|requirement|provision|duty|obligation|prohibition|restriction|bar|ban|limitation)s?"
)
_SECTION = r"(?:(?:sub)?(?:section|paragraph|item)s?)"
_BEFORE = r"(?:preceding|foregoing|above|previous|last)"
# What is exempted from: a number, a name ("the rule on testing"), or what stands around it.
_TARGET = re.compile(
    rf"\b{_SECTION} (?P<number>\d[\w.-]*\w|[A-Z]\b)"
    rf"|\bthe (?P<named>[\w-]{{4,}}) {_RULE}\b(?! above)"
    rf"|\bthe (?:{_RULE}|{_SECTION}) (?:on|about|concerning|regarding|of) (?:the )?"
    r"(?P<name>[\w-]{4,})"
    rf"|\b(?P<section>(?:this|that|the) (?:sub)?section)\b"
    rf"|\bthe {_BEFORE}\b|\b(?:this|these|that|the|said|such) (?:{_RULE}|{_SECTION})\b"
    r"|\b(?:from|under|by) (?:this|it|these)(?=[.,;]|$)",
    re.IGNORECASE,
)
_NOT = r"(?: not|n['’]t| never)"
EXEMPTS = re.compile(
    r"\b(?:(?:exempt(?:ed)?|excused|excepted|excluded|released|relieved|free) (?:from|under|by)"
    rf"|(?:is|are|be|will|shall){_NOT} (?:be )?(?:bound|covered|governed|affected) by"
    rf"|(?:is|are|be|shall|will){_NOT} (?:be )?(?:subject to|included in|within)|fall outside"
    rf"|(?:do|does|shall|will){_NOT} (?:apply|extend|bind|cover|govern|reach)"
    rf"|(?:is|are){_NOT} (?:extended|binding|intended|applicable))\b",
    re.IGNORECASE,
)
# A rule is waived; an officer who breaks it may be suspended.
WAIVES = re.compile(
    rf"\b(?:waives?|suspends?|relaxes?|dispenses? with) (?:this|these|the|that) (?:[\w-]+ )?"
    rf"(?:{_RULE}|{_SECTION})\b"
    rf"|\bthe {_BEFORE} (?:is|are|(?:may|will|can) be) (?:waived|suspended|relaxed|lifted)\b"
    rf"|(?:\A|[.;,:] |\b(?:and|but) )(?:the|this|that|these|those|such) (?:[\w-]+ )?"
    rf"(?:{_RULE}|{_SECTION})(?: above| on [\w-]+)? (?:is|are|(?:may|will|can) be) "
    r"(?:waived|suspended|relaxed|lifted)\b",
    re.IGNORECASE,
)
# "No report is needed if nobody was hurt", of the report that the sentence before asks for.
NO_NEED = re.compile(
    r"\W*(?:no (?P<what>[\w-]+)|none) (?:is|are|need be|will be|shall be) "
    r"(?:needed|required|necessary|called for|made|written|filed)\b",
    re.IGNORECASE,
)
# Without one of these, in small letters, none of the searches above finds anything.
SIGNS = (
    *("exempt", "excus", "except", "exclud", "releas", "reliev", "free", "fall outside"),
    *("not", "n't", "n’t", "never", "no ", "none"),
    *("waive", "suspend", "relax", "dispense", "lifted"),
)
_ANY_NEED = ("call", "one", "such")  # what says nothing of what is asked for
_ROOT = 5  # letters that words of one family share


class Exemptions:
    """The sentences of a policy that exempt from rules elsewhere, by the provisions they touch."""

    def __init__(self, provisions: Sequence[Provision], units: Units) -> None:
        """Take the provisions; nothing is looked for yet."""
        self._provisions = provisions
        self._units = units

    def of(self, place: int) -> Sequence[int]:
        """Return the provisions that take a part out of what one says."""
        return self._by_place.get(place, ())

    @cached_property
    def _by_place(self) -> Mapping[int, Sequence[int]]:
        found: dict[int, list[int]] = {}
        for place, provision in enumerate(self._provisions):
            if provision.kind is not ProvisionKind.LIST and _exempts(provision.full_text):
                for touched in self._touched(place):
                    found.setdefault(touched, []).append(place)
        return found

    def _touched(self, place: int) -> Iterator[int]:
        """Yield the provisions that an exempting sentence speaks of."""
        text = self._provisions[place].full_text
        if spared := NO_NEED.match(text):
            yield from self._asking_for(spared["what"] or "", place)
            return
        target = _TARGET.search(text)
        if target is None:
            return
        if number := target["number"]:
            touched: Iterable[int] = self._numbered(number)
        elif name := target["named"] or target["name"]:
            touched = self._speaking_of(name, place)
        else:
            touched = self._around(place) if target["section"] else self._before(place)
        yield from (p for p in touched if p != place)

    def _around(self, place: int) -> Group:
        """Return its section; the one before, where the sentence is all of its own."""
        section = self._section(place)
        return self._section(place - 1) if len(section) == 1 and place > 0 else section

    def _before(self, place: int) -> Iterator[int]:
        """Yield what stands before it in its paragraph, and the paragraph before that one."""
        own = self._units.paragraph(place)
        yield from (p for p in own if p < place)
        if own and own[0] == place and place > 0:
            yield from self._units.paragraph(place - 1)

    def _asking_for(self, what: str, place: int) -> Iterator[int]:
        """Yield the sentence before, if it speaks of that for which there is no need."""
        before = [p for p in self._units.paragraph(place) if p < place][-1:]
        root = "" if what.lower() in _ANY_NEED else what.lower()[:_ROOT]
        yield from (p for p in before if root in self._provisions[p].full_text.lower())

    def _numbered(self, number: str) -> Iterator[int]:
        for place, provision in enumerate(self._provisions):
            if number in provision.section.path.split(" > "):
                yield place

    def _speaking_of(self, name: str, place: int) -> Iterator[int]:
        """Yield the rules around that a name fits: "the testing rule" is one on tests."""
        root = name.lower()[:_ROOT]
        section = self._section(place)
        before, behind = max(section[0] - 1, 0), min(section[-1] + 1, len(self._provisions) - 1)
        for other in {*self._section(before), *section, *self._section(behind)}:
            if root in self._provisions[other].full_text.lower():
                yield other

    def _section(self, place: int) -> Group:
        return next(self._units.meeting(Unit.SECTION, [{place}]), (place,))


def _exempts(text: str) -> bool:
    """Tell whether a sentence takes some people, cases or a whole rule out by somebody's leave."""
    if not has_one(text, SIGNS):
        return False
    exempts = (EXEMPTS.search(text) or NO_NEED.match(text)) and narrows(text)
    return bool(exempts or (WAIVES.search(text) and not leaves_whole(text)))
