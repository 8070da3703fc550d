"""Bare imperatives, read as orders: "Notify a supervisor", "If you can, do not shoot"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygap.matching.clauses import chunks, is_condition, sentence_part
from policygap.matching.judgement import Judgement
from policygap.matching.language import parse
from policygap.matching.lexicon import ORDERS, REQUIRES, SUBJECTS
from policygap.recall import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

# Openings that name a case without a conjunction, and adverbs before an order.
_CASE = r"(?:every|each|any) time|in (?:the )?(?:event|case)|prior to|following|should you"
_ADVERBS = frozenset(
    {"never", "always", "immediately", "first", "then", "also", "please", "promptly", "instead"}
)
_PLAIN_VERB = re.compile(r"\b(?:is|are|be|do|does|shall|must|may|will|can|should)\b", re.IGNORECASE)
_FINITE = frozenset({"MD", "VBZ", "VBP", "VBD", "VBN"})
_OBJECT_TAGS = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "IN"})
_BEHIND_VERBS = frozenset({"DT", "PRP$", "PRP", "JJ", "NN", "NNS", "NNP", "RB"})


def as_order(doc: Doc, root: Token, found: Judgement) -> Judgement:
    """Judge an act by the order that opens its main clause, if one does."""
    openings = [*_openings(doc, root)]
    if not openings or not is_imperative(openings[0]):
        return found.under(REQUIRES) if _is_ban(doc) and found.reversed else found
    above = {root.i, *(a.i for a in root.ancestors)}
    verbs = (o.head if o.lower_ == "do" else o for o in openings)  # "do not shoot"
    is_over = any(v.i in above and is_imperative(v) for v in verbs)
    return found.under(REQUIRES) if is_over else found


def _openings(doc: Doc, root: Token) -> Iterator[Token]:
    """Yield the first words of the clauses around an act, behind cases and adverbs."""
    part = sentence_part(doc, root.i)
    main = (doc[c[0] : c[1]] for c in chunks(doc) if c[0] in part and c[0] < c[1])
    for chunk in main:
        if is_condition(chunk[0]) or re.match(_CASE, chunk.text, re.IGNORECASE):
            continue
        words = (t for t in chunk if not t.is_punct and t.dep_ != "cc")
        first = next((t for t in words if t.lower_ not in _ADVERBS), None)
        if first is not None:
            yield _whole(first)


def _is_ban(doc: Doc) -> bool:
    """Tell whether a sentence without a verb only says "No warning shots"."""
    return doc[0].lower_ == "no" and not any(t.tag_ in _FINITE for t in doc)


def _whole(first: Token) -> Token:
    """Return the verb of a hyphened word ("hog-tie")."""
    hyphened = first.i + 2 < len(first.doc) and first.doc[first.i + 1].text == "-"
    return first.head if hyphened and first.head.i == first.i + 2 else first


def is_imperative(first: Token) -> bool:
    """Tell whether a clause begins with a verb that orders; taggers take some for nouns."""
    doc = first.doc
    if any(t.dep_ in SUBJECTS and t.i < first.i for t in first.children):
        return False
    if first.tag_ in ("VB", "VBP"):
        return True
    follows = doc[first.i + 1] if first.i + 1 < len(doc) else None
    if follows is None or follows.lower_ == "of" or first.lower_ not in ORDERS:
        return False
    verbless = not any(t.tag_ in ("MD", "VBZ", "VBP", "VBD") for t in doc if t.dep_ == "ROOT")
    return verbless and first.tag_ in ("NN", "NNP", "JJ") and follows.tag_ in _OBJECT_TAGS


@remembered(4096)
def has_verb(text: str) -> bool:
    """Tell whether a text of few words is a sentence or an order, and no mere name of something."""
    if _PLAIN_VERB.search(text):  # a parse takes a thousand times as long
        return True
    doc = parse(text)
    return any(t.tag_ in _FINITE or t.tag_ == "VB" for t in doc) or is_imperative(doc[0])


def is_duty(first: Token) -> bool:
    """Tell whether an item begins with what somebody does ("Notifies a supervisor").

    Taggers take most such verbs for nouns; they are verbs where an object stands right behind.
    """
    if first.tag_ == "VBZ":
        return True
    follows = first.doc[first.i + 1] if first.i + 1 < len(first.doc) else None
    if follows is None or first.tag_ not in ("NNS", "NNPS"):
        return False
    verb = first.lemma_.lower() in ORDERS and follows.lower_ != "of"
    return follows.tag_ in _BEHIND_VERBS or (verb and follows.tag_ in ("IN", "TO"))
