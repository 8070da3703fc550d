"""What the provisions that count come to together: the state of an element, and how firm it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import inf

from policygap.matching.evidence import OF_OTHERS, Candidate, is_part, reference
from policygap.matching.lexicon import NEGATIONS
from policygap.matching.nearness import closeness
from policygap.matching.reading import Reading
from policygap.matching.readings import PolicyReading, list_of
from policygap.matching.topics import Guess
from policygap.matching.whereabouts import SIDE_MATTER
from policygap.model import Asks, Element, Polarity, State

# How likely a text must speak of an element: to count where no pattern matched, ...
LIKELY = 0.08  # of one provision; see `PolicyReading.raised`
WORDED = 0.2  # ... where one has its words there, but not all that it asks of them or around them
CERTAIN = 0.75  # ... where something that stands there rules it out
MEANT = 0.03  # ... to be worth a look where a pattern matched and did not count
ALIKE = 0.05  # ... and to be shown where nothing counts
# Passages and lists shown for one element, and items and passages in all; more do not help a reader
# decide.
MAX_EVIDENCE = 5
MAX_QUOTED = 10
EXEMPTS = "an exemption takes some of the cases out of it"
# "Deadly force may also be used to ...": a further case of what the rule permits.
_ALSO = re.compile(
    r"\b(?:may|can|is|are) (?:also|likewise|equally|further|in addition)\b"
    r"|\bmay use (?:it|them|such force) (?:also|as well|likewise)\b",
    re.IGNORECASE,
)
# "You do not need one if nobody was hurt": no duty, however like one it reads.
_EXCUSES = re.compile(
    r"\b(?:need not|(?:do|does|shall|will|is|are)(?: not|n['’]t) (?:be )?"
    r"(?:need|have to|required|necessary|needed|called for|obliged)"
    r"|(?:no \w+|none)(?: \w+)? (?:is|are|will be) (?:needed|required|necessary))\b",
    re.IGNORECASE,
)
# What is permitted in so many words against a ban: it knows of the ban, whatever else it speaks of.
_OVERRIDES = re.compile(
    r"\b(?:otherwise|elsewhere) (?:forbidden|prohibited|barred|banned|disallowed)\b"
    r"|\bnotwithstanding\b"
    r"|\b(?:despite|in spite of) (?:the|this|that|any) (?:\w+ )?"
    r"(?:rule|ban|prohibition|restriction)"
    r"|\b(?:rule|ban|prohibition|restriction)s?\b[^.;]{0,60}\bdo(?:es)? not "
    r"(?:apply|stand|prevent|keep|prohibit|bar)\b",
    re.IGNORECASE,
)
# Where a pattern found its words and something kept them from counting, likeness cannot tell what
# is said from what is denied ("it is not confined to what the officer knew").
_DENIES = re.compile(rf"\b(?:{'|'.join(sorted(NEGATIONS))})\b|n['’]t\b", re.IGNORECASE)
# Below what likelihood that which a pattern found is doubtful, by its state. docs/accuracy.md has
# how often what each of these bars decides was wrong.
STRAY = {State.CONTRADICTED: 0.05, State.REFERENCED: 0.1}


@dataclass(frozen=True, slots=True)
class Decision:
    """A state, the provisions that give it, and those that say the opposite, likeliest first."""

    state: State
    deciding: Sequence[Candidate]
    against: Sequence[Candidate]


def decide(policy: PolicyReading, element: Element, said: Collection[Candidate]) -> Decision:
    """Return what provisions that count come to; the state that outweighs the others wins.

    With one exception: where a passage says plainly what is asked, another contradicts it only if
    it speaks of the matter as closely: by its words, and, for a duty or a statement, with as many
    of the element's concepts, or more likely by its words than the plain one, or as a further case
    of the rule itself. On policies that nobody had seen, nearly all that did not were
    wrong. What stands in the plain passage itself (an exception) is not held unlikely. Where a
    passage leaves out a part of what another says (a pattern's `limits`), both decide.
    """
    by_state = {
        state: _plainest(policy, element, (c for c in said if c.state is state)) for state in State
    }
    opposed, plain = by_state[State.CONTRADICTED], by_state[State.PRESENT]
    state = next(state for state in State if by_state[state])
    against: Sequence[Candidate] = ()
    if opposed and plain:
        if not _is_outweighed(policy, element, opposed, plain):
            return Decision(State.CONTRADICTED, opposed, plain)
        state, against = State.PRESENT, opposed
    if state is State.PRESENT and (limits := _limits(policy, element, said, plain[0])):
        return Decision(State.WEAK, [*limits, *plain], against)
    return Decision(state, by_state[state], against)


def _is_outweighed(
    policy: PolicyReading,
    element: Element,
    opposed: Sequence[Candidate],
    plain: Sequence[Candidate],
) -> bool:
    """Tell whether what says the opposite speaks of it less closely than what says it plainly."""
    near, far = (
        max(closeness(policy, element, [c.place for c in group]).values(), default=0)
        for group in (opposed, plain)
    )
    against, by = (likeliest(policy, element, group) for group in (opposed, plain))
    unlike = element.asks is not Asks.BAN and near < far and against <= by
    vaguer = unlike and not _is_further_case(policy, opposed, plain)
    apart = {c.place for c in opposed}.isdisjoint(c.place for c in plain)
    stray = apart and against < STRAY[State.CONTRADICTED]
    return vaguer or (stray and not _says(policy, _permitted(opposed), _OVERRIDES))


def _is_further_case(
    policy: PolicyReading, opposed: Iterable[Candidate], plain: Iterable[Candidate]
) -> bool:
    """Tell whether what is permitted against the rule is a further case of the rule itself.

    It is one in the list that has the rule, or one that is "also" permitted.
    """
    permitted = _permitted(opposed)
    items = ((policy.readings[c.place].provision for c in each) for each in (permitted, plain))
    lists = [{list_of(p) for p in each if p.lead_in} for each in items]
    return not lists[0].isdisjoint(lists[1]) or _says(policy, permitted, _ALSO)


def _permitted(opposed: Iterable[Candidate]) -> list[Candidate]:
    return [c for c in opposed if c.judgement.outcome is Polarity.PERMITS]


def _says(policy: PolicyReading, said: Iterable[Candidate], words: re.Pattern[str]) -> bool:
    return any(words.search(policy.readings[c.place].provision.text) for c in said)


def _limits(
    policy: PolicyReading, element: Element, said: Iterable[Candidate], plainest: Candidate
) -> list[Candidate]:
    """Return what leaves out a part of what is said: patterns' limits, or else exemptions."""
    exempting = policy.exemptions_from(plainest.place)
    limits = _plainest(policy, element, (c for c in said if _is_limit(element, c)))
    return limits or [Candidate(place, State.WEAK, EXEMPTS) for place in exempting]


def _is_limit(element: Element, said: Candidate) -> bool:
    return said.state is State.WEAK and element.patterns[said.number].limits


def quotable(policy: PolicyReading, deciding: Iterable[Candidate]) -> list[Candidate]:
    """Return what is shown of the deciding provisions: the likeliest, lists with all their items.

    An item by itself seldom says all that its list does, and the one that a reader would quote is
    often not the likeliest of them.
    """
    together: dict[object, list[Candidate]] = {}
    for candidate in deciding:
        provision = policy.readings[candidate.place].provision
        key = list_of(provision) if provision.lead_in else candidate.place
        together.setdefault(key, []).extend(_with_others(policy, candidate))
    once: dict[int, Candidate] = {}
    for candidate in chain.from_iterable(islice(together.values(), MAX_EVIDENCE)):
        once.setdefault(candidate.place, candidate)
    return list(islice(once.values(), MAX_QUOTED))


def _with_others(policy: PolicyReading, said: Candidate) -> Iterator[Candidate]:
    """Yield a provision with those without which it is not understood.

    What its pronoun stands for comes before it, sentences and items that except from it behind it.
    """
    before = () if said.named_at is None else (said.named_at,)
    after = policy.exceptions_after(said.place)
    named = (i for each in said.exceptions for i in policy.items_named(said.place, each))
    for place in (*before, said.place, *after, *named):
        yield said if place == said.place else Candidate(place, said.state, said.why)


def likeliest(policy: PolicyReading, element: Element, said: Iterable[Candidate]) -> float:
    """Return how likely the likeliest of some provisions speaks of an element, by its words."""
    return max(policy.likely(c.place, element.key) for c in said)


def closest(policy: PolicyReading, element: Element, said: Iterable[Candidate]) -> Candidate | None:
    """Return the candidate that holds most of an element's concepts; of two, the shorter one."""
    candidates = list(said)
    near = closeness(policy, element, {c.place for c in candidates})
    return max(
        candidates,
        key=lambda c: (
            near[c.place],
            -len(policy.readings[c.place].provision.full_text),
            -c.place,
        ),
        default=None,
    )


def by_likeness(
    policy: PolicyReading, element: Element, weighed: Iterable[Candidate]
) -> Candidate | None:
    """Return what the second opinion finds where no pattern did, if it is likely enough."""
    found = policy.opinion(element.key)
    if found is None or element.asks is Asks.BAN:
        return None  # likeness cannot tell a ban from a permission
    place, guess = found
    there = [c for c in weighed if c.place == place]
    if guess.likely < _least(policy, found, there) or _is_ruled_out(policy, element, found):
        return None
    if policy.readings[place].is_pointer:
        return reference(policy, place)
    words = ", ".join(f"“{each}”" for each in guess.words)
    if guess.state is State.PRESENT and is_part(policy, place, element.covers):
        return Candidate(
            place, State.WEAK, f"covers only some of the cases, by its words ({words})"
        )
    return Candidate(place, guess.state, f"reads like passages that say it ({words})")


def _least(policy: PolicyReading, found: tuple[int, Guess], there: Sequence[Candidate]) -> float:
    """Return how likely a passage must speak of an element, by what its patterns found in it."""
    place, guess = found
    text = policy.readings[place].provision.full_text
    denies = guess.state is State.PRESENT and _DENIES.search(text)
    if any(not c.close or c.why == OF_OTHERS for c in there):
        return inf if denies else CERTAIN
    usual = policy.raised(LIKELY)
    return min(WORDED, usual) if there and not denies else usual


def _is_ruled_out(policy: PolicyReading, element: Element, found: tuple[int, Guess]) -> bool:
    """Tell whether what reads like an element cannot say it, by its matter."""
    place, guess = found
    if policy.where.says(place, (SIDE_MATTER,)):
        return True
    duty = element.asks is Asks.DUTY and guess.state is not State.CONTRADICTED
    return duty and _is_idle(policy.readings[place])


def _is_idle(reading: Reading) -> bool:
    """Tell whether what reads like a duty orders nothing, or says that it need not be done."""
    excused = _EXCUSES.search(reading.provision.text)
    return bool(excused or reading.remark or reading.is_definition)


def looks_alike(policy: PolicyReading, element: Element) -> Candidate | None:
    """Return what reads like passages that say an element, though not enough to count."""
    found = policy.opinion(element.key)
    if found is None or found[1].likely < ALIKE:
        return None
    why = "the nearest passage reads like those that say it, but does not say it plainly"
    return Candidate(found[0], None, why)


def _plainest(
    policy: PolicyReading, element: Element, said: Iterable[Candidate]
) -> list[Candidate]:
    """Return one candidate a provision, the likeliest to be meant first."""
    first: dict[int, Candidate] = {}
    for candidate in sorted(said, key=lambda c: (c.number, c.place)):
        first.setdefault(candidate.place, candidate)
    return sorted(first.values(), key=lambda c: -policy.likely(c.place, element.key))
