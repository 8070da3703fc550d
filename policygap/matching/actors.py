"""Who acts: the subject of a verb, or the one whom a duty or a course is laid upon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygap.matching.judgement import Judgement
from policygap.matching.lexicon import PERSONS, TAUGHT, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_actor(found: Judgement, node: Token) -> Judgement:
    """Add who acts, if a word names it and nothing has yet."""
    bound = node.lemma_.lower() in VERBS or node.lemma_.lower() in TAUGHT
    kinds = ("nsubj", "nsubjpass") if bound else ("nsubj",)
    subjects = [c for c in node.children if c.dep_ in kinds]  # parsers take "the" for one as well
    if not subjects or found.actor is not None:
        return found
    return replace(found, actor=_reach(subjects[-1]))


def _reach(token: Token) -> tuple[int, int]:
    """Return the characters of a subject: its noun with what it is called, not what it is about."""
    within = [t for t in token.subtree if all(_names(a, token) for a in _chain(t, token))]
    return min(t.idx for t in within), max(t.idx + len(t) for t in within)


def _names(token: Token, subject: Token) -> bool:
    """Tell whether a word belongs to who acts ("members of the public", "all officers who")."""
    if token.dep_ == "relcl":
        return False
    return token.dep_ != "prep" or token.head.lemma_.lower() in PERSONS or subject.pos_ == "PRON"


def _chain(token: Token, top: Token) -> list[Token]:
    chain = []
    while token.i != top.i:
        chain.append(token)
        token = token.head
    return chain
