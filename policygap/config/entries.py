"""Write a decision into a file of settings, all else in it as it was, comments and layout too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from policygap.config import files
from policygap.errors import ConfigError
from policygap.rubrics import yaml_files

_WIDTH = 100  # signs in a line, where a text has spaces to break it
_INDENT = 2

Entry = Mapping[str, Any]
_BREAKS = frozenset("\x85\u2028\u2029")  # line breaks to YAML that nobody sees as such


def shown(key: str, entry: Entry) -> str:
    """Return an entry of a list as YAML, under the list's key."""
    return f"{key}:\n{_items(entry, _INDENT)}"


def added(path: Path, key: str, entry: Entry) -> bytes:
    """Return the content of a YAML file of settings, there or not yet, with an entry more.

    Raises ConfigError where the file's layout does not let it be added without changing the rest.
    """
    content = files.text(path) if path.exists() else ""
    before = files.data(path) if content else {}
    after = _with(content, key, entry)
    wanted = {**before, key: [*(before.get(key) or []), dict(entry)]}
    if _data(after) != wanted:
        raise ConfigError(f"{path}: nothing can be added as it is laid out; write the entry there")
    return after.encode()


def _data(content: str) -> Any:
    try:
        return yaml.load(content, Loader=yaml_files.SAFE)
    except yaml.YAMLError:
        return None


def _with(content: str, key: str, entry: Entry) -> str:
    value = _under(content, key)
    if value is None:
        gap = "\n" if content and not content.endswith("\n") else ""
        return f"{content}{gap}{shown(key, entry)}"
    if not value.value:  # nothing, or []
        start, end = value.start_mark.index, value.end_mark.index
        content = content[:start].rstrip(" ") + content[end:]
        return _after_line(content, len(content[:start].rstrip(" ")), _items(entry, _INDENT))
    column = value.start_mark.column
    return _after_line(content, _last(value).end_mark.index, _items(entry, column))


def _under(content: str, key: str) -> yaml.Node | None:
    """Return what stands under a key of a file, None if the key does not stand there."""
    node = yaml.compose(content, Loader=yaml.SafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _last(node: yaml.Node) -> yaml.Node:
    """Return the last scalar in a node; what encloses it ends only where the next key begins."""
    while isinstance(node, yaml.CollectionNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _after_line(content: str, index: int, lines: str) -> str:
    """Return the content with lines put in after the one in which an index stands."""
    if not content[:index].endswith("\n"):  # as it does behind a block of text
        end = content.find("\n", index)
        content, index = (content, end + 1) if end >= 0 else (f"{content}\n", len(content) + 1)
    return f"{content[:index]}{lines}{content[index:]}"


def _items(entry: Entry, indent: int) -> str:
    readable = _BREAKS.isdisjoint(
        "".join(map(str, entry.values()))
    )  # else they are written as signs
    text = yaml.safe_dump([dict(entry)], sort_keys=False, allow_unicode=readable, width=_WIDTH)
    return "".join(f"{' ' * indent}{line}\n" for line in text.splitlines())
