"""Propose language for a policy that is no Word file: a document of its own, section by section."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policygap.annotate import wording
from policygap.annotate.fixes import fixes, wordless
from policygap.reports.docx_parts import add_words, new_document, to_bytes
from policygap.reports.docx_styles import ELEMENT, MODEL, PASSAGE, SMALL
from policygap.reports.summary import DISCLAIMER, checked, place

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from policygap.annotate.fixes import Fix
    from policygap.model import Report
    from policygap.options import ReadOptions

_NOWHERE = "Not in any section yet"
_UNTITLED = "Before the first section"


def drafted(_path: Path, _data: bytes, report: Report, _options: ReadOptions) -> bytes:
    """Return a Word document with the language for every gap, under the policy's own sections."""
    title = f"Proposed language: {report.policy.name}"
    document = new_document(title, DISCLAIMER)
    _add(document, "Title", title)
    _add(document, "Normal", wording.headline(report))
    _add(document, "Normal", wording.ADAPT)
    for section, group in groupby(fixes(report), key=_section):
        _add(document, "Heading 1", section)
        for fix in group:
            _write(document, fix)
    missing = wordless(report)
    if missing:
        _add(document, "Heading 1", "Without model language")
    for finding, result in missing:
        _add(document, "Normal", f"{finding.requirement.title}: {result.element.says}")
    _add(document, "Heading 1", "What was checked")
    for name, value in checked(report):
        _add(document, SMALL, f"{name}: {value}")
    return to_bytes(document)


def _section(fix: Fix) -> str:
    """Return the policy's own name for the section that the language goes to, with its page."""
    return (place(fix.home, with_file=False) or _UNTITLED) if fix.home else _NOWHERE


def _write(document: Document, fix: Fix) -> None:
    _add(document, "Heading 2", "; ".join(dict.fromkeys(wording.title(f) for f, _ in fix.asked)))
    for line in fix.lines:
        _add(document, MODEL, line)
    for finding, result in fix.asked:
        _add(document, ELEMENT, f"{result.state}: {result.element.says}")
        for line in wording.details(finding, result):
            _add(document, PASSAGE, line)
    _add(document, PASSAGE, wording.purpose(fix.asked[0][1], fix.home))


def _add(document: Document, style: str, text: str) -> None:
    add_words(document.add_paragraph(style=style), text)
