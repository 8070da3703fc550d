"""What denies a word: "not", "no officer", "neither", "under no circumstances"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.matching.lexicon import NEGATIONS, NO_CASE, NO_ONE, NOT_DENIED, SUBJECTS, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_negation(token: Token) -> bool:
    """Tell whether a word denies, and is no part of "not only", "not every", "no later than"."""
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    measured = (behind[:1] and behind[0] in NOT_DENIED) or behind == ["longer", "than"]
    return token.lower_ in NEGATIONS and not measured


def is_negated(node: Token, spent: frozenset[int] = frozenset()) -> bool:
    """Tell whether a verb or noun is denied, by itself or through its subject ("no officer").

    `spent`: the places of idioms that have acted, whose own "not" and "no" deny nothing more.
    """
    if node.lemma_ == "limit":  # "including but not limited to" denies nothing
        return False
    if any(t.lower_ in ("neither", "nor") for t in node.doc[: min(2, node.i)]):
        helped = any(c.dep_.startswith("aux") for c in node.children)
        is_verb = helped or node.pos_ == "AUX" or node.tag_ in ("VBZ", "VBP")
        return is_verb and node.dep_ in ("ROOT", "ccomp", "conj")
    if node.lemma_ in ("be", "ought"):  # "are not to be used", "ought not to be used"
        acts = [c for c in node.children if c.dep_ == "xcomp"]
        if any(c.dep_ == "neg" for act in acts for c in act.children):
            return True
    free = (c for c in node.children if c.i not in spent or _has_no(c, spent))
    return any(_denies(child, node) for child in free) or _is_joined_by_nor(node)


def _has_no(subject: Token, spent: frozenset[int]) -> bool:
    """Tell whether a "no" ahead of an idiom denies it ("no exception to the duty to warn")."""
    return any(c.lower_ in NO_ONE and c.i not in spent for c in subject.children)


def _is_joined_by_nor(node: Token) -> bool:
    """Tell whether a clause with its own modal goes on a denial ("nor shall they strike one")."""
    own = [c for c in node.children if c.dep_ == "aux"]
    links = node.head.children if node.dep_ in ("conj", "ccomp") else ()
    return bool(own) and any(
        c.lower_ == "nor" and node.head.i < c.i < node.i for c in links if c.dep_ == "cc"
    )


def _denies(child: Token, node: Token) -> bool:
    if child.dep_ == "neg" or child.lower_ in ("never", "nor", "neither"):
        later = node.dep_ == "xcomp" and node.head.lemma_ in ("be", "ought")  # counted there
        return not later and (child.lower_ == "never" or is_negation(child))
    if child.dep_ == "det":  # that of a subject is counted with its verb
        counts = node.dep_ not in SUBJECTS and not _is_asked(node)
        return counts and child.lower_ in NO_ONE and is_negation(child)
    if _is_asked(child):  # "requires no report"
        no = (c for c in child.children if c.dep_ == "det" and c.lower_ in NO_ONE)
        return any(map(is_negation, no))
    if child.dep_ in SUBJECTS or child.lower_ == "longer":  # "may no longer"
        return _is_no_one(child) and any(map(is_negation, (child, *child.children)))
    if child.dep_ == "aux":  # parsers hang some words on the modal ("no supervisor need")
        hung = list(child.children)
        no_case = any(c.dep_ == "prep" and _is_no_case(c) for c in hung)
        return no_case or any(c.dep_ in SUBJECTS and _is_no_one(c) for c in hung)
    return child.dep_ == "prep" and child.i < node.i and _is_no_case(child)


def _is_no_case(child: Token) -> bool:
    cases = [w for w in child.children if w.lemma_ in NO_CASE]  # "under no circumstances"
    none = any(w.lower_ == "no" for case in cases for w in case.children)
    return none or (bool(cases) and any(c.dep_ == "neg" for c in child.children))


def _is_asked(token: Token) -> bool:
    """Tell whether a word is the object of a verb that binds or permits, and carries its denial."""
    return token.dep_ == "dobj" and token.head.lemma_.lower() in VERBS


def is_no_such(node: Token, below: Token | None) -> bool:
    """Tell whether a form of "be" denies what it says of its subject ("is no measure").

    Where the act itself is what is said ("there shall be no shooting"), its "no" has been counted.
    """
    said = (c for c in node.children if c.dep_ in ("attr", "acomp") and c != below)
    return node.lemma_ == "be" and any(w.lower_ == "no" for c in said for w in c.children)


def is_nobodys(verb: Token) -> bool:
    """Tell whether the subject of a verb is nobody, however much stands between them."""
    return any(c.dep_ in SUBJECTS and _is_no_one(c) for c in verb.children)


def _is_no_one(subject: Token) -> bool:
    return subject.lower_ in NO_ONE or any(c.lower_ in NO_ONE for c in subject.children)
