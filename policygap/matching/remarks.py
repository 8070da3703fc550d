"""Sentences that order nothing, whatever their words: wishes, examples, what a form holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policygap.matching.wording import RULING
from policygap.model import Provision

_BINDS = r"\b(?:shall|must|will|should|is to|are to|may not|requires?|required)\b"
_AIM = (
    r"(?:purposes?|aims?|goals?|objects?|objectives?|intent|intentions?|vision|hopes?|wish"
    r"|aspirations?|mission|ambition|ideal|desire|beliefs?)"
)
_AGENCY = (
    r"(?:agenc(?:y|ies)|departments?|offices?|jurisdictions?|count(?:y|ies)|cit(?:y|ies)|states?)"
)
_ONCE = r"(?:requires?|have|has|bans?|banned|outlawed|prohibit(?:s|ed)?|adopted|trains?)"
_OTHERS = (
    r"(?:in (?:the |a )?(?:neighbou?ring|nearby|other)|neighbou?ring|other|many|some|most|several"
    r"|(?:a )?number of)"
)
_CLAUSE = r"who|that|which|if|when|shall|must|will|should|may"
_NO_CLAUSE = rf"(?!(?:{_CLAUSE})\b)"
_NO_LINK = rf"(?!(?:in|on|of|by|to|with|for|from|at|{_CLAUSE})\b)"
_RANK = r"(?:Officer|Deputy|Trooper|Sergeant|Sgt\.|Ofc\.|Agent)"
_HOLDER = (
    r"(?:forms?|checklists?|databases?|templates?|worksheets?|score ?sheets?|logs?|screens?"
    r"|software|modules?|spreadsheets?|ledger|index|volume|library|bulletins?|brochures?"
    r"|dashboard|web ?page)"
)
_HOLDS = (
    r"(?:has|have|carry|carries|contains?|includes?|lists?|holds?|shows?|asks|captures"
    r"|provides? (?:an? )?(?:space|box|line)s?|offers?|bears?)"
)
# What each says in the report, and how such a sentence begins.
_REMARKS: Sequence[tuple[str, re.Pattern[str]]] = (
    (
        "tells a purpose or a wish, and orders nothing",
        re.compile(
            rf"\W*(?:(?:the|our|its|one|this|another|[\w'’]+['’]s) (?:[\w'’-]+ ){{0,3}}?{_AIM}\b"
            r"[^.;:]{0,70}?\b(?:is|are|remains)\b"
            rf"|it is (?:the|our|an?|[\w'’]+['’]s) (?:[\w'’-]+ ){{0,4}}?{_AIM}\b"
            r"|(?:the|our|this) (?:[\w'’-]+ ){0,3}?(?:hopes?|believes?|wish(?:es)?|aspires?)\b"
            r"|we (?:hope|believe|value|wish|aspire)\b)"
            rf"(?![^.;]*{_BINDS})",
            re.IGNORECASE,
        ),
    ),
    (
        "only gives an example",
        re.compile(
            r"\W*(?:(?i:examples?|for (?:example|instance)|scenario|case study|illustration)"
            rf"\b[^.:,]{{0,12}}[:,.] (?![^.;]*{_BINDS})"
            rf"|{_RANK} (?!In |Of )[A-Z][a-z]* (?!shall|must|will|may|should)[a-z]+(?:s|ed)\b)"
        ),
    ),
    (
        "tells what a form or a record holds",
        re.compile(
            rf"\W*(?:{_NO_CLAUSE}[\w'’-]+ ){{0,6}}?{_HOLDER}"
            rf"(?: {_NO_LINK}[\w-]+){{0,5}}? {_HOLDS}\b(?![^.;]*{_BINDS})",
            re.IGNORECASE,
        ),
    ),
    (
        "tells what others do",
        re.compile(
            rf"\W*(?:[\w'’,-]+ ){{0,12}}?{_OTHERS}(?: [\w'’-]+){{0,2}}? {_AGENCY}\b[^.;]{{0,40}}?"
            rf"\b{_ONCE}\b(?![^.;]*{_BINDS})",
            re.IGNORECASE,
        ),
    ),
)
_TERM = r"\W*(?:(?:[a-z]|\d+|[ivx]+)[.)] )?(?!NOTE|[QA][.:])[A-Z][\w'’/-]*(?: [\w'’/-]+){0,5}[\"”]?"
_FINITE = r"\b(?:is|are|was|shall|must|will|should|may|be|do|does|has|have)\b"
# "Alternatives to force - Options such as ...", "X means ...": a term is explained, nobody bound.
_DEFINES = re.compile(
    rf"{_TERM} (?:is defined as|refers to"
    r"|(?<!by )(?<!other )(?<!any )(?<!some )(?<!whatever )"
    r"means (?:an?|the|any|that|to|\w+(?:ing|ed))\b)(?![^.;]*\b(?:shall|must|will|should)\b)"
    rf"|{_TERM}(?:\.|:| [—–-]) "
    r"(?:(?i:an?|any|the|those|words?|force)\b|[A-Z]\w+(?:s|ing|ion|ment)\b)"
    rf"(?:(?!{_FINITE})[^.;|])*"
    r"\b(?:that|which|whose|who|such as|including|to|taken|used|meant|intended|designed)\b"
    r"(?![^|]*\b(?:shall|must|will|should|may)\b)[^|]*$",
)
_RULES = re.compile(
    r"\b(?:not|never|no|prohibit\w*|forb[ia]d\w*|bann?(?:ed)?|barred|unauthorized)\b", re.IGNORECASE
)


def remark(text: str) -> str:
    """Return why a sentence orders nothing, if it only remarks on something; else ""."""
    return next((why for why, pattern in _REMARKS if pattern.match(text)), "")


def defines(provision: Provision) -> bool:
    """Tell whether a provision explains a term and binds nobody."""
    led = re.search(RULING, provision.lead_in, re.IGNORECASE)
    return not led and bool(_DEFINES.match(provision.text)) and not _RULES.search(provision.text)
