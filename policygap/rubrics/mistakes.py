"""What a schema cannot see in a rubric: doubled ids, unknown concepts and phrases, no examples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from policygap.model import ANY, State
from policygap.phrases import PhraseError, levels, read_phrase
from policygap.rubrics.shapes import ElementFile, PatternFile, RubricFile
from policygap.rubrics.yaml_files import Place


def reworded(message: str) -> str:
    """Say in a rubric author's words what pydantic says in Python's."""
    return (
        re.sub(r"^Input should be a valid dictionary.*", "expected a mapping (key: value)", message)
        .replace("Extra inputs are not permitted", "this key is not known")
        .removeprefix("Value error, ")
    )


def mistakes(
    rubric: RubricFile, shared: Mapping[str, Sequence[str]], kept_as: str = ""
) -> Iterator[tuple[Place, str]]:
    """Yield what a schema cannot see: doubled ids, unknown concepts, missing examples.

    `shared` are the concepts that it does not define itself, `kept_as` is the version as which an
    archive has it.
    """
    concepts = {*shared, *rubric.concepts}
    yield from _versions(rubric, kept_as)
    yield from _alone(rubric)
    yield from _bad_phrases(rubric, shared)
    yield from _doubles(("requirements",), [r.id for r in rubric.requirements])
    for i, requirement in enumerate(rubric.requirements):
        yield from _doubles(("requirements", i, "elements"), [e.id for e in requirement.elements])
        for j, element in enumerate(requirement.elements):
            at = ("requirements", i, "elements", j)
            yield from (((*at, *where), what) for where, what in _of_element(element, concepts))


def _of_element(element: ElementFile, concepts: set[str]) -> Iterator[tuple[Place, str]]:
    """Yield what an element lacks, and the concepts that it names in vain, with their places."""
    if len(element.examples.get(State.PRESENT, [])) < 2:
        yield ("examples",), "at least two examples of `present` are needed"
    for place, pattern in enumerate(element.patterns):
        if not pattern.all and not pattern.count:
            yield ("patterns", place), "it asks for nothing: `all` or `count` is needed"
        if pattern.limits and pattern.gives is not State.WEAK:
            yield ("patterns", place, "limits"), "it is for patterns that say `gives: weak`"
    for where, name in _names(element):
        if name not in concepts:
            yield where, f"the concept '{name}' does not exist"


def _alone(rubric: RubricFile) -> Iterator[tuple[Place, str]]:
    """Yield what a rubric lacks that extends no other."""
    if not rubric.requirements and not rubric.extends:
        yield ("requirements",), "at least one requirement is needed, or `extends`"
    if rubric.exclude and not rubric.extends:
        yield ("exclude",), "it says nothing without `extends`"


def _versions(rubric: RubricFile, kept_as: str) -> Iterator[tuple[Place, str]]:
    """Yield where version, changelog and archive differ."""
    if kept_as and kept_as != rubric.version:
        yield ("version",), f"it is kept as version '{kept_as}' and says '{rubric.version}'"
    log = rubric.changelog
    if log and log[0].version != rubric.version:
        what = f"the newest entry is of '{log[0].version}', the rubric is '{rubric.version}'"
        yield ("changelog", 0, "version"), what
    yield from _doubles(("changelog",), [change.version for change in log], "version")
    for place, (newer, older) in enumerate(pairwise(log), start=1):
        if older.date > newer.date:
            yield ("changelog", place, "date"), "it is later than the one above; newest come first"


def _bad_phrases(
    rubric: RubricFile, shared: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Place, str]]:
    """Yield phrases that cannot be read, and concepts that name each other in a circle."""
    sound = True
    for name, phrases in rubric.concepts.items():
        for place, phrase in enumerate(phrases):
            try:
                read_phrase(phrase)
            except PhraseError as error:
                sound = False
                yield ("concepts", name, place), str(error)
    if not sound:
        return
    try:
        levels({**shared, **{n: [*shared.get(n, ()), *p] for n, p in rubric.concepts.items()}})
    except PhraseError as error:
        yield ("concepts",), str(error)


def _doubles(at: Place, ids: Sequence[str], key: str = "id") -> Iterator[tuple[Place, str]]:
    for place, name in enumerate(ids):
        if name in ids[:place]:
            yield (*at, place, key), f"'{name}' is used twice"


def _names(element: ElementFile) -> Iterator[tuple[Place, str]]:
    """Yield every concept that an element names, with its place."""
    for key in ("topic", "none", "actor", "weak_if", "exception"):
        for name in _flat(getattr(element, key) or []):
            if (key, name) != ("exception", ANY):
                yield (key,), name
    for k, covers in enumerate(element.covers):
        yield from ((("covers", k, "part"), name) for name in covers.part)
        yield from ((("covers", k, "whole"), name) for name in covers.whole)
    for k, pattern in enumerate(element.patterns):
        yield from ((("patterns", k, *where), name) for where, name in _named(pattern))


def _named(pattern: PatternFile) -> Iterator[tuple[Place, str]]:
    for key in ("all", "none", "context", "actor", "weak_if"):
        yield from (((key,), name) for name in _flat(getattr(pattern, key) or []))
    for name in pattern.count.of if pattern.count else ():
        yield ("count",), name


def _flat(entries: Sequence[str]) -> Iterator[str]:
    for entry in entries:
        yield from re.split(r" *[|+] *", entry)
