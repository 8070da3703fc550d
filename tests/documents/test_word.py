"""Word documents built with python-docx and raw XML, one rule of reading each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from policygap.documents.word import reader as word
from policygap.model import Block, BlockKind, Document

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CHANGE = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'

Reader = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a document with this body XML; keywords give the inner XML of other parts."""

    def build(body: str, **parts: str) -> Document:
        document = docx.Document()
        put_children(document.element.body, body, before_last=True)
        if "styles" in parts:
            put_children(document.styles.element, parts["styles"])
        if "numbering" in parts:
            numbering = document.part.numbering_part.element
            numbering[:] = []
            put_children(numbering, parts["numbering"])
        for kind in {"footnotes", "endnotes"} & parts.keys():
            add_notes(document, kind, parts[kind])
        path = tmp_path / "policy.docx"
        document.save(str(path))
        return word.read(path)

    return build


def put_children(parent: Any, xml: str, before_last: bool = False) -> None:
    for child in list(parse_xml(f"<w:x {NAMES}>{xml}</w:x>")):
        if before_last:
            parent.insert(len(parent) - 1, child)
        else:
            parent.append(child)


def add_notes(document: Any, kind: str, xml: str) -> None:
    uri = PackURI(f"/word/{kind}.xml")
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    blob = f"<w:{kind} {NAMES}>{xml}</w:{kind}>".encode()
    part = Part(uri, content, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP + kind)


def p(inner: str, properties: str = "") -> str:
    """Return a paragraph; text without tags becomes a run."""
    runs = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(inner: str) -> str:
    return f"<w:ins {CHANGE}>{inner}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del {CHANGE}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


DELETED_MARK = f"<w:rPr><w:del {CHANGE}/></w:rPr>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.depth, b.label, b.text) for b in document.blocks]


def test_tracked_changes_are_read_as_accepted_and_counted(read: Reader) -> None:
    body = p(r("Officers ") + gone("may") + ins(r("shall")) + r(" intercede."))
    document = read(
        body + p(ins(r("Supervisors shall respond.")), f"<w:rPr><w:ins {CHANGE}/></w:rPr>")
    )
    assert texts(document) == ["Officers shall intercede.", "Supervisors shall respond."]
    assert document.source.notes == (
        "2 tracked insertions and 1 tracked deletion were read as accepted.",
    )


def test_moved_text_stands_only_where_it_was_moved_to(read: Reader) -> None:
    moved = p(
        f"<w:moveFrom {CHANGE}>{r('Report it.')}</w:moveFrom>",
        f"<w:rPr><w:moveFrom {CHANGE}/></w:rPr>",
    )
    document = read(moved + p("Stop it.") + p(f"<w:moveTo {CHANGE}>{r('Report it.')}</w:moveTo>"))
    assert texts(document) == ["Stop it.", "Report it."]
    assert document.source.notes == ("1 tracked move was read as accepted.",)


def test_a_deleted_paragraph_mark_joins_the_next_paragraph(read: Reader) -> None:
    document = read(p("Officers shall ", DELETED_MARK) + p("render aid.") + p("Last."))
    assert texts(document) == ["Officers shall render aid.", "Last."]
    assert "1 tracked deletion was" in document.source.notes[0]


def test_a_deleted_paragraph_at_the_end_of_a_table_or_body_leaves_nothing(read: Reader) -> None:
    document = read(p("Kept.") + p(gone("Cut."), DELETED_MARK))
    assert texts(document) == ["Kept."]


def test_deleted_rows_and_cells_are_left_out(read: Reader) -> None:
    cut = f"<w:tr><w:trPr><w:del {CHANGE}/></w:trPr><w:tc>{p('old')}</w:tc></w:tr>"
    cell = f"<w:tc><w:tcPr><w:cellDel {CHANGE}/></w:tcPr>{p('older')}</w:tc>"
    kept = f"<w:tr><w:tc>{p('a')}</w:tc>{cell}<w:tc>{p('b')}</w:tc></w:tr>"
    assert texts(read(f"<w:tbl>{cut}{kept}</w:tbl>{p('after')}")) == ["a", "b", "after"]


HIDDEN_STYLES = (
    '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:basedOn w:val="G0"/>'
    '</w:style><w:style w:type="character" w:styleId="G0"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>'
)


