"""Read rubrics: YAML files into Rubric values, with errors that name file, line and field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policygap.errors import RubricError
from policygap.model import Rubric, State
from policygap.rubrics.building import build
from policygap.rubrics.mistakes import mistakes, reworded
from policygap.rubrics.shapes import RubricFile
from policygap.rubrics.yaml_files import lines, located, read

# Named sets of rubrics; the first is what is checked unless the user says otherwise.
GROUPS: Mapping[str, tuple[str, ...]] = {"california": ("ca-sb230", "ca-ab392", "ca-post")}
CONCEPTS_FILE = "concepts.yaml"


def available() -> tuple[str, ...]:
    """Return the names of the rubrics that ship with the program, sorted."""
    names = (p.name for p in _shipped().iterdir() if p.name.endswith(".yaml"))
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n != CONCEPTS_FILE))


def load_rubrics(names: Sequence[str]) -> tuple[Rubric, ...]:
    """Load rubrics by name, group or file, each once, in the order named; raise RubricError."""
    wanted = [single for name in names for single in GROUPS.get(name, (name,))]
    return tuple(load_rubric(name) for name in dict.fromkeys(wanted))


def load_rubric(name: str) -> Rubric:
    """Load one rubric by the name of a shipped one or by the path of a YAML file."""
    path = _find(name)
    file, errors = _checked(path)
    if file is None:
        more = f" (and {len(errors) - 1} more: policygap rubric validate {name})"
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


def read_passages(path: Path) -> list[tuple[str, State, str]]:
    """Read labelled passages (`key`, `state`, `text`) from a YAML list; raise RubricError."""
    data = read(path)
    try:
        return [(p["key"], State(p["state"]), p["text"]) for p in data]
    except (TypeError, KeyError, ValueError) as error:
        raise RubricError(
            f"{path}: not a list of passages with key, state and text ({error}); "
            "see docs/rubric-format.md"
        ) from error


@cache
def shared_concepts() -> dict[str, tuple[str, ...]]:
    """Return the concepts that every rubric can use."""
    path = Path(str(_shipped() / CONCEPTS_FILE))
    return {name: tuple(phrases) for name, phrases in read(path)["concepts"].items()}


@cache
def _shipped() -> Path:
    """Return the folder of shipped rubrics: in an installed package, else in the checkout."""
    installed = Path(str(resources.files("policygap"))) / "_rubrics"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "rubrics"


def _find(name: str) -> Path:
    shipped = _shipped() / f"{name}.yaml"
    if name in available():
        return shipped
    path = Path(name)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return path
    known = ", ".join([*GROUPS, *available()])
    raise RubricError(f"{name}: no such rubric; name a YAML file or one of {known}")
