"""Rich Text: labels as saved, letters of any code page, tables, tracked changes, notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygap.documents.rtf import reader as rtf
from policygap.errors import DocumentError
from policygap.model import Document
from policygap.options import ReadOptions, Revisions

Reader = Callable[..., Document]
RULE = "Officers shall report every use of force."


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def save(body: str | bytes, view: Revisions = Revisions.FINAL) -> Document:
        path = tmp_path / "a.rtf"
        inside = body if isinstance(body, bytes) else body.encode("latin-1")
        path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252\\deff0 " + inside + b"}")
        return rtf.read(path, ReadOptions(revisions=view))

    return save


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.depth, b.label, b.text) for b in document.blocks]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_headings_text_and_facts(read: Reader) -> None:
    document = read(
        r"{\fonttbl{\f0\froman Times;}}{\colortbl;\red0;}"
        r"{\stylesheet{Normal;}{\s1\outlinelevel0 heading 1;}{\s7 Title;}{\s9\outlinelevel1 Own;}}"
        r"{\info{\title Policy 300}{\author shall not}}{\*\generator Riched20;}"
        r"{\header\pard Larkspur Police Department\par}"
        r"\pard\plain\s1\b Use of Force\b0\par\pard\plain Members {\b shall} use" "\r\n" r" force"
        r" {\field{\*\fldinst HYPERLINK x}{\fldrslt lawfully}}.\par"
        r"\pard\s9 Reports\par\pard\outlinelevel1 Review\par\pard Effective\line\line March 1, 2024"
    )  # fmt: skip
    assert outline(document) == [
        ("heading", 1, "", "Use of Force"),
        ("paragraph", 0, "", "Members shall use force lawfully."),
        ("heading", 2, "", "Reports"),
        ("heading", 2, "", "Review"),
        ("paragraph", 0, "", "Effective"),
        ("paragraph", 0, "", "March 1, 2024"),
    ]
    source = document.source
    assert (source.title, source.agency) == ("Policy 300", "Larkspur Police Department")
    assert (source.notes, source.revisions) == ((), "")


def test_the_title_style_names_the_policy(read: Reader) -> None:
    document = read(rf"{{\stylesheet{{\s7 Title;}}}}\pard\s7 Our Rules\par\pard {RULE}\par")
    assert document.source.title == "Our Rules"


def test_labels_are_those_that_the_file_holds(read: Reader) -> None:
    document = read(
        r"{\fonttbl{\f3\fcharset2 Symbol;}}\pard Officers shall:\par"
        r"{\listtext\pard\plain (a)\tab}\pard\ls1\ilvl0\li720 stop; and\par"
        r"{\listtext\pard\plain{\f3 \'b7}\tab}\pard\ls1\ilvl1\li1440 here\par"
        r"{\listtext\pard\plain (b)\tab}\pard\ls1\ilvl0\li720 report.\par"
        r"{\pntext 1.\tab}{\*\pn{\pntxtb (}}\pard\li720 old style\par\pard\li1440 (i)\tab typed\par"
    )
    assert [(b.depth, b.label, b.text) for b in document.blocks][1:] == [
        (1, "(a)", "stop; and"), (2, "•", "here"), (1, "(b)", "report."), (2, "1.", "old style"),
        (3, "(i)", "typed"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"officer\rquote s duty\emdash now\~then \ldblquote x\rdblquote  a\_b c\-d",
         "officer's duty—now then \"x\" a-b cd"),
        (r"officer\'92s \'a7 7", "officer's § 7"),
        (b"officer\x92s", "officer's"),
        (r"\u8217\'92s \uc0\u167 7 {\uc2\u8212 --then}\uc1\u233\emdash e", "'s §7 —thenée"),
        (r"\u-3913 ?\u55357 ?\u56832 ?.", "😀."),
        (r"{\mac\u233 x}\uc1 caf\'8e", "écafé"),
        (r"\ansicpg1251 \'e4 \ansicpg99999 \'e4", "д д"),
        (r"{\fonttbl{\f1\fcharset238 X;}{\f2\fcharset1 Y;}}{\f1 \'e8}\f2 \'e8 \deff1\plain\'e8",
         "čè č"),
        (r"\{a\} \\ b\  c", "{a} \\ b c"),
        (r"a {\*\unknown lost}{\upr{old}{\*\ud new}}{\xe entry} b \bullet c", "a new b •c"),
        (r"a{\pict\bin5 }}}}} ffff}b", "ab"),
    ],
)  # fmt: skip
def test_letters(read: Reader, body: str | bytes, text: str) -> None:
    (block,) = read(body).blocks
    assert block.text == text


def test_a_line_break_after_a_backslash_ends_a_paragraph(read: Reader) -> None:
    assert texts(read("One\\\nTwo\\sect Three")) == ["One", "Two", "Three"]


def row(*cells: str, edges: str) -> str:
    ends = "".join(rf"{edge}" for edge in edges.split())
    return rf"\trowd{ends}" + "".join(rf"\pard\intbl {cell}\cell" for cell in cells) + r"\row"


def test_tables_and_merged_cells(read: Reader) -> None:
    document = read(
        row("Level", "Tool", "Use", edges=r"\cellx100 \cellx200 \cellx300")
        + row("1", r"Hands\par feet", edges=r"\clvmgf\cellx100 \cellx300")
        + row("", "Baton", "Legs", edges=r"\clvmrg\cellx100 \cellx200 \cellx300")
        + row("2", "Taser", "", edges=r"\cellx100 \clmgf\cellx200 \clmrg\cellx300")
        + rf"\pard {RULE}\par"
    )
    assert [(b.cell.row, b.cell.column, b.text) for b in document.blocks if b.cell] == [
        (0, 0, "Level"), (0, 1, "Tool"), (0, 2, "Use"), (1, 0, "1"), (1, 1, "Hands; feet"),
        (2, 1, "Baton"), (2, 2, "Legs"), (3, 0, "2"), (3, 1, "Taser"),
    ]  # fmt: skip
    assert texts(document)[-1] == RULE


def test_tables_in_tables(read: Reader) -> None:
    document = read(
        r"\trowd\cellx100\cellx200\cellx300\pard\intbl A\cell\pard\intbl B\par"
        r"\pard\intbl\itap2 x\nestcell y\nestcell"
        r"{\*\nesttableprops\trowd\cellx10\cellx20\nestrow}"
        r"\pard\intbl\itap2 z\nestcell w\nestcell{\*\nesttableprops\trowd\cellx10\cellx20\nestrow}"
        r"\pard\intbl C\cell D\cell\row\trowd\cellx100\cellx200\cellx300 E\cell F\cell G\cell\row"
    )
    cells = [(b.cell, b.text) for b in document.blocks if b.cell]
    assert [(cell.table, cell.row, cell.column, text) for cell, text in cells] == [
        (0, 0, 0, "A"), (0, 0, 1, "B; C"), (0, 0, 2, "D"),
        (0, 1, 0, "E"), (0, 1, 1, "F"), (0, 1, 2, "G"),
        (1, 0, 0, "x"), (1, 0, 1, "y"), (1, 1, 0, "z"), (1, 1, 1, "w"),
    ]  # fmt: skip


@pytest.mark.parametrize("end", [r"\cell", r"\cell\row", "", r"\cell\pard\par"])
def test_a_table_that_is_cut_off_is_kept(read: Reader, end: str) -> None:
    assert texts(read(rf"\trowd\pard\intbl {RULE}{end}")) == [RULE]


def test_more_cells_than_a_row_can_have_are_kept_together(read: Reader) -> None:
    document = read(r"\trowd" + "".join(rf"\intbl w{n}\cell" for n in range(90)) + r"\row")
    assert " ".join(texts(document)).count("w") == 90


@pytest.mark.parametrize(
    ("body", "final", "original"),
    [
        (r"Officers {\deleted may}{\revised shall} act.", ["Officers shall act."],
         ["Officers may act."]),
        (r"One {\revised and\par}two.", ["One and", "two."], ["One two."]),
        (r"One {\deleted\par}{\revised two.}", ["One two."], ["One"]),
        (r"Act.{\revised{\footnote See law.}}{\deleted.}", ["Act.", "See law."], ["Act.."]),
        (r"{\mvf Go. }Stop. {\mvt Go.}", ["Stop. Go."], ["Go. Stop."]),
    ],
)  # fmt: skip
def test_tracked_changes(read: Reader, body: str, final: list[str], original: list[str]) -> None:
    assert texts(read(body)) == final
    document = read(body, Revisions.ORIGINAL)
    assert texts(document) == original
    assert document.source.revisions == "original"
    assert "read as rejected" in document.source.notes[0]


def test_notes_boxes_and_pictures(read: Reader) -> None:
    document = read(
        r"Report force{\super\chftn}{\footnote\pard\plain{\super\chftn} See law.} now."
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv shall}}{\shptxt\pard Stop first.\par}}{\shprslt Stop}}"
        r"{\*\shppict{\pict ff}}{\nonshppict{\pict ff}}{\object{\*\objdata 00}{\result{\pict 0}}}"
        r"{\*\annotation shall we?}\par Then.{\footnote Second."
    )
    assert [(b.kind.value, b.label, b.text) for b in document.blocks] == [
        ("paragraph", "", "Report force now."), ("footnote", "1", "See law."),
        ("paragraph", "", "Stop first."), ("paragraph", "", "Then."), ("footnote", "2", "Second."),
    ]  # fmt: skip
    assert document.source.notes == (
        "1 picture was not read; text in pictures needs text recognition (OCR).",
        "1 embedded object was not read; check whether they hold policy text.",
    )


def test_hidden_and_struck_text_is_left_out_and_said(read: Reader) -> None:
    document = read(rf"{{\v never ever}}{{\strike may}}\ul\caps\ulnone\caps0 {RULE}\v0\strike0\par")
    assert texts(document) == [RULE]
    assert document.source.notes == (
        "2 words of hidden text were left out.", "1 word of struck-through text was left out.",
    )  # fmt: skip


def test_looks_make_headings(read: Reader) -> None:
    document = read(
        rf"\pard\plain\b Duty to Intercede\b0\par {RULE}\par\ul Medical Aid\ulnone\par {RULE}\par"
        rf"\plain\caps\fs28 Reports\plain\par {RULE}\par"
    )
    kinds = [block.kind.value for block in document.blocks]
    assert kinds == ["heading", "paragraph"] * 3


def test_contents_are_set_aside(read: Reader) -> None:
    document = read(
        rf"{{\field{{\*\fldinst TOC \\o}}{{\fldrslt Force 1\par Reports 2\par}}}}\pard {RULE}\par"
    )
    assert [block.kind.value for block in document.blocks] == ["contents", "contents", "paragraph"]


def test_files_that_cannot_be_read(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "b.rtf"
    path.write_bytes(b"Officers shall stop.")
    with pytest.raises(DocumentError, match=r"b\.rtf: is not Rich Text"):
        rtf.read(path)
    with pytest.raises(DocumentError, match="holds no text"):
        read(r"{\info{\title Force}}\par")


_PARTS = st.sampled_from(
    [r"\par ", r"\cell ", r"\row ", r"\intbl ", r"\itap2 ", r"\nestcell ", r"\nestrow ", "{", "}",
     r"\pard ", r"\trowd\cellx9 ", r"{\footnote ", r"{\shp{\*\shpinst{\shptxt word }}}", "word ",
     r"\b ",
     r"{\listtext 1.}", r"{\*\nesttableprops "]
)  # fmt: skip


@given(parts=st.lists(_PARTS, max_size=40))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_word_is_lost_whatever_the_control_words(read: Reader, parts: list[str]) -> None:
    words = sum(part.count("word ") for part in parts) + 1
    told = " ".join(texts(read("word " + "".join(parts))))
    assert told.count("word") == words
