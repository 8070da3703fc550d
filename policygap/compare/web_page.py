"""The comparison as one web page that needs no network: both texts side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policygap.compare import summary
from policygap.reports.summary import DISCLAIMER, facts
from policygap.reports.web_page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.compare.changes import Comparison

_TEMPLATES = Path(__file__).with_name("templates")


def render(comparison: Comparison) -> bytes:
    """Return the comparison as UTF-8 HTML; equal comparisons give equal bytes."""
    content = {
        "comparison": comparison,
        "told": summary,
        "with_file": summary.with_file(comparison),
        "file_facts": facts,
        "about": tuple(_about(comparison)),
    }
    return page(_TEMPLATES, "comparison", content)


def _about(comparison: Comparison) -> Iterator[tuple[str, str]]:
    for name, report in summary.versions(comparison):
        for file in report.policy.files:
            yield name, file.name
            yield "SHA-256", file.sha256
    for rubric in comparison.new.rubrics:
        yield "Rubric", f"{rubric.title} ({rubric.pinned})"
    yield "Disclaimer", DISCLAIMER
