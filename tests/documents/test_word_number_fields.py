"""LISTNUM fields: numbers that Word computes and the file does not hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from policygap.documents.word import reader as word
from policygap.model import Document

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LIST = (
    '<w:abstractNum w:abstractNumId="7"><w:name w:val="Articles"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="Article %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
)
IN_LIST = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr></w:pPr>'

Reader = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Read paragraphs, given as text in which {...} is a field and a number before | a level."""

    def build(*paragraphs: str) -> Document:
        document = docx.Document()
        numbering = document.part.numbering_part.element
        numbering[:] = list(parse_xml(f"<w:x {NAMES}>{LIST}</w:x>"))
        for each in paragraphs:
            document.element.body.insert(-1, parse_xml(f"<w:p {NAMES}>{inner(each)}</w:p>"))
        path = tmp_path / "policy.docx"
        document.save(str(path))
        return word.read(path)

    return build


def inner(paragraph: str) -> str:
    """Return the runs of a paragraph; what begins with "<" is XML already."""
    if paragraph.startswith("<"):
        return paragraph.removeprefix("<")
    level, _, text = paragraph.rpartition("|")
    runs = text.replace("{", "\0{").replace("}", "\0").split("\0")
    return (IN_LIST.format(level) if level else "") + "".join(map(run, filter(None, runs)))


def run(part: str) -> str:
    if not part.startswith("{"):
        return f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>'
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return (
        f'{signs[0]}<w:r><w:instrText xml:space="preserve">{part[1:]}</w:instrText></w:r>{signs[1]}'
    )


def shown(document: Document) -> list[str]:
    assert document.source.notes == ()
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


def test_fields_within_a_paragraph_count_on_at_the_level_of_the_first(read: Reader) -> None:
    text = (
        "Officers shall {LISTNUM NumberDefault \\l 6} warn, { listnum } aid and {LISTNUM} report."
    )
    found = read(text, "They may {LISTNUM} wait.", "Or {LISTNUM \\l 1 \\s 4} go, {LISTNUM} go.")
    assert shown(found) == [
        "Officers shall (i) warn, (ii) aid and (iii) report.", "They may (iv) wait.",
        "Or 4) go, 5) go.",
    ]  # fmt: skip


def test_fields_one_behind_the_other_go_a_level_deeper_each(read: Reader) -> None:
    found = read("{LISTNUM}{LISTNUM} Warn.", "{LISTNUM} Aid.", "{LISTNUM}{LISTNUM}{LISTNUM}End.")
    assert shown(found) == ["1) a) Warn.", "2) Aid.", "3) a) i) End."]


def test_the_lists_that_every_document_has(read: Reader) -> None:
    def numbers(name: str) -> list[str]:
        fields = (f"{{LISTNUM {name} \\l {level}}} x" for level in range(1, 10))
        return [text.removesuffix(" x").rstrip(".") for text in shown(read(*fields))]

    assert numbers("OutlineDefault") == "I A 1 a) (1) (a) (i) (a) (i)".split()
    assert numbers("LegalDefault") == [".".join(["1"] * n) for n in range(1, 10)]


def test_in_a_numbered_paragraph_a_field_counts_one_level_deeper(read: Reader) -> None:
    found = read(
        "0|{LISTNUM} Force: {LISTNUM} hands, {LISTNUM} feet.", "1|Duty.", "0|Aid {LISTNUM} x."
    )
    assert shown(found) == [
        "Article I. 1.1 Force: 1.2 hands, 1.3 feet.", "1.4 Duty.", "Article II. Aid 2.1 x.",
    ]  # fmt: skip


def test_a_field_names_its_list(read: Reader) -> None:
    found = read('See {LISTNUM "Articles"} here.', "And {LISTNUM} there.", "{LISTNUM Other} Else.")
    assert shown(found) == ["See Article I. here.", "And Article II. there.", "Article III. Else."]


def test_odd_levels_and_starts_do_not_matter(read: Reader) -> None:
    found = read(
        "A {LISTNUM \\l 99} b.", "A {LISTNUM \\l 0 \\s 2} c.", "{LISTNUM \\l} d.",
        "A {LISTNUM \\s x} e.{ }{REF x}", "{LISTNUM \\l 9}{LISTNUM} f.",
    )  # fmt: skip
    assert shown(found) == ["A i. b.", "A 2) c.", "3) d.", "A 4) e.", "i. ii. f."]


def test_a_field_in_the_short_form(read: Reader) -> None:
    field = '<w:fldSimple w:instr="LISTNUM"/>'
    assert shown(read(f"<{field}<w:r><w:t> Warn.</w:t></w:r>")) == ["1) Warn."]


def test_what_a_program_saved_as_result_is_shown(read: Reader) -> None:
    signs = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>LISTNUM</w:instrText></w:r>'
    assert shown(read(f"<{begin}{'<w:r><w:t>(c) Warn.</w:t></w:r>'.join(signs)}")) == ["(c) Warn."]


def test_text_boxes_count_on_their_own(read: Reader) -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"
    found = read(
        "{LISTNUM} One.", f"<{inner('{LISTNUM} Two.')}{box.format(inner('{LISTNUM} Box.'))}"
    )
    assert shown(found) == ["1) One.", "2) Two.", "1) Box."]
