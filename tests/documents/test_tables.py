"""The rows of tables."""

from __future__ import annotations

from policygap.documents.provisions import provisions
from policygap.model import Block, BlockKind, Cell, ProvisionKind


def cell(row: int, column: int, text: str, table: int = 1) -> Block:
    return Block(text, BlockKind.CELL, cell=Cell(table, row, column))


def own(*blocks: Block) -> list[tuple[str, str]]:
    """Return lead-in and text of all provisions but the whole lists."""
    return [
        (p.lead_in, p.text) for p in provisions(blocks, "f") if p.kind is not ProvisionKind.LIST
    ]


def test_rows_have_the_header_as_lead_in() -> None:
    cut = provisions(
        [
            cell(0, 0, "Resistance"),
            cell(0, 1, "Force option"),
            cell(1, 0, "Passive"),
            cell(1, 1, "Words."),
            cell(1, 1, "Gestures."),
            cell(2, 0, ""),
            cell(2, 1, " "),
        ],
        "f",
    )
    assert [(p.kind.value, p.lead_in, p.text) for p in cut] == [
        ("row", "", "Resistance | Force option"),
        ("row", "Resistance | Force option", "Passive | Words. Gestures."),
    ]
    assert [p.paragraph for p in cut] == [1, 3]


def test_a_table_is_a_list_of_its_rows() -> None:
    rows = [
        cell(0, 0, "Resistance"), cell(0, 1, "Force"),
        cell(1, 0, "Passive"), cell(1, 1, "Words"),
        cell(2, 0, "Assault"), cell(2, 1, "Baton"),
    ]  # fmt: skip
    whole = provisions(rows, "f")[-1]
    assert (whole.kind, whole.lead_in, whole.text) == (
        ProvisionKind.LIST, "Resistance | Force", "Passive | Words; Assault | Baton"
    )  # fmt: skip
    sentences = [cell(0, 0, "Warn."), cell(0, 1, "Wait."), cell(1, 0, "Act."), cell(1, 1, "Go.")]
    bare = provisions(sentences, "f")[-1]
    assert (bare.kind, bare.lead_in) == (ProvisionKind.LIST, "")
    assert bare.text == "Warn. | Wait; Act. | Go."


def test_one_row_or_a_table_as_long_as_a_chapter_is_no_list() -> None:
    long = [cell(n, column, "word " * 25) for n in range(80) for column in (0, 1)]
    for blocks in ([cell(0, 0, "Name"), cell(0, 1, "Rank")], long):
        assert all(p.kind is ProvisionKind.ROW for p in provisions(blocks, "f"))


def test_the_first_row_of_sentences_is_no_header() -> None:
    cut = own(cell(0, 0, "Warn."), cell(0, 1, "Wait."), cell(1, 0, "Act."), cell(1, 1, "Report."))
    assert cut[1] == ("", "Act. | Report.")


def test_prose_in_a_table_is_cut_into_sentences() -> None:
    rule = "Officers shall report every use of force to a supervisor before the end of the shift."
    cut = own(cell(0, 0, "Duty"), cell(0, 1, " ".join([rule] * 4)))
    assert cut == [("", "Duty"), *[("Duty", rule)] * 4]


def test_two_tables_do_not_share_a_header() -> None:
    one = (cell(0, 0, "A"), cell(0, 1, "B"), cell(1, 0, "1"), cell(1, 1, "2"))
    two = (cell(0, 0, "C", table=2), cell(0, 1, "D", table=2))
    assert own(*one, *two)[-1] == ("", "C | D")


def test_what_leads_in_stays_short_however_many_cells_a_row_has() -> None:
    cut = own(*(cell(row, column, f"Cell {column}") for row in (0, 1) for column in range(500)))
    assert [text for _, text in cut] == 2 * [f"Cell {column}" for column in range(500)]
    assert max(len(lead_in.split()) for lead_in, _ in cut) == 60
