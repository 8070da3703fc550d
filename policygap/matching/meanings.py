"""What one word says of the act that hangs on it: its operator, its modal, its predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.matching.lexicon import (
    ADJECTIVES,
    AIMED,
    AIMS,
    DESCRIPTIVE,
    EFFECTS,
    JUDGING,
    LINKED_NOUNS,
    MEANS,
    MODALS,
    NOUN_LINKS,
    NOUNS,
    OUTSIDE,
    PARTICIPLES,
    PERMITS,
    POSSIBLE,
    PREDICATES,
    PROPOSING,
    RAISING,
    REVERSERS,
    SUBJECTS,
    TELLING,
    TEXTS,
    THROUGH,
    VERBS,
    Effect,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARIES = frozenset({*MODALS, "need"})
_CASES = frozenset({"if", "when", "whenever", "where", "wherever"})


def operator(node: Token, below: Token) -> Effect | None:
    """Return what a word does to the act that hangs on it through the word below."""
    lemma = node.lemma_.lower()
    through = THROUGH.get((lemma, below.lower_))
    if through:
        return through
    if node.pos_ in ("NOUN", "PROPN"):
        linked = lemma in LINKED_NOUNS and below.lower_ in NOUN_LINKS
        clause = below.tag_ in ("VB", "VBG") or below.dep_ in ("acl", "ccomp") or is_said(below)
        return NOUNS.get(lemma) if linked or clause else None
    lacks = lemma == "free" and below.lower_ in ("of", "from")
    # "shall report it as soon as his duties allow": no licence
    active = not any(c.dep_ == "auxpass" for c in node.children)
    behind = below.dep_ == "ccomp" and below.i < node.i
    lets = VERBS.get(lemma) == PERMITS and active and behind
    told = lets or any(c.lower_ in DESCRIPTIVE for c in node.children)
    if lacks or told or _is_aimed(node):
        return None
    if (lemma == "have" and _is_infinitive(below)) or _makes(node, below) or _asks(node, below):
        return VERBS["require"]
    if active:
        proposes = lemma in PROPOSING and below.dep_ not in ("ccomp", "xcomp")
        if proposes or lemma in TELLING:
            return None
    return VERBS.get(lemma) or ADJECTIVES.get(lemma) or VERBS.get(node.lower_)


def _makes(node: Token, clause: Token) -> bool:
    """Tell whether a text makes somebody do something ("makes an officer try"), and no person."""
    bare = node.lemma_ == "make" and not any(c.lower_ in MODALS for c in node.children)
    subject = any(c.dep_ in SUBJECTS for c in clause.children)
    return bare and clause.dep_ == "ccomp" and clause.tag_ == "VB" and subject


def _asks(node: Token, clause: Token) -> bool:
    """Tell whether a text asks that something be done ("the law does not ask that ...")."""
    by = (c.lemma_.lower() in TEXTS for c in node.children if c.dep_ in SUBJECTS)
    return node.lemma_ == "ask" and clause.dep_ in ("ccomp", "xcomp") and any(by)


def is_said(clause: Token) -> bool:
    """Tell whether a clause says what a noun is ("the expectation that he goes"), not which.

    Parsers take such clauses for relative ones, but "that" is no part of what they say.
    """
    says = any(c.dep_ == "mark" for c in clause.children)
    return clause.dep_ == "relcl" and says and clause.head.lemma_.lower() in NOUNS


def _is_aimed(node: Token) -> bool:
    """Tell whether a verb says at whom something is directed, and gives no order."""
    return node.lemma_ == "direct" and any(c.lower_ in AIMED for c in node.children)


def turns(node: Token, below: Token) -> bool:
    """Tell whether a word turns the act round ("avoid"), and does not name the means to it."""
    is_means = below.dep_ in ("prep", "advcl", "agent") and below.lower_ in MEANS
    return node.lemma_.lower() in REVERSERS and not is_means


def modal(node: Token, below: Token | None, spent: frozenset[int] = frozenset()) -> str:
    """Return the modal of a verb, "shall" or a noun of duty for "is to", or nothing."""
    if below is not None and _is_to(node, below) and not _modals(node, spent):
        return _aim(node)
    if node.lower_ == "ought" and below is not None:
        return "should"
    if node.dep_ in ("nsubj", "nsubjpass"):  # counted with its verb
        return ""
    word = next((m for m in _modals(node, spent) if m in _AUXILIARIES), "")
    told = below is not None and below.dep_ == "nsubj" and node.lemma_.lower() in EFFECTS
    return "" if told and word in POSSIBLE else word


def _is_to(node: Token, below: Token) -> bool:
    """Tell whether a form of "be" binds ("is to act")."""
    if node.lemma_ != "be":
        return False
    return any(map(_is_infinitive, node.children)) or _is_inverted(node, below)


def _modals(node: Token, spent: frozenset[int]) -> list[str]:
    """Return the modals of a verb; parsers hang some on its subject, or a condition's on it."""
    hung = (c for s in node.children if s.dep_ in ("nsubj", "nsubjpass") for c in s.children)
    own = (c for c in (*node.children, *hung) if c.dep_ == "aux" and c.i not in spent)
    return [c.lower_ for c in own if not _is_in_case(c, node)]


