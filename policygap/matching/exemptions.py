"""What takes a part out of a rule: an exception of its own, or a sentence that exempts from it.

Most exceptions to a duty leave it whole: it falls away where it cannot be done, or would endanger
somebody. One that names some people, places, operations or the least force leaves a part uncovered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from policygap.matching.units import Group, Units
from policygap.model import Provision, ProvisionKind, Unit

# The case that a sentence opens with: "In the jail, deputies shall ...".
_CASE = re.compile(
    r"\W*(?:in|at|on|during|when(?:ever)?|where(?:ver)?|if|for|after|before|upon|following|once"
    r"|with respect to|as to|prior to|in the case of|in cases of)\b[^,;:]{3,120}(?=,(?! (?:\d|i+\b|two|three|or\b|and\b)))",
    re.IGNORECASE,
)
_TOOL = (
    r"(?:tasers?|[ce][ecl][wd]s?|(?:energy|control) (?:devices?|weapons?)|batons?|dogs?|canines?|k-?9s?"
    r"|(?:pepper|oc|chemical) (?:spray|agents?)|launchers?|less[- ]lethal \w+|projectiles?|bean ?bags?"
    r"|impact (?:weapons?|munitions?)|hobbles?|leg restraints?|spit (?:hoods?|masks?))"
)
# ... or ends with: "shall do so when a juvenile is held."
_LAST = re.compile(
    r"\b(?:when(?:ever)?|where(?:ver)?|if|after|during|while|following|upon|in (?:the )?cases? of"
    rf"|for(?![^,;:]*\b{_TOOL}))\b[^,;:]{{3,80}}$",
    re.IGNORECASE,
)
_KIND = re.compile(
    rf"\b(?:{_TOOL}|juveniles?|minors|a minor(?! \w)|child(?:ren)?|students?|restrained|handcuffed"
    r"|(?:level|type|tier|category|class) (?:[2-5]|two|three|four|five|ii|iii|iv|v))\b",
    re.IGNORECASE,
)
_LOWEST = re.compile(
    r"\b(?:levels?|types?|tiers?|categor(?:y|ies)|class(?:es)?) (?:1|one|i)\b", re.I
)
# "When a baton or any other force is used" covers the rest as well.
_WHOLE = re.compile(r"\b(?:any|all|every|each|other|whether|including|or on)\b", re.IGNORECASE)
_MEMBERS = r"(?:officers?|deput(?:y|ies)|members?|employees?|personnel|troopers?|agents?|units?)"
# Whom or what an exception takes out.
_SOME = re.compile(
    r"\b(?:reserves?|auxiliar(?:y|ies)|probationary|undercover|plain ?clothes|recruits?|trainees?"
    r"|laterals?|bailiffs?|snipers?|marksm[ae]n|negotiators?|detectives?|task forces?"
    r"|swat|(?:tactical|strike|entry|warrant|arrest|special \w+|emergency response) "
    r"(?:response |operations? )?(?:teams?|units?|squads?|bureau|divisions?)"
    rf"|(?:detention|custody|corrections?|jail|court|school resource) {_MEMBERS}"
    rf"|{_MEMBERS} (?:of the (?:[\w-]+ ){{1,4}}(?:team|unit|squad|bureau|division|detail)"
    r"|(?:who are |while )?(?:assigned|detailed|deployed|attached) to|above the rank"
    r"|with \w+ (?:or more )?years)"
    r"|above the rank of|(?<!going )(?<!goes )(?<!go )(?<!gone )off[- ]duty(?! (?:longer|for|more)\b)|secondary employment"
    r"|(?:planned|approved|undercover|tactical|covert|surveillance|special) (?:\w+ )?"
    r"(?:operations?|entr(?:y|ies)|deployments?|events?)"
    r"|(?:search|arrest|felony|high-risk) warrants?"
    r"|(?:in|within|inside|at) (?:the |a |our )?(?:\w+ )?(?:jail|lockup|cell ?block|courthouse|school)s?"
    r"|unlawful assembl\w+|demonstrations?|protests?|crowds?|riots?|mass (?:gatherings?|arrests?)"
    r"|(?:low(?:est|er)?|minor|lesser|slight)[- ](?:level )?(?:uses? of |kinds? of )?force"
    r"|(?:level|type|category|class) (?:1|one|i)\b|control holds?|firm grips?|soft[- ]hand"
    r"|empty[- ]hand|open[- ]hand|takedowns?)",
    re.IGNORECASE,
)
_SPECIAL = (
    r"(?:swat|tactical|strike|entry|warrant|canine|k-?9|bomb|gangs?|narcotics|traffic|dive|negotiat\w+"
    r"|motor|bicycle|mounted|marine|aviation|emergency response|special weapons)"
)
# Who acts, where that is some of those whom a policy binds.
_SOMEONE = re.compile(
    r"\W*(?:(?:an?|any|the|all|each|every) )?(?:reserves?\b|non-?sworn\b|civilian\b|auxiliar(?:y|ies)|probationary|undercover"
    r"|plain ?clothes|off[- ]duty|laterals?|bailiffs?|snipers?|negotiators?|detectives?"
    rf"|(?:canine|k-?9|dog|police dog) (?:handlers?|teams?|{_MEMBERS})"
    rf"|(?:school resource|detention|custody|corrections?|jail|court|swat|motor|patrol rifle) {_MEMBERS}"
    rf"|{_MEMBERS} (?:(?:who are )?(?:assigned|detailed|attached) to"
    rf"|of the (?:\w+ )?{_SPECIAL}\b))[^,;:]*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W*(?P<who>[^,;:]{3,90}?)(?<! who)(?<! that) (?:shall|must|will|should|are|is|has|have)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:and|or|other|as well)\b", re.IGNORECASE)
# What an exception may rest on that leaves the rule whole, whoever is named beside it.
_FREE = re.compile(
    r"\b(?:feasible|practica\w+|possible|unsafe|safe(?:ly|ty)?|danger\w*|endanger\w*|jeopard\w*|risk"
    r"|exigent|incapacitat\w*|unable|aware|in which case|instead|training|range|ceremon\w*|animals?|qualification)\b",
    re.IGNORECASE,
)
_RULE = (
    r"(?:rule|requirement|provision|duty|obligation|prohibition|restriction|bar|ban|limitation)s?"
)
_PART = r"(?:(?:sub)?(?:section|paragraph)s?)"
_BEFORE = r"(?:preceding|foregoing|above|previous|last)"
# What it exempts from: a number, a name ("the rule on testing"), or what stands around it.
_TARGET = re.compile(
    rf"\b{_PART} (?P<number>\d[\w.-]*\w|[A-Z]\b)"
    rf"|\bthe (?P<named>[\w-]{{4,}}) {_RULE}\b(?! above)"
    rf"|\bthe (?:{_RULE}|{_PART}) (?:on|about|concerning|regarding|of) (?:the )?(?P<name>[\w-]{{4,}})"
    rf"|\b(?P<back>the {_BEFORE}(?: (?:{_RULE}|{_PART}))?|the (?:{_RULE}|{_PART}) above)\b"
    rf"|\b(?P<section>(?:this|that|the) (?:sub)?section)\b"
    rf"|\b(?:this|these|that|the|said|such) (?:{_RULE}|{_PART})\b",
    re.IGNORECASE,
)
_NOT = r"(?: not|n['’]t| never)"
# "are exempt from", "does not bind", "may waive"
_EXEMPTS = re.compile(
    r"\b(?:(?:exempt(?:ed)?|excused|excepted|excluded|released|relieved|free) (?:from|under|by)"
    rf"|(?:is|are|be|will|shall){_NOT} (?:be )?(?:bound|covered|governed|affected) by"
    rf"|(?:is|are|be|shall|will){_NOT} (?:be )?(?:subject to|included in|within)|fall outside"
    rf"|(?:do|does|shall|will){_NOT} (?:apply|extend|bind|cover|govern|reach)"
    rf"|(?:is|are){_NOT} (?:extended|binding|intended|applicable))\b",
    re.IGNORECASE,
)
_ROOT = 5  # letters that words of one family share
_WAIVES = re.compile(
    r"\b(?:waives?|suspends?|relaxes?|dispenses? with) (?:this|these|the|that)\b"
    r"|\b(?:is|are|be) (?:waived|suspended|relaxed|lifted)\b",
    re.IGNORECASE,
)


def narrows(exception: str) -> bool:
    """Tell whether an exception takes a part of the cases out of a rule."""
    return bool(_SOME.search(exception)) and not _FREE.search(exception)


def partial_case(text: str) -> str:
    """Return the case that a sentence opens or ends with, or who acts, if a part of all; else ""."""
    opening = _CASE.match(text)
    case = opening.group().strip() if opening else ""
    subject = _SUBJECT.match(text, opening.end() + 1 if opening else 0)
    who = subject["who"].strip() if subject else ""
    if _SOMEONE.fullmatch(who) and not _MORE.search(who):
        return who
    closing = _LAST.search(text)
    cases = (case, closing.group() if closing else "")
    return next(filter(_is_part, cases), "")


def _is_part(case: str) -> bool:
    """Tell whether a case is a part only of those that a rule for everybody covers."""
    kind = _KIND.search(case) and not _LOWEST.search(case)
    part = kind or _SOME.search(case)
    return bool(part) and not _FREE.search(case) and not _WHOLE.search(case)


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
        for place in self._exempting():
            for touched in self._touched(place):
                found.setdefault(touched, []).append(place)
        return found

    def _exempting(self) -> Iterator[int]:
        for place, provision in enumerate(self._provisions):
            if provision.kind is ProvisionKind.LIST:
                continue
            text = provision.full_text
            exempts = _EXEMPTS.search(text) and narrows(text)
            waives = _WAIVES.search(text) and not _FREE.search(text)
            if (exempts or waives) and _TARGET.search(text):
                yield place

    def _touched(self, place: int) -> Iterator[int]:
        """Yield the provisions that an exempting sentence speaks of."""
        target = _TARGET.search(self._provisions[place].full_text)
        if target is None:
            return
        if number := target["number"]:
            yield from self._numbered(place, number)
        elif name := target["named"] or target["name"]:
            yield from self._speaking_of(place, name)
        elif target["section"]:
            yield from self._around(place)
        else:
            yield from self._before(place)

    def _around(self, place: int) -> Iterator[int]:
        """Yield the rest of the section; of the one before, where the sentence is all there is."""
        section = self._section(place)
        alone = len(section) == 1 and place > 0
        yield from (p for p in (self._section(place - 1) if alone else section) if p != place)

    def _before(self, place: int) -> Iterator[int]:
        """Yield the rest of the paragraph and the paragraph before it."""
        own = self._units.paragraph(place)
        yield from (p for p in own if p < place)
        if own and own[0] == place and place > 0:
            yield from self._units.paragraph(place - 1)

    def _numbered(self, place: int, number: str) -> Iterator[int]:
        for other, provision in enumerate(self._provisions):
            if other != place and number in provision.section.path.split(" > "):
                yield other

    def _speaking_of(self, place: int, name: str) -> Iterator[int]:
        """Yield the rules that a name fits: "the testing rule" is one on tests."""
        root = name.lower()[:_ROOT]
        for other, provision in enumerate(self._provisions):
            if other != place and root in provision.full_text.lower():
                yield other

    def _section(self, place: int) -> Group:
        groups = self._units.meeting(Unit.SECTION, [{place}])
        return next(groups, (place,))
