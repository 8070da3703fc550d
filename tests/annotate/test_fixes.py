"""Proposed language where it would go: tracked in a Word policy, a document for any other."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from policygap.analysis import analyze
from policygap.annotate import draft_fixes
from policygap.annotate.fixes import fixes, wordless
from policygap.documents import read_documents, read_policy
from policygap.model import Report, State
from policygap.options import DEFAULT, ReadOptions, Revisions
from policygap.rubrics import load_rubrics
from tests.annotate.conftest import W
from tests.annotate.test_word import _body, _members
from tests.reports.hostile import hostile_report

Sample = Callable[..., tuple[Path, bytes, Report]]
WORD_SAMPLES = ("port-calder-sheriff.docx", "sierra-bridge-pd.docx")


@pytest.mark.parametrize("name", WORD_SAMPLES)
def test_a_word_policy_gets_tracked_insertions(
    name: str, sample: Sample, dumped: Callable[[bytes], str], golden: Callable[[str, str], None]
) -> None:
    path, data, report = sample(name)
    fixed = draft_fixes(path, data, report, DEFAULT)
    golden(f"annotate/{name}.fixes.txt", dumped(fixed))
    assert draft_fixes(path, data, report, DEFAULT) == fixed
    before, after = _members(data), _members(fixed)
    assert all(after[part] == before[part] for part in before if "styles" in part)
    assert after["word/numbering.xml"] == before["word/numbering.xml"]


def test_a_policy_with_its_fixes_accepted_has_no_gap(sample: Sample, tmp_path: Path) -> None:
    path, data, report = sample("sierra-bridge-pd.docx", "california")
    assert report.gaps()
    target = tmp_path / "fixed.docx"
    target.write_bytes(draft_fixes(path, data, report, DEFAULT))
    again = analyze(read_policy([target]), load_rubrics(["california"]), report.as_of)
    assert not again.gaps()


@pytest.mark.parametrize("name", WORD_SAMPLES)
def test_a_policy_with_its_fixes_rejected_is_as_before(
    name: str, sample: Sample, tmp_path: Path
) -> None:
    path, data, report = sample(name, "ca-sb230")
    target = tmp_path / name
    target.write_bytes(draft_fixes(path, data, report, DEFAULT))
    options = ReadOptions(revisions=Revisions.ORIGINAL)
    (fixed,), (original,) = (read_documents([each], options) for each in (target, path))
    assert fixed.blocks == original.blocks
    assert _rejected(target.read_bytes()) == [_words(p) for p in _body(data).iter(W + "p")]


def _rejected(data: bytes) -> list[str]:
    """Return the words of all paragraphs that policygap has not inserted."""
    paragraphs = _body(data).iter(W + "p")
    return [_words(p) for p in paragraphs if not p.findall(f"{W}ins[@{W}author='policygap']")]


def _words(paragraph: etree._Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(W + "t", W + "delText"))


def test_language_follows_the_list_or_table_that_it_belongs_to(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("300.1 Neck holds", 1)
    document.add_paragraph("Officers may use:")
    for item in ("a chokehold;", "a baton;", "a spray."):
        document.add_paragraph(item, style="List Number")
    document.add_heading("300.2 Warnings", 1)
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Warning", "Officers should give a verbal warning."
    path = tmp_path / "policy.docx"
    document.save(str(path))
    town = Path(__file__).parents[1] / "data" / "town.yaml"
    report = analyze(read_policy([path]), load_rubrics([str(town)]), date(2026, 1, 1))
    fixed = docx.Document(io.BytesIO(draft_fixes(path, path.read_bytes(), report, DEFAULT)))
    kinds = [
        "new" if each.find(W + "ins") is not None else etree.QName(each).localname
        for each in fixed.element.body
    ]
    assert kinds == ["p", "p", "p", "p", "p", "new", "p", "tbl", "new", "sectPr"]


@pytest.mark.parametrize("name", ["fern-hollow-pd.pdf", "quill-valley-pd.md"])
def test_another_policy_gets_a_document_of_its_own(
    name: str, sample: Sample, golden: Callable[[str, str], None]
) -> None:
    path, data, report = sample(name)
    made = draft_fixes(path, data, report, DEFAULT)
    assert draft_fixes(path, data, report, DEFAULT) == made
    paragraphs = docx.Document(io.BytesIO(made)).paragraphs
    golden(
        f"annotate/{name}.fixes.txt",
        "".join(f"[{p.style.name}] {p.text}\n" for p in paragraphs),
    )


def test_every_failing_element_is_answered_once(sample: Sample) -> None:
    _, _, report = sample("port-calder-sheriff.docx", "ca-ab392")
    failing = [
        result
        for gap in report.gaps()
        for result in gap.elements
        if result.state is not State.PRESENT
    ]
    answered = [result for fix in fixes(report) for _, result in fix.asked]
    assert sorted(map(id, answered)) == sorted(map(id, failing))
    assert not wordless(report)


@pytest.mark.parametrize("name", ["port-calder-sheriff.docx", "fern-hollow-pd.pdf"])
def test_what_has_no_model_language_is_said(name: str, sample: Sample) -> None:
    path, data, report = sample(name, "ca-sb230")
    gap = report.gaps()[0]
    bare = [replace(result, element=replace(result.element, suggest="")) for result in gap.elements]
    report = replace(report, findings=(replace(gap, elements=tuple(bare)),))
    document = docx.Document(io.BytesIO(draft_fixes(path, data, report, DEFAULT)))
    told = "\n".join([p.text for p in document.paragraphs] + [c.text for c in document.comments])
    assert f"{gap.requirement.title}: " in told
    assert "model language" in told


@pytest.mark.parametrize("suffix", [".docx", ".txt"])
def test_hostile_text_is_carried_unharmed(suffix: str, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Nothing of it.")
    path = tmp_path / f"any{suffix}"
    document.save(str(path))
    made = draft_fixes(path, path.read_bytes(), hostile_report(), DEFAULT)
    parts = (data for name, data in _members(made).items() if name.endswith(".xml"))
    text = "".join("".join(etree.fromstring(data).itertext()) for data in parts)
    assert "</script></style></title>-->" in text
    assert "👮🏽" in text
    assert not {"\u202e", "\x1b", "\x00", "\ufffe"} & set(text)
