"""What stands beside the text of a Word file: notes, boxes, controls, comments, macros."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from policygap.documents import read_policy
from policygap.documents.word import reader as word
from policygap.model import Document

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)

Reader = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a document with this body; `styles` adds styles, `footnotes` makes that part."""

    def build(body: str, styles: str = "", footnotes: str = "") -> Document:
        document = docx.Document()
        for each in list(parse_xml(f"<w:x {NAMES}>{body}</w:x>")):
            document.element.body.insert(-1, each)
        numbering = document.part.numbering_part.element
        numbering[:] = list(parse_xml(f"<w:x {NAMES}>{NUMBERING}</w:x>"))
        document.styles.element.extend(parse_xml(f"<w:x {NAMES}>{styles}</w:x>"))
        if footnotes:
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
            blob = f"<w:footnotes {NAMES}>{footnotes}</w:footnotes>".encode()
            part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
            document.part.relate_to(part, f"{RELATIONSHIP}footnotes")
        path = tmp_path / "policy.docx"
        document.save(str(path))
        return word.read(path)

    return build


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inner if inner.startswith('<') else r(inner)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def labelled(document: Document) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


BOX = "<w:r>{0}<w:pict><w:txbxContent>{1}</w:txbxContent></w:pict></w:r>"


def test_a_text_box_counts_its_list_on_its_own(read: Reader) -> None:
    box = BOX.format("", p("Boxed one.", LIST) + p("Boxed two.", LIST))
    document = read(p("Stop.", LIST) + p(r("See the box.") + box) + p("Report.", LIST))
    assert labelled(document) == [
        "1. Stop.", "See the box.", "1. Boxed one.", "2. Boxed two.", "2. Report.",
    ]  # fmt: skip


def test_the_words_of_a_hidden_text_box_are_left_out_and_counted(read: Reader) -> None:
    hidden = BOX.format("<w:rPr><w:vanish/></w:rPr>", p("Officers may wait."))
    document = read(p(r("Officers shall aid.") + hidden))
    assert labelled(document) == ["Officers shall aid."]
    assert document.source.notes == ("3 words of hidden text were left out.",)


REFER = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
MARKED = '<w:r><w:footnoteReference w:id="{}" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
NOTE = '<w:footnote w:id="{}">{}</w:footnote>'


def test_notes_are_numbered_but_for_those_with_a_sign_of_their_own(read: Reader) -> None:
    body = p(r("Shall aid.") + REFER.format(2) + MARKED.format(3) + REFER.format(4))
    notes = "".join(NOTE.format(n, p(f"Note {n}.")) for n in (2, 3, 4))
    assert labelled(read(body, footnotes=notes))[1:] == ["1 Note 2.", "Note 3.", "2 Note 4."]


def test_a_list_in_notes_does_not_count_with_that_of_the_body(read: Reader) -> None:
    body = p(r("Shall aid.") + REFER.format(2), LIST) + p("Shall report.", LIST)
    note = NOTE.format(2, p("Soon.", LIST) + p("Safely.", LIST))
    assert labelled(read(body, footnotes=note)) == [
        "1. Shall aid.", "1 1. Soon. 2. Safely.", "2. Shall report.",
    ]  # fmt: skip


def test_a_control_whose_prompt_was_replaced_is_text(read: Reader) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr>'
        f"<w:sdtContent>{r('May 1, 2024')}</w:sdtContent></w:sdt>"
    )
    assert labelled(read(p(r("Effective ") + control))) == ["Effective May 1, 2024"]


def test_controls_around_rows_and_cells_are_entered(read: Reader) -> None:
    cell = f"<w:sdt><w:sdtContent><w:tc>{p('b')}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:tr><w:tc>{p('a')}</w:tc>{cell}</w:tr>"
    table = f"<w:tbl>{row}<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>"
    assert labelled(read(table)) == ["a", "b", "a", "b"]


SWITCHES = (
    '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:strike/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:strike/>'
    "</w:rPr></w:style>"
)


def test_struck_by_both_styles_is_not_struck(read: Reader) -> None:
    both = r("Officers shall aid.", '<w:rStyle w:val="C"/>')
    document = read(p(both, '<w:pPr><w:pStyle w:val="P"/></w:pPr>'), styles=SWITCHES)
    assert labelled(document) == ["Officers shall aid."]


def test_signs_that_mean_something_are_kept(read: Reader) -> None:
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    body = p(r("Force ") + sign.format("Symbol", "F0B3") + r(" level 2 ") + sign.format("", "00A7"))
    document = read(body + p(r("If ") + r("\uf0a3", '<w:rFonts w:ascii="Symbol"/>') + r(" 5 feet")))
    assert labelled(document) == ["Force ≥ level 2 §", "If ≤ 5 feet"]


def test_comments_are_never_text(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Officers shall aid.")
    document.add_comment(paragraph.runs, text="Officers may wait.", author="A", initials="A")
    path = tmp_path / "policy.docx"
    document.save(str(path))
    assert labelled(word.read(path)) == ["Officers shall aid."]


def test_linked_documents_and_equations_are_named(read: Reader) -> None:
    equation = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    document = read(p(r("Shall aid.") + equation) + "<w:subDoc/>")
    assert document.source.notes == (
        "1 linked document was not read and so not checked.",
        "1 equation was not read.",
    )


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        (".dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        (".dotx", MAIN.replace("document.main", "template.main")),
    ],
)
def test_templates_and_files_with_macros_are_read(tmp_path: Path, suffix: str, kind: str) -> None:
    document = docx.Document()
    document.add_paragraph("Officers shall aid.")
    path = tmp_path / f"policy{suffix}"
    if suffix.endswith("m"):
        uri = PackURI("/word/vbaProject.bin")
        part = Part(uri, "application/vnd.ms-office.vbaProject", b"\0", document.part.package)
        document.part.relate_to(
            part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        )
    document.save(str(path))
    _call_main(path, kind)
    policy = read_policy([path])
    assert [provision.text for provision in policy.provisions] == ["Officers shall aid."]
    run = ("The file holds macros, which were not run.",) if suffix.endswith("m") else ()
    assert policy.files[0].notes == run


def _call_main(path: Path, kind: str) -> None:
    """Give the main part of a file another type."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    types = "[Content_Types].xml"
    members[types] = members[types].replace(MAIN.encode(), kind.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
