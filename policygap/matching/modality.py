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

from policygap.matching.clauses import chunks, is_condition, scan, sentence_part, under_lead_in
from policygap.matching.governors import SUBJECTS, apply
from policygap.matching.judgement import Judgement
from policygap.matching.language import parse
from policygap.matching.lexicon import ADJECTIVES, ORDERS, VERBS
from policygap.matching.wording import EXCEPTION, FORBIDDEN_PURPOSE, NO_EXCEPTION
from policygap.model import Polarity, Strength

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PLAIN_PREPOSITIONS = frozenset({"as", "except", "because"})
_ONLY_WAY = (
    r"\b(?:no \w+|not|never|neither)\b.{0,120}"
    r"\b(?:unless|until|before|without(?: first)?)\b[^.;]{0,80}$"
    r"|\b(?:may|shall|will|must|is|are)\b.{0,60}\bonly\b.{0,60}"
    r"\b(?:after|if|when|once|where)\b[^.;]{0,100}$"
)
_EXCEPTION = re.compile(
    EXCEPTION + r"[^.;]*?(?=,? (?:unless|except)\b|[.;]|$)",  # to its clause's end
    re.IGNORECASE,
)
_ONLY = re.compile(r"only|solely|limited to", re.IGNORECASE)
_STOPS = frozenset({"relcl", "advcl", "ROOT", "parataxis", "appos"})
# Openings that name a case without a conjunction, and adverbs before an order.
_CASE = r"(?:every|each|any) time|in (?:the )?(?:event|case)|prior to|following|should you"
_ADVERBS = frozenset({"never", "always", "immediately", "then", "also", "please", "promptly"})
# "Whether to shoot is left to the officer's discretion."
_DISCRETION = (
    r"\W*(?:whether|when|how|if)\b[^.;]*\b(?:is|are|shall be|will be|remains?)\b[^.;]*"
    r"\b(?:left to|up to|a matter (?:for|of)|at|within|for)\b[^.;]*"
    r"\b(?:discretion|judge?ment|choice|preference|to decide)\b"
)
# "Nothing in this policy obliges ...": taggers trip over what follows such a subject.
_NOTHING = (
    r"\W*nothing (?:in|herein|contained|said)\b.{0,110}?\b"
    r"(?:(?P<binds>(?:requir|oblig|mandat|compel|bind|bound)\w*)"
    r"|(?:prohibit|prevent|preclud|forbid|bar|limit|restrict|keep)\w*)"
)
_ORDERED = (Polarity.REQUIRES, Strength.MUST)
_BARRED = (Polarity.PROHIBITS, Strength.MUST)
_GOVERNING = frozenset({*VERBS, *ADJECTIVES, "ought"})


@lru_cache(maxsize=16384)  # many elements judge the same words
def judge(text: str, start: int, end: int, lead_in: str = "") -> Judgement:
    """Judge the act at characters start..end of a sentence, with the words that introduce it."""
    doc = parse(text)
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Judgement()
    found = _governed(doc, span, lead_in)
    return replace(found, exceptions=exceptions(text), limit=_limit(text, end))


@lru_cache(maxsize=4096)  # a lead-in is asked once an item
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
    is_item = bool(lead_in) and _is_imperative(doc, doc[0])
    if is_item and span.start == 0:
        found = under_lead_in(Judgement(), lead_in)
        return found.under(_ORDERED) if _is_open(found) else found
    if re.match(_DISCRETION, doc.text, re.IGNORECASE):
        return Judgement(Polarity.PERMITS, Strength.MAY)
    found = _climb(_act(span), is_item=is_item)
    if is_item and _is_open(found):
        found = under_lead_in(found, lead_in)
    if _is_open(found) and (nothing := re.match(_NOTHING, doc.text, re.IGNORECASE)):
        return found.under(_ORDERED if nothing["binds"] else _BARRED).negated()
    if found.polarity is None and _is_only_way(doc, span.start):
        return replace(found, polarity=Polarity.REQUIRES, strength=Strength.MUST, embedded=False)
    if _is_open(found):
        found = scan(doc, span.start, span.end, found)
    if _is_open(found) and lead_in:
        found = under_lead_in(found, lead_in)
    return _as_order(doc, span.root, found) if _is_open(found) else found


def _is_open(found: Judgement) -> bool:
    """Tell whether nothing has been found yet that governs an act."""
    return found.polarity is None and not found.embedded


