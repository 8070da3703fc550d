from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from policygap.documents.word import reader as word
from policygap.model import BlockKind, Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Outline = list[tuple[str, int, str, str]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Any], Document]:
    def save(document: Any) -> Document:
        path = tmp_path / "draft.docx"
        document.save(str(path))
        return word.read(path)

    return save


def outline(document: Document) -> Outline:
    return [(b.kind.value, b.depth, b.label, b.text) for b in document.blocks]


def typed(*lines: str) -> Any:
    """Return a document of plain paragraphs; "**...**" is bold, "__...__" underlined."""
    document = docx.Document()
    for line in lines:
        run = document.add_paragraph().add_run(line.strip("*_"))
        run.bold = line.startswith("**")
        run.underline = line.startswith("__")
    return document


def test_heading_styles_give_level_and_label(read: Callable[[Any], Document]) -> None:
    document = docx.Document()
    document.add_heading("Policy 300: Use of Force", 1)
    document.add_heading("300.1 Purpose", 2)
    document.add_paragraph("Officers shall intercede.")
    document.add_heading("16.090 – Video", 3)
    document.add_heading("300.2 Officers shall report every use of force to a supervisor.", 2)
    assert outline(read(document)) == [
        ("heading", 1, "", "Policy 300: Use of Force"),
        ("heading", 2, "300.1", "Purpose"),
        ("paragraph", 0, "", "Officers shall intercede."),
        ("heading", 3, "16.090", "Video"),
        ("item", 1, "300.2", "Officers shall report every use of force to a supervisor."),
    ]


def test_an_outline_level_makes_a_heading_up_the_chain_of_styles(
    read: Callable[[Any], Document],
) -> None:
    document = docx.Document()
    for name, base in (("Section", "Normal"), ("Subsection", "Section")):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles[base]
    outlined = parse_xml(f'<w:pPr {W}><w:outlineLvl w:val="1"/></w:pPr>')
    document.styles["Section"].element.append(outlined)
    body = document.styles.add_style("Body", 1)
    body.base_style = document.styles["Section"]
    body.element.append(parse_xml(f'<w:pPr {W}><w:outlineLvl w:val="9"/></w:pPr>'))
    document.add_paragraph("Purpose", style="Subsection")
    document.add_paragraph("Text", style="Body")
    flat = document.add_paragraph("Not a heading", style="Subsection")
    flat._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="9"/>'))
    assert outline(read(document)) == [
        ("heading", 2, "", "Purpose"),
        ("paragraph", 0, "", "Text"),
        ("paragraph", 0, "", "Not a heading"),
    ]


def test_a_draft_without_styles_shows_headings_by_looks(read: Callable[[Any], Document]) -> None:
    document = typed(
        "**USE OF FORCE**", "**I. PURPOSE**", "Officers shall read this.", "**A. Scope**",
        "All members.", "**II. RULES**", "Text.",
    )  # fmt: skip
    document.paragraphs[0].runs[0].font.size = Pt(16)
    assert [entry[:3] for entry in outline(read(document))] == [
        ("heading", 1, ""), ("heading", 2, "I."), ("paragraph", 0, ""), ("heading", 3, "A."),
        ("paragraph", 0, ""), ("heading", 2, "II."), ("paragraph", 0, ""),
    ]  # fmt: skip


def test_section_numbers_nest_by_their_parts(read: Callable[[Any], Document]) -> None:
    document = typed(
        "300.1 Purpose", "**300.1.1 Scope**", "300.2 DEFINITIONS", "__300.2.1 Terms of Art__",
    )  # fmt: skip
    found = outline(read(document))
    assert [(depth, label) for _, depth, label, _ in found] == [
        (1, "300.1"), (2, "300.1.1"), (1, "300.2"), (2, "300.2.1"),
    ]  # fmt: skip
    assert {entry[0] for entry in found} == {"heading"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("**Duty to Intercede**", "heading"),
        ("**Definitions:**", "heading"),
        ("**A. Purpose.**", "heading"),
        ("__Reporting__", "heading"),
        ("DEADLY FORCE", "heading"),
        ("**4. Employees Shall Notify Every Person of the Recording at the Start of the Contact**",
         "heading"),
        ("**Officers shall not use chokeholds**", "paragraph"),
        ("OFFICERS SHALL NOT USE CHOKEHOLDS", "paragraph"),
        ("**Note:**", "paragraph"),
        ("**Effective Date: March 1, 2024**", "paragraph"),
        ("**Officers are to report the following:**", "paragraph"),
        ("**(a) Chokeholds**", "item"),
        ("**• Chokeholds**", "item"),
        ("300.4 Officers shall warn.", "item"),
        ("SB 230", "paragraph"),
        ("Purpose", "paragraph"),
        ("**A rule that is set in bold because it matters and that goes on for long.**",
         "paragraph"),
    ],
)  # fmt: skip
def test_what_looks_like_a_heading(read: Callable[[Any], Document], line: str, kind: str) -> None:
    assert read(typed("Before.", line, "After.")).blocks[1].kind is BlockKind(kind)


def test_a_bold_item_after_a_lead_in_is_no_heading(read: Callable[[Any], Document]) -> None:
    document = read(typed("Officers shall not use:", "**1. Chokeholds**", "**2. Carotid holds**"))
    assert [block.kind for block in document.blocks[1:]] == [BlockKind.ITEM, BlockKind.ITEM]


