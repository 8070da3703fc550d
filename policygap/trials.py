"""Try rubrics on their own examples, and on passages and policies that somebody labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policygap.analysis import finder, judge_element, judge_elements
from policygap.documents import policy_from_text
from policygap.matching.readings import PolicyReading
from policygap.model import Element, ElementResult, Policy, Rubric, State


@dataclass(frozen=True, slots=True)
class Trial:
    """A policy, or a short text as if it were all that a policy says, judged for one element.

    `key` is rubric/requirement/element; `text` that of the passage, or of a policy's evidence.
    """

    key: str
    text: str
    wanted: State
    result: ElementResult

    @property
    def passed(self) -> bool:
        """Tell whether the program came to the wanted state."""
        return self.result.state is self.wanted


def run_examples(rubric: Rubric) -> Iterator[Trial]:
    """Judge every example of every element of a rubric."""
    passages = [
        (f"{rubric.id}/{requirement.id}/{element.id}", example.state, example.text)
        for requirement in rubric.requirements
        for element in requirement.elements
        for example in element.examples
    ]
    return run_passages([rubric], passages)


def run_passages(
    rubrics: Sequence[Rubric], passages: Iterable[tuple[str, State, str]]
) -> Iterator[Trial]:
    """Judge labelled passages; those of elements that no rubric has are left out."""
    elements = dict(_elements(rubrics))
    known = finder(rubrics)
    for key, wanted, text in passages:
        if key in elements:
            reading = PolicyReading(policy_from_text(text), known)
            yield Trial(key, text, wanted, judge_element(reading, elements[key]))


def run_policy(
    rubrics: Sequence[Rubric], policy: Policy, labels: Mapping[str, State]
) -> Iterator[Trial]:
    """Judge a policy for the elements that somebody labelled; the others are left out."""
    elements = dict(_elements(rubrics))
    reading = PolicyReading(policy, finder(rubrics))
    wanted = {key: state for key, state in labels.items() if key in elements}
    results = judge_elements(reading, [elements[key] for key in wanted])
    for (key, state), result in zip(wanted.items(), results, strict=True):
        shown = result.evidence[0] if result.evidence else result.nearest
        yield Trial(key, shown.text if shown else "", state, result)


def _elements(rubrics: Iterable[Rubric]) -> Iterator[tuple[str, Element]]:
    for rubric in rubrics:
        for requirement in rubric.requirements:
            for element in requirement.elements:
                yield f"{rubric.id}/{requirement.id}/{element.id}", element
