"""Sentences that say of what was just named whether it may be used: "It shall not be applied"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policygap.matching.columns import bits
from policygap.matching.quick_looks import has_one
from policygap.matching.units import Group, Units
from policygap.model import Provision, ProvisionKind, Unit

_THING = (
    r"(?:techniques?|tactics?|(?:neck )?(?:holds?|restraints?)|maneuvers?|methods?|practices?"
    r"|positions?|procedures?|measures?|options?|grips?|actions?)"
)
_THIS = r"(?:this|these|those|such|any such|(?:either|neither|none|any|each) of (?:these|them))"
_IT = (
    rf"(?:{_THIS}(?: {_THING})?|th(?:e|at) {_THING}|it|they|none|neither"
    r"|(?<!no )(?<!any )(?<!which )one)"
)
_MODAL = r"(?:may|shall|must|should|can|will|is|are|cannot|remains?)"
_USED = (
    r"(?:used|applied|employed|attempted|performed|tried|administered|resorted to|authorized"
    r"|permitted|allowed|approved|prohibited|banned|forbidden|barred|unauthorized|off[- ]limits)"
)
_USE = r"(?:use|apply|employ|attempt|perform|resort to|fire|authorize|order)"
OF_IT = re.compile(
    rf"\b(?P<subject>{_IT})(?=(?:,[^,.;]{{3,80}},)? {_MODAL}\b(?: [\w'’-]+){{0,4}}? {_USED}\b)"
    r"|\b(?:may|shall|must|should|can|will|never|do not|don['’]t)"
    rf"(?: (?!have|need|to\b)[a-z]+){{0,2}}? {_USE} "
    rf"(?P<object>{_THIS}(?: {_THING})?|that {_THING}|it|them|one)"
    r"(?=[.,;]|$| (?:up)?(?:on|if|when|where|while|unless|only|except|under|against|to|in|at|for"
    r"|until|without|as|after|before)\b)"
    r"|\A[\w ]{0,40}\b(?:may|shall|must|should)(?: [a-z]+){0,2} (?P<act>do (?:so|this|that))\b",
    re.IGNORECASE,
)
# Without one of these, in small letters, the search above finds nothing.
SIGNS = (
    *("use", "appl", "employ", "attempt", "perform", "tried", "administered", "resort"),
    *("authorize", "permitted", "allowed", "approved", "prohibited", "banned", "forbidden"),
    *("barred", "off limits", "off-limits", "fire", "order", "do so", "do this", "do that"),
)
# A case in which the pronoun stands, and that no comma has closed.
_CASE = re.compile(
    r"\b(?:unless|if|when|where|whether|until)\b[^,]*$|\b(?:that|who|which) $", re.IGNORECASE
)
_BACK = 2  # sentences that a pronoun may reach back over
_NEAR = 30  # characters around a pronoun in which its own verb stands
_FIRST = 3  # sentences of a section whose pronouns may stand for its heading
_PERMITS = re.compile(r"\b(?:may|can|permitted|allowed|authorized)\b", re.IGNORECASE)
_BANS = re.compile(r"\b(?:are|is|be) (?:\w+ )?(?:prohibited|banned|forbidden|barred)\b", re.I)
_FORBIDS = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|prohibit\w*|forbid\w*|banned|barred|unauthorized)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun of which a provision says whether it may be used, and what may name its thing.

    `span` is its characters in the text; `before` the places of the sentences before it, the
    nearest first; `headed` tells whether the heading of its section may name the thing.
    """

    span: tuple[int, int]
    before: tuple[int, ...]
    headed: bool


class Pronouns:
    """The provisions of a policy that say by a pronoun whether something may be used."""

    def __init__(self, provisions: Sequence[Provision], units: Units) -> None:
        """Find them, by their places."""
        self._provisions = provisions
        spans = {
            place: span
            for place, provision in enumerate(provisions)
            if provision.kind is not ProvisionKind.LIST and (span := _pronoun(provision.text))
        }
        self.places: Mapping[int, Pronoun] = {
            place: _placed(span, place, next(units.meeting(Unit.SECTION, [{place}])))
            for place, span in spans.items()
        }

    @property
    def around(self) -> int:
        """Return, as bits, these provisions and those before them."""
        return bits(p for place, each in self.places.items() for p in (place, *each.before))

    def permits(self, place: int) -> bool:
        """Tell whether a sentence lets use what its pronoun stands for, named before it."""
        if place not in self.places:
            return False
        said, before = self._around_one(place)
        lets = bool(_PERMITS.search(said)) and not _FORBIDS.search(said)
        return lets and not re.search(_THING, before, re.IGNORECASE)

    def bans(self, place: int) -> bool:
        """Tell whether a sentence with a pronoun bans by name what that stands for."""
        said, _ = self._around_one(place)
        return bool(_BANS.search(said))

    def _around_one(self, place: int) -> tuple[str, str]:
        """Return the words around a sentence's pronoun, and all before it."""
        text, (start, end) = self._provisions[place].text, self.places[place].span
        return text[max(0, start - _NEAR) : end + _NEAR], text[:start]

    def forbids(self, place: int) -> bool:
        """Tell whether a sentence forbids something."""
        return bool(_FORBIDS.search(self._provisions[place].text))


def _placed(span: tuple[int, int], place: int, section: Group) -> Pronoun:
    at = section.index(place)
    return Pronoun(span, section[max(0, at - _BACK) : at][::-1], at < _FIRST)


def _pronoun(text: str) -> tuple[int, int] | None:
    """Return the characters of a pronoun of which a sentence says whether it may be used."""
    match = OF_IT.search(text) if has_one(text, SIGNS) else None
    if match is None or _CASE.search(text[: match.start()]):
        return None
    return match.span(match.lastgroup or 0)
