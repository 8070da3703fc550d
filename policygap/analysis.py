"""Hold a policy against rubrics: one finding a requirement, in rubric order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from policygap.matching.decision import MEANT, by_likeness, closest, decide, looks_alike, quotable
from policygap.matching.doubts import BY_LIKENESS, NOT_COUNTED, doubt_of
from policygap.matching.evidence import Candidate, evidence, references, weigh
from policygap.matching.finder import Finder
from policygap.matching.nearness import Near, nearest
from policygap.matching.phrasebook import phrasebook
from policygap.matching.prospects import (
    ANOTHER_MATTER,
    Prospect,
    all_prospects,
    prospects,
    spans_of,
    spoken,
)
from policygap.matching.readings import PolicyReading
from policygap.matching.rounds import weigh_all
from policygap.matching.unsaid import look_ahead, worth_a_look
from policygap.model import (
    Element,
    ElementResult,
    Evidence,
    Explanation,
    Finding,
    Policy,
    Report,
    Requirement,
    Rubric,
    State,
    Verdict,
    Weighed,
)

MAX_AGAINST = 2

Asked = tuple[str, Requirement, Sequence[Element]]  # of one rubric, those in force


def analyze(policy: Policy, rubrics: Sequence[Rubric], as_of: date, processes: int = 1) -> Report:
    """Judge every requirement that is in force on a date, by so many processes at most."""
    reading = PolicyReading(policy, finder(rubrics), processes)
    asked = list(asked_on(rubrics, as_of))
    judged = judge_elements(reading, [e for _, _, elements in asked for e in elements])
    results = iter(_warned(policy, judged))
    findings = (
        _finding(rubric, requirement, tuple(islice(results, len(elements))))
        for rubric, requirement, elements in asked
    )
    return Report(policy, tuple(rubrics), as_of, tuple(findings))


def explain(
    policy: Policy, rubrics: Sequence[Rubric], as_of: date, wanted: Callable[[str], bool]
) -> tuple[Explanation, ...]:
    """Return how the elements that are wanted (by "rubric/requirement/element") were decided."""
    reading = PolicyReading(policy, finder(rubrics))
    asked = [
        (rubric, requirement, element)
        for rubric, requirement, elements in asked_on(rubrics, as_of)
        for element in elements
        if wanted(f"{rubric}/{requirement.id}/{element.id}")
    ]
    everywhere = reading.where.everywhere
    reading.where.look_ahead([(p, everywhere) for _, _, e in asked for p in e.patterns])
    return tuple(_explanation(reading, *one) for one in asked)


def asked_on(rubrics: Sequence[Rubric], as_of: date) -> Iterator[Asked]:
    """Yield the requirements that are in force on a date, with their elements that are."""
    for rubric in rubrics:
        for requirement in rubric.requirements:
            elements = [e for e in requirement.elements if _in_force(e, as_of)]
            if elements and _in_force(requirement, as_of):
                yield rubric.id, requirement, elements


def _warned(policy: Policy, results: Iterable[ElementResult]) -> Iterator[ElementResult]:
    """Yield the results; absent ones say so where pages that nobody read may hold the words."""
    unread = sum(len(file.unread_pages) for file in policy.files)
    pages = "1 page" if unread == 1 else f"{unread} pages"
    for result in results:
        doubtful = unread and result.state is State.ABSENT
        reason = f"{result.reason}; {pages} could not be read and may say it"
        yield replace(result, reason=reason) if doubtful else result


def finder(rubrics: Iterable[Rubric]) -> Finder:
    """Return the finder of all concepts that these rubrics know."""
    concepts = {name: p for rubric in rubrics for name, p in rubric.concepts.items()}
    return Finder(phrasebook(concepts), concepts)


def judge_element(policy: PolicyReading, element: Element) -> ElementResult:
    """Return an element's state with its evidence, or the nearest passage and what it lacks."""
    return next(judge_elements(policy, [element]))


def judge_elements(policy: PolicyReading, elements: Sequence[Element]) -> Iterator[ElementResult]:
    """Yield the elements' results in their order, after parsing at once all that they need."""
    return _results(policy, elements, weigh_all(policy, list(prospects(policy, elements))))


def _results(
    policy: PolicyReading, elements: Sequence[Element], weighed: Sequence[Sequence[Candidate]]
) -> Iterator[ElementResult]:
    """Yield what the candidates of each element come to."""
    every = zip(elements, weighed, strict=True)
    unsaid = [n for n, (_, each) in enumerate(every) if not any(c.state for c in each)]
    asked = [elements[n] for n in unsaid]
    look_ahead(policy, asked, [weighed[n] for n in unsaid])
    near = dict(zip(unsaid, nearest(policy, asked), strict=True))
    for number, (element, each) in enumerate(zip(elements, weighed, strict=True)):
        yield _result(policy, element, each, near.get(number))


def _result(
    policy: PolicyReading, element: Element, weighed: Sequence[Candidate], near: Near | None
) -> ElementResult:
    said = [c for c in weighed if c.state] or list(references(policy, element))
    if not said:
        return _unsaid(policy, element, weighed, near)
    decision = decide(policy, element, said)
    if decision.state is State.ABSENT:
        return _pointed(policy, element, decision.deciding[0])
    return ElementResult(
        element,
        decision.state,
        decision.deciding[0].why or _SAYS[decision.state],
        evidence=_shown(policy, quotable(policy, decision.deciding)),
        against=_shown(policy, decision.against[:MAX_AGAINST]),
        doubt=doubt_of(policy, element, decision),
    )


