"""Lists that their layout hides."""

from __future__ import annotations

from policygap.documents.provisions import provisions
from policygap.model import Block, BlockKind, ProvisionKind

SHALL_NOT = "Members shall not:"


def paragraph(text: str, page: int | None = None) -> Block:
    return Block(text, BlockKind.PARAGRAPH, page=page)


def item(label: str, text: str, depth: int = 1, page: int | None = None) -> Block:
    return Block(text, BlockKind.ITEM, page=page, label=label, depth=depth)


def own(*blocks: Block) -> list[tuple[str, str]]:
    """Return lead-in and text of all provisions but the whole lists."""
    return [
        (p.lead_in, p.text) for p in provisions(blocks, "f") if p.kind is not ProvisionKind.LIST
    ]


def test_an_item_of_an_outer_list_at_an_inner_indent() -> None:
    cut = own(
        paragraph("Members shall:"),
        item("2.", "in court:"),
        item("(a)", "rise", 2),
        item("(b)", "speak", 2),
        item("3.", "report", 2),
    )
    assert cut[-1] == ("Members shall:", "report")


def test_lines_without_label_after_an_introducer_are_items() -> None:
    cut = own(
        paragraph(SHALL_NOT),
        paragraph("strike a person;"),
        paragraph("kick a person; or"),
        paragraph("choke a person."),
        paragraph("Members are trained."),
    )
    assert [lead for lead, _ in cut[1:]] == [SHALL_NOT] * 3 + [""]


def test_a_sentence_after_an_introducer_is_no_item() -> None:
    assert own(paragraph("Note:"), paragraph("Members are trained."))[1][0] == ""


def test_sentences_that_complete_an_introducer_are_items() -> None:
    lead = "Officers are authorized to use deadly force to:"
    cut = own(
        paragraph(lead),
        paragraph("Protect themselves from what they believe is a threat of death."),
        paragraph("Stop the escape of a killer."),
        paragraph("Each case is reviewed."),
    )
    assert [lead_in for lead_in, _ in cut] == ["", lead, lead, ""]


def test_what_begins_with_a_small_letter_goes_on_with_what_announces_it() -> None:
    lead = "Retaliation is prohibited against a member for:"
    cut = own(paragraph(lead), paragraph("reporting a use of force."), paragraph("On 4 May"))
    assert [lead_in for lead_in, _ in cut] == ["", lead, ""]


def test_sentences_with_their_own_subject_complete_no_introducer() -> None:
    cut = own(paragraph("A sergeant will:"), paragraph("If it is safe, officers may leave."))
    assert [lead_in for lead_in, _ in cut] == ["", ""]


def test_items_that_lost_their_indent() -> None:
    cut = own(
        item("(a)", "Officers shall:"),
        item("•", "warn"),
        item("•", "wait"),
        item("(b)", "Officers may leave."),
    )
    assert [lead for lead, _ in cut] == ["", "Officers shall:", "Officers shall:", ""]
