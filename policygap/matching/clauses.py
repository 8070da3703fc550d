"""Clauses by their punctuation: the nearest governing word, and words that introduce a list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygap.matching.asides import bare
from policygap.matching.governors import Link, apply
from policygap.matching.idioms import idiom_at
from policygap.matching.judgement import Judgement, turned
from policygap.matching.language import parse
from policygap.matching.lexicon import CONDITIONS, EFFECTS, MODALS, POSSIBLE, PREDICATES
from policygap.matching.meanings import only_judges
from policygap.matching.vicinity import effect_at, speaks, stands_aside
from policygap.model import Polarity, Strength
from policygap.recall import remembered

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Chunk = tuple[int, int]

# "Deadly force may be used only when:" makes each of its items a thing that must be so.
_ONLY_UNDER = (
    r"\b(?:only|unless|until|not\b[^.;]*\bwithout)\b[^.;]*"
    r"\b(?:when|if|where|after|conditions?|circumstances?|criteria|following|have|has)\W*$"
    r"|\b(?:unless|until)\W*$"
)
# A lead-in that forbids: "Never:", "Officers never:", "Don'ts:", "Firearms are not discharged under
# the following circumstances:".
_NEVER = (
    r"\b(?:never|do not|don['’]ts?)\W*\Z"
    r"|\b(?:is|are) (?:not|never) (?!(?:required|needed|necessary|considered|counted)\b)\w+"
    r"(?: [\w-]+){0,8} (?:under|in) (?:any of )?the following "
    r"(?:circumstances|cases|situations|conditions)\W*\Z"
)
# What a lead-in ends with whose items are cases.
_CASES = CONDITIONS | {"that", "circumstances", "conditions"}
# "Those can include:" only names what the sentence before it speaks of.
_NAMING = frozenset({"include", "comprise", "consist", "encompass"})
_SUBORDINATORS = frozenset({"if", "when", "whenever", "where", "wherever", "unless"})
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})


def scan(doc: Doc, start: int, end: int, found: Judgement) -> Judgement:
    """Let the nearest governing word of the clause decide: before the act, else after it."""
    act = doc[start:end].root
    own = next(chunk for chunk in chunks(doc) if chunk[0] <= start < chunk[1])
    if opens_case(doc, own, start) and not _is_behind_case(doc, own, act):
        return replace(found, embedded=True)
    within = sentence_part(doc, start)
    main = [c for c in chunks(doc) if c == own or not opens_case(doc, c, c[1])]
    places = [i for c in main for i in range(*c) if i in within and speaks(doc[i])]
    free = [i for i in places if not stands_aside(doc[i], act) and not _is_told(doc[i], act)]
    before = [i for i in free if i < start]
    if before:
        return effect_at(doc, before[-1], found)
    after = _behind(doc, end, free, [i for i in places if not _is_told(doc[i], act)])
    if after is not None and _is_predicate(doc, end, after):
        return effect_at(doc, after, found)
    return found


def _behind(doc: Doc, end: int, free: list[int], places: list[int]) -> int | None:
    """Return the governing word behind an act that is said of it, of those in its clauses."""
    near = [i for i in places if _is_next(doc, end, i)]  # whatever the parser hung it on
    after = [
        i for i in free if i >= end and not (_is_defined(doc, end, i) or _is_able(doc, end, i))
    ]
    said = (i for i in places if i >= end and _is_said(doc[i]) and not _is_parted(doc, end, i))
    return next((i for found in (near, after, said) for i in found), None)


def opens_case(doc: Doc, chunk: Chunk, before: int) -> bool:
    """Tell whether a condition opens in a chunk before a place in it."""
    opening = [doc[i] for i in range(chunk[0], min(before, chunk[1]))]
    if opening and is_condition(opening[0]):
        return True
    case = any(is_condition(t) or _is_relative(t) for t in opening)
    return case and not any(t.lower_ in MODALS for t in opening)


def _is_relative(token: Token) -> bool:
    """Tell whether a word opens a relative clause ("ensure that" and "that way" do not)."""
    return token.lower_ in _RELATIVES and token.dep_ not in ("mark", "det")


def _is_behind_case(doc: Doc, chunk: Chunk, act: Token) -> bool:
    """Tell whether the case in a chunk ends before the act ("After reading each ...")."""
    opening = doc[chunk[0] : act.i]
    first = next((t for t in opening if is_condition(t) or _is_relative(t)), doc[chunk[0]])
    if not is_condition(doc[chunk[0]]) and not _is_relative(first):
        return False
    clause = (a for a in first.ancestors if a.dep_ == "relcl")
    hung = first.head if first.dep_ in ("mark", "advmod") else first
    case = next(clause, hung) if _is_relative(first) else hung
    return case.i != act.i and all(a.i != case.i for a in act.ancestors)


def is_condition(token: Token) -> bool:
    """Tell whether a word opens a case, and is no part of a hyphened one ("after-the-fact")."""
    behind = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    return token.lower_ in CONDITIONS and behind != "-"


def chunks(doc: Doc) -> list[Chunk]:
    """Cut a sentence at commas, semicolons, brackets and dashes; token places."""
    cuts = [t.i for t in doc if t.text in {",", ";", ":", "—", "–", "(", ")"}]
    return list(zip([0, *(c + 1 for c in cuts)], [*(c + 1 for c in cuts), len(doc)], strict=True))


def under(found: Judgement, outer: Judgement) -> Judgement:
    """Let what the words do that introduce a list govern one of its items."""
    if outer.embedded:
        return replace(found, embedded=True)
    if outer.polarity is None:
        return found.negated() if outer.reversed else found
    polarity = turned(outer.polarity) if found.reversed else outer.polarity
    return replace(found, polarity=polarity, strength=outer.strength, reversed=False)


def sentence_part(doc: Doc, place: int) -> range:
    """Return the places between the semicolons around a place."""
    cuts = [t.i for t in doc if t.text == ";"]
    return range(
        max((c + 1 for c in cuts if c < place), default=0),
        min((c for c in cuts if c >= place), default=len(doc)),
    )


def _is_told(token: Token, act: Token) -> bool:
    """Tell whether a modal says what the act can do or bring about, not what is allowed."""
    if only_judges(token.head):
        return True
    subject = act.dep_ == "nsubj" and act.head.i == token.head.i
    return subject and token.lower_ in POSSIBLE and token.head.lemma_.lower() in EFFECTS


def _is_next(doc: Doc, end: int, place: int) -> bool:
    """Tell whether a modal follows an act directly, or behind its relative clause."""
    if place < end or doc[place].tag_ != "MD":
        return False
    between = doc[end:place]
    if not between:
        return True
    verbs = (t for t in between if t.tag_ in ("VBP", "VBZ", "VBD", "VB", "JJ"))
    whole = between[0].lower_ in ("that", "which", "who") and any(verbs)
    return whole and not any(t.is_punct or t.lower_ in MODALS for t in between)


def _is_parted(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a case or a definition stands between an act and what is said behind it."""
    return _is_defined(doc, start, end) or any(map(is_condition, doc[start:end]))