def test_hidden_and_struck_text_is_left_out_and_counted(read: Reader) -> None:
    hidden = r("not now ", "<w:vanish/>") + r("or here ", '<w:rStyle w:val="Ghost"/>')
    struck = r("may ", "<w:dstrike/>") + r("never ", "<w:strike/>")
    body = p(r("Officers ") + hidden + struck + r("shall stop.", '<w:strike w:val="0"/>'))
    document = read(body + p("All old.", '<w:pStyle w:val="Old"/>'), styles=HIDDEN_STYLES)
    assert texts(document) == ["Officers shall stop."]
    assert document.source.notes == (
        "4 words of hidden text were left out.",
        "4 words of struck-through text were left out.",
    )


def test_notes_follow_the_paragraph_that_refers_to_them(read: Reader) -> None:
    refer = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    body = p(r("Shall aid.") + refer.format("footnote", 2) + refer.format("footnote", 9))
    body += p(r("Shall warn.") + refer.format("endnote", 3)) + p(gone("x") + r("End."))
    notes = '<w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/><w:t>{2}</w:t></w:r></w:p></w:{0}>'
    document = read(
        body,
        footnotes=notes.format("footnote", 1, "unused") + notes.format("footnote", 2, "See 835a."),
        endnotes=notes.format("endnote", 3, "In writing."),
    )
    assert outline(document) == [
        ("paragraph", 0, "", "Shall aid."),
        ("footnote", 0, "1", "See 835a."),
        ("paragraph", 0, "", "Shall warn."),
        ("footnote", 0, "i", "In writing."),
        ("paragraph", 0, "", "End."),
    ]


def test_facts_of_the_file(read: Reader) -> None:
    document = read(
        p("Use of Force") + p("Effective Date: March 1, 2024. Supersedes 5/1/2019.") + p("Text.")
    )
    source = document.source
    assert (source.name, source.words, source.title) == ("policy.docx", 11, "Use of Force")
    assert source.dates == ("Effective Date: March 1, 2024",)
    assert len(source.sha256) == 64


def only(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def test_numbers_come_from_the_paragraph_or_up_its_styles(read: Reader) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Rule"><w:name w:val="Rule"/><w:basedOn w:val="R0"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="R0"><w:name w:val="R0"/><w:pPr><w:numPr>'
        '<w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    level = (
        '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>'
        "</w:lvl>"
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="4">{level.format(0, "decimal", "%1.")}'
        f"{level.format(1, 'lowerLetter', '(%2)')}</w:abstractNum>"
        '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num>'
    )
    own = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr><w:ind w:left="720"/>'
    none = '<w:pStyle w:val="Rule"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    rule = '<w:pStyle w:val="Rule"/>'
    body = p("Officers shall:", rule) + p("stop;", own) + p("report.", own) + p("", rule)
    body += (
        p(gone("Old."), f"{rule}{DELETED_MARK}") + p("Others shall not.", rule) + p("Plain.", none)
    )
    assert outline(read(body, styles=style, numbering=numbering)) == [
        ("item", 1, "1.", "Officers shall:"),
        ("item", 2, "(a)", "stop;"),
        ("item", 2, "(b)", "report."),
        ("item", 1, "3.", "Others shall not."),
        ("paragraph", 0, "", "Plain."),
    ]


def test_headers_and_styles_tell_about_the_policy_but_are_no_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Untitled"
    document.add_paragraph("Force Options", style="Title")
    document.add_paragraph("Officers shall report.")
    header = document.sections[0].header
    header.paragraphs[0].text = "Revised 05/01/2023"
    header.add_table(1, 1, docx.shared.Inches(3)).cell(0, 0).text = "Larkspur Police Department"
    path = tmp_path / "headed.docx"
    document.save(str(path))
    read = word.read(path)
    assert texts(read) == ["Force Options", "Officers shall report."]
    source = read.source
    assert (source.title, source.agency) == ("Force Options", "Larkspur Police Department")
    assert source.dates == ("Revised 05/01/2023",)


def test_tables_and_lists_in_a_note_are_read(read: Reader) -> None:
    body = p(r("Text.") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    table = f"<w:tbl><w:tr><w:tc>{p('in a cell')}</w:tc></w:tr></w:tbl>{p('and after')}"
    document = read(body, footnotes=f'<w:footnote w:id="2">{p("See")}{table}</w:footnote>')
    assert texts(document) == ["Text.", "See in a cell and after"]
