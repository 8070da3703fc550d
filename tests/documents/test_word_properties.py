"""Whatever the markup, exactly the words that stand in the accepted text are read, in order."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygap.documents.labels import parse
from policygap.documents.word import reader as word

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RUN = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve"> {} </w:t></w:r>'
KEPT = [
    "{}", "<w:ins>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>", "<w:moveTo>{}</w:moveTo>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:smartTag>{}</w:smartTag>",
    "<w:fldSimple w:instr='REF'>{}</w:fldSimple>",
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>",
]  # fmt: skip
LOST = [
    "<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>", "<w:ins><w:del>{}</w:del></w:ins>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
]  # fmt: skip
LEFT_OUT = ["<w:vanish/>", "<w:strike/>", "<w:dstrike/>"]
WORD = st.sampled_from("Officers shall may not use intercede report force when safe".split())


@st.composite
def runs(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a run in up to three wrappers, and the words that it shows."""
    text, wrappers = draw(WORD), draw(st.lists(st.sampled_from(KEPT), max_size=2))
    fate = draw(st.sampled_from(["shown", "lost", "left out"]))
    xml = RUN.format(draw(st.sampled_from(LEFT_OUT)) if fate == "left out" else "", text)
    if fate == "lost":
        wrappers.append(draw(st.sampled_from(LOST)))
    for wrapper in wrappers:
        xml = wrapper.format(xml)
    return xml, [text] if fate == "shown" else []


@given(st.lists(st.lists(runs(), min_size=1, max_size=5), max_size=5))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_accepted_words_are_read_in_order(
    tmp_path: Path, paragraphs: list[list[tuple[str, list[str]]]]
) -> None:
    document = docx.Document()
    document.add_paragraph("Start here today")
    for paragraph in paragraphs:
        inner = "".join(xml for xml, _ in paragraph)
        document.element.body.insert(-1, parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))
    path = tmp_path / "drawn.docx"
    document.save(str(path))
    read = word.read(path)
    words = [text for paragraph in paragraphs for _, shown in paragraph for text in shown]
    assert " ".join(block.text for block in read.blocks).split() == [
        "Start", "here", "today", *words
    ]  # fmt: skip
    assert read.source.words == len(words) + 3


@pytest.fixture
def data() -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_heading("300.1 Purpose", 1)
    document.add_paragraph("(a) Officers shall report.")
    document.save(stream)
    return stream.getvalue()


def test_the_same_file_reads_the_same(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "same.docx"
    path.write_bytes(data)
    assert word.read(path) == word.read(path)


def test_no_text_begins_with_its_label(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "labels.docx"
    path.write_bytes(data)
    assert all(parse(block.text) is None for block in word.read(path).blocks)
