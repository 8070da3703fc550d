"""An act judged by the parse: climbed from the act upwards through the words that govern it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from policygap.matching.clauses import is_condition
from policygap.matching.denials import is_negated
from policygap.matching.governors import Link, apply
from policygap.matching.idioms import Idiom, idioms
from policygap.matching.judgement import Judgement
from policygap.matching.lexicon import ABLE, ADJECTIVES, SUBJECTS, VERBS
from policygap.matching.meanings import is_said, only_judges, raised
from policygap.model import Polarity, Strength

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SAID = frozenset({"attr", "acomp", "oprd", "dobj", "prep", "advmod", "prt"})  # of a subject
_PLAIN_PREPOSITIONS = frozenset({"as", "except", "because"})
_STOPS = frozenset({"relcl", "advcl", "ROOT", "parataxis", "appos"})
_GOVERNING = frozenset({*VERBS, *ADJECTIVES, "ought"})
_DUTIES = frozenset({"shall", "must", "will", "should"})
_MUST = (Polarity.REQUIRES, Strength.MUST)


def climb(span: Span, *, is_item: bool) -> Judgement:
    """Judge an act by what governs it in the parse, from the inside out.

    `is_item`: the sentence is a list's item, whose opening verb is the act of its lead-in.
    """
    found = Judgement()
    for link in _links(span):
        own = replace(link, is_act=is_item and link.node.i == 0)
        before, found = found, apply(own, found)
        if found.polarity is None and (second := _in_second(link, before)):
            return second
        ended = _ended(link.node, found, span)
        if ended is not None:
            return ended
    return found


def _in_second(link: Link, found: Judgement) -> Judgement | None:
    """Judge a subject by a further verb of its sentence, where the first one governs nothing.

    "Choke holds are not taught and shall not be applied", "are neither taught nor permitted": the
    denial of the first verb is that of the others only if they have no auxiliary of their own.
    """
    first, subject = link.node, link.below
    if first.dep_ != "ROOT" or subject is None or subject.dep_ not in SUBJECTS:
        return None
    for verb in _joined(first):
        if only_judges(verb):
            continue
        own = apply(Link(verb, subject), found)
        if is_negated(first) and not any(c.dep_.startswith("aux") for c in verb.children):
            own = own.negated()
        if own.polarity is not None:
            return own
    return None


def _joined(verb: Token) -> Iterator[Token]:
    """Yield the verbs that share the subject of one ("is ... and shall be ... or ...")."""
    for child in verb.children:
        if child.dep_ == "conj" and SUBJECTS.isdisjoint(c.dep_ for c in child.children):
            yield child
            yield from _joined(child)


def _ended(node: Token, found: Judgement, span: Span) -> Judgement | None:
    """Return the judgement if nothing above a word governs the act."""
    is_open = found.polarity is None
    if _is_case(node):
        return _penalized(found, span) if is_open or _is_unable(node) else found
    if (not is_open and _is_own_clause(node)) or _is_apart(node):
        return found
    if is_open and _is_left_undone(node):
        return _penalized(found, span)
    if node.dep_ not in _STOPS or _runs_on(node):
        return None
    if node.dep_ == "relcl" and is_open:
        return _in_relative(node, found, span)
    return replace(found, embedded=node.dep_ == "advcl" and is_open)


def _is_left_undone(node: Token) -> bool:
    """Tell whether a participle says who does not do something ("officers not wearing one").

    Parsers take it for a clause that is the subject as well; that has no subject of its own.
    """
    if node.tag_ != "VBG" or node.dep_ not in ("acl", "csubj"):
        return False
    held = {c.dep_ for c in node.children}
    return "neg" in held and (node.dep_ == "acl" or not held.isdisjoint(SUBJECTS))


def _is_unable(node: Token) -> bool:
    """Tell whether a verb says what cannot be done ("where he cannot be kept upright, ...")."""
    return is_negated(node) and any(c.lower_ in ABLE for c in node.children if c.dep_ == "aux")


def _links(span: Span) -> Iterator[Link]:
    """Yield the words above an act with the idioms that act at each."""
    known = [i for i in idioms(span.doc) if i.end <= span.start or i.start >= span.end]
    spent: frozenset[int] = frozenset()
    for node, below in _path(_act(span)):
        idiom = next((i for i in known if _begins(i, node, below, span)), None)
        if idiom is not None:
            known.remove(idiom)
            spent |= {*range(idiom.start, idiom.end)}
        yield Link(node, below, idiom, spent)


def _begins(idiom: Idiom, node: Token, below: Token | None, span: Span) -> bool:
    """Tell whether an idiom governs what hangs on a word through the word below."""
    if below is None or below.i in idiom or not idiom.reaches(span.start):
        return False
    said = node.i in idiom or any(c.i in idiom and c.dep_ in _SAID for c in node.children)
    return said if span.start < idiom.start else said or below.left_edge.i in idiom.and_next


def _path(token: Token) -> Iterator[tuple[Token, Token | None]]:
    """Yield the words above an act, each with the one below it on the way."""
    node, below = token, None
    while True:
        inner = raised(node, below)
        if inner is not None:
            yield inner, below
            below = inner
        yield node, below
        if node.dep_ == "ROOT":
            yield from _shared(node)
            return
        node, below = _governor(node), node


def _governor(node: Token) -> Token:
    """Return the word above one: of a noun that is joined to the clause about a noun, that noun's.

    "Neither a choke hold, by which ... is closed, nor a neck hold" has it joined to "closed".
    """
    joined = node.dep_ == "conj" and node.pos_ in ("NOUN", "PROPN") and node.head.tag_[:2] == "VB"
    return node.head.head if joined and node.head.dep_ == "relcl" else node.head


def _shared(first: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the verb of which a noun is a subject, where the parser gave it to the second only.

    "A choke hold and a neck hold shall not be used" is no choke hold beside a sentence.
    """
    links = [c for c in first.children if c.dep_ == "cc"]
    verbs = (c for c in first.children if c.dep_ == "conj" and c.tag_.startswith("VB"))
    for verb in verbs if links and first.pos_ in ("NOUN", "PROPN") else ():
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        if subjects and not first.doc[links[0].i + 1 : subjects[0].left_edge.i]:
            yield verb, subjects[0]
            return


