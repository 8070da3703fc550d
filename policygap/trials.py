"""Try rubrics on short texts: their own examples, and passages that somebody labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policygap.analysis import finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.readings import PolicyReading
from policygap.model import Element, ElementResult, Rubric, State


@dataclass(frozen=True, slots=True)
class Trial:
    """A short text judged for one element as if it were all that a policy says."""

    key: str  # rubric/requirement/element
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


def _elements(rubrics: Iterable[Rubric]) -> Iterator[tuple[str, Element]]:
    for rubric in rubrics:
        for requirement in rubric.requirements:
            for element in requirement.elements:
                yield f"{rubric.id}/{requirement.id}/{element.id}", element
