"""How a sentence speaks of an act: binding, forbidding, permitting, excusing, or not at all.

Two readings of the same sentence, in this order: the parse is climbed from the act upwards through
what governs it ("are prohibited from using"); where that finds nothing (parsers slip on legal
prose), the nearest governing word of the same clause decides. Words that introduce a list govern
its items in the same way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from policygap.matching.governors import SUBJECTS, apply, effect_at, speaks, stands_aside
from policygap.matching.judgement import Judgement, turned
from policygap.matching.language import parse
from policygap.matching.lexicon import (
    CONDITIONS,
    MODALS,
    ORDERS,
    PREDICATES,
)
from policygap.matching.wording import EXCEPTION, NO_EXCEPTION
from policygap.model import Polarity, Strength

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "Deadly force may be used only when:" makes each of its items a thing that must be so.
_ONLY_UNDER = (
    r"\b(?:only|unless|until|not\b[^.;]*\bwithout)\b[^.;]*"
    r"\b(?:when|if|where|after|conditions?|circumstances?|criteria|following|have|has)\W*$"
    r"|\b(?:unless|until)\W*$"
)
# "Those can include:" only names what the sentence before it speaks of.
_PLAIN_PREPOSITIONS = frozenset({"as", "except", "because"})
_NAMING = frozenset({"include", "comprise", "consist", "encompass"})
_ONLY_WAY = (
    r"\b(?:no \w+|not|never|neither)\b.{0,120}"
    r"\b(?:unless|until|before|without(?: first)?)\b[^.;]{0,80}$"
    r"|\bmay\b.{0,120}\bonly (?:after|if|when|once)\b[^.;]{0,80}$"
)
_STOPS = frozenset({"relcl", "advcl", "ROOT", "parataxis", "appos"})


def judge(text: str, start: int, end: int, lead_in: str = "") -> Judgement:
    """Judge the act at characters start..end of a sentence, with the words that introduce it."""
    doc = parse(text)
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Judgement()
    found = _climb(span.root)
    if found.polarity is None and _is_only_way(doc, span.start):
        found = replace(found, polarity=Polarity.REQUIRES, strength=Strength.MUST, embedded=False)
    if found.polarity is None and not found.embedded:
        found = _scan(doc, span.start, span.end, found)
    if found.polarity is None and not found.embedded and lead_in:
        found = _under_lead_in(found, lead_in)
    if found.polarity is None and not found.embedded:
        found = _as_order(doc, span.root, found)
    return replace(found, exceptions=exceptions(text))


def _is_only_way(doc: Doc, start: int) -> bool:
    """Tell whether something is forbidden unless, or allowed only after, the act is done."""
    before = doc[:start].text
    return bool(re.search(_ONLY_WAY, before, re.IGNORECASE | re.DOTALL))


def exceptions(text: str) -> tuple[str, ...]:
    """Return the exceptions that a sentence makes, each from its first word to its clause's end."""
    found = re.finditer(EXCEPTION + r"[^.;]*", text, re.IGNORECASE)
    real = (m for m in found if not re.search(NO_EXCEPTION, text[: m.start()], re.IGNORECASE))
    return tuple(m.group().strip() for m in real)


# --- climbing the parse -----------------------------------------------------------------------


def _climb(token: Token) -> Judgement:
    """Apply what governs an act, from the inside out."""
    found, node, below = Judgement(), token, None
    while True:
        found = apply(node, found, below)
        if _is_case(node):
            return replace(found, embedded=found.polarity is None)
        if node.dep_ == "ROOT" or (node.dep_ in _STOPS and not _goes_on(node)):
            ended = node.dep_ in ("relcl", "advcl") and found.polarity is None
            return replace(found, embedded=ended)
        node, below = node.head, node


