"""What the words of a text tell about it: whether they introduce a list, name a part, or end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policygap.documents import sentences

_MODALS = "shall|must|may|will|should|can|cannot|would|could"
_FINITE = re.compile(
    rf"\b(?:{_MODALS}|is|are|was|were|has|have|had|does|do|did|means|includes|applies|apply|"
    r"requires|require|includes|include|need|needs)\b"
)
_MODAL_END = re.compile(rf"\b(?:{_MODALS}|not|to|never)\W*\Z", re.IGNORECASE)
_HEADING_LEADS = re.compile(
    rf"(?:[:—–]|\b(?:{_MODALS}|not|never|do|don['’]t|to|from|if|when|unless))\W*\Z", re.IGNORECASE
)
_BREAKS_OFF = re.compile(
    rf"(?:[:—–,;]|\b(?:{_MODALS}|not|to|from|if|when|unless|where|while|who|that|which|and|or|but|"
    r"by|for|of|in|on|with|against|is|are|be|includes?|including|following|follows))\W*\Z",
    re.IGNORECASE,
)
_COLON = re.compile(r"[:—–]\W*\Z")
_FOLLOWING = re.compile(
    r"\b(?:the following|as follows|these|"
    r"(?:listed|stated|set (?:forth|out)|described|shown) below)\b"
    # "A number of factors should be taken into consideration, as time permits."
    r"|\b(?:factors|criteria|considerations)\b[^.;]{0,30}"
    r"\b(?:be|are) (?:taken into|considered|weighed)\b",
    re.IGNORECASE,
)
# "This list is not inclusive of every factor."
_ON_THE_LIST = re.compile(r"(?:this|the) list\b[^:]*\Z", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"(?:(?:some|many|most|among|one) (?:of )?(?:these|those|them)|these|they|those|this|such|it"
    r"|examples?|includes?)\b"
    r"(?:\s+\S+){0,9}\W*\Z",
    re.I,
)
_ORDERS = re.compile(r"\b(?:shall|must|will|should)\b")
_BINDS = re.compile(r"\b(?:shall|must|should)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")
# What is no sentence but says what a term means ("Any adverse step that is taken because ...").
_MEANING = re.compile(
    r"(?:an?|any|the|that|those|all|every|force|physical|conduct|actions?|acts?|use|to|techniques?"
    r"|tactics|[a-z]+ing)\b",
    re.IGNORECASE,
)
# What no term begins with or holds, but a short sentence does ("Tell a supervisor at once.").
_NO_TERM = re.compile(
    r"\W*(?:the|each|every|all|any|no|this|that)\b|.*\b(?:an?|at|it|they|he|she|him|them|you)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|whom|when|where|if|because|so|what)\b|[;:,]")
_NAME = re.compile(r"[A-Za-z]{2}")
# The last words of headings that name a role, and how what it does begins ("Reviews each report").
_ROLE = re.compile(
    r"\b(?:officers?|deput(?:y|ies)|members?|employees?|troopers?|supervisors?|sergeants?"
    r"|lieutenants?|captains?|commanders?|chief|sheriff|board|panel|committee|division|bureau|unit"
    r"|section|affairs|dispatchers?|communications|coordinators?|duties|responsibilities)\W*\Z",
    re.IGNORECASE,
)
# "Feasible means ...": what says itself what its term means needs nothing that introduces it.
_DEFINES = re.compile(r"\W*[^.;:,]{1,60}?\s(?:means|shall mean|refers to|is defined as)\b")
_DOES = re.compile(r"[A-Z][a-z]+s (?!of\b|and\b|or\b)\w")
_END = 40  # characters that tell how a text ends
_TITLE_WORDS = 8


def is_complete(text: str) -> bool:
    """Tell whether the text ends as a sentence does."""
    return _SENTENCE_END.search(text.rstrip()[-_END:]) is not None


def announces(text: str) -> bool:
    """Tell whether the text ends with a colon or a dash."""
    return _COLON.search(text[-_END:]) is not None


def breaks_off(text: str) -> bool:
    """Tell whether the text ends at a mark or a word after which more must come."""
    return _BREAKS_OFF.search(text[-_END:]) is not None


def ends_in_modal(text: str) -> bool:
    """Tell whether the text breaks off at its verb ("Members shall not:")."""
    return _MODAL_END.search(text[-_END:]) is not None


def stands_alone(sentence: str) -> bool:
    """Tell, by a cheap look at its words, whether a sentence has its own subject and verb."""
    return sentence[:1].isupper() and _FINITE.search(sentence) is not None


def looks_like_title(text: str) -> bool:
    """Tell whether a text is short, without sentence end and without a finite verb."""
    words = text.split()
    return (
        0 < len(words) <= _TITLE_WORDS
        and not text[:1].islower()
        and text.rstrip()[-1] not in ".;,?!…"
        and (len(words) == 1 or _FINITE.search(text.lower()) is None)
    )


def is_run_in_title(sentence: str) -> bool:
    """Tell whether a sentence only names what the next ones say ("Means.")."""
    return looks_like_title(sentence.rstrip(".:"))


def is_term(sentence: str) -> bool:
    """Tell whether a sentence is only a term or a title, and no short one without its verb."""
    return is_run_in_title(sentence) and _NO_TERM.match(sentence) is None


def explains(sentence: str) -> bool:
    """Tell whether words behind a term that stands by itself say what it means."""
    if not _MEANING.match(sentence) or _BINDS.search(sentence):
        return False
    behind = _RELATIVE.search(sentence, len(sentence.split(maxsplit=1)[0]))
    return _FINITE.search(sentence[: behind.start() if behind else None].lower()) is None


def heading_introduction(text: str) -> str:
    """Return the heading if its words introduce a list ("Officers shall not"), or ""."""
    return text if _HEADING_LEADS.search(text[-_END:]) else ""


def heading_of_duties(heading: str, text: str) -> str:
    """Return a heading that names those who do what an item under it says, as its lead-in, or "".

    "Shift Commander", above "Reviews each report": the item's verb has no subject of its own.
    """
    named = _ROLE.search(heading) and _DOES.match(text) and not _FINITE.search(text[:_END])
    return f"{heading.rstrip(' :')}:" if named else ""


def lead_in_below(outer: str, text: str) -> str:
    """Return the words that introduce the list under a text which `outer` introduces, "" if none.

    They are the last sentence, if a list may complete it or if it announces one, after `outer`.
    """
    spans = sentences.split(text)
    while len(spans) > 1 and _ON_THE_LIST.match(text[slice(*spans[-1])]):
        spans.pop()
    last = text[slice(*spans[-1])] if spans else ""
    if not _NAME.search(last) or (is_complete(last) and not _FOLLOWING.search(last)):
        return ""
    # "Members shall use crisis tactics. These include:", "Deadly force. Force that ... Includes:"
    if len(spans) > 1 and _POINTS_BACK.match(last) and not _ORDERS.search(last):
        return text[_opening(text, spans[:-1]) : spans[-1][1]]
    return last if len(spans) > 1 and stands_alone(last) else join(outer, last)


def _opening(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return where the last sentence begins, or the term before it that it explains."""
    first, last = (text[slice(*spans[n])] for n in (0, -1))
    return spans[0 if len(spans) == 2 and is_term(first) and explains(last) else -1][0]


def join(outer: str, inner: str) -> str:
    """Return two lead-ins as one, outermost first."""
    return f"{outer} {inner}".strip()


def depends(text: str, lead_in: str) -> bool:
    """Tell whether an item's words need its lead-in: it breaks off, or they are no sentence."""
    if _DEFINES.match(text):
        return False
    return breaks_off(lead_in) or _FOLLOWING.search(lead_in) is not None or not stands_alone(text)
