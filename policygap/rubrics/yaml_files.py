"""YAML files: their data, the line of every node, and errors that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from policygap.errors import RubricError

Place = tuple[str | int, ...]
SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it is built


class _Loader(SAFE):  # type: ignore[misc]
    """YAML's safe loader, which refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping; raise MarkedYAMLError where a later key would hide an earlier one."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                twice = f"the key '{key.value}' stands twice"
                raise yaml.constructor.ConstructorError(None, None, twice, key.start_mark)
            seen.add(key.value)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def read(path: Path) -> Any:
    """Return the data of a YAML file; raise RubricError where it cannot be read or parsed."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"{path}: cannot be read ({error}); check the file") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise RubricError(f"{path}:{line}: not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:  # no text, no day, a list as a key
        raise RubricError(f"{path}: not valid YAML: {error}") from error


def lines(path: Path) -> dict[Place, int]:
    """Return the line of every node of a YAML file by its place."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
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
