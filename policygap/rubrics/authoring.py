"""Rubric files as a person writes them: read, checked, with errors that name line and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policygap.errors import RubricError
from policygap.model import Rubric
from policygap.rubrics import shipped
from policygap.rubrics.building import build
from policygap.rubrics.extending import Whole, alone, extended, misfits
from policygap.rubrics.mistakes import mistakes, reworded
from policygap.rubrics.shapes import RubricFile
from policygap.rubrics.traps import traps
from policygap.rubrics.versions import archived, locate
from policygap.rubrics.words import Shared, shared_concepts, shared_with
from policygap.rubrics.yaml_files import Place, lines, located, read


def read_rubric(path: Path) -> Rubric:
    """Return the rubric in a YAML file; RubricError names its first mistake."""
    return build(_sound(path, ()))


def from_data(data: object) -> Rubric:
    """Return the rubric of data as a file would hold them; they must be sound."""
    file = RubricFile.model_validate(data)
    return build(alone(file, Shared(shared_concepts())))


def validate(path: Path) -> list[str]:
    """Return every error of a rubric file as "file:line: field: what is wrong"; [] if sound."""
    return _checked(path, ())[1]


def warnings(path: Path) -> list[str]:
    """Return what in a sound rubric file is likely not meant, as `validate` returns errors."""
    where = lines(path)
    found = traps(RubricFile.model_validate(read(path)).concepts)
    return [located(path, where, place, what) for place, what in found]


def _sound(path: Path, extending: tuple[Path, ...]) -> Whole:
    """Return a rubric with all that it extends; RubricError names the first mistake."""
    whole, errors = _checked(path, extending)
    if whole is None:
        more = f" (and {len(errors) - 1} more: policygap rubric validate {path})"
        raise RubricError(errors[0] + (more if errors[1:] else ""))
    return whole


def _checked(path: Path, extending: tuple[Path, ...]) -> tuple[Whole | None, list[str]]:
    """Return a rubric if it is sound, else its errors; `extending` are the files that led to it."""
    try:
        data = read(path)
    except RubricError as error:
        return None, [str(error)]
    try:
        file = RubricFile.model_validate(data)
    except ValidationError as error:
        whole, found = None, [(e["loc"], reworded(e["msg"])) for e in error.errors()]
    else:
        whole, found = _whole(file, path, extending)
    if whole and not found:
        return whole, []
    where = lines(path)
    return None, [located(path, where, place, what) for place, what in found]


def _whole(
    file: RubricFile, path: Path, extending: tuple[Path, ...]
) -> tuple[Whole | None, list[tuple[Place, str]]]:
    """Return a rubric with all that it extends, and its mistakes."""
    if not file.extends:
        shared = shared_with(path)
        return alone(file, shared), list(mistakes(file, shared.concepts, archived(path)))
    try:
        base = _base(file.extends, path, extending)
    except RubricError as error:
        return None, [(("extends",), str(error))]
    known = {**base.shared.concepts, **base.file.concepts}
    found = [*mistakes(file, known, archived(path)), *misfits(file, base)]
    return extended(file, base), found


def _base(name: str, path: Path, extending: tuple[Path, ...]) -> Whole:
    """Return the rubric that a file extends; RubricError if it leads back to the file itself."""
    chain = (*extending, path.resolve())
    base = locate(name, shipped.names(), path.parent)
    if base.resolve() in chain:
        names = " > ".join(each.name for each in (*chain, base))
        raise RubricError(f"the rubrics extend each other in a circle ({names})")
    return _sound(base, chain)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rubric file, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **RubricFile.model_json_schema(),
    }