def _is_defined(doc: Doc, start: int, end: int) -> bool:
    return any(t.lemma_ in ("mean", "define") and t.pos_ == "VERB" for t in doc[start:end])


def _is_able(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a modal behind an act only bounds it by what can be ("if you can do so")."""
    return doc[end].lower_ in ("can", "could") and any(map(is_condition, doc[start:end]))


def _is_said(token: Token) -> bool:
    """Tell whether a word is said of its subject ("is prohibited"), wherever it was hung."""
    return token.lower_ not in MODALS and any(c.dep_ == "auxpass" for c in token.children)


def _is_predicate(doc: Doc, end: int, place: int) -> bool:
    """Tell whether a governing word behind an act is said of it ("... is prohibited")."""
    if doc[place].lower_ in MODALS or idiom_at(doc[place]):
        return True
    return any(doc[i].lemma_ == "be" for i in range(end, place))


@remembered(4096)
def introduced(lead_in: str) -> Judgement:
    """Judge what words that introduce a list do with its items, by the last that governs them."""
    doc = parse(bare(lead_in))
    content = [t for t in doc if not t.is_punct and not t.is_space]
    if not content:
        return Judgement()
    if re.search(_ONLY_UNDER, lead_in, re.IGNORECASE):
        return Judgement(Polarity.REQUIRES, Strength.MUST)
    if re.search(_NEVER, lead_in, re.IGNORECASE):
        return Judgement(Polarity.PROHIBITS, Strength.MUST)
    governor = _governor(doc, content)
    found = _governed(doc, governor) if governor is not None else Judgement()
    if content[-1].lower_ in _CASES or _ends_in_case(content):
        permitted = found.polarity is Polarity.PERMITS
        return (
            Judgement(Polarity.REQUIRES, Strength.MUST) if permitted else Judgement(embedded=True)
        )
    return found


def _ends_in_case(content: list[Token]) -> bool:
    """Tell whether a lead-in ends with a case and who is in it ("... when an officer:")."""
    places = (i for i in reversed(range(len(content))) if content[i].lower_ in _SUBORDINATORS)
    last = next(places, None)
    behind = content[last + 1 :] if last is not None else []
    names = all(t.pos_ in ("DET", "NOUN", "PRON", "ADJ", "PROPN") for t in behind)
    return names and len(behind) <= 4 and bool(behind) and behind[-1].pos_ != "ADJ"


def _governor(doc: Doc, content: list[Token]) -> Token | None:
    """Return the last word of a lead-in that governs what follows, outside its conditions."""
    speaking = [t for t in content if speaks(t) and t.head.lemma_ not in _NAMING]
    cases = {
        i
        for chunk in chunks(doc)
        for opened in [next((i for i in range(*chunk) if is_condition(doc[i])), chunk[1])]
        for i in range(opened, chunk[1])
    }
    main = [t for t in speaking if t.i not in cases]
    verbs = [t for t in main if t.pos_ != "NOUN"] or main
    free = [t for t in verbs if not stands_aside(t)] or verbs
    return free[-1] if free else None


def _governed(doc: Doc, governor: Token) -> Judgement:
    if governor.lower_ in MODALS or idiom_at(governor):
        return effect_at(doc, governor.i, Judgement())
    found = apply(Link(governor), Judgement().under(PREDICATES[governor.lemma_.lower()]))
    return found if governor.pos_ in ("VERB", "AUX") else apply(Link(governor.head), found)
