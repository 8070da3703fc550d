"""YAML files: their data, the line of every node, and errors that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from policygap.errors import RubricError

Place = tuple[str | int, ...]


def read(path: Path) -> Any:
    """Return the data of a YAML file; raise RubricError where it cannot be read or parsed."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"{path}: cannot be read ({error}); check the file") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise RubricError(f"{path}:{line}: not valid YAML: {error.problem}") from error


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lines(path: Path) -> dict[Place, int]:
    """Return the line of every node of a YAML file by its place."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    return dict(_walk(node, ())) if node else {}


def _walk(node: yaml.Node, at: Place) -> Iterator[tuple[Place, int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from _walk(value, (*at, place))


def located(path: Path, lines: Mapping[Any, int], where: Place, what: str) -> str:
    """Return an error as "file:line: field: what is wrong"."""
    at = next((where[:n] for n in range(len(where), -1, -1) if where[:n] in lines), ())
    field = ".".join(str(part) for part in where) or "file"
    return f"{path}:{lines.get(at, 1)}: {field}: {what}"
