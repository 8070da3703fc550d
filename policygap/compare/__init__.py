"""Hold two versions of a policy against each other: what got better, worse, moved or reworded.

Writers of a comparison are found through a table by suffix, as those of a report are.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygap.compare.changes import Comparison


class _Writer(Protocol):
    """A module of this package that writes a format."""

    def render(self, comparison: Comparison) -> bytes:
        """Return the whole file."""


# A new format is a module with `render(comparison) -> bytes` and a line here.
_ROWS = (
    ("json", ".json", "json_file"),
    ("html", ".html", "web_page"),
    ("markdown", ".md", "markdown_text"),
)
SUFFIXES: Mapping[str, str] = MappingProxyType({name: suffix for name, suffix, _ in _ROWS})
_MODULES = {suffix: module for _, suffix, module in _ROWS}


def render(comparison: Comparison, suffix: str) -> bytes:
    """Return the comparison as a file of this suffix; the writer is imported only here."""
    writer = cast("_Writer", import_module(f"{__name__}.{_MODULES[suffix]}"))
    return writer.render(comparison)
