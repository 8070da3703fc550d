"""Governing words by where they stand: for sentences that the parser did not understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.matching.denials import is_negation, is_nobodys
from policygap.matching.governors import under_modal
from policygap.matching.idioms import idiom_at
from policygap.matching.judgement import Judgement
from policygap.matching.lexicon import (
    ADJECTIVES,
    DESCRIPTIVE,
    MODALS,
    NO_ONE,
    NOUNS,
    PREDICATES,
    REVERSERS,
    SOFTENERS,
    VERBS,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def speaks(token: Token) -> bool:
    """Tell whether a word binds, forbids or permits, wherever the parser hung it."""
    idiom = idiom_at(token)
    if idiom is not None:
        return idiom.effect is not None and token.i == idiom.anchor
    if token.lower_ in ("permitting", "allowing"):  # "circumstances permitting"
        return False
    if token.lower_ in MODALS:
        return token.i == 0 or token.tag_ == "MD" or token.lower_ in ("shall", "must", "should")
    if any(c.lower_ in DESCRIPTIVE for c in token.children):
        return False
    lemma = token.lemma_.lower()
    if token.pos_ in ("NOUN", "PROPN"):
        follows = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        return lemma in NOUNS and follows in ("to", "of", ":")
    return lemma in VERBS or (lemma in ADJECTIVES and token.head.lemma_ == "be")


def effect_at(doc: Doc, place: int, found: Judgement) -> Judgement:
    """Return the judgement under a governing word, going by the words that stand near it."""
    token, idiom = doc[place], idiom_at(doc[place])
    low, high = (idiom.start, idiom.end) if idiom else (place, place + 1)
    around = [*doc[max(0, low - 3) : low], *doc[high : high + 3]]
    denied = any(
        is_negation(t) and t.head.lemma_ != "limit" and not stands_aside(t, token) for t in around
    )
    denied = denied or any(t.lower_ in NO_ONE for t in doc[: min(3, low)])
    denied = denied or (token.lower_ in MODALS and is_nobodys(token.head))
    if idiom is not None and idiom.effect:
        found = found.under(idiom.effect)
        return found.negated() if denied else found
    if token.lower_ in MODALS:
        if _turns(token.head):
            found = found.negated()
        found = under_modal(found, token.lower_, negative=denied)
    else:
        found = found.under(PREDICATES[token.lemma_.lower()])
        found = found.negated() if denied else found
    return found.softened() if any(t.lower_ in SOFTENERS for t in around) else found


def _turns(verb: Token) -> bool:
    idiom = idiom_at(verb)
    return verb.lemma_ in REVERSERS or (idiom is not None and idiom.effect is None)


def stands_aside(token: Token, act: Token | None = None) -> bool:
    """Tell whether a word belongs to a clause that does not govern the act.

    That is a relative or adverbial clause without the act in it ("the injuries they can cause"),
    or a clause that hangs on the act itself ("warn that deadly force may be used").
    """
    above = {act.i, *(a.i for a in act.ancestors)} if act is not None else set()
    chain = [token, *token.ancestors]
    if act is not None and any(t.i == act.i for t in chain[1:]) and token.head.i != act.i:
        return True
    return any(t.dep_ in ("relcl", "advcl") and t.i not in above for t in chain)
