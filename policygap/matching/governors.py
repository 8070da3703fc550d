"""How one governing word acts on a judgement: by its meaning, its denial and its modal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygap.matching.actors import with_actor
from policygap.matching.denials import is_negated, is_negation, is_no_such
from policygap.matching.idioms import Idiom
from policygap.matching.judgement import Judgement
from policygap.matching.lexicon import MODALS, NOUNS, PREDICATES, SOFTENERS, SUBJECTS, VERBS
from policygap.matching.meanings import modal, only_judges, operator, predicate, turns
from policygap.model import Polarity, Strength

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Link:
    """A word above an act, and the word below it on the way there.

    `idiom` begins to act at this word; `spent` are the places of the idioms that have acted, whose
    words say nothing more. `is_act`: the word opens a list's item, so that its own meaning binds
    nothing ("Recommend ...").
    """

    node: Token
    below: Token | None = None
    idiom: Idiom | None = None
    spent: frozenset[int] = frozenset()
    is_act: bool = False


def apply(link: Link, found: Judgement) -> Judgement:
    """Let one governing word act on what hangs on it: its meaning, then its denial and modal."""
    node, below = link.node, link.below
    if below is not None and below.dep_ == "nsubjpass" and only_judges(node):
        return found
    if link.idiom is not None:
        found = under_idiom(found, link.idiom)
    elif node.i not in link.spent:
        found = _under_meaning(link, found)
    denied = is_negated(node, link.spent) and not _is_contrast(below)
    negative = denied or _is_no_such(link)
    word = modal(node, below, link.spent)
    if word:
        found = under_modal(found, word, negative=negative)
    elif negative:
        found = found.barred() if _shares_subject(below) else found.negated()
    if any(c.lower_ in SOFTENERS for c in node.children):
        found = found.softened()
    return with_actor(found, node)


def under_idiom(found: Judgement, idiom: Idiom) -> Judgement:
    """Apply an idiom, which has an effect or turns the act round."""
    return found.under(idiom.effect) if idiom.effect else found.negated()


def _under_meaning(link: Link, found: Judgement) -> Judgement:
    joined = link.below is not None and link.below.dep_ == "conj"  # it has its own clause
    act = None if joined else link.below
    own = operator(link.node, act) if act is not None and not link.is_act else None
    if own:
        return found.under(own)
    if act is not None and turns(link.node, act):
        found = found.negated()
    said = None if joined else predicate(link.node)
    return found if said is None or _holds(said, link.below) else _under_predicate(found, said)


def _is_contrast(below: Token | None) -> bool:
    """Tell whether what is joined to a word shares no denial with it ("do not run, but wait")."""
    if below is None or below.dep_ != "conj":
        return False
    own = (
        c.dep_ in ("neg", *SUBJECTS) or c.lower_ in ("always", "never", "instead")
        for c in below.children
    )
    links = (c.lower_ in ("but", "yet") and c.i < below.i for c in below.head.children)
    return any(own) or any(links)


def _shares_subject(below: Token | None) -> bool:
    """Tell whether a clause has a modal but no subject ("no deputy found to have lied shall ...").

    Parsers take the participle for the main verb; what denies its subject denies the clause's.
    """
    if below is None or below.dep_ != "ccomp":
        return False
    held = [c.dep_ for c in below.children]
    return "aux" in held and SUBJECTS.isdisjoint(held)


def _is_no_such(link: Link) -> bool:
    """Tell whether a form of "be" denies something that does nothing to the act."""
    speaks = link.node.i in link.spent or predicate(link.node) is not None
    return not speaks and is_no_such(link.node, link.below)


def _holds(said: Token, below: Token | None) -> bool:
    """Tell whether the act hangs on the predicate itself ("no duty to act"), which has acted."""
    return below is not None and said.i in (below.i, *(a.i for a in below.ancestors))


def _under_predicate(found: Judgement, said: Token) -> Judgement:
    found = found.under(PREDICATES[said.lemma_.lower()])
    return found.negated() if any(map(is_negation, said.children)) else found


def under_modal(found: Judgement, word: str, *, negative: bool) -> Judgement:
    """Apply a modal; "shall not" and "may not" forbid the bare act, "need not" excuses it."""
    if word == "need":
        needed = found.under(VERBS["need"])
        return needed.negated() if negative else needed
    effect = MODALS.get(word) or NOUNS[word]
    if not negative:
        return found.under(effect)
    if found.polarity is not None:
        return found.negated()
    strength = Strength.SHOULD if effect[1] is Strength.SHOULD else Strength.MUST
    return found.under((Polarity.PROHIBITS, strength))
