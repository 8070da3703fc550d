"""Rubrics that add to another: what they leave out of it and what they add."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from policygap.rubrics.shapes import RequirementFile, RubricFile
from policygap.rubrics.words import Shared
from policygap.rubrics.yaml_files import Place


@dataclass(frozen=True, slots=True)
class Whole:
    """A rubric file with all that it takes from the one that it extends.

    `homes` names, by requirement, the rubric in which it was written.
    """

    file: RubricFile
    shared: Shared
    homes: dict[str, str]


def alone(file: RubricFile, shared: Shared) -> Whole:
    """Return a rubric that extends no other."""
    return Whole(file, shared, {r.id: file.id for r in file.requirements})


def extended(file: RubricFile, base: Whole) -> Whole:
    """Return a rubric with what it keeps of another before its own requirements."""
    concepts = {
        name: [*base.file.concepts.get(name, ()), *file.concepts.get(name, ())]
        for name in {**base.file.concepts, **file.concepts}
    }
    requirements = [*_kept(base.file, {*file.exclude}), *file.requirements]
    whole = file.model_copy(update={"concepts": concepts, "requirements": requirements})
    homes = base.homes | {r.id: file.id for r in file.requirements}
    return Whole(whole, base.shared, {r.id: homes[r.id] for r in requirements})


def misfits(file: RubricFile, base: Whole) -> Iterator[tuple[Place, str]]:
    """Yield what of a rubric does not fit the one that it extends."""
    known = list(_ids(base.file))
    for place, name in enumerate(file.exclude):
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            yield ("exclude", place), f"'{name}' is not in {file.extends}{hint}"
    kept = {requirement.id for requirement in _kept(base.file, {*file.exclude})}
    for place, requirement in enumerate(file.requirements):
        if requirement.id in kept:
            what = f"'{requirement.id}' is in {file.extends} already; exclude that, or rename this"
            yield ("requirements", place, "id"), what
    if not kept and not file.requirements:
        yield ("exclude",), f"nothing of {file.extends} is left, and nothing is added"


def _ids(file: RubricFile) -> Iterator[str]:
    for requirement in file.requirements:
        yield requirement.id
        yield from (f"{requirement.id}/{element.id}" for element in requirement.elements)


def _kept(file: RubricFile, excluded: set[str]) -> Iterator[RequirementFile]:
    """Yield what is left of the requirements; one without elements is left out."""
    for requirement in file.requirements:
        elements = [e for e in requirement.elements if f"{requirement.id}/{e.id}" not in excluded]
        if elements and requirement.id not in excluded:
            yield requirement.model_copy(update={"elements": elements})
