"""What stands beside a sentence and misleads a parser: its label, its brackets, "but need not"."""

from __future__ import annotations

import re

from policygap.recall import remembered

_LABEL = (
    r"\W*(?:(?:step|rule|note|item|point|tip|principle|guideline|reminder|important|caution"
    r"|warning|remember|first|second|third|finally|also|lastly)\b\W{0,2}(?:\d+|[ivx]+|[a-z])?"
    r"\s*[:.)–—-]+\s+)(?=\w)"
)
_OPENING = (
    r"\W*(?:(?:first|second|third|next|finally|lastly|no matter what|at all times"
    r"|as soon as \w+|in (?:all|every) cases?|to the (?:\w+ )?extent \w+),\s+)"
)
_BRACKETS = r" \((?!\w{1,3}\))[^()]*\)"
_DUTY = r"(?:required|obliged|obligated|bound|compelled|mandated|expected)"
# "may, but need not, wait": the licence stands, and what is beside it denies only a duty.
_NO_DUTY = (
    r"(?<=\b(?:may|can)),? (?:but|though|although|and) "
    rf"(?:need not|needn['’]t|(?:is|are|shall|will)(?: not|n['’]t)(?: be)? {_DUTY} to"
    r"|do(?:es)?(?: not|n['’]t) (?:have|need) to),?(?= \w)"
    rf"|(?<=ed),? (?:but|though|although|and) not {_DUTY},?(?= to\b)"
)
# "including but not limited to waiting"
_AMONG_OTHERS = (
    r",? (?:but|and) (?:(?:(?:is|are|be|shall be|may be) )?not"
    r"|(?:may|might|shall|will|should) not be) limited to,?(?= \w|:)"
    r"|, without limitation,?(?= \w|:)"
)
# "are not, however, required"
_ADVERB = (
    r", (?:however|nevertheless|nonetheless|therefore|moreover|accordingly|of course|in turn"
    r"|in any event),(?= )"
)
# "not obliged to try, or to rule out, every lesser means": to rule out is to forbid elsewhere.
_RULED_OUT = r",? or (?:to |must )?(?:have )?rul(?:e|ed|ing) out(?: one by one)?,?(?= )"
# "should weigh the facts, not a rule of thumb, in deciding"
_CONTRAST = (
    r",(?: and| but)? not (?:merely |only |just |simply )?"
    r"(?:an?|the|any|on|by|in|from|for|with|as|upon|through) [^,;:()]{2,60}(?=,)"
)
# Between a modal and its verb: "shall, no later than that day, call", "shall without delay call"
# (parsers take "call" for what it is without).
_FREE = (
    r"(?:possible|practicable|practical|feasible|reasonable|appropriate|necessary|needed|safe|able)"
)
_MODAL = r"(?:may|shall|must|will|should)"
_BETWEEN = (
    rf"\b{_MODAL}(?: not)?(?: be| have been)?"
    r"(?P<between>, [^,;:()]{2,90},(?= [a-z])"
    r"|,? (?:without (?:\w+ )?(?:delay|hesitation)|as soon as (?:[\w-]+ )?(?:\w+ly )?"
    rf"{_FREE}|at the earliest (?:[\w-]+ )?(?:opportunity|time|moment)"
    rf"|(?:so|as) far as (?:(?:it )?is )?(?:\w+ly )?{_FREE}|to the (?:[\w-]+ )?extent {_FREE}"
    rf"|(?:when|whenever|where|wherever|if) (?:\w+ly )?{_FREE}|then and there|each and every time"
    r"|of (?:his or her|his|her|their|its) own (?:accord|motion)|forthwith|in (?:every|each) case"
    r"|at all times|under all circumstances),?(?= [a-z]))"
)
# "No member, regardless of rank, shall fire"
_NO_ONE = (
    r"\b(?:no one|nobody|no(?! matter)(?: [\w-]+){1,4})"
    r"(?P<apart>, (?:regardless|whatever|however|whether|if|when|whenever|where|unless|except"
    r"|even|as|after|before|once|upon|during|on|in|at|under|by|with|without|for|to|including|other)\b"
    rf"[^,;:()]{{2,90}},)(?= {_MODAL}\b)"
)
# "obliged, where it is safe, to wait"; "the duty of all, where it is safe, to wait"
_CASE = (
    r"\b(?:(?:not|to|\w+ed)(?=,[^,;:()]+, (?:to )?[a-z])"
    r"|\w+(?=,[^,;:()]+, to [a-z]))"
    r"(?P<aside>, (?:if|when|where|whenever|wherever"
    r"|except|unless|as|in|on|at|upon|during|after|before|without|under|to the extent)\b"
    r"[^,;:()]{2,90},)"
)
# "No policy can foresee every case, but officers shall wait" begins with the text itself.
_INCOMPLETE = (
    r"\W*(?:(?:while|(?:al|even )?though|because|since|as) )?"
    r"(?:(?:no|this|the)\b(?: [\w-]+){1,4} (?:can|could|will|is|are|may)\b[^,;:]*"
    r"\b(?:complete|exhaustive|inclusive|alike|the same|foresee|anticipate|cover|predict|describe"
    r"|fits?|prescribe|exclusive|all of (?:these|them)|every one of (?:these|them))"
    r"|(?:it is|it would be) (?:not possible|impossible) to)"
    r"\b[^,;:.]*[,;.] (?:(?:but|and|so|yet|however|still|nevertheless),? )?(?=\w)"
)
# "a choke hold, by which is meant any hold that hinders breathing, shall not be used"
_MEANING = (
    r", (?:by which (?:is|are) meant|(?:that is|meaning)(?: to say)?,?"
    r"|which (?:is|are) (?:any|an?)) [^,;:()]{2,90},(?= )"
)
# "A supervisor who neither used nor saw the force shall go there": who acts is another than these.
_NOT_THESE = (
    r" who (?:neither\b[^;:()]{2,80}? nor\b"
    r"|(?:is|was|are|were|did|do|does|has|have|had)(?: not|n['’]t))\b[^,;:()]{2,80}?"
    rf"(?= (?:{_MODAL}|is to|are to)\b)"
)
# "shall not be applied, save where deadly force is justified": parsers take "save" for rescuing.
_SAVE = (
    r", save (?:and except )?(?:as|by|for|from|if|in|on|only|that|to|under|upon|when|where|with)\b"
    r"[^;:()]*(?=[.;]|$)"
)
# "by gaining time, so that force is not needed": what the purpose needs not is not what is done.
_PURPOSE = r",?(?<!\bonly) so that\b[^.;:()]*(?=[.;]|$)"
_WAYS = (
    rf"^{_LABEL}",
    rf"^{_OPENING}",
    rf"^{_INCOMPLETE}",
    _BRACKETS,
    _NO_DUTY,
    _AMONG_OTHERS,
    _ADVERB,
    _BETWEEN,
    _NO_ONE,
    _CONTRAST,
    _RULED_OUT,
    _MEANING,
    _NOT_THESE,
    _CASE,
    _SAVE,
    _PURPOSE,
)
_ASIDES = re.compile("|".join(_WAYS), re.IGNORECASE)
_PARTS = ("aside", "between", "apart")  # of a match, where only a part of it stands aside


@remembered(4096)
def asides(text: str) -> tuple[tuple[int, int], ...]:
    """Return the characters of a sentence that stand aside, in order, none within another."""
    found = _ASIDES.finditer(text)
    return tuple(m.span(next((name for name in _PARTS if m[name]), 0)) for m in found)


def pared(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return a sentence without what stands aside, and where its characters start..end are now.

    What holds the characters themselves stays.
    """
    away = [(a, b) for a, b in asides(text) if b <= start or a >= end]
    for low, high in reversed(away):
        text = text[:low] + text[high:]
    gone = sum(high - low for low, high in away if high <= start)
    return text, start - gone, end - gone


def bare(text: str) -> str:
    """Return a sentence without all that stands aside."""
    return pared(text, len(text), len(text))[0]


def place_before(text: str, start: int, end: int, place: int) -> int:
    """Return where a character of the pared sentence stands in the whole one."""
    for low, high in asides(text):
        if (high <= start or low >= end) and low <= place:
            place += high - low
    return place
