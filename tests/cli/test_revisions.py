"""A Word draft with tracked changes through the command line: which side the report is about."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.parser import parse_xml
from typer.testing import Result

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="300"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
CHANGED = (
    '<w:p><w:r><w:t xml:space="preserve">An officer who sees another officer use excessive force '
    '</w:t></w:r><w:del w:id="1" w:author="A"><w:r><w:delText>should</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="A"><w:r><w:t>shall</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> intercede.</w:t></w:r></w:p>'
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering[:] = list(parse_xml(f"<w:x {NAMES}>{NUMBERING}</w:x>"))
    for level, title in enumerate(("USE OF FORCE", "DUTY TO INTERCEDE")):
        heading = document.add_heading(title, level + 1)
        number = f'<w:numPr {NAMES}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        heading._p.get_or_add_pPr().append(parse_xml(number))
    document.element.body.insert(-1, parse_xml(CHANGED.replace("<w:p>", f"<w:p {NAMES}>", 1)))
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(("view", "state"), [("final", "present"), ("original", "weak")])
def test_a_view_decides_the_finding_and_is_told(
    run: Callable[..., Result], draft: Path, view: str, state: str
) -> None:
    result = run("check", draft, "--rubric", TOWN, "--revisions", view, "--format", "json")
    report: dict[str, Any] = json.loads(result.stdout)
    assert report["policy"]["files"][0]["revisions"] == view
    duty = report["findings"][0]["elements"][0]
    assert (duty["state"], duty["evidence"][0]["section"]) == (state, "300 > 300.1")


@pytest.mark.parametrize("view", ["final", "original"])
def test_the_terminal_tells_the_view(run: Callable[..., Result], draft: Path, view: str) -> None:
    shown = run("check", draft, "--rubric", TOWN, "--revisions", view).stdout
    assert f"{view} view of tracked changes" in " ".join(shown.split())
