"""The rubrics that ship with the program: where they are, and ready to use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policygap import prepared
from policygap.model import Rubric

CONCEPTS_FILE = "concepts.yaml"
_PREPARED = "rubrics"


def names() -> tuple[str, ...]:
    """Return the names of the shipped rubrics, sorted."""
    found = (path.stem for path in folder().glob("*.yaml"))
    return tuple(sorted(name for name in found if f"{name}.yaml" != CONCEPTS_FILE))


@cache
def folder() -> Path:
    """Return the folder of shipped rubrics: in an installed package, else in the checkout."""
    installed = prepared.PACKAGE / "_rubrics"
    return installed if installed.is_dir() else prepared.PACKAGE.parent / "rubrics"


@cache
def ready() -> dict[str, Rubric]:
    """Return the shipped rubrics by name, as they were prepared; {} if they have changed since."""
    return prepared.read(_PREPARED, _sources()) or {}


def keep(rubrics: dict[str, Rubric]) -> None:
    """Prepare the shipped rubrics for later runs."""
    prepared.write(_PREPARED, _sources(), rubrics)


def _sources() -> bytes:
    code = [*Path(__file__).parent.glob("*.py"), prepared.PACKAGE / "model.py"]
    return prepared.digest(sorted([*folder().glob("*.yaml"), *code]))
