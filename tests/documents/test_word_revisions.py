"""Both sides of tracked changes, one kind of mark-up at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygap.documents.word import reader as word
from policygap.model import Document
from policygap.options import ReadOptions, Revisions

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'

Views = Callable[..., tuple[list[str], list[str]]]


def p(inner: str, properties: str = "") -> str:
    runs = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(inner: str) -> str:
    return f"<w:ins {WHO}>{inner}</w:ins>"


def gone(inner: str) -> str:
    return (
        f"<w:del {WHO}>{inner.replace('w:t>', 'w:delText>').replace('w:t ', 'w:delText ')}</w:del>"
    )


def mark(kind: str) -> str:
    return f"<w:rPr><w:{kind} {WHO}/></w:rPr>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def field(instruction: str, result: str, tag: str = "instrText") -> str:
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{sign.format('begin')}<w:r><w:{tag}>{instruction}</w:{tag}></w:r>"
        f"{sign.format('separate')}{r(result)}{sign.format('end')}"
    )


def save(path: Path, body: str) -> None:
    document = docx.Document()
    for each in list(parse_xml(f"<w:x {NAMES}>{body}</w:x>")):
        document.element.body.insert(-1, each)
    document.save(str(path))


def shown(document: Document) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in document.blocks]


@pytest.fixture
def views(tmp_path: Path) -> Views:
    """Return the texts of the final and of the original reading of a body."""

    def read(body: str) -> tuple[list[str], list[str]]:
        path = tmp_path / "draft.docx"
        save(path, p("Always here.") + body)
        final, original = (word.read(path, ReadOptions(revisions=view)) for view in Revisions)
        return shown(final)[1:], shown(original)[1:]

    return read


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{}</w:numPr>'
KINDS: dict[str, tuple[str, list[str], list[str]]] = {
    "words": (
        p(r("Officers ") + gone(r("may")) + ins(r("shall")) + r(" intercede.")),
        ["Officers shall intercede."],
        ["Officers may intercede."],
    ),
    "a paragraph inserted": (
        p(ins(r("Supervisors shall respond.")), mark("ins")) + p("End."),
        ["Supervisors shall respond.", "End."],
        ["End."],
    ),
    "a paragraph deleted": (
        p(gone(r("Supervisors may respond.")), mark("del")) + p("End."),
        ["End."],
        ["Supervisors may respond.", "End."],
    ),
    "a paragraph split": (
        p("Officers shall aid.", mark("ins")) + p(" Officers shall report."),
        ["Officers shall aid.", "Officers shall report."],
        ["Officers shall aid. Officers shall report."],
    ),
    "two paragraphs joined": (
        p("Officers shall aid", mark("del")) + p(" the injured.") + p("End."),
        ["Officers shall aid the injured.", "End."],
        ["Officers shall aid", "the injured.", "End."],
    ),
    "a sentence moved": (
        p(f"<w:moveFrom {WHO}>{r('Report it.')}</w:moveFrom>", mark("moveFrom"))
        + p("Stop it.")
        + p(f"<w:moveTo {WHO}>{r('Report it.')}</w:moveTo>", mark("moveTo"))
        + p("End."),
        ["Stop it.", "Report it.", "End."],
        ["Report it.", "Stop it.", "End."],
    ),
    "an insertion of one that another deleted": (
        p(r("Officers ") + ins(gone(r("should "))) + r("shall aid.")),
        ["Officers shall aid."],
        ["Officers shall aid."],
    ),
    "table rows": (
        "<w:tbl>"
        + row(cell("old"), cell("rule"), properties=f"<w:del {WHO}/>")
        + row(cell("new"), cell("rule"), properties=f"<w:ins {WHO}/>")
        + row(cell("kept"), cell("rule"))
        + "</w:tbl>",
        ["new", "rule", "kept", "rule"],
        ["old", "rule", "kept", "rule"],
    ),
    "table cells": (
        "<w:tbl>"
        + row(
            cell("a"), cell("old", f"<w:cellDel {WHO}/>"), cell("new", f"<w:cellIns {WHO}/>"),
            cell("b"),
        )
        + "</w:tbl>",
        ["a", "new", "b"],
        ["a", "old", "b"],
    ),
    "words in a cell": (
        f"<w:tbl>{row(cell(gone(r('may')) + ins(r('shall'))), cell('aid'))}</w:tbl>",
        ["shall", "aid"],
        ["may", "aid"],
    ),
    "a table inserted whole": (
        "<w:tbl>"
        + row(cell(ins(r("a"))), cell(ins(r("b"))), properties=f"<w:ins {WHO}/>")
        + "</w:tbl>"
        + p("End."),
        ["a", "b", "End."],
        ["End."],
    ),
    "fields": (
        p(r("See ") + gone(field("REF a", "300.1", "delInstrText")) + ins(field("REF b", "300.2"))),
        ["See 300.2"],
        ["See 300.1"],
    ),
    "links and controls": (
        p(
            r("See ") + f"<w:hyperlink>{gone(r('301'))}{ins(r('302'))}</w:hyperlink>"
            + f"<w:sdt><w:sdtContent>{gone(r(' then'))}{ins(r(' now'))}</w:sdtContent></w:sdt>"
        ),
        ["See 302 now"],
        ["See 301 then"],
    ),
    "a text box": (
        p(
            r("Before.")
            + f"<w:r><w:pict><w:txbxContent>{p(gone(r('May')) + ins(r('Shall')) + r(' aid.'))}"
            + "</w:txbxContent></w:pict></w:r>"
        ),
        ["Before.", "Shall aid."],
        ["Before.", "May aid."],
    ),
    "letters that were struck as a change of format": (
        p(
            r("Officers ") + ins(r("shall "))
            + r("may ", f"<w:strike/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>") + r("aid.")
        ),
        ["Officers shall aid."],
        ["Officers may aid."],
    ),
    "a number given as a change of format": (
        p(ins(r("Shall aid.")), NUMBERED.format(f"<w:ins {WHO}/>"))
        + p(
            "Shall report.",
            f"{NUMBERED.format('')}<w:pPrChange {WHO}><w:pPr/></w:pPrChange>",
        )
        + p("Shall wait.", NUMBERED.format("")),
        ["• Shall aid.", "• Shall report.", "• Shall wait."],
        ["Shall report.", "• Shall wait."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_has_two_sides(views: Views, kind: str) -> None:
    body, final, original = KINDS[kind]
    assert views(body) == (final, original)


@pytest.mark.parametrize(
    "change",
    [
        p(r("Shall aid.", f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>")),
        p("Shall aid.", f"<w:jc/><w:pPrChange {WHO}><w:pPr/></w:pPrChange>"),
        p(
            "Shall aid.",
            f"<w:numPr><w:ins {WHO}/></w:numPr>"
            f"<w:rPr><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr>",
        ),
        f"<w:tbl><w:tblPr><w:tblPrChange {WHO}><w:tblPr/></w:tblPrChange></w:tblPr>"
        f"{row(cell('Shall aid.', f'<w:tcPrChange {WHO}><w:tcPr/></w:tcPrChange>'))}</w:tbl>",
    ],
)
def test_a_change_of_format_alone_is_no_change(tmp_path: Path, change: str) -> None:
    path = tmp_path / "draft.docx"
    save(path, change)
    for view in Revisions:
        document = word.read(path, ReadOptions(revisions=view))
        assert [block.text for block in document.blocks] == ["Shall aid."]
        assert (document.source.revisions, document.source.notes) == ("", ())


WRAPPERS = {"ins": "final", "moveTo": "final", "del": "original", "moveFrom": "original"}
RUNS = st.tuples(
    st.sampled_from("Officers shall may not use force".split()),
    st.lists(st.sampled_from([*WRAPPERS, "hyperlink", "smartTag"]), max_size=3),
)


@given(st.lists(st.lists(RUNS, min_size=1, max_size=6), max_size=4))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_view_shows_what_no_change_of_the_other_side_holds(
    tmp_path: Path, paragraphs: list[list[tuple[str, list[str]]]]
) -> None:
    path = tmp_path / "drawn.docx"
    save(path, p("Start.") + "".join(p("".join(map(wrapped, runs))) for runs in paragraphs))
    for view in Revisions:
        words = [
            text
            for runs in paragraphs
            for text, wrappers in runs
            if all(WRAPPERS.get(each, view) == view for each in wrappers)
        ]
        read = word.read(path, ReadOptions(revisions=view))
        assert " ".join(block.text for block in read.blocks).split() == ["Start.", *words]


def wrapped(run: tuple[str, list[str]]) -> str:
    text, wrappers = run
    xml = r(f" {text} ")
    for each in wrappers:
        xml = gone(xml) if each == "del" else f"<w:{each}>{xml}</w:{each}>"
    return xml
