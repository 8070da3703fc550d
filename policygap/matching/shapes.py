"""Sentences whose whole shape says what they do with an act, wherever the parser hung it."""

from __future__ import annotations

import re

from policygap.matching.judgement import Judgement
from policygap.matching.lexicon import PERMITS, PROHIBITS, REQUIRES, Effect
from policygap.model import Polarity, Strength

_ONLY_WAY = re.compile(
    r"\b(?:no \w+|not|never|neither|nobody|none)\b.{0,120}"
    r"\b(?:unless|until|before|without(?: first)?)\b[^.;]{0,160}$"
    r"|\b(?:may|shall|will|must|is|are)\b.{0,60}\bonly\b.{0,60}"
    r"\b(?:after|if|when|once|where)\b[^.;]{0,100}$",
    re.IGNORECASE | re.DOTALL,
)
# "No officer shall carry one until he has been instructed in it": the act is in its own clause.
_BARRED_UNTIL = re.compile(
    r"\b(?:no \w+|not|never|neither|nobody|none)\b[^.;]{0,120}"
    r"\b(?:(?:unless|until|before)\b|without (?:first )?having\b)"
    r"(?:(?!\b(?:may|shall|will|must|should|can|nor)\b)[^.;])*$",
    re.IGNORECASE,
)
# "Only when all else has failed may force be used."
_ONLY_FIRST = re.compile(
    r"\W*only (?:after|if|when|once|where|by|upon|with)\b[^.;]*$", re.IGNORECASE
)
# "Only so much force may be used as ...", "A member may use no more force than ..."
_ONLY_SUCH = re.compile(
    r"\W*only (?:that|so|such|the|as)\b[^.;]{0,60}?\b(?:may|can|shall|will) be "
    r"(?:used|applied|employed|exerted)\b"
    r"|[^.;:]{0,90}\b(?:may|can) (?:use|apply|employ|exert|resort to) "
    r"(?:no (?:more|greater|higher|other)|only (?:so much|such|as much|that))\b",
    re.IGNORECASE,
)
_UNLESS_FIRST = re.compile(r"\W*(?:unless|until|without)\b[^.;]*$", re.IGNORECASE)
_BARRED = re.compile(
    r"[^.;]*,\s*(?:no|nobody|neither|never|[^,;]{0,40}\b(?:may|shall|must) not)\b", re.I
)
_INVERTED = re.compile(r"[^.;]*\b(?:may|shall|will|can|is|are|should)\b", re.IGNORECASE)
_OFFICER = (
    r"(?:the |each |an? |any )?(?:[\w-]+ )?"
    r"(?:officers?|deput(?:y|ies)|members?|employees?|agents?|troopers?|rangers?|them|him|her|you)"
)
# "Whether to shoot is left to the officer's discretion."
_DISCRETION = re.compile(
    r"\W*(?:whether|when|how|if)\b(?:"
    r"[^.;]*\b(?:is|are|shall be|will be|remains?|rests?|lies)\b[^.;]*"
    r"\b(?:left to|up to|a matter (?:for|of)|at|within|for|with)\b[^.;]*"
    r"\b(?:discretion|judge?ment|choice|preference|to decide)\b"
    r"|(?: or not)? to\b[^.;]*\b(?:is|are|shall be|will be|remains?|rests?|lies|falls)\b[^.;]*"
    rf"\b(?:(?:up|left) to|with|for) {_OFFICER}\b"
    r"|(?: or not)? to\b[^.;]*\b(?:is|are|remains?)\b[^.;]*['’]s? (?:own )?"
    r"(?:choice|call|decision|option))",
    re.IGNORECASE,
)
# "Nothing in this policy obliges ...", "None of this obliges ...": taggers trip over what follows
# such a subject.
_NOTHING = re.compile(
    r"\W*(?:nothing (?:in|herein|contained|said)|none of (?:this|these|it|the above))\b.{0,110}?\b"
    r"(?:(?P<binds>(?:requir|oblig|mandat|compel|bind|bound)\w*)"
    r"|(?:prohibit|prevent|preclud|forbid|bar|limit|restrict|keep)\w*)",
    re.IGNORECASE,
)
_AGAINST = r";|,? (?:but|however|nor)\b|, and \w+ (?:shall|must|will|may)\b"
# "Nothing matters more than life" sets life above all, and denies nothing of it.
_FOREMOST = re.compile(
    r"\W*(?:(?:among|of) (?:all|the|every)\b[^.;:]{0,90}, )?(?:there (?:is|can be) )?"
    r"no(?:thing|ne| [\w-]+(?: [\w-]+)?| [\w-]+ of [\w-]+ [\w-]+)?\b"
    r"(?: in (?:this|our|the) [\w-]+)? (?:"
    r"(?:(?:is|are|matters?|counts?|weighs?|carries|deserves) (?:[\w-]+ ){0,2}?)?"
    r"(?:more|greater|higher|dearer|weightier)\b(?: [\w-]+){0,3} than"
    r"|(?:ranks?|stands?|comes?|goes|is|takes (?:precedence|priority)) "
    r"(?:above|before|ahead of|over|higher than)"
    r"|outranks|outweighs|surpasses|exceeds)\b",
    re.IGNORECASE,
)
# "There is neither a duty nor an expectation that ...": parsers take what follows for a relative.
_NO_DUTY = re.compile(
    r"[^.;]*\bthere (?:is|are|exists?|shall be|will be) (?:no|neither an?) (?:[\w-]+ ){0,2}?"
    r"(?:dut(?:y|ies)|requirements?|obligations?|expectations?|need|mandate)\b"
    r"(?: n?or (?:an? )?(?:[\w-]+ )?\w+)? (?:to|that|for)\b(?P<act>(?:(?!,? but\b)[^.;])*)",
    re.IGNORECASE,
)
# "Holding force is force which shall include arm locks, but shall not include neck holds": a term
# is explained, nothing is forbidden.
_LEFT_OUT = re.compile(
    r"[^.;]*\b(?:which|that|means?|defined as)\b[^.;]*\b(?:does|do|shall|will|may|must) not "
    r"(?:include|mean|comprise|encompass|cover)\b",
    re.IGNORECASE,
)
# "Only in extreme cases will an officer shoot."
_ONLY_IN = re.compile(
    r"\W*only (?:in|under) [^.;]*?"
    r"\b(?:circumstances?|cases?|situations?|emergenc(?:y|ies)|instances?)[^.;]{0,60}?"
    r",? (?:may|shall|will|can|should|must|is|are)\b",
    re.IGNORECASE,
)
# What makes a rule of a bare statement, or a licence of it, wherever it stands.
_ADVERBIALS = (
    (re.compile(r"\b(?:no exceptions\b|without exceptions?\b)", re.IGNORECASE), REQUIRES),
    (
        re.compile(
            r"\bat (?:(?:his|her|their|one['’]s|your)(?: or her)?|[\w-]+ [\w-]+['’]s?) "
            r"(?:own |sole )?(?:option|discretion|election)\b",
            re.IGNORECASE,
        ),
        PERMITS,
    ),
)


