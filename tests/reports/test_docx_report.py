"""The memo as a Word file: what it says, how it is built, and that hostile text breaks nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree
from typer.testing import Result

from policygap.model import Report, State
from policygap.reports.docx_report import render
from policygap.reports.summary import DISCLAIMER
from tests.reports.hostile import hostile_report

Golden = Callable[[str, str], None]
SAMPLES = Path(__file__).parents[2] / "sample_policies"


def opened(report: Report) -> Document:
    return docx.Document(BytesIO(render(report)))


def dump(document: Document) -> str:
    """Return the memo as text: each paragraph with its style, each row of a table."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from (" | ".join(c.text for c in row.cells) for row in part.rows)
        elif part.text:
            yield f"[{part.style.name}] {part.text}"


def styled(document: Document, style: str) -> list[Paragraph]:
    return [p for p in document.paragraphs if p.style.name == style]


def test_the_memo_is_as_agreed(report: Report, golden: Golden) -> None:
    golden("reports/memo.docx.txt", dump(opened(report)))


def test_the_memo_of_a_sample_is_as_agreed(
    run: Callable[..., Result], tmp_path: Path, golden: Golden
) -> None:
    target = tmp_path / "memo.docx"
    options = ("--rubric", "eight-cant-wait", "--as-of", "2026-01-01", "--quiet")
    run("check", SAMPLES / "lake-ansel-campus.txt", *options, "--output", target)
    golden("samples/lake-ansel-campus.docx.txt", dump(docx.Document(str(target))))


def test_the_same_report_gives_the_same_bytes_without_a_date_of_today(report: Report) -> None:
    content = render(report)
    assert content == render(report)
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(content)).infolist()} == {1980}
    properties = opened(report).core_properties
    assert properties.created == properties.modified
    assert (properties.author, properties.created.year) == ("policygap", 1980)


def test_each_gap_has_a_page_that_the_navigation_pane_names(report: Report) -> None:
    headings = styled(opened(report), "Heading 2")
    assert [h.text for h in headings] == ["1. Duty to intercede", "2. Neck holds", "3. Talking"]
    assert all(heading.paragraph_format.page_break_before for heading in headings)


def test_contents_are_a_field_that_is_filled_in_with_links(report: Report) -> None:
    document = opened(report)
    xml = document.element.xml
    assert 'TOC \\o "1-2" \\h \\z \\u' in xml
    kinds = re.findall(r'w:fldCharType="(\w+)"', xml)
    assert kinds == ["begin", "separate", "end"]
    links = re.findall(r'w:hyperlink w:anchor="(\w+)"', xml)
    assert links == re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
    entries = [link.text for p in document.paragraphs for link in p.hyperlinks]
    shown = [p.text for p in document.paragraphs if p.style.name in ("Heading 1", "Heading 2")]
    assert entries == shown
    assert entries[0] == "Summary"


def test_pages_are_numbered(report: Report) -> None:
    foot = opened(report).sections[0].footer.paragraphs[0]
    assert re.findall(r'w:fldSimple w:instr="(\w+)"', foot._p.xml) == ["PAGE", "NUMPAGES"]
    assert "".join(t.text for t in foot._p.xpath(".//w:t")).endswith(" · page 1 of 1")


def test_the_crosswalk_lies_and_its_header_is_repeated(report: Report) -> None:
    document = opened(report)
    turned = [section.orientation for section in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    crosswalk = document.tables[-2]
    assert "w:tblHeader" in crosswalk.rows[0]._tr.xml
    assert [row.cells[3].text for row in crosswalk.rows][1:] == [f.verdict for f in report.findings]


def test_a_gap_has_its_evidence_language_and_room_for_a_decision(report: Report) -> None:
    document = opened(report)
    text = dump(document)
    assert "[Element] Weak: an officer who sees excessive force steps in" in text
    assert "The policy says: “Members should step in.” (300.3 Duty to intercede, page 4" in text
    assert "Nearest passage: “Talking is a skill.”" in text
    assert "[Model Language] Model language: Members shall step in." in text
    assert "Code 1(c) (citation not confirmed)" in text
    assert text.count("Reason or changes | \n") == len(report.gaps())


def test_many_passages_are_counted_and_long_ones_cut(report: Report) -> None:
    gap = report.findings[1]
    (result,) = gap.elements
    many = replace(result, evidence=(*result.evidence, *result.evidence))
    text = dump(opened(replace(report, findings=(replace(gap, elements=(many,)),))))
    assert "[Passage] and 3 more passages" in text
    assert "Hold 1 may be used. More words follow." in text
    assert " ...” (force.pdf)" in text


def test_doubts_and_both_sides_of_a_conflict_are_told(report: Report) -> None:
    gap = report.findings[1]
    (result,) = gap.elements
    other = replace(result.evidence[0], text="Holds are prohibited.", state=State.PRESENT)
    unsure = replace(result, against=(other,), doubt="passages say opposite things")
    text = dump(opened(replace(report, findings=(replace(gap, elements=(unsure,)),))))
    assert "But it also says: “Holds are prohibited.”" in text
    assert "[Check] Please check: passages say opposite things" in text


def test_an_element_without_a_reason_has_no_empty_line(report: Report) -> None:
    gap = report.findings[0]
    bare = replace(gap, elements=(replace(gap.elements[0], reason=""),))
    after = dump(opened(replace(report, findings=(bare,)))).partition("[Element] Weak")[2]
    assert after.splitlines()[1].startswith("[Passage] The policy says:")


def test_what_is_met_but_doubtful_is_listed(report: Report) -> None:
    met = report.findings[3]
    (result,) = met.elements
    unsure = replace(met, elements=(replace(result, doubt="only part was recognized"),))
    assert "Met, but please check" not in dump(opened(report))
    text = dump(opened(replace(report, findings=(unsure,))))
    assert "[Heading 1] Met, but please check" in text
    assert "No gap was found in what was checked." in text
    assert "officers identify themselves | only part was recognized" in text


def test_what_was_checked_and_the_caveats_are_told(report: Report) -> None:
    text = dump(opened(report))
    assert f"SHA-256 | {'0' * 64}" in text
    assert "force.pdf: pages 3-5, 9 could not be read: what stands there was not checked" in text
    assert "Rubric | A guide to talking (guide@2)" in text
    assert "Law and guidance as of | 2026-01-31" in text
    assert f"[Check] {DISCLAIMER}" in text


def test_hostile_text_is_text_and_the_file_stays_well_formed() -> None:
    content = render(hostile_report())
    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        for name in parts:
            etree.fromstring(package.read(name))
        assert [n for n in parts if b'TargetMode="External"' in package.read(n)] == []
    text = dump(docx.Document(BytesIO(content)))
    assert "</script></style></title>--><script>alert(1)</script>" in text
    assert "👮🏽‍♀️ 🚔 👨‍👩‍👧" in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(report: Report, tmp_path: Path) -> None:
    for name, told in (("plain", report), ("hostile", hostile_report())):
        (tmp_path / f"{name}.docx").write_bytes(render(told))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    sources = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=240)
    made = [target.read_bytes()[:4] for target in tmp_path.glob("*.pdf")]
    assert made == [b"%PDF", b"%PDF"]
