"""One check: policy files in, report out; what every command does that judges a policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, overload

from policygap.cache import Kind, key
from policygap.documents import opened, policy_of, provisions_of
from policygap.errors import RubricError
from policygap.model import Element, Finding, Policy, Provision, Report, Requirement, Rubric
from policygap.options import DEFAULT, ReadOptions
from policygap.rubrics import identity, load_rubrics

if TYPE_CHECKING:
    from policygap.cache import Cache
    from policygap.documents import Inputs


def check_policy(
    paths: Sequence[Path],
    rubrics: Sequence[str],
    as_of: date,
    options: ReadOptions = DEFAULT,
    cache: Cache | None = None,
) -> Report:
    """Return the report on the policy that these files make up, against rubrics by name or file.

    Its rubrics and elements are without what only the judging needs: phrases, patterns, examples.
    From the cache comes what this program found for the same files, rubrics, day and options.

    Raises DocumentError where a file cannot be read, and RubricError where a rubric cannot be used
    or nothing of it was in force on that day.
    """
    known = identity(rubrics)  # a wrong name shows at once
    with opened(paths, replace(options, meanwhile=_get_ready), cache) as inputs:
        if inputs.cache is None:
            return _made(inputs, rubrics, as_of)
        asked = key(Kind.REPORT, inputs.identity, known, as_of)
        kept = inputs.cache.get(asked, Report)
        documents = inputs.kept()
        if kept and documents:
            return _with_provisions(kept, _Later(lambda: provisions_of(documents())))
        report = _made(inputs, rubrics, as_of)
        if inputs.are_those_of(report.policy.files) and identity(rubrics) == known:
            inputs.cache.put(asked, _with_provisions(report, ()))  # they come from the text
        return report


def judge(policy: Policy, rubrics: Sequence[Rubric], as_of: date, processes: int = 1) -> Report:
    """Return the report on a policy that was read; RubricError where nothing was in force."""
    from policygap.analysis import analyze

    report = analyze(policy, rubrics, as_of, processes)
    if not report.findings:  # nothing was looked for, so finding nothing means nothing
        names = ", ".join(rubric.id for rubric in rubrics)
        raise RubricError(f"{names}: nothing was in force on {as_of}; choose a later --as-of")
    return report


def _get_ready() -> None:
    """Load what judges policies, while other processes read one."""
    from policygap import analysis  # noqa: F401
    from policygap.matching.language import pipeline

    pipeline()


def _made(inputs: Inputs, rubrics: Sequence[str], as_of: date) -> Report:
    loaded = load_rubrics(rubrics)  # a mistake in them shows before anything is read
    return _told(judge(policy_of(inputs), loaded, as_of, inputs.options.processes))


# --- what a report is without -----------------------------------------------------------------


def _told(report: Report) -> Report:
    """Return a report without what only the judging needs: nine tenths of it."""
    rubrics = tuple(map(_rubric, report.rubrics))
    return replace(report, rubrics=rubrics, findings=tuple(map(_finding, report.findings)))


def _rubric(rubric: Rubric) -> Rubric:
    requirements = tuple(map(_requirement, rubric.requirements))
    return replace(rubric, requirements=requirements, concepts={})


def _requirement(requirement: Requirement) -> Requirement:
    return replace(requirement, elements=tuple(map(_element, requirement.elements)))


def _element(element: Element) -> Element:
    return replace(element, patterns=(), topic=(), covers=(), exception=None, examples=())


def _finding(finding: Finding) -> Finding:
    results = tuple(replace(r, element=_element(r.element)) for r in finding.elements)
    return replace(finding, requirement=_requirement(finding.requirement), elements=results)


def _with_provisions(report: Report, provisions: Sequence[Provision]) -> Report:
    return replace(report, policy=replace(report.policy, provisions=provisions))


class _Later(Sequence[Provision]):
    """Provisions that most reports never look at, as a tuple that is made at the first look."""

    def __init__(self, make: Callable[[], tuple[Provision, ...]]) -> None:
        """Note how they are made."""
        self._make = make

    @cached_property
    def _made(self) -> tuple[Provision, ...]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> Provision: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Provision, ...]: ...

    def __getitem__(self, place: int | slice) -> Provision | tuple[Provision, ...]:
        """Return one provision, or those of a slice."""
        return self._made[place]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._made)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other ones are the same; they may be a plain tuple."""
        return self._made == (other._made if isinstance(other, _Later) else other)

    __hash__ = None  # type: ignore[assignment]  # as for lists: equality would have to make them
