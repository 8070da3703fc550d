"""Words that introduce a list, made a sentence: "Members are barred from:" with an act behind."""

from __future__ import annotations

import re

from policygap.matching.asides import bare
from policygap.recall import remembered

_DO = (
    r"(?: (?:do|perform|take|complete|carry out|accomplish|comply with))?"
    r"(?: (?:each|all|any)(?: of)?)? the following(?: [\w-]+){0,2}"
)
_OFFICERS = (
    r"\bthat (?:[\w-]+ ){0,3}(?:officers?|deput(?:y|ies)|members?|employees?|personnel|staff)"
)
# What an act goes on, by the end of the words that introduce it.
_ACTS = (
    (
        rf"(?:\b(?:(?<!limited )to|shall|must|will|should|may|not)|{_OFFICERS})(?:{_DO})?\W*\Z",
        "proceed",
    ),
    (rf"\b(?:from|against|responsible for|charged with)(?:{_DO})?\W*\Z", "proceeding"),
)

# "Members must, without delay:", "A sergeant may, as time allows:"
_ASIDE = re.compile(
    r"\b(?P<modal>shall|must|will|should|may|not), (?!(?:unless|only|except)\b)[^,;:]{3,60}\W*\Z",
    re.IGNORECASE,
)

# "The shift sergeant:", "Officer, as soon as the scene is safe:", "Supervisor responsibilities:"
_ROLE = re.compile(
    r"(?:\A|[:;] )(?!(?:if|when|whenever|where|unless|that|because|as|until|before|after)\b)"
    r"(?:(?!(?:is|are|was|be|has|have|may|shall|must|will|should|can|if|when|that|force)\b)"
    r"[\w'/&-]+ ){0,5}?"
    r"(?:officers?|deput(?:y|ies)|members?|employees?|personnel|troopers?|agents?|rangers?"
    r"|supervisors?|sergeants?|lieutenants?|captains?|commanders?|chief|sheriff|board|panel"
    r"|committee|division|bureau|unit|section|affairs|dispatchers?|communications|investigators?"
    r"|instructors?|coordinators?|managers?|directors?|staff|duties|responsibilities)"
    r"(?: of [^:;]{3,60}| who [^:;]{3,60}|[,(][^:;]{3,60})?\s*[:–—-]?\s*\Z",
    re.IGNORECASE,
)

# "Supervisors – Review all reports": for whom an order is, and then the order.
_FOR_WHOM = re.compile(r"(?P<who>[^:;.–—-]{3,60}?)(?: ?:| [–—-]) (?=[A-Z])")


def without_aside(lead_in: str) -> str:
    """Return a lead-in without what stands between its modal and its end."""
    return _ASIDE.sub(r"\g<modal>:", lead_in.rstrip())


@remembered(4096)
def completed(lead_in: str) -> str:
    """Return a lead-in as a sentence that ends with an act; "" where an item is no act of it."""
    plain = bare(lead_in).rstrip()
    for ending, act in _ACTS:
        if re.search(ending, plain, re.IGNORECASE):
            return re.sub(rf"(?:{_DO})?\W*\Z", "", plain, count=1, flags=re.IGNORECASE) + f" {act}."
    return ""


@remembered(4096)
def names_role(lead_in: str) -> bool:
    """Tell whether a lead-in only names those whose duties its items are."""
    return _ROLE.search(lead_in) is not None


def addressed(text: str) -> int:
    """Return where the order begins that a text introduces by those it is for; 0 if it does not."""
    found = _FOR_WHOM.match(text)
    return found.end() if found and names_role(found["who"]) else 0