def _goes_on(node: Token) -> bool:
    """Tell whether an adverbial clause only says how ("... shall comply, using distance")."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children):
        return True
    free = node.dep_ == "advcl" and node.tag_ in ("VBG", "VB", "NN", "NNS")
    return free and not any(c.dep_ in ("mark", *SUBJECTS) for c in node.children)


def _is_condition(token: Token) -> bool:
    """Tell whether a word opens a case, and is no part of a hyphened one ("after-the-fact")."""
    behind = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    return token.lower_ in CONDITIONS and behind != "-"


def _is_case(node: Token) -> bool:
    """Tell whether a word stands in a clause or phrase that names a case ("if", "upon")."""
    marks = (c for c in node.children if c.dep_ in ("mark", "advmod") and c.i < node.i)
    return any(_is_condition(c) for c in marks) or (
        node.dep_ == "prep" and _is_condition(node) and node.lower_ not in _PLAIN_PREPOSITIONS
    )


# --- the nearest governing word ---------------------------------------------------------------


def _scan(doc: Doc, start: int, end: int, found: Judgement) -> Judgement:
    """Let the nearest governing word of the clause decide: before the act, else after it."""
    chunks = _chunks(doc)
    own = next(i for i, chunk in enumerate(chunks) if chunk[0] <= start < chunk[1])
    if _opens_case(doc, chunks[own], start):
        return replace(found, embedded=True)
    main = [c for i, c in enumerate(chunks) if i == own or not _opens_case(doc, c, c[1])]
    act = doc[start:end].root
    places = [
        i for c in main for i in range(*c) if speaks(doc[i]) and not stands_aside(doc[i], act)
    ]
    before = [i for i in places if i < start]
    if before:
        return effect_at(doc, before[-1], found)
    after = [i for i in places if i >= end]
    if after and _is_predicate(doc, end, after[0]):
        return effect_at(doc, after[0], found)
    return found


def _chunks(doc: Doc) -> list[tuple[int, int]]:
    """Cut a sentence at commas, semicolons and dashes."""
    cuts = [t.i for t in doc if t.text in {",", ";", ":", "—", "–", "(", ")"}]
    return list(zip([0, *(c + 1 for c in cuts)], [*(c + 1 for c in cuts), len(doc)], strict=True))


def _opens_case(doc: Doc, chunk: tuple[int, int], before: int) -> bool:
    """Tell whether a condition opens in a chunk before a place in it."""
    opening = [doc[i] for i in range(chunk[0], min(before, chunk[1]))]
    if opening and _is_condition(opening[0]):
        return True
    return any(_is_condition(t) or t.tag_ in ("WP", "WDT") for t in opening) and not any(
        t.lower_ in MODALS for t in opening
    )


def _is_predicate(doc: Doc, end: int, place: int) -> bool:
    """Tell whether a governing word behind an act is said of it ("... is prohibited")."""
    if doc[place].lower_ in MODALS:
        return True
    return any(doc[i].lemma_ == "be" for i in range(end, place))


# --- lists and orders -------------------------------------------------------------------------


def _under_lead_in(found: Judgement, lead_in: str) -> Judgement:
    """Let the words that introduce a list govern one of its items."""
    outer = _lead_in(lead_in)
    if outer.embedded:
        return replace(found, embedded=True)
    if outer.polarity is None:
        return found.negated() if outer.reversed else found
    polarity = turned(outer.polarity) if found.reversed else outer.polarity
    return replace(found, polarity=polarity, strength=outer.strength, reversed=False)


@lru_cache(maxsize=4096)
def _lead_in(lead_in: str) -> Judgement:
    doc = parse(lead_in)
    content = [t for t in doc if not t.is_punct and not t.is_space]
    if not content:
        return Judgement()
    if re.search(_ONLY_UNDER, lead_in, re.IGNORECASE):
        return Judgement(Polarity.REQUIRES, Strength.MUST)
    if content[-1].lower_ in CONDITIONS | {"that", "circumstances", "conditions"}:
        return Judgement(embedded=True)
    speaking = [t for t in content if speaks(t) and t.head.lemma_ not in _NAMING]
    speaking = [t for t in speaking if t.pos_ != "NOUN"] or speaking
    cases = [range(*chunk) for chunk in _chunks(doc) if _opens_case(doc, chunk, chunk[1])]
    main = [t for t in speaking if not any(t.i in case for case in cases)]
    speaking = [t for t in main if not stands_aside(t)] or main or speaking
    if not speaking:
        return Judgement()
    last = speaking[-1]
    if last.lower_ in MODALS:
        return effect_at(doc, last.i, Judgement())
    found = apply(last, Judgement().under(PREDICATES[last.lemma_.lower()]), None)
    return found if last.pos_ in ("VERB", "AUX") else apply(last.head, found, None)


def _as_order(doc: Doc, root: Token, found: Judgement) -> Judgement:
    """Read a bare imperative as an order: "Notify a supervisor", "Do not use"."""
    first = next((t for t in doc if t.is_alpha), None)
    if first is None or not _is_imperative(doc, first):
        return found
    if first.lower_ == "do":
        return found.under((Polarity.PROHIBITS, Strength.MUST)) if found.reversed else found
    inside = root.i == first.i or any(a.i == first.i for a in root.ancestors)
    return found.under((Polarity.REQUIRES, Strength.MUST)) if inside else found


def _is_imperative(doc: Doc, first: Token) -> bool:
    """Tell whether a sentence begins with a verb that orders; taggers take some for nouns."""
    if any(t.dep_ in SUBJECTS for t in first.children):
        return False
    if first.tag_ in ("VB", "VBP"):
        return True
    follows = doc[first.i + 1].tag_ if first.i + 1 < len(doc) else ""
    bare = first.tag_ in ("NN", "NNP", "JJ") and follows in ("DT", "PRP$", "JJ", "NN", "NNS", "IN")
    verbless = not any(t.tag_ in ("MD", "VBZ", "VBP", "VBD") for t in doc)
    return bare and verbless and first.lower_ in ORDERS and doc[first.i + 1].lower_ != "of"