def _act(span: Span) -> Token:
    """Return the word to climb from: what a governing word in the span itself governs."""
    root = span.root
    if root.lemma_.lower() not in _GOVERNING:
        return root
    inside = (c for c in root.children if span.start <= c.i < span.end)
    return next((c for c in inside if c.dep_ in ("nsubj", "nsubjpass", "xcomp", "dobj")), root)


def _in_relative(node: Token, found: Judgement, span: Span) -> Judgement:
    """Judge an act in a relative clause, which binds only by what befalls whom it speaks of.

    Who is barred because the act is not done must do it ("no officer may carry one who has not
    qualified", "only those who have may"), and so must one who is punished for not doing it.
    """
    if not _is_at_stake(node.head):
        return replace(found, embedded=True)
    outer = climb(span.doc[node.head.i : node.head.i + 1], is_item=False)
    if found.reversed and outer.polarity is Polarity.PROHIBITS:
        return replace(found, reversed=False).under((Polarity.REQUIRES, outer.strength))
    if not found.reversed and outer.polarity is Polarity.PERMITS and _is_only(node.head):
        return found.under((Polarity.REQUIRES, Strength.MUST))
    if outer.polarity is Polarity.PROHIBITS and _says_what(node):
        return outer
    return _penalized(found, span)


def _says_what(node: Token) -> bool:
    """Tell whether a clause says what its noun is: "a choke hold, which is any hold that ..."."""
    held = {c.dep_: c for c in node.children}
    subject = held.get("nsubj")
    which = subject is not None and subject.lower_ == "which"
    return which and node.lemma_ == "be" and "attr" in held


def _is_at_stake(noun: Token) -> bool:
    """Tell whether a rule speaks of a noun itself ("retaliation against one who ..." does not)."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return noun.dep_ != "pobj"


def _is_only(noun: Token) -> bool:
    return any(t.lower_ == "only" for t in noun.doc[noun.left_edge.i : noun.i])


def _penalized(found: Judgement, span: Span) -> Judgement:
    """Judge an act in a case by the penalty that the sentence sets on it, if any."""
    penal = (i for i in idioms(span.doc) if i.penal and i.start >= span.end)
    idiom = next(penal, None)
    if idiom is None or idiom.effect is None:
        return replace(found, embedded=True)
    penalty = Judgement().under(idiom.effect)
    around = span.doc[max(0, idiom.start - 3) : idiom.start]
    if any(t.dep_ == "neg" for t in around):
        penalty = penalty.negated()
    if penalty.polarity is Polarity.PERMITS and not found.reversed:
        return replace(found, embedded=True)
    return found.under((penalty.polarity or Polarity.PROHIBITS, Strength.MUST))


def _is_own_clause(node: Token) -> bool:
    """Tell whether a word has a subject or an auxiliary of its own, or a duty after "allows".

    Nothing allows that one shall: "force beyond what this order allows shall step in".
    """
    held = {c.dep_: c for c in node.children}
    own = any(dep in SUBJECTS or dep.startswith("aux") for dep in held)
    bound = "aux" in held and held["aux"].lower_ in _DUTIES and "mark" not in held
    licensed = node.dep_ == "ccomp" and VERBS.get(node.head.lemma_, _MUST)[0] is Polarity.PERMITS
    return own if node.dep_ == "conj" else licensed and bound and node.head.i < node.i


def _runs_on(node: Token) -> bool:
    """Tell whether what stands above a word that would stop the climb governs the act as well."""
    return _goes_on(node) or _is_joined_noun(node) or is_said(node) or any(_shared(node))


def _goes_on(node: Token) -> bool:
    """Tell whether an adverbial clause only says how ("... shall comply, using distance")."""
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children):
        return True
    free = node.dep_ == "advcl" and node.tag_ in ("VBG", "VB", "NN", "NNS")
    return free and not any(c.dep_ in ("mark", *SUBJECTS) for c in node.children)


def _is_joined_noun(node: Token) -> bool:
    """Tell whether an apposition is a noun joined to the one that it hangs on.

    Parsers take it so where a clause stands before its "and" ("holds that choke, and holds that
    press the neck, are ...").
    """
    before = node.left_edge.i - 1
    return node.dep_ == "appos" and before >= 0 and node.doc[before].lower_ in ("and", "or", "nor")


def _is_apart(node: Token) -> bool:
    """Tell whether a clause stands beside or above the one that the parser hung it on.

    "...; ...", and "No one shall punish him for reporting that another may have done wrong".
    """
    low, high = sorted((node.i, node.head.i))
    under = (c.dep_ == "mark" and c.i > node.i for c in node.head.children)
    beside = any(t.text == ";" for t in node.doc[low:high]) or any(under)
    return node.dep_ in ("ccomp", "conj") and beside


def _is_case(node: Token) -> bool:
    """Tell whether a word stands in a clause or phrase that names a case ("if", "upon")."""
    marks = (c for c in node.children if c.dep_ in ("mark", "advmod") and c.i < node.i)
    return any(is_condition(c) for c in marks) or (
        node.dep_ == "prep" and is_condition(node) and node.lower_ not in _PLAIN_PREPOSITIONS
    )
