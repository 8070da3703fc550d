"""Where the sentences of a text begin and end, by rules for the prose of policies and statutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOUNDARY = re.compile(
    r"""(?P<mark>(?<![.!?…])[.!?…]++)(?P<close>[\"'”’)\]]*+)(?P<note>(?<=[a-z]{3}[.!?])\d{1,2})?(?P<gap>\s+|(?=[A-Z][a-z]))
      | (?P<blank>\n[ \t]*\n\s*)""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"[^\s(\[\"“”'‘]*\Z")
_OPENING = "\"'“‘([{"
_ONLY_LABEL = re.compile(
    r"(?:(?:section|sec|article|art|rule|chapter|part|appendix|step)\.?\s+)?"
    r"[(\[]?(?:\d+(?:[.-]\d+)*[a-z]?|[A-Za-z]|[ivxlIVXL]{1,6})[)\]]?",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_LABEL_NEXT = re.compile(r"[(\[](?:[a-zA-Z]|\d{1,2}|[ivx]{1,5})[)\]](?:\s|[A-Z][a-z])")
_NUMBER_NEXT = re.compile(r"\d|§|Nos?\.|[IVXL]{2,}\b")
_WORD = re.compile(r"[A-Za-z]+")
# A sentence, or as much of it as can be parsed: up to 10,000 characters, cut at a blank if it has
# one. Sentences of statutes reach 2,000; spaCy refuses 1,000,000.
_BEARABLE = re.compile(r"\S(?:.{0,9998}(?<=\S)(?=\s|\Z)|.{0,9999})", re.DOTALL)
_ADDRESS = re.compile(r"www|://|@|\.(?:gov|com|org|edu|net|us)\Z", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Titles and code names: a name or another abbreviation follows, never a new sentence.
_HARD = _words("""
    sgt lt capt cpl det ofc insp cmdr maj col gen chf dep supt mr mrs ms dr prof hon rev
    v vs e.g i.e cf viz ref pen gov civ veh evid saf welf inst cal calif approx
""")
# Abbreviations that a number must follow; otherwise they are words ("no", "art", "app").
_BEFORE_NUMBER = _words("""
    no nos sec secs art arts div ch chap ord fig figs g.o s.o p pp par para subd subdiv tit vol
    ex app reg regs stat attach bull res
""")
# Abbreviations that may also be a sentence's last word.
_SOFT = _words("""
    inc dept corp co ltd st ave blvd rd hrs hr min mins sec lbs ft a.m p.m u.s u.s.c jr sr
    assn bros mt ph.d m.d esq al
""")
# Words with which a sentence of a policy typically begins.
_OPENERS = _words("""
    the a an this these those that if when whenever where wherever while whether in on at for it
    he she they we you his her their its our any all each every no not nothing such under upon
    once however only as after before during because to by from with within without unless until
    officers officer members member deputies deputy employees employee supervisors supervisor
    sergeants personnel sworn troopers trooper agents use force there here both either neither
    some most many other others exceptions exception although though since see do does
""")


def split(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as (start, end) characters; only white space lies between."""
    spans = _sentences(text)
    return [piece.span() for span in spans for piece in _BEARABLE.finditer(text, *span)]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for end, following in _breaks(text, start):
        yield start, end
        start = following
    last = len(text.rstrip())
    if last > start:
        yield start, last


def _breaks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield (end of a sentence, start of the next one)."""
    for match in _BOUNDARY.finditer(text, start):
        if match.end() < len(text) and _ends_sentence(text, start, match):
            gap = "blank" if match["blank"] is not None else "gap"
            yield match.start(gap), match.end()
            start = match.end()


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a mark ends the sentence that began at `start`."""
    if match["blank"] is not None:
        return True
    following = text[match.end() : match.end() + 24]
    if match["gap"] == "":
        return _is_glued(text, start, match)
    if not _may_open(following):
        return _is_cry(match)
    return match["mark"] != "." or not _is_abbreviation(text, start, match, following)


def _is_glued(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether two sentences only lost the space between them ("force.The")."""
    token = _token_before(text, start, match.start())
    return (
        len(token) > 2
        and token.isalpha()
        and token[1:].islower()
        and not match["close"]
        and (_ADDRESS.search(token) is None and not text[match.end() :].startswith("Com"))
    )


def _may_open(following: str) -> bool:
    """Tell whether these characters may begin a sentence."""
    if _LABEL_NEXT.match(following):
        return True
    bare = following.lstrip(_OPENING)
    return bool(bare) and not bare[0].islower() and bare[0] not in ".,;:?!…)]"


def _is_cry(match: re.Match[str]) -> bool:
    """Tell whether a question or cry ends here although a small letter follows."""
    return match["mark"][-1] in "?!" and not match["close"]


def _is_abbreviation(text: str, start: int, match: re.Match[str], following: str) -> bool:
    if match["close"] or match["note"]:
        return False
    if match.start() - start < 24 and _ONLY_LABEL.fullmatch(text, start, match.start()):
        return True
    token = _token_before(text, start, match.start()).lower()
    word = _WORD.match(following.lstrip(_OPENING))
    opens = word is not None and word[0].lower() in _OPENERS
    return _abbreviates(token, following, opens)


def _token_before(text: str, start: int, end: int) -> str:
    found = _TOKEN.search(text, max(start, end - 40), end)
    return found[0] if found else ""


def _abbreviates(token: str, following: str, opens: bool) -> bool:
    """Tell whether the dot after `token` belongs to it; `opens`: a typical first word follows."""
    if token in _HARD:
        return True
    if token in _BEFORE_NUMBER and _NUMBER_NEXT.match(following):
        return True
    return (token in _SOFT or _INITIALS.fullmatch(token) is not None) and not opens
