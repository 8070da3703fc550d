"""Rubric files as a person writes them: read, checked, with errors that name line and field."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policygap.errors import RubricError
from policygap.model import Rubric
from policygap.rubrics import shipped
from policygap.rubrics.building import build
from policygap.rubrics.mistakes import mistakes, reworded
from policygap.rubrics.shapes import RubricFile
from policygap.rubrics.yaml_files import lines, located, read


def read_rubric(path: Path) -> Rubric:
    """Return the rubric in a YAML file; RubricError names its first mistake."""
    file, errors = _checked(path)
    if file is None:
        more = f" (and {len(errors) - 1} more: policygap rubric validate {path})"
        raise RubricError(errors[0] + (more if errors[1:] else ""))
    return build(file, shared_concepts())


def validate(path: Path) -> list[str]:
    """Return every error of a rubric file as "file:line: field: what is wrong"; [] if sound."""
    return _checked(path)[1]


def _checked(path: Path) -> tuple[RubricFile | None, list[str]]:
    """Return a rubric file if it is sound, else its errors."""
    try:
        data = read(path)
    except RubricError as error:
        return None, [str(error)]
    try:
        file = RubricFile.model_validate(data)
    except ValidationError as error:
        found = [(e["loc"], reworded(e["msg"])) for e in error.errors()]
    else:
        found = list(mistakes(file, shared_concepts()))
        if not found:
            return file, []
    where = lines(path)
    return None, [located(path, where, place, what) for place, what in found]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a rubric file, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **RubricFile.model_json_schema(),
    }


@cache
def shared_concepts() -> dict[str, tuple[str, ...]]:
    """Return the concepts that every rubric can use."""
    concepts = read(shipped.folder() / shipped.CONCEPTS_FILE)["concepts"]
    return {name: tuple(phrases) for name, phrases in concepts.items()}
