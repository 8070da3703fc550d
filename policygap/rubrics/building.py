"""From the shape of a rubric file to the program's Rubric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policygap.model import (
    Change,
    Citation,
    Count,
    Coverage,
    Element,
    Example,
    Pattern,
    Requirement,
    Rubric,
)
from policygap.rubrics.extending import Whole
from policygap.rubrics.shapes import ElementFile, PatternFile, RequirementFile, RubricFile
from policygap.rubrics.words import renamed


def build(whole: Whole) -> Rubric:
    """Return the rubric that a file describes, its own concepts beside the shared ones."""
    file, called = whole.file, whole.shared.called
    own = {**called, **_own_names(file)}
    shared = whole.shared.living()
    concepts = dict(shared)
    for name, phrases in file.concepts.items():
        more = renamed(phrases, own)
        concepts[own[name]] = (*shared.get(called.get(name, name), ()), *more)
    return Rubric(
        id=file.id,
        title=file.title,
        version=file.version,
        authority=file.authority,
        requirements=tuple(_requirement(r, whole.homes[r.id], own) for r in file.requirements),
        concepts=concepts,
        changelog=tuple(Change(c.version, c.date, c.what) for c in file.changelog),
        extends=file.extends,
    )


def _own_names(file: RubricFile) -> dict[str, str]:
    """Return the names under which a rubric's own concepts live beside those of others."""
    return {name: f"{file.id}/{name}" for name in file.concepts}


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
        covers=_coverage(file, own),
        exception=None if file.exception is None else _ids(file.exception, own),
        since=file.since,
        until=file.until,
        suggest=" ".join(file.suggest.split()),
        examples=tuple(examples),
        key=f"{requirement}/{file.id}",
        seen=tuple(file.seen.items()),
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
        covers=_coverage(element, own),
        limits=file.limits,
        why=file.why,
    )


def _coverage(file: ElementFile, own: Mapping[str, str]) -> tuple[Coverage, ...]:
    return tuple(Coverage(_ids(c.part, own), _ids(c.whole, own)) for c in file.covers)


def _entry(entry: str, own: Mapping[str, str], sign: str = "|") -> tuple[str, ...]:
    return _ids([name.strip() for name in entry.split(sign)], own)


def _ids(names: Sequence[str], own: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(own.get(name, name) for name in names)
