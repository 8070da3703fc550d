"""The runs of Word paragraphs: wrappers, signs, fields, text boxes, pages, pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from policygap.documents.word import reader as word
from policygap.model import Document

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
CHANGE = 'w:id="1" w:author="A"'

Reader = Callable[[str], Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read a document with this body XML."""

    def build(body: str) -> Document:
        document = docx.Document()
        for child in list(parse_xml(f"<w:x {NAMES}>{body}</w:x>")):
            document.element.body.insert(-1, child)
        path = tmp_path / "policy.docx"
        document.save(str(path))
        return word.read(path)

    return build


def p(inner: str) -> str:
    """Return a paragraph; text without tags becomes a run."""
    return f"<w:p>{inner if inner.startswith('<') else r(inner)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        '<w:fldSimple w:instr="REF a">{}</w:fldSimple>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice><mc:Fallback><w:r><w:t>no'
        "</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    ],
)
def test_wrappers_are_entered(read: Reader, wrapped: str) -> None:
    assert texts(read(p(r("See ") + wrapped.format(r("Policy 300")) + r(".")))) == [
        "See Policy 300."
    ]


def test_a_block_control_is_entered_and_a_prompt_is_not_text(read: Reader) -> None:
    block = f"<w:sdt><w:sdtContent>{p('Officers shall report.')}</w:sdtContent></w:sdt>"
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{r('Click to enter a date')}</w:sdtContent></w:sdt>"
    )
    assert texts(read(block + p(r("Date: ") + prompt))) == ["Officers shall report.", "Date:"]


def test_signs_become_plain_characters(read: Reader) -> None:
    signs = (
        "<w:r><w:t>de</w:t><w:noBreakHyphen/><w:t>esca</w:t><w:softHyphen/><w:t>late</w:t><w:tab/>"
        '<w:t>o\ufb03cer\u2011led\u00a0x</w:t><w:br/><w:t>end</w:t><w:sym w:font="Wingdings" '
        'w:char="F0FE"/><w:sym w:font="Arial" w:char="00A7"/><w:sym w:char="zz"/></w:r>'
    )
    assert texts(read(p(signs))) == ["de-escalate officer-led x end•§"]


def test_a_sign_of_a_symbol_font_is_a_bullet(read: Reader) -> None:
    font = '<w:rFonts w:ascii="Wingdings"/>'
    block = read(p(r("§ ", font) + r("Strike the head."))).blocks[0]
    assert (block.kind.value, block.label, block.text) == ("item", "•", "Strike the head.")


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_shows_its_result_not_its_instruction(read: Reader) -> None:
    instruction = "<w:r><w:instrText>REF x</w:instrText><w:t>junk</w:t></w:r>"
    whole = field("begin") + instruction + field("separate") + r("300.4") + field("end")
    open_ended = field("begin") + instruction
    number = field("begin") + "<w:r><w:instrText> AUTONUM </w:instrText></w:r>" + field("end")
    document = read(p(r("See ") + whole + r(".")) + p(open_ended + number) + p("Next."))
    assert texts(document) == ["See 300.4.", "Next."]
    assert document.source.notes == ("1 number made by an AUTONUM field was not shown.",)


def test_signs_of_a_field_that_never_began_are_passed_over(read: Reader) -> None:
    body = p(field("separate") + r("Shall ") + field("end") + field("other") + r("aid."))
    assert texts(read(body + p("<mc:AlternateContent/>" + r("End.")))) == ["Shall aid.", "End."]


def test_a_text_box_in_a_text_box_is_read_once(read: Reader) -> None:
    box = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
    inner = p(r("Outer.") + box.format(p("Inner.")))
    assert texts(read(p(r("Before.") + box.format(inner)))) == ["Before.", "Outer.", "Inner."]


def test_a_text_box_is_read_once_after_its_paragraph(read: Reader) -> None:
    box = f"<w:txbxContent>{p('Boxed rule.')}</w:txbxContent>"
    drawn = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{drawn}</mc:Fallback></mc:AlternateContent>"
    )
    document = read(p(r("Before ") + f"<w:r>{both}</w:r>" + r("after.")) + p(f"<w:r>{drawn}</w:r>"))
    assert texts(document) == ["Before after.", "Boxed rule.", "Boxed rule."]


RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_are_those_that_word_rendered(read: Reader) -> None:
    deleted = f"<w:del {CHANGE}>{RENDERED}</w:del>"
    row = f"<w:tr><w:tc>{p(r('a') + RENDERED)}</w:tc><w:tc>{p(r('b') + RENDERED)}</w:tc></w:tr>"
    by_hand = '<w:r><w:br w:type="page"/></w:r>'
    document = read(
        p("One.") + p(RENDERED + r("Two.")) + p(deleted + r("Three.")) + f"<w:tbl>{row}</w:tbl>"
        + p(r("Four.") + by_hand) + p(RENDERED + r("Five.")) + p(by_hand) + p("Six.")
    )  # fmt: skip
    assert [(b.text, b.page) for b in document.blocks] == [
        ("One.", 1), ("Two.", 2), ("Three.", 3), ("a", 3), ("b", 3), ("Four.", 4), ("Five.", 5),
        ("Six.", 6),
    ]  # fmt: skip
    assert document.source.pages == 6


def test_without_rendered_pages_there_are_none(read: Reader) -> None:
    document = read(p('<w:r><w:t>One.</w:t><w:br w:type="page"/></w:r>') + p("Two."))
    assert document.source.pages is None
    assert {block.page for block in document.blocks} == {None}


def test_what_cannot_be_read_is_named(read: Reader) -> None:
    picture = (
        '<w:drawing><wp:inline><wp:extent cx="{0}" cy="{0}"/><pic:pic/></wp:inline></w:drawing>'
    )
    old = "<w:object><o:OLEObject/></w:object><w:drawing><dgm:relIds/></w:drawing><w:pict/>"
    body = p(r("Text.") + f"<w:r>{picture.format(4_000_000)}{picture.format(500_000)}{old}</w:r>")
    document = read(body + "<w:altChunk/>")
    assert document.source.notes == (
        "1 picture was not read; text in pictures needs text recognition (OCR).",
        "1 diagram or chart was not read; check whether they hold policy text.",
        "1 embedded object was not read; check whether they hold policy text.",
        "1 embedded file was not read; open the file in Word and save it again.",
    )
