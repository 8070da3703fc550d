"""Lists that run on within a paragraph."""

from __future__ import annotations

import pytest

from policygap.documents.provisions import provisions
from policygap.model import Block, BlockKind, ProvisionKind


def paragraph(text: str, page: int | None = None) -> Block:
    return Block(text, BlockKind.PARAGRAPH, page=page)


def item(label: str, text: str, depth: int = 1, page: int | None = None) -> Block:
    return Block(text, BlockKind.ITEM, page=page, label=label, depth=depth)


def own(*blocks: Block) -> list[tuple[str, str]]:
    """Return lead-in and text of all provisions but the whole lists."""
    return [
        (p.lead_in, p.text) for p in provisions(blocks, "f") if p.kind is not ProvisionKind.LIST
    ]


def test_a_list_run_into_one_paragraph() -> None:
    text = "Be calm. Officers shall not: (a) strike a person; (b) choke a person; or (c) kick."
    cut = provisions([paragraph(text)], "f")
    assert [(p.kind.value, p.label, p.text) for p in cut] == [
        ("sentence", "", "Be calm."),
        ("sentence", "", "Officers shall not:"),
        ("item", "(a)", "strike a person;"),
        ("item", "(b)", "choke a person; or"),
        ("item", "(c)", "kick."),
        ("list", "", "strike a person; choke a person; or kick."),
    ]
    assert {p.lead_in for p in cut[2:]} == {"Officers shall not:"}


@pytest.mark.parametrize(
    "text",
    [
        "Options are 1) a baton, 2) a dog.",
        "Options are (1) a baton (2) a dog.",
        "Options: • a baton • a dog",
    ],
)
def test_other_ways_to_run_a_list_in(text: str) -> None:
    assert [t.strip(",.") for _, t in own(paragraph(text))[1:]] == ["a baton", "a dog"]


@pytest.mark.parametrize(
    "text",
    [
        "Subdivisions (a) and (b) of the law apply.",
        "Penal Code 835a (a) and Penal Code 835a (b) apply.",
        "Only (a) is here.",
        "Sections (b) first and (c) second.",
    ],
)
def test_references_are_no_lists(text: str) -> None:
    assert own(paragraph(text)) == [("", text)]


def test_a_run_in_list_within_an_item_chains() -> None:
    cut = own(paragraph("Officers shall:"), item("(a)", "if feasible, (1) warn and (2) wait."))
    assert cut[-1] == ("Officers shall: if feasible,", "wait.")


def test_a_list_without_labels_behind_a_colon() -> None:
    text = "Act early. The means are, among others: to gain time; to keep away; and to call help."
    cut = provisions([paragraph(text)], "f")
    assert [(p.kind.value, p.text) for p in cut] == [
        ("sentence", "Act early."),
        ("sentence", "The means are, among others:"),
        ("item", "to gain time;"),
        ("item", "to keep away;"),
        ("item", "and to call help."),
        ("list", "to gain time; to keep away; and to call help."),
    ]
    assert {p.lead_in for p in cut[2:]} == {"The means are, among others:"}


@pytest.mark.parametrize(
    "text",
    [
        "One thing is plain: officers wait; they do not rush.",
        "Officers wait; they talk; they call for help.",
        "Note: ; and ; or.",
    ],
)
def test_no_list_without_labels(text: str) -> None:
    assert own(paragraph(text)) == [("", text)]