def _unsaid(
    policy: PolicyReading, element: Element, weighed: Sequence[Candidate], near: Near | None
) -> ElementResult:
    """Return what is left where nothing counts: what likeness finds, or what comes nearest."""
    barred = (p for p in all_prospects(policy, element, worth_a_look(policy, element)) if p.bar)
    looked_at = sorted([*weighed, *(weigh(policy, p) for p in barred)], key=lambda c: c.number)
    likely = by_likeness(policy, element, looked_at)
    if likely:
        found = _pointed if likely.state is State.ABSENT else _alike
        return found(policy, element, likely)
    return _absent(policy, element, looked_at, near)


def _alike(policy: PolicyReading, element: Element, likely: Candidate) -> ElementResult:
    """Return what a passage gives that only its words' likeness found."""
    state = likely.state or State.ABSENT
    shown = _shown(policy, [likely])
    return ElementResult(element, state, likely.why, evidence=shown, doubt=BY_LIKENESS)


def _pointed(policy: PolicyReading, element: Element, pointer: Candidate) -> ElementResult:
    """Return what comes of a reference to a text that was read too, and in vain."""
    (shown,) = _shown(policy, [pointer])
    doubt = "the text that it points to was read; look there"
    return ElementResult(element, State.ABSENT, pointer.why, nearest=shown, doubt=doubt)


def _shown(policy: PolicyReading, said: Iterable[Candidate]) -> tuple[Evidence, ...]:
    return tuple(evidence(policy.readings[c.place], c) for c in said)


def _explanation(
    policy: PolicyReading, rubric: str, requirement: Requirement, element: Element
) -> Explanation:
    found = [
        (prospect, weigh(policy, prospect))
        for prospect in all_prospects(policy, element, policy.where.everywhere)
    ]
    counted = [candidate for prospect, candidate in found if not prospect.bar]
    (result,) = _results(policy, [element], [counted])
    weighed = tuple(_weighed(policy, *each) for each in found)
    return Explanation(rubric, requirement, result, weighed)


def _weighed(policy: PolicyReading, prospect: Prospect, candidate: Candidate) -> Weighed:
    reading, pattern = policy.readings[prospect.place], prospect.pattern
    count = pattern.count.of if pattern.count else ()
    named = [name for entry in pattern.all for name in entry]
    words = (
        (spoken(name), reading.quoted(spans_of(reading, (name,))[0]))
        for name in dict.fromkeys((*named, *count, *pattern.none, *pattern.weak_if))
        if reading.spans(name)
    )
    return Weighed(evidence(reading, candidate), tuple(words), candidate.state, candidate.why)


_SAYS = {
    State.CONTRADICTED: "the text says the opposite",
    State.PRESENT: "the text says it",
    State.WEAK: "the text says it, but not for all that it must cover or not strongly enough",
    State.REFERENCED: "the text only points elsewhere for it",
}


def verdict(states: Iterable[State]) -> Verdict:
    """Return what a requirement comes out as, from the states of its elements."""
    seen = set(states)
    if State.CONTRADICTED in seen:
        return Verdict.CONFLICT
    if seen == {State.PRESENT}:
        return Verdict.MET
    return Verdict.MISSING if seen == {State.ABSENT} else Verdict.PARTIAL


def _finding(rubric: str, requirement: Requirement, results: tuple[ElementResult, ...]) -> Finding:
    return Finding(rubric, requirement, verdict(r.state for r in results), results)


def _in_force(asked: Requirement | Element, as_of: date) -> bool:
    begun = asked.since is None or asked.since <= as_of
    return begun and (asked.until is None or as_of <= asked.until)


def _is_meant(policy: PolicyReading, element: Element, candidate: Candidate) -> bool:
    """Tell whether a provision that does not count may well be the one that is asked for."""
    if candidate.why == ANOTHER_MATTER:
        return bool(policy.near(element.key) >> candidate.place & 1)
    return candidate.close and policy.likely(candidate.place, element.key) >= MEANT


def _absent(
    policy: PolicyReading, element: Element, weighed: Iterable[Candidate], near: Near | None
) -> ElementResult:
    close = closest(policy, element, (c for c in weighed if _is_meant(policy, element, c)))
    if close:
        reason = f"the nearest passage was not counted: {close.why}"
        (shown,) = _shown(policy, [close])
        return ElementResult(element, State.ABSENT, reason, nearest=shown, doubt=NOT_COUNTED)
    if alike := looks_alike(policy, element):
        (shown,) = _shown(policy, [alike])
        return ElementResult(element, State.ABSENT, alike.why, nearest=shown)
    if near is None:
        return ElementResult(element, State.ABSENT, "no passage speaks of it")
    place, lacks = near
    names = ", ".join(map(spoken, lacks))
    reason = (
        f"the nearest passage does not speak of: {names}"
        if lacks
        else "the nearest passage is no rule of it"
    )
    shown = evidence(policy.readings[place], Candidate(place, State.ABSENT, ""))
    return ElementResult(element, State.ABSENT, reason, nearest=shown)