def _act(span: Span) -> Token:
    """Return the word to climb from: what a governing word in the span itself governs."""
    root = span.root
    if root.lemma_.lower() not in _GOVERNING:
        return root
    inside = (c for c in root.children if span.start <= c.i < span.end)
    return next((c for c in inside if c.dep_ in ("nsubj", "nsubjpass", "xcomp", "dobj")), root)


def _is_only_way(doc: Doc, start: int) -> bool:
    """Tell whether something is forbidden unless, or allowed only after, the act is done."""
    before = doc[:start].text
    return bool(re.search(_ONLY_WAY, before, re.IGNORECASE | re.DOTALL))


# --- climbing the parse -----------------------------------------------------------------------


def _climb(token: Token, *, is_item: bool) -> Judgement:
    """Apply what governs an act, from the inside out."""
    found, node, below = Judgement(), token, None
    while True:
        found = apply(node, found, below, is_act=is_item and node.i == 0)
        if _is_case(node):
            return replace(found, embedded=found.polarity is None)
        has_own_modal = node.dep_ == "conj" and found.polarity is not None
        if node.dep_ == "ROOT" or has_own_modal or _is_apart(node):
            return found
        if node.dep_ in _STOPS and not _goes_on(node):
            ended = node.dep_ in ("relcl", "advcl") and found.polarity is None
            return replace(found, embedded=ended)
        node, below = node.head, node


def _goes_on(node: Token) -> bool:
    """Tell whether an adverbial clause only says how ("... shall comply, using distance")."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children):
        return True
    free = node.dep_ == "advcl" and node.tag_ in ("VBG", "VB", "NN", "NNS")
    return free and not any(c.dep_ in ("mark", *SUBJECTS) for c in node.children)


def _is_apart(node: Token) -> bool:
    """Tell whether a clause stands beside the one that the parser hung it on ("...; ...")."""
    low, high = sorted((node.i, node.head.i))
    return node.dep_ in ("ccomp", "conj") and any(t.text == ";" for t in node.doc[low:high])


def _is_case(node: Token) -> bool:
    """Tell whether a word stands in a clause or phrase that names a case ("if", "upon")."""
    marks = (c for c in node.children if c.dep_ in ("mark", "advmod") and c.i < node.i)
    return any(is_condition(c) for c in marks) or (
        node.dep_ == "prep" and is_condition(node) and node.lower_ not in _PLAIN_PREPOSITIONS
    )


# --- orders -----------------------------------------------------------------------------------


def _as_order(doc: Doc, root: Token, found: Judgement) -> Judgement:
    """Read a bare imperative as an order: "Notify a supervisor", "If you can, do not shoot"."""
    first = _opening(doc, root)
    if first is None or not _is_imperative(doc, first):
        return found
    verb = first.head if first.lower_ == "do" else first  # "do not shoot"
    if verb.i not in (root.i, *(a.i for a in root.ancestors)):
        return found
    denied = any(t.dep_ == "neg" for t in (*first.children, *first.head.children))
    if found.reversed and denied:  # "Do not ...", and not "Avoid ..."
        return replace(found, reversed=False).under(_BARRED)
    return found.under(_ORDERED)


def _opening(doc: Doc, root: Token) -> Token | None:
    """Return the first word of the main clause around an act, behind cases and adverbs."""
    part = sentence_part(doc, root.i)
    main = (doc[c[0] : c[1]] for c in chunks(doc) if c[0] in part and c[0] < len(doc))
    free = (
        c for c in main if not is_condition(c[0]) and not re.match(_CASE, c.text, re.IGNORECASE)
    )
    words = (t for chunk in free for t in chunk if not t.is_punct)
    return next((t for t in words if t.lower_ not in _ADVERBS), None)


def _is_imperative(doc: Doc, first: Token) -> bool:
    """Tell whether a clause begins with a verb that orders; taggers take some for nouns."""
    if any(t.dep_ in SUBJECTS and t.i < first.i for t in first.children):
        return False
    if first.tag_ in ("VB", "VBP"):
        return True
    follows = doc[first.i + 1] if first.i + 1 < len(doc) else None
    if follows is None or follows.lower_ == "of" or first.lower_ not in ORDERS:
        return False
    verbless = not any(t.tag_ in ("MD", "VBZ", "VBP", "VBD") for t in doc if t.dep_ == "ROOT")
    return verbless and first.tag_ in ("NN", "NNP", "JJ") and follows.tag_ in _OBJECT_TAGS


_OBJECT_TAGS = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "IN"})
