"""From the shape of a rubric file to the program's Rubric."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from policygap.model import (
    Citation,
    Count,
    Element,
    Example,
    Pattern,
    Requirement,
    Rubric,
)
from policygap.rubrics.shapes import ElementFile, PatternFile, RequirementFile, RubricFile

Concepts = Mapping[str, tuple[str, ...]]


def build(file: RubricFile, shared: Concepts) -> Rubric:
    """Return the rubric that a file describes, its own concepts beside the shared ones."""
    own = _own_names(file)
    concepts: dict[str, tuple[str, ...]] = dict(shared)
    for name, phrases in file.concepts.items():
        renamed = (re.sub(r"\{([^}]*)\}", lambda m: _braces(m.group(1), own), p) for p in phrases)
        concepts[own[name]] = (*shared.get(name, ()), *renamed)
    return Rubric(
        id=file.id,
        title=file.title,
        version=file.version,
        authority=file.authority,
        requirements=tuple(_requirement(r, file.id, own) for r in file.requirements),
        concepts=concepts,
    )


def _own_names(file: RubricFile) -> dict[str, str]:
    """Return the names under which a rubric's own concepts live beside those of others."""
    return {name: f"{file.id}/{name}" for name in file.concepts}


def _braces(names: str, own: Mapping[str, str]) -> str:
    return "{" + "|".join(own.get(name, name) for name in names.split("|")) + "}"


def _requirement(file: RequirementFile, rubric: str, own: Mapping[str, str]) -> Requirement:
    return Requirement(
        id=file.id,
        title=file.title,
        level=file.level,
        citations=tuple(Citation(c.text, c.url) for c in file.cite),
        explanation=" ".join(file.explanation.split()),
        elements=tuple(_element(e, f"{rubric}/{file.id}", own) for e in file.elements),
        confirmed=file.confirmed,
        since=file.since,
        until=file.until,
    )


def _element(file: ElementFile, requirement: str, own: Mapping[str, str]) -> Element:
    examples = (Example(state, text) for state, texts in file.examples.items() for text in texts)
    return Element(
        id=file.id,
        says=file.says,
        need=file.strength,
        asks=file.asks,
        patterns=tuple(_pattern(p, file, own) for p in file.patterns),
        topic=tuple(_entry(e, own, "+") for e in file.topic),
        exception=None if file.exception is None else _ids(file.exception, own),
        since=file.since,
        until=file.until,
        suggest=" ".join(file.suggest.split()),
        examples=tuple(examples),
        key=f"{requirement}/{file.id}",
    )


def _pattern(file: PatternFile, element: ElementFile, own: Mapping[str, str]) -> Pattern:
    return Pattern(
        all=tuple(_entry(e, own) for e in file.all),
        none=_ids(element.none if file.none is None else file.none, own),
        context=tuple(_entry(e, own) for e in file.context),
        within=file.within,
        ordered=file.ordered,
        count=Count(_ids(file.count.of, own), file.count.least) if file.count else None,
        unit=file.unit,
        actor=_ids(element.actor if file.actor is None else file.actor, own),
        polarity=tuple(file.polarity),
        gives=file.gives,
        weak_if=_ids(element.weak_if if file.weak_if is None else file.weak_if, own),
        why=file.why,
    )


def _entry(entry: str, own: Mapping[str, str], sign: str = "|") -> tuple[str, ...]:
    return _ids([name.strip() for name in entry.split(sign)], own)


def _ids(names: Sequence[str], own: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(own.get(name, name) for name in names)
