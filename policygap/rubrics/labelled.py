"""What a person labelled to measure rubrics on: passages, and whole policies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policygap.errors import RubricError
from policygap.model import State
from policygap.rubrics.yaml_files import read

Passages = list[tuple[str, State, str]]  # key, state, text
Labels = Mapping[str, State]  # by key


def read_labelled(path: Path) -> Passages | tuple[Path, Labels]:
    """Read a YAML list of passages, or the labels of a policy with the policy's own path.

    Raises RubricError for a file of another shape.
    """
    data = read(path)
    shape = _policy if isinstance(data, dict) else _passages
    try:
        return shape(path, data)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise RubricError(
            f"{path}: not a list of passages with key, state and text, nor the labels of a policy "
            f"({error}); see docs/rubric-format.md"
        ) from error


def _passages(_path: Path, data: Any) -> Passages:
    return [(p["key"], State(p["state"]), p["text"]) for p in data]


def _policy(path: Path, data: Any) -> tuple[Path, Labels]:
    labels = {key: State(label["state"]) for key, label in data["labels"].items()}
    return path.parent / data["policy"], labels
