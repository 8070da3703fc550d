"""Which section a block stands in."""

from __future__ import annotations

from policygap.documents.lead_ins import spots
from policygap.documents.sections import place
from policygap.model import Block, BlockKind, Section


def heading(text: str, depth: int, label: str = "", page: int | None = None) -> Block:
    return Block(text, BlockKind.HEADING, page=page, label=label, depth=depth)


def item(text: str, depth: int, label: str) -> Block:
    return Block(text, BlockKind.ITEM, label=label, depth=depth)


def paragraph(text: str) -> Block:
    return Block(text, BlockKind.PARAGRAPH)


def sections(*blocks: Block) -> tuple[Section, ...]:
    return place(blocks, spots(blocks))


def test_a_text_before_the_first_heading_has_no_section() -> None:
    assert sections(paragraph("Officers shall report."))[0] == Section(path="", heading="")


def test_sections_nest_by_depth() -> None:
    placed = sections(
        heading("Use of Force", 1, "300", page=2),
        heading("Duty to Intercede", 2, "300.2"),
        paragraph("Officers shall intercede."),
        heading("Reporting", 2, "300.3"),
        paragraph("Officers shall report."),
        heading("Firearms", 1, "306"),
    )
    assert placed[2] == Section("300 > 300.2", "Duty to Intercede", ("Use of Force",))
    assert placed[4].path == "300 > 300.3"
    assert placed[5] == Section("306", "Firearms", ())
    assert placed[0].page == 2


def test_a_heading_without_number_is_called_by_its_title() -> None:
    placed = sections(heading("Policy", 1), heading("Deadly Force", 2, "IV."), paragraph("Text."))
    assert placed[2].path == "Policy > IV"


def test_a_heading_two_levels_down_stands_under_what_is_open() -> None:
    placed = sections(heading("Force", 1, "1"), heading("Batons", 3, "1.1.1"), heading("Dogs", 2))
    assert placed[1].parents == ("Force",)
    assert placed[2].path == "1 > Dogs"


def test_numbered_paragraphs_open_no_section() -> None:
    placed = sections(
        heading("Force", 1, "I."),
        item("Officers shall warn before they shoot.", 1, "A."),
        item("Officers shall report.", 1, "B."),
    )
    assert {section.path for section in placed} == {"I"}


def test_an_item_that_is_only_a_title_opens_a_section() -> None:
    placed = sections(
        heading("Force", 1, "I."),
        item("Deadly Force", 1, "A."),
        item("Officers shall warn before they shoot.", 2, "1."),
        item("Less Lethal Force", 1, "B."),
        paragraph("Officers may use a baton."),
        item("Officers shall report all force.", 1, "C."),
    )
    assert placed[2] == Section("I > A", "Deadly Force", ("Force",))
    assert placed[4] == Section("I > B", "Less Lethal Force", ("Force",))
    assert placed[5].path == "I"


def test_the_last_of_a_list_of_names_is_no_title() -> None:
    placed = sections(
        item("Baton", 1, "1."), item("Pepper Spray", 1, "2."), paragraph("Officers carry both.")
    )
    assert placed[2].path == ""


def test_an_item_under_a_lead_in_is_no_title() -> None:
    placed = sections(
        paragraph("The following are prohibited:"),
        item("Neck Restraints", 1, "(a)"),
        item("Carotid holds", 2, "(1)"),
    )
    assert placed[2].path == ""
