"""Writers of a report, one module a format, found through a table by name or by suffix."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygap.model import Report


class _Writer(Protocol):
    """A module of this package that writes a format."""

    def render(self, report: Report) -> bytes:
        """Return the whole file."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name for --format, its suffix for --output ("": none), and its module."""

    name: str
    suffix: str
    module: str

    def render(self, report: Report) -> bytes:
        """Return the report as a file of this format; the writer is imported only here."""
        writer = cast("_Writer", import_module(f"{__name__}.{self.module}"))
        return writer.render(report)


# A new format is a module with `render(report) -> bytes` and a line here.
_ROWS = (
    Format("json", ".json", "json_report"),
    Format("html", ".html", "html_report"),
    Format("markdown", ".md", "markdown_report"),
    Format("docx", ".docx", "docx_report"),
    Format("xlsx", ".xlsx", "xlsx_report"),
    Format("csv", ".csv", "csv_report"),
    Format("sarif", ".sarif", "sarif_report"),
    Format("junit", ".xml", "junit_report"),
    Format("github", "", "github_report"),
    Format("gitlab", "", "gitlab_report"),
)
FORMATS: Mapping[str, Format] = MappingProxyType({row.name: row for row in _ROWS})
FORMATS_BY_SUFFIX: Mapping[str, Format] = MappingProxyType(
    {row.suffix: row for row in _ROWS if row.suffix}  # the others are for standard output only
)
