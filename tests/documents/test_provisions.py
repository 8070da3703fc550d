"""How blocks are cut into provisions."""

from __future__ import annotations

from policygap.documents.provisions import provisions
from policygap.model import Block, BlockKind, Provision, ProvisionKind

SHALL_NOT = "Members shall not:"


def paragraph(text: str, page: int | None = None) -> Block:
    return Block(text, BlockKind.PARAGRAPH, page=page)


def heading(text: str, depth: int = 1, label: str = "") -> Block:
    return Block(text, BlockKind.HEADING, label=label, depth=depth)


def item(label: str, text: str, depth: int = 1, page: int | None = None) -> Block:
    return Block(text, BlockKind.ITEM, page=page, label=label, depth=depth)


def own(*blocks: Block) -> list[tuple[str, str]]:
    """Return lead-in and text of all provisions but the whole lists."""
    return [
        (p.lead_in, p.text) for p in provisions(blocks, "f") if p.kind is not ProvisionKind.LIST
    ]


def whole_lists(*blocks: Block) -> list[Provision]:
    return [p for p in provisions(blocks, "f") if p.kind is ProvisionKind.LIST]


def test_sentences_keep_their_place() -> None:
    first, second, third = provisions(
        [
            heading("Force", label="3."),
            paragraph("Warn first. Then wait.", page=4),
            paragraph("Report."),
        ],
        "manual.pdf",
        first_paragraph=10,
    )
    assert (first.text, second.text, third.text) == ("Warn first.", "Then wait.", "Report.")
    assert (first.page, first.file, first.section.path) == (4, "manual.pdf", "3")
    assert (first.paragraph, second.paragraph, third.paragraph) == (11, 11, 12)
    assert first.kind is ProvisionKind.SENTENCE


def test_headings_and_contents_give_no_provision() -> None:
    assert own(heading("Force"), Block("Force .... 3", BlockKind.CONTENTS)) == []


def test_a_whole_list_holds_its_deeper_items() -> None:
    outer, inner = sorted(
        whole_lists(
            paragraph("Officers shall:"),
            item("(a)", "if feasible:"),
            item("(1)", "warn; or", 2),
            item("(2)", "wait;", 2),
            item("(b)", "report."),
        ),
        key=lambda p: len(p.lead_in),
    )
    assert outer.text == "if feasible: warn; or wait; report."
    assert (outer.paragraph, outer.kind) == (2, ProvisionKind.LIST)
    assert (inner.lead_in, inner.text) == ("Officers shall: if feasible:", "warn; or wait;")
    assert outer.full_text.startswith("Officers shall: if feasible: warn")


def test_a_list_without_lead_in_is_a_list_too() -> None:
    (found,) = whole_lists(heading("Options"), item("•", "Baton"), item("•", "Dog"))
    assert (found.lead_in, found.text) == ("", "Baton; Dog")


def test_one_item_is_no_list() -> None:
    assert whole_lists(paragraph(SHALL_NOT), item("(a)", "strike")) == []


def test_a_chapter_of_items_is_no_list() -> None:
    long = "Members shall report every use of force at once. " * 60
    assert whole_lists(heading("Rules"), item("1.", long), item("2.", long)) == []


def test_titles_do_not_make_a_list() -> None:
    blocks = (
        item("A.", "Deadly Force"),
        item("1.", "Officers shall warn.", 2),
        item("B.", "Reporting"),
        item("1.", "Officers shall report.", 2),
    )
    assert whole_lists(*blocks) == []
    assert own(*blocks)[0] == ("", "Deadly Force")


def test_an_exception_stays_with_its_paragraph() -> None:
    rule, exception = provisions(
        [paragraph("Choking is banned. This does not apply when life is at stake.")], "f"
    )
    assert rule.paragraph == exception.paragraph