def test_typed_lists_nest_by_indent_and_by_kind(read: Callable[[Any], Document]) -> None:
    document = typed("Officers shall:", "(a) stop:", "1. here; or", "2. there; and", "(b) report.")
    for paragraph, indent in zip(document.paragraphs, (0, 36, 72, 72, 36), strict=True):
        paragraph.paragraph_format.left_indent = Pt(indent)
    plain = typed("Officers shall:", "(a) stop:", "1. here; or", "2. there; and", "(b) report.")
    expected = [(0, ""), (1, "(a)"), (2, "1."), (2, "2."), (1, "(b)")]
    for each in (document, plain):
        assert [(b.depth, b.label) for b in read(each).blocks] == expected


def test_lines_broken_by_hand_are_cut_at_their_labels(read: Callable[[Any], Document]) -> None:
    document = docx.Document()
    document.add_paragraph(
        "Officers shall:\n(a) stop; and\n(b) report,\nin writing.\n\nOthers may."
    )
    paragraph = document.add_paragraph()
    paragraph.add_run("Purpose").bold = True
    paragraph.add_run("\nTo say it.")
    document.add_paragraph("See section\n300.4 for more.")
    assert outline(read(document)) == [
        ("paragraph", 0, "", "Officers shall:"),
        ("item", 1, "(a)", "stop; and"),
        ("item", 1, "(b)", "report, in writing."),
        ("paragraph", 0, "", "Others may."),
        ("heading", 1, "", "Purpose"),
        ("paragraph", 0, "", "To say it."),
        ("paragraph", 0, "", "See section 300.4 for more."),
    ]


def contents_field(kind: str, text: str = "") -> str:
    return (
        f'<w:p {W}><w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        f"<w:r><w:instrText>{text}</w:instrText></w:r></w:p>"
    )


def kinds(document: Document) -> list[str]:
    return [block.kind.value for block in document.blocks]


def test_a_contents_list_is_told_from_the_text(read: Callable[[Any], Document]) -> None:
    by_style = docx.Document()
    by_style.styles.add_style("toc 1", 1)
    by_style.add_paragraph("Purpose 1", style="toc 1")
    by_style.add_paragraph("Officers shall report.")
    assert kinds(read(by_style)) == ["contents", "paragraph"]

    control = docx.Document()
    control.element.body.insert(0, parse_xml(
        f'<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Purpose</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    ))  # fmt: skip
    control.add_paragraph("Officers shall report.")
    assert kinds(read(control)) == ["contents", "paragraph"]

    leaders = typed("300.1 Purpose .......... 3", "Officers shall report.")
    assert kinds(read(leaders)) == ["contents", "paragraph"]


def test_a_contents_field_marks_its_lines_and_ends_at_a_heading(
    read: Callable[[Any], Document],
) -> None:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(contents_field("begin", 'TOC \\o "1-3"')))
    opened = document.paragraphs[0]._p
    opened.append(parse_xml(f'<w:r {W}><w:fldChar w:fldCharType="separate"/></w:r>'))
    document.add_paragraph("Purpose and scope 1")
    document.add_heading("Purpose", 1)
    document.add_paragraph("Officers shall report.")
    assert kinds(read(document)) == ["contents", "heading", "paragraph"]


def test_a_numbered_section_called_contents_is_no_contents_list(
    read: Callable[[Any], Document],
) -> None:
    document = docx.Document()
    for text, style in (
        ("5.2 Contents", "Heading 2"),
        ("The report tells:", None),
        ("(a) how", None),
    ):
        document.add_paragraph(text, style)
    assert kinds(read(document)) == ["heading", "paragraph", "item"]


def test_a_typed_contents_list_ends_where_the_text_begins(
    read: Callable[[Any], Document],
) -> None:
    by_repetition = typed(
        "**CONTENTS**", "300.1 PURPOSE", "300.2 RULES", "300.1 PURPOSE", "Officers shall report."
    )
    assert kinds(read(by_repetition)) == ["contents"] * 3 + ["heading", "paragraph"]
    by_sentence = typed(
        "Table of Contents", "Purpose", "Every officer shall report each use of force at once."
    )
    assert kinds(read(by_sentence)) == ["contents", "contents", "paragraph"]


def test_larger_print_is_never_inside_smaller(read: Callable[[Any], Document]) -> None:
    document = typed("**Rules**", "Text.", "**Chapter**", "**Aims**", "**Rules**", "**5. Last**")
    for number, size in enumerate((12, 11, 18, 14, 12, 12)):
        document.paragraphs[number].runs[0].font.size = Pt(size)
    depths = [block.depth for block in read(document).blocks]
    assert depths == [1, 0, 1, 2, 3, 4]


def test_a_number_in_a_heading_style_takes_part_in_the_outline(
    read: Callable[[Any], Document],
) -> None:
    document = docx.Document()
    document.add_heading("300.1 Purpose", 2)
    document.add_paragraph().add_run("300.2 Rules").bold = True
    document.add_paragraph().add_run("B. Aims").bold = True
    document.add_paragraph().add_run("D. Ends").bold = True
    assert [block.depth for block in read(document).blocks] == [2, 2, 3, 3]
