"""What is told about tracked changes, and those that stand outside the body."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from policygap.documents.word import reader as word
from policygap.model import Document
from policygap.options import ReadOptions, Revisions

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WHO = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str) -> str:
    return f"<w:ins {WHO}>{r(text)}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.docx"


def save(path: Path, *paragraphs: str, header: str = "", **notes: str) -> None:
    """Write a file of paragraphs, given by their runs; `notes` holds "footnotes" or "endnotes"."""
    document = docx.Document()
    for inner in paragraphs:
        document.element.body.insert(-1, parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))
    if header:
        part = document.sections[0].header
        part.is_linked_to_previous = False
        part.paragraphs[0]._p.extend(parse_xml(f"<w:p {NAMES}>{header}</w:p>"))
    for kind, xml in notes.items():
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        blob = f"<w:{kind} {NAMES}>{xml}</w:{kind}>".encode()
        part = Part(PackURI(f"/word/{kind}.xml"), content, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP + kind)
    document.save(str(path))


def views(path: Path) -> tuple[Document, Document]:
    final, original = (word.read(path, ReadOptions(revisions=view)) for view in Revisions)
    return final, original


def test_the_view_is_told_where_there_are_changes(path: Path) -> None:
    save(path, r("Shall aid.") + ins(" Shall report.") + gone(" May wait."))
    final, original = (document.source for document in views(path))
    assert (final.revisions, original.revisions) == ("final", "original")
    assert final.notes == ("1 tracked insertion and 1 tracked deletion were read as accepted.",)
    assert original.notes[0].endswith("deletion were read as rejected: the original is checked.")


def test_the_view_is_not_told_where_there_are_no_changes(path: Path) -> None:
    save(path, r("Shall aid."))
    assert [document.source.revisions for document in views(path)] == ["", ""]


def test_a_move_counts_once_also_where_one_end_is_missing(path: Path) -> None:
    save(path, r("Shall aid."), f"<w:moveFrom {WHO}>{r('Report it.')}</w:moveFrom>")
    final, original = (document.source for document in views(path))
    assert final.notes == ("1 tracked move was read as accepted.",)
    assert (final.words, original.words) == (2, 4)


def test_changes_in_a_header_change_what_it_tells(path: Path) -> None:
    header = r("Revised ") + gone("1/1/2020") + ins("2/2/2024")
    save(path, r("Officers shall aid."), header=header)
    final, original = (document.source for document in views(path))
    assert (final.dates, original.dates) == (("Revised 2/2/2024",), ("Revised 1/1/2020",))
    assert (final.revisions, final.words) == ("final", 3)


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_changes_in_notes_have_two_sides(path: Path, kind: str) -> None:
    refer = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    note = f"<w:p>{r('See ')}{gone('835')}{ins('835a')}</w:p>"
    save(path, r("Shall aid.") + refer, **{f"{kind}s": f'<w:{kind} w:id="2">{note}</w:{kind}>'})
    assert [document.blocks[1].text for document in views(path)] == ["See 835a", "See 835"]
