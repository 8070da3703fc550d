"""The files that hold settings: their data, and the line of every key.

They may come from strangers, beside a policy that somebody sent. So they are small, flat data: no
YAML tags, no anchors (of which a few lines could make gigabytes), no depth.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from policygap.config import LARGEST
from policygap.errors import ConfigError, RubricError
from policygap.rubrics import yaml_files
from policygap.rubrics.yaml_files import Place

_DEEPEST = 8  # levels; settings have four
_TABLE = ("tool", "policygap")
_HEADER = re.compile(r"\s*(\[{1,2})\s*tool\.policygap(?:\.([\w-]+))?\s*\]")
_KEY = re.compile(r"\s*([\"']?)([\w/-]+)\1\s*=")


def text(path: Path) -> str:
    """Return the text of a file of settings; raise ConfigError if it is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{path}: is too large for a file of settings; check the file")
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}); check the file") from error


def data(path: Path) -> Any:
    """Return what a file sets, as plain data; raise ConfigError where it cannot be parsed."""
    content = text(path)
    if path.suffix == ".toml":
        return _toml(path, content)
    try:
        _refuse_tricks(path, content)
        found = yaml_files.read(path)
    except RubricError as error:
        raise ConfigError(str(error)) from error
    return {} if found is None else found


def lines(path: Path) -> Mapping[Place, int]:
    """Return the line of every key of a file that `data` can read, by its place."""
    if path.suffix == ".toml":
        return dict(_toml_lines(text(path)))
    return yaml_files.lines(path)


def _refuse_tricks(path: Path, content: str) -> None:
    depth = 0
    try:
        for event in yaml.parse(content, Loader=yaml_files.SAFE):
            where = f"{path}:{event.start_mark.line + 1 if event.start_mark else 1}"
            if isinstance(event, yaml.AliasEvent):
                raise ConfigError(f"{where}: anchors (&, *) are not allowed; write it out")
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise ConfigError(f"{where}: is nested too deep; check the file")
    except yaml.YAMLError:
        return  # reading it tells what is wrong


def _toml(path: Path, content: str) -> Any:
    try:
        found: Any = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}; check the file") from error
    for name in _TABLE:
        found = found.get(name, {}) if isinstance(found, dict) else {}
    return found


def _toml_lines(content: str) -> Iterator[tuple[Place, int]]:
    """Yield places and lines of our tables, as people write them; others are not found."""
    at: Place | None = None
    seen: dict[str, int] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        if header := _HEADER.match(line):
            name = header[2]
            at = (name,) if name else ()
            if header[1] == "[[" and name:
                at = (name, seen.setdefault(name, 0))
                seen[name] += 1
            yield at, number
        elif line.lstrip().startswith("["):
            at = None
        elif at is not None and (key := _KEY.match(line)):
            yield (*at, key[2]), number
