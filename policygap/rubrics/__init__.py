"""Rubrics: what a policy is checked against, by name or from a YAML file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from policygap.errors import RubricError
from policygap.model import Rubric
from policygap.rubrics import shipped

# Named sets of rubrics; the first is what is checked unless the user says otherwise.
GROUPS: Mapping[str, tuple[str, ...]] = {"california": ("ca-sb230", "ca-ab392", "ca-post")}


def available() -> tuple[str, ...]:
    """Return the names of the rubrics that ship with the program, sorted."""
    return shipped.names()


def load_rubrics(names: Sequence[str]) -> tuple[Rubric, ...]:
    """Load rubrics by name, group or file, each once, in the order named; raise RubricError."""
    return tuple(load_rubric(name) for name in _each(names))


def identity(names: Sequence[str]) -> tuple[str, ...]:
    """Return what tells these rubrics, as they are now, from all others; raise RubricError.

    It changes with the content of their files and of the concepts that they share.
    """
    shared = shipped.folder() / shipped.CONCEPTS_FILE
    return tuple(_sha256(path) for path in (shared, *map(_find, _each(names))))


def _each(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of single rubrics that these names stand for, each once."""
    return tuple(dict.fromkeys(single for name in names for single in GROUPS.get(name, (name,))))


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RubricError(f"{path}: cannot be read ({error}); check the file") from error


def load_rubric(name: str) -> Rubric:
    """Load one rubric by the name of a shipped one or by the path of a YAML file."""
    if name in shipped.ready():
        return shipped.ready()[name]
    from policygap.rubrics.authoring import read_rubric  # pydantic and YAML load slowly

    return read_rubric(_find(name))


def _find(name: str) -> Path:
    if name in available():
        return shipped.folder() / f"{name}.yaml"
    path = Path(name)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return path
    known = ", ".join([*GROUPS, *available()])
    raise RubricError(f"{name}: no such rubric; name a YAML file or one of {known}")
