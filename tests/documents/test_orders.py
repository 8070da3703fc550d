"""Headings that order something, and those that only name what follows."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.documents import read_policy
from policygap.documents.orders import gives_order
from policygap.documents.provisions import provisions
from policygap.model import Block, BlockKind, Provision, ProvisionKind


@pytest.mark.parametrize(
    "heading",
    [
        "Officers Shall Intercede",
        "OFFICERS SHALL NOT USE CAROTID RESTRAINTS",
        "Once Handcuffed, a Person Must Be Turned on the Side",
        "Officers Who Use Force Must Report It",
        "Supervisors May Authorize Exceptions",
        "Choke holds are strictly prohibited",
        "Warning Shots Are Never Authorized",
        "Do Not Shoot at Vehicles",
        "Never point a firearm at a person without cause",
        "Notify a supervisor immediately.",
        "Immediately notify a supervisor.",
        "When it is safe, render medical aid.",
        "Report every use of force.",
        "Report to the watch commander!",
    ],
)
def test_a_sentence_that_orders_bans_or_allows(heading: str) -> None:
    assert gives_order(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Use of Force",
        "When Deadly Force May Be Used",
        "Who May Teach",
        "Persons Who Must Be Notified",
        "Circumstances in Which Officers May Shoot",
        "Weapons That Are Prohibited",
        "Factors Officers Should Consider",
        "What must be reported?",
        "Must officers retreat first?",
        "Officers shall not:",
        "Officers May",
        "Effective May 1, 2024",
        "Prohibited Uses of Force",
        "Report of injuries.",
        "Report Use of Force.",
        "REPORT ALL FORCE.",
        "Use of force reporting.",
        "Request for assistance.",
        "Medical aid for the injured.",
        "Officers shall " + "and again " * 40,
    ],
)
def test_a_title_a_question_or_a_lead_in(heading: str) -> None:
    assert not gives_order(heading)


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    assert gives_order(text) in (True, False)


def of(kind: BlockKind, text: str) -> list[Provision]:
    below = Block("See the manual.", BlockKind.PARAGRAPH)
    return list(provisions([Block(text, kind, label="4.", depth=1), below], "f"))[:-1]


def test_a_heading_that_orders_is_a_provision_of_the_section_that_it_opens() -> None:
    (found,) = of(BlockKind.HEADING, "Officers Shall Report Force")
    assert (found.text, found.label) == ("Officers Shall Report Force", "4.")
    assert (found.section.path, found.section.heading) == ("4", "Officers Shall Report Force")
    assert found.kind is ProvisionKind.HEADING


def test_a_title_that_was_not_set_as_one_orders_as_well() -> None:
    (found,) = of(BlockKind.PARAGRAPH, "Officers Shall Report Force")
    assert found.kind is ProvisionKind.HEADING
    (sentence,) = of(BlockKind.PARAGRAPH, "Officers shall report force.")
    assert sentence.kind is ProvisionKind.SENTENCE


def test_a_heading_that_introduces_a_list_is_no_provision_of_its_own() -> None:
    heading = Block("Officers Shall Not", BlockKind.HEADING, depth=1)
    item = Block("use choke holds.", BlockKind.ITEM, label="(a)", depth=1)
    (found,) = provisions([heading, item], "f")
    assert (found.lead_in, found.text) == ("Officers Shall Not", "use choke holds.")


def said(path: Path) -> list[tuple[str, str]]:
    return [(p.section.heading, p.text) for p in read_policy([path]).provisions]


def test_headings_of_a_word_file_order_too(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Officers Shall Report Force", 1)
    document.add_paragraph("On the form.")
    document.add_paragraph().add_run("Notify a supervisor immediately.").bold = True
    document.add_paragraph("By radio.")
    path = tmp_path / "policy.docx"
    document.save(str(path))
    assert said(path) == [
        ("Officers Shall Report Force", "Officers Shall Report Force"),
        ("Officers Shall Report Force", "On the form."),
        ("Notify a supervisor immediately.", "Notify a supervisor immediately."),
        ("Notify a supervisor immediately.", "By radio."),
    ]


def test_headings_of_a_markdown_file_order_too(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_text("# Use of Force\n\n## Officers shall report force\n\nOn the form.\n")
    assert [text for _, text in said(path)] == ["Officers shall report force", "On the form."]
