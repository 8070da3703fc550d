"""How a sentence speaks of an act: binding, forbidding, permitting, excusing, or not at all.

Two readings of the same sentence, in this order: the parse is climbed from the act upwards through
what governs it ("are prohibited from using"); where that finds nothing (parsers slip on legal
prose), the nearest governing word of the same clause decides. Words that introduce a list govern
its items in the same way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygap.matching import shapes
from policygap.matching.asides import pared, place_before
from policygap.matching.clauses import introduced, scan, under
from policygap.matching.climbing import climb
from policygap.matching.judgement import Judgement
from policygap.matching.language import parse
from policygap.matching.lead_ins import completed, names_role, without_aside
from policygap.matching.lexicon import REQUIRES
from policygap.matching.orders import as_order, is_duty, is_imperative
from policygap.matching.wording import EXCEPTION, FORBIDDEN_PURPOSE, NO_EXCEPTION
from policygap.model import Polarity, Strength
from policygap.recall import remembered

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_EXCEPTION = re.compile(
    # to its clause's end; the points of "Part IV.E" and "Sec. 5-1" end none
    EXCEPTION + r"(?:[^.;]|\.(?=\w|\s\d))*?(?=,? (?:unless|except)\b|\.(?!\w|\s\d)|;|$)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"only|solely|limited to", re.IGNORECASE)


@remembered(16384)  # many elements judge the same words
def judge(text: str, start: int, end: int, lead_in: str = "") -> Judgement:
    """Judge the act at characters start..end of a sentence, with the words that introduce it."""
    said, first, last = pared(text, start, end)
    doc = parse(said)
    span = doc.char_span(first, last, alignment_mode="expand")
    if span is None:
        return Judgement()
    found = _governed(doc, span, lead_in)
    actor = found.actor and _in_whole(text, start, end, found.actor)
    return replace(found, actor=actor, exceptions=exceptions(text), limit=_limit(text, end))


@remembered(4096)  # a lead-in is asked once an item
def exceptions(text: str) -> tuple[str, ...]:
    """Return the exceptions that a sentence makes, each from its first word to its clause's end."""
    found = _EXCEPTION.finditer(text)
    real = (m for m in found if _excepts(text[: m.start()], m.group()))
    return tuple(m.group().strip() if m.start() else m.group().partition(",")[0] for m in real)


def _excepts(before: str, exception: str) -> bool:
    if re.search(NO_EXCEPTION, before, re.IGNORECASE):
        return False
    purpose = re.search(FORBIDDEN_PURPOSE, before, re.IGNORECASE)
    return not (_ONLY.match(exception) and purpose)


def _limit(text: str, end: int) -> str:
    """Return the words right behind an act that bind it to a condition ("only when ordered")."""
    clause = re.split(r"[,;.]", text[end:], maxsplit=1)[0]
    return next((e for e in exceptions(clause) if _ONLY.match(e)), "")


def _governed(doc: Doc, span: Span, lead_in: str) -> Judgement:
    is_item = bool(lead_in) and (_is_of_role(doc, lead_in) or is_imperative(doc[0]))
    if is_item and span.start == 0:
        found = _under_lead_in(Judgement(), lead_in)
        return found.under(REQUIRES) if _is_open(found) else found
    text = doc.text  # put together anew each time it is asked for
    whole = shapes.whole(text, span.start_char)
    if whole is not None:
        return whole
    found = climb(span, is_item=is_item)
    if is_item and _is_open(found):
        found = _under_lead_in(found, lead_in)
    if nothing := shapes.nothing(text, span.start_char):
        bare = _is_open(found) and nothing == REQUIRES  # "keeps from" turns nothing besides
        return (found if bare else Judgement()).under(nothing).negated()
    start, end = span.start_char, span.end_char
    barred = found.polarity is Polarity.PROHIBITS and shapes.is_barred_until(text, start)
    only = found.polarity is None and shapes.is_only_way(text, start, end)
    such = found.polarity in (None, Polarity.PERMITS) and shapes.is_only_such(text, end)
    if barred or only or such:
        return replace(found, polarity=Polarity.REQUIRES, strength=Strength.MUST, embedded=False)
    return _at_last(doc, span, lead_in, found)


def _at_last(doc: Doc, span: Span, lead_in: str, found: Judgement) -> Judgement:
    """Judge an act that nothing governs in the parse by what stands around it."""
    if _is_open(found):
        found = scan(doc, span.start, span.end, found)
    if _is_open(found) and lead_in:
        found = _under_lead_in(found, lead_in)
    if _is_open(found):
        of_role = _is_of_role(doc, lead_in)
        found = found.under(REQUIRES) if of_role else as_order(doc, span.root, found)
    if _is_open(found) and (effect := shapes.adverbial(doc.text)):
        return found.under(effect)
    return found


def _is_of_role(doc: Doc, lead_in: str) -> bool:
    """Tell whether an item says what the role that introduces it does."""
    return names_role(lead_in) and is_duty(doc[0])


def _under_lead_in(found: Judgement, lead_in: str) -> Judgement:
    return under(found, _lead_in(lead_in))


@remembered(4096)
def _lead_in(lead_in: str) -> Judgement:
    """Judge what words that introduce a list do: as a sentence with an act, if they can be one."""
    direct = without_aside(lead_in)
    outer = introduced(direct)
    whole = completed(direct)
    if not whole or outer.embedded:
        return outer
    own = judge(whole, whole.rindex(" ") + 1, len(whole) - 1)
    return replace(own, actor=None, exceptions=(), limit="") if own.polarity else outer


def _is_open(found: Judgement) -> bool:
    """Tell whether nothing has been found yet that governs an act."""
    return found.polarity is None and not found.embedded


def _in_whole(text: str, start: int, end: int, actor: tuple[int, int]) -> tuple[int, int]:
    """Return where an actor of the pared sentence stands in the whole one."""
    first, last = actor
    return place_before(text, start, end, first), place_before(text, start, end, last - 1) + 1
