"""Which headings say what must be done: such a heading is a provision as well as a title."""

from __future__ import annotations

import re

from policygap.documents import introductions

_LEAST_WORDS = 3
_MOST_WORDS = 40  # more is text in the style of a heading
_MODAL = r"(?:shall|must|will|may|should|cannot|can)"
_RULED = (
    r"(?:is|are)\s+(?:(?:not|never|strictly|expressly|always|only|hereby)\s+)*"
    r"(?:prohibited|forbidden|banned|required|mandatory|authorized|permitted|allowed)"
)
# A subject, then the verb; "May 1" is a date.
_SENTENCE = re.compile(rf"(?P<subject>.*?\w)\s+(?:{_MODAL}\s+(?!\d)\w|{_RULED}\b)", re.IGNORECASE)
# "When Force May Be Used", "Persons Who Must Be Told", but not "Officers Who Use Force Must Report"
_QUESTION = re.compile(
    r"\b(?:wh(?:en|ere|at|om|ose|ich|y|ether)|how|if|that|unless)\b|\Awho\b|\bwho\Z", re.IGNORECASE
)
# "Factors Officers Should Consider": the title of a list
_LISTED = re.compile(
    r"(?:factors|steps|actions|circumstances|situations|information|items|conditions|criteria|"
    r"considerations|procedures|reasons|rules|things|duties|responsibilities|measures)\s+"
    r"(?:an?\s+|the\s+|all\s+)?(?:officers?|members?|employees?|deput(?:y|ies)|supervisors?|"
    r"personnel|you)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\A(?:if|when(?:ever)?|where|once|before|after|unless|until|as soon as)\b[^,]{1,80},\s+", re.I
)
_FORBIDS = re.compile(r"(?:do not|don['’]t|never)\s+\w", re.IGNORECASE)
_URGES = r"(?:(?:always|immediately|promptly|first|then|please)\s+)?"
_DETERMINER = r"(?:an?|the|all|any|each|every|no|only|this|that|these|your|their|its|both|to)\b"
# Words that are verbs, and words that are nouns as well and need an object beside them.
_VERBS = (
    "activate|advise|allow|announce|assess|avoid|complete|comply|consider|de-escalate|ensure|"
    "explain|follow|give|identify|inform|intercede|intervene|issue|keep|maintain|make|notify|"
    "obtain|photograph|preserve|provide|refrain|remain|remove|render|respond|seek|submit|take|"
    "tell|verify|wait|warn"
)
_NOUNS_TOO = (
    "aid|ask|attempt|call|check|contact|document|draw|fire|hold|leave|monitor|order|place|point|"
    "record|report|request|review|search|secure|stop|summon|transport|treat|try|use"
)
_IMPERATIVE = re.compile(
    rf"{_URGES}(?:(?:{_VERBS})\s+\w|(?:{_NOUNS_TOO})\s+{_DETERMINER})", re.IGNORECASE
)


def gives_order(heading: str) -> bool:
    """Tell whether a heading is a whole sentence that orders, bans or allows something."""
    said = _CONDITION.sub("", heading.strip(), count=1)
    if not _LEAST_WORDS <= len(said.split()) <= _MOST_WORDS:
        return False
    if introductions.breaks_off(said) or said.endswith("?"):
        return False
    return _FORBIDS.match(said) is not None or _is_imperative(said) or _is_sentence(said)


def _is_sentence(said: str) -> bool:
    found = _SENTENCE.match(said)
    if found is None or _LISTED.match(said):
        return False
    return _QUESTION.search(found["subject"]) is None


def _is_imperative(said: str) -> bool:
    """Tell whether this is "Notify a supervisor at once."; titles are not written so."""
    ended = said.endswith((".", "!")) and said.upper() != said
    return ended and _IMPERATIVE.match(said) is not None and not is_in_title_case(said)


def is_in_title_case(said: str) -> bool:
    """Tell whether all longer words begin with a capital, beside the first one."""
    long = [word for word in said.split()[1:] if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long)