def _is_in_case(aux: Token, node: Token) -> bool:
    """Tell whether a comma shuts a modal off in a case ahead of the verb ("If you can, wait")."""
    shut = any(t.text == "," for t in node.doc[aux.i + 1 : node.i])
    return shut and any(c.lower_ in _CASES and c.i < aux.i for c in node.children)


def _aim(node: Token) -> str:
    """Return the noun of which "is to" is said ("good practice is to wait"), or "shall"."""
    nouns = (c.lemma_.lower() for c in node.children if c.dep_ == "nsubj")
    return next((n for n in nouns if n in NOUNS), "shall")


def _is_inverted(node: Token, below: Token) -> bool:
    """Tell whether "is to" is turned round ("under no condition is a hold to be applied")."""
    if below.dep_ != "attr" or any(c.dep_ in SUBJECTS for c in node.children):
        return False
    return any(c.dep_ in ("relcl", "acl") and _has_to(c) for c in below.children)


def raised(node: Token, below: Token | None) -> Token | None:
    """Return the turning verb that shares the act as its subject ("holds are to be avoided")."""
    if below is None or below.dep_ not in SUBJECTS or node.lemma_ not in RAISING:
        return None
    acts = (c for c in node.children if c.lemma_.lower() in REVERSERS)
    return next((a for a in acts if _is_infinitive(a)), None)


def _has_to(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _is_infinitive(token: Token) -> bool:
    """Tell whether a word is the act in "have to act", "are to act"."""
    head = token.head
    subjects = [c for c in head.children if c.dep_ in SUBJECTS]
    # "it is good practice to" binds nobody by its "is"; "it is to be used" does
    empty = not any(c.dep_ == "auxpass" for c in token.children) or any(
        c.dep_ in ("attr", "acomp") for c in head.children
    )
    if any((c.lower_ == "it" and empty) or c.lemma_.lower() in AIMS for c in subjects):
        return False  # "the aim is to"
    finite = head.tag_ != "VB" or any(c.dep_ == "aux" for c in head.children)
    return token.dep_ == "xcomp" and _has_to(token) and finite and not predicate(head)


def predicate(node: Token) -> Token | None:
    """Return the operator that a form of "be" says of its subject ("is mandatory")."""
    if node.lemma_ != "be":
        return None
    said = (c for c in node.children if c.dep_ in ("attr", "acomp", "oprd"))
    found = next((c for c in said if c.lemma_.lower() in PREDICATES), None)
    near = [*node.children, *(w for c in node.children if c.dep_ == "attr" for w in c.children)]
    return found or next((w for w in near if w.lower_ in OUTSIDE or _is_authorized(w)), None)


def _is_authorized(token: Token) -> bool:
    """Tell whether a participle says what a thing is ("is not an authorized technique")."""
    return token.dep_ == "amod" and token.lower_ in PARTICIPLES


def only_judges(verb: Token) -> bool:
    """Tell whether a verb only says what an act counts as ("is not to be regarded as retreat")."""
    said = (c.dep_ == "oprd" or c.lower_ == "as" for c in verb.children)
    return verb.lemma_.lower() in JUDGING and any(said)
