"""Hold a policy against rubrics: one finding a requirement, in rubric order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from policygap.matching.evidence import (
    Candidate,
    Prospect,
    candidates,
    evidence,
    nearest,
    prospects,
    references,
    sentences,
)
from policygap.matching.finder import Finder
from policygap.matching.judgement import Judgement
from policygap.matching.language import parse_ahead
from policygap.matching.phrasebook import phrasebook
from policygap.matching.readings import PolicyReading
from policygap.model import (
    Element,
    ElementResult,
    Finding,
    Policy,
    Report,
    Requirement,
    Rubric,
    State,
    Verdict,
)

MAX_EVIDENCE = 5  # passages shown for one element; more do not help a reader decide


def analyze(policy: Policy, rubrics: Sequence[Rubric], as_of: date) -> Report:
    """Judge every requirement that is in force on a date."""
    reading = PolicyReading(policy, finder(rubrics))
    asked = [
        (rubric.id, requirement, [e for e in requirement.elements if _in_force(e, as_of)])
        for rubric in rubrics
        for requirement in rubric.requirements
        if _in_force(requirement, as_of)
    ]
    judged = _judged(reading, [e for _, _, elements in asked for e in elements])
    results = iter(_warned(policy, judged))
    findings = (
        _finding(rubric, requirement, tuple(islice(results, len(elements))))
        for rubric, requirement, elements in asked
        if elements
    )
    return Report(policy, tuple(rubrics), as_of, tuple(findings))


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
    return next(_judged(policy, [element]))


def _judged(policy: PolicyReading, elements: Sequence[Element]) -> Iterator[ElementResult]:
    """Judge elements, after parsing at once all that they need."""
    found = [tuple(prospects(policy, element)) for element in elements]
    parse_ahead(text for each in found for one in each for text in sentences(policy, one))
    for element, each in zip(elements, found, strict=True):
        yield _result(policy, element, each)


def _result(policy: PolicyReading, element: Element, found: Iterable[Prospect]) -> ElementResult:
    said = list(candidates(policy, found)) or list(references(policy, element))
    if not said:
        return _absent(policy, element)
    state = min((c.state for c in said), key=lambda s: s.rank)
    deciding = _distinct(c for c in said if c.state is state)
    shown = tuple(evidence(policy.readings[c.place], c) for c in deciding[:MAX_EVIDENCE])
    return ElementResult(element, state, deciding[0].why or _SAYS[state], shown)


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


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """Return one candidate a provision, those of an element's first patterns first."""
    first: dict[int, Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.pattern, c.place)):
        first.setdefault(candidate.place, candidate)
    return list(first.values())


def _absent(policy: PolicyReading, element: Element) -> ElementResult:
    near = nearest(policy, element)
    if near is None:
        return ElementResult(element, State.ABSENT, "no passage speaks of it")
    place, lacks = near
    names = ", ".join(map(_spoken, lacks))
    reason = (
        f"the nearest passage does not speak of: {names}"
        if lacks
        else "the nearest passage is no rule of it"
    )
    candidate = Candidate(place, State.ABSENT, "", Judgement())
    shown = evidence(policy.readings[place], candidate)
    return ElementResult(element, State.ABSENT, reason, nearest=shown)


def _spoken(concept: str) -> str:
    """Return a concept's name in words, without a rubric's own prefixes ("pt-policy")."""
    rubric, _, name = concept.rpartition("/")
    first, *rest = name.split("-")
    return " ".join(rest if rubric and rest and len(first) <= _PREFIX else [first, *rest])


_PREFIX = 3  # letters that a rubric's author puts before names of one element
