"""The words that govern an act: what each does to it, with its negation and its modal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygap.matching.judgement import Judgement
from policygap.matching.lexicon import (
    ADJECTIVES,
    AIMS,
    EFFECTS,
    JUDGING,
    LINKED_NOUNS,
    MEANS,
    MODALS,
    NEGATIONS,
    NO_CASE,
    NO_ONE,
    NOT_DENIED,
    NOUN_LINKS,
    NOUNS,
    OUTSIDE,
    PARTICIPLES,
    POSSIBLE,
    PREDICATES,
    PROPOSING,
    REVERSERS,
    SOFTENERS,
    TELLING,
    THROUGH,
    VERBS,
    Effect,
)
from policygap.model import Polarity, Strength

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONS = frozenset(
    "member any each all one none officer employee person personnel either some most number staff "
    "supervisor deputy agent".split()
)
TAUGHT = frozenset("train instruct teach educate test certify brief".split())
AUXILIARIES = frozenset({*MODALS, "need"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def apply(node: Token, found: Judgement, below: Token | None, *, is_act: bool = False) -> Judgement:
    """Let one governing word act on what hangs on it: its meaning, then its negation and modal.

    `is_act`: the word opens a list's item, so that its own meaning binds nothing ("Recommend ...").
    """
    act = below if below is not None and below.dep_ != "conj" else None
    if act is not None and _only_judged(node, act):
        return found
    own = _operator(node, act) if act is not None and not is_act else None
    joined = below is not None and act is None  # "..., and will result in": its own clause
    predicate = None if own or joined else _predicate(node)
    if own:
        found = found.under(own)
    elif act is not None and node.lemma_.lower() in REVERSERS and not _is_means(act):
        found = found.negated()
    if predicate is not None and not _holds(predicate, below):
        found = _under_predicate(found, predicate)
    modal = _modal(node, below)
    negative = _is_negated(node) or (predicate is None and _is_no_such(node))
    if modal:
        found = under_modal(found, modal, negative=negative)
    elif negative:
        found = found.negated()
    if any(c.lower_ in SOFTENERS for c in node.children):
        found = found.softened()
    return _with_actor(found, node)


def _only_judged(node: Token, act: Token) -> bool:
    return act.dep_ == "nsubjpass" and only_judges(node)


def only_judges(verb: Token) -> bool:
    """Tell whether a verb only says what an act counts as ("is not to be regarded as retreat")."""
    said = (c.dep_ == "oprd" or c.lower_ == "as" for c in verb.children)
    return verb.lemma_.lower() in JUDGING and any(said)


def _is_means(below: Token) -> bool:
    """Tell whether a word says by what means ("avoid force by using words")."""
    return below.dep_ in ("prep", "advcl", "agent") and below.lower_ in MEANS


def _holds(predicate: Token, below: Token | None) -> bool:
    """Tell whether the act hangs on the predicate itself ("no duty to act"), which has acted."""
    return below is not None and predicate.i in (below.i, *(a.i for a in below.ancestors))


def _under_predicate(found: Judgement, predicate: Token) -> Judgement:
    found = found.under(PREDICATES[predicate.lemma_.lower()])
    return found.negated() if any(map(_is_negation, predicate.children)) else found


def _is_negation(token: Token) -> bool:
    """Tell whether a word denies, and is no part of "not only", "not every", "no later than"."""
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    measured = (behind[:1] and behind[0] in NOT_DENIED) or behind == ["longer", "than"]
    return token.lower_ in NEGATIONS and not measured


def _with_actor(found: Judgement, node: Token) -> Judgement:
    """Add who acts: the subject, or the one whom a duty or a course is laid upon."""
    bound = node.lemma_.lower() in VERBS or node.lemma_.lower() in TAUGHT
    kinds = ("nsubj", "nsubjpass") if bound else ("nsubj",)
    subject = next((c for c in node.children if c.dep_ in kinds), None)
    if subject is None or found.actor is not None:
        return found
    return replace(found, actor=_reach(subject))


def _modal(node: Token, below: Token | None) -> str:
    """Return the modal of a verb, "shall" for "is to", or nothing."""
    if node.lemma_ == "be" and below is not None and any(map(_is_infinitive, node.children)):
        return "shall"
    if node.lower_ == "ought" and below is not None:
        return "should"
    modals = (c.lower_ for c in node.children if c.dep_ == "aux")
    modal = next((m for m in modals if m in AUXILIARIES), "")
    told = below is not None and below.dep_ == "nsubj" and node.lemma_.lower() in EFFECTS
    return "" if told and modal in POSSIBLE else modal


def _operator(node: Token, below: Token) -> Effect | None:
    """Return what a word does to the act that hangs on it through the word below."""
    lemma = node.lemma_.lower()
    through = THROUGH.get((lemma, below.lower_))
    if through:
        return through
    if node.pos_ in ("NOUN", "PROPN"):
        linked = lemma in LINKED_NOUNS and below.lower_ in NOUN_LINKS
        clause = below.tag_ in ("VB", "VBG") or below.dep_ in ("acl", "ccomp")
        return NOUNS.get(lemma) if linked or clause else None
    if lemma == "have" and _is_infinitive(below):
        return VERBS["require"]
    if not any(c.dep_ == "auxpass" for c in node.children):
        proposes = lemma in PROPOSING and below.dep_ not in ("ccomp", "xcomp")
        if proposes or lemma in TELLING:
            return None
    return VERBS.get(lemma) or ADJECTIVES.get(lemma) or VERBS.get(node.lower_)


def _is_infinitive(token: Token) -> bool:
    """Tell whether a word is the act in "have to act", "are to act"."""
    is_to = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    subjects = [c for c in token.head.children if c.dep_ in SUBJECTS]
    if any(c.lower_ == "it" or c.lemma_.lower() in AIMS for c in subjects):
        return False  # "it is good practice to", "the aim is to"
    return (
        token.dep_ == "xcomp" and is_to and not _predicate(token.head) and token.head.tag_ != "VB"
    )


def _predicate(node: Token) -> Token | None:
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


def _is_negated(node: Token) -> bool:
    """Tell whether a verb or noun is denied, by itself or through its subject ("no officer")."""
    if node.lemma_ == "limit":  # "including but not limited to" denies nothing
        return False
    if any(t.lower_ in ("neither", "nor") for t in node.doc[: min(2, node.i)]):
        is_verb = node.pos_ == "AUX" or any(c.dep_.startswith("aux") for c in node.children)
        return is_verb and node.dep_ in ("ROOT", "ccomp", "conj")
    if node.lemma_ in ("be", "ought"):  # "are not to be used", "ought not to be used"
        acts = [c for c in node.children if c.dep_ == "xcomp"]
        if any(c.dep_ == "neg" for act in acts for c in act.children):
            return True
    return any(_denies(child, node) for child in node.children)


def _denies(child: Token, node: Token) -> bool:
    if child.dep_ == "neg" or child.lower_ in ("never", "nor", "neither"):
        later = node.dep_ == "xcomp" and node.head.lemma_ in ("be", "ought")  # counted there
        return not later and (child.lower_ == "never" or _is_negation(child))
    if child.dep_ == "det":  # that of a subject is counted with its verb
        return child.lower_ in NO_ONE and node.dep_ not in SUBJECTS
    if child.dep_ in SUBJECTS or child.lower_ == "longer":  # "may no longer"
        return _is_no_one(child) and any(map(_is_negation, (child, *child.children)))
    if child.dep_ == "aux":  # parsers hang some subjects on the modal ("no supervisor need")
        return any(c.dep_ in SUBJECTS and _is_no_one(c) for c in child.children)
    if child.dep_ != "prep" or child.i > node.i:
        return False
    cases = (w for w in child.children if w.lemma_ in NO_CASE)  # "under no circumstances"
    return any(w.lower_ == "no" for case in cases for w in case.children)


def _is_no_such(node: Token) -> bool:
    """Tell whether a form of "be" denies what it says of its subject ("is no measure")."""
    said = (c for c in node.children if c.dep_ in ("attr", "acomp"))
    return node.lemma_ == "be" and any(w.lower_ == "no" for c in said for w in c.children)


def _is_no_one(subject: Token) -> bool:
    return subject.lower_ in NO_ONE or any(c.lower_ in NO_ONE for c in subject.children)


def under_modal(found: Judgement, modal: str, *, negative: bool) -> Judgement:
    """Apply a modal; "shall not" and "may not" forbid the bare act, "need not" excuses it."""
    if modal == "need":
        needed = found.under(VERBS["need"])
        return needed.negated() if negative else needed
    if not negative:
        return found.under(MODALS[modal])
    if found.polarity is not None:
        return found.negated()
    effect = MODALS[modal]
    strength = Strength.SHOULD if effect[1] is Strength.SHOULD else Strength.MUST
    return found.under((Polarity.PROHIBITS, strength))


def speaks(token: Token) -> bool:
    """Tell whether a word binds, forbids or permits, wherever the parser hung it."""
    lemma = token.lemma_.lower()
    if token.lower_ in ("permitting", "allowing"):  # "circumstances permitting"
        return False
    if token.lower_ in MODALS:
        return token.i == 0 or token.tag_ == "MD" or token.lower_ in ("shall", "must", "should")
    if token.pos_ in ("NOUN", "PROPN"):
        follows = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        return lemma in NOUNS and follows in ("to", "of", ":")
    return lemma in VERBS or (lemma in ADJECTIVES and token.head.lemma_ == "be")


def effect_at(doc: Doc, place: int, found: Judgement) -> Judgement:
    """Return the judgement under a governing word, going by the words that stand near it."""
    token = doc[place]
    around = [doc[i] for i in range(max(0, place - 3), min(len(doc), place + 4)) if i != place]
    denied = any(
        _is_negation(t) and t.head.lemma_ != "limit" and not stands_aside(t, token) for t in around
    )
    denied = denied or any(t.lower_ in NO_ONE for t in doc[: min(3, place)])
    if token.lower_ in MODALS:
        if token.head.lemma_ in REVERSERS:
            found = found.negated()
        found = under_modal(found, token.lower_, negative=denied)
    else:
        found = found.under(PREDICATES[token.lemma_.lower()])
        found = found.negated() if denied else found
    return found.softened() if any(t.lower_ in SOFTENERS for t in around) else found


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