def whole(text: str, start: int) -> Judgement | None:
    """Return the judgement of an act at a character, if the sentence leaves no other."""
    if _DISCRETION.match(text):
        return Judgement(Polarity.PERMITS, Strength.MAY)
    no_duty = _NO_DUTY.match(text)
    if no_duty and no_duty.start("act") <= start < no_duty.end("act"):
        return Judgement(Polarity.EXEMPTS, Strength.MUST)
    foremost = _FOREMOST.match(text)
    if foremost and foremost.end() <= start:
        return Judgement()
    left_out = _LEFT_OUT.match(text)
    if left_out and left_out.end() <= start:
        return Judgement(embedded=True)
    rare = _ONLY_IN.match(text)
    return Judgement(Polarity.PROHIBITS, Strength.MUST) if rare and rare.end() <= start else None


def nothing(text: str, start: int) -> Effect | None:
    """Return the effect on an act that a sentence denies of all in its policy, if it does."""
    found = _NOTHING.match(text)
    if not found or found.end() > start or re.search(_AGAINST, text[found.end() : start]):
        return None
    return REQUIRES if found["binds"] else PROHIBITS


def is_only_way(text: str, start: int, end: int) -> bool:
    """Tell whether something is forbidden unless, or allowed only after, the act is done."""
    before, after = text[:start], text[end:]
    first = _ONLY_FIRST.match(before) and _INVERTED.match(after)
    first = first or (_UNLESS_FIRST.match(before) and _BARRED.match(after))
    return bool(first or _ONLY_WAY.search(before))


def is_only_such(text: str, end: int) -> bool:
    """Tell whether no more is allowed than what a sentence says up to the act's end."""
    only = _ONLY_SUCH.match(text)
    return only is not None and only.end() <= end


def is_barred_until(text: str, start: int) -> bool:
    """Tell whether something is forbidden until the act at a character is done."""
    return bool(_BARRED_UNTIL.search(text[:start]))


def adverbial(text: str) -> Effect | None:
    """Return what an adverbial makes of a bare statement ("without exception")."""
    return next((effect for pattern, effect in _ADVERBIALS if pattern.search(text)), None)
