from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt

from policygap.documents.word import reader as word
from policygap.model import Block, BlockKind


@pytest.fixture
def document() -> Any:
    return docx.Document()


def blocks(document: Any, folder: Path) -> tuple[Block, ...]:
    path = folder / "tables.docx"
    document.save(str(path))
    return word.read(path).blocks


def places(found: tuple[Block, ...]) -> list[tuple[int, int, int, str]]:
    return [(b.cell.table, b.cell.row, b.cell.column, b.text) for b in found if b.cell is not None]


def fill(table: Any, *rows: str) -> None:
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words.split(), strict=True):
            cell.text = text


def test_cells_know_their_place_and_stand_in_reading_order(document: Any, tmp_path: Path) -> None:
    document.add_paragraph("Before.")
    fill(document.add_table(2, 2), "a b", "c d")
    document.add_paragraph("After.")
    fill(document.add_table(1, 2), "e f")
    found = blocks(document, tmp_path)
    assert [block.text for block in found] == ["Before.", "a", "b", "c", "d", "After.", "e", "f"]
    assert places(found)[2:5] == [(0, 1, 0, "c"), (0, 1, 1, "d"), (1, 0, 0, "e")]


def test_merged_cells_are_read_once(document: Any, tmp_path: Path) -> None:
    table = document.add_table(3, 3)
    fill(table, "a b c", "d e f", "g h i")
    wide = table.cell(0, 0).merge(table.cell(0, 1))
    wide.text = "wide"
    tall = table.cell(1, 2).merge(table.cell(2, 2))
    tall.text = "tall"
    assert places(blocks(document, tmp_path)) == [
        (0, 0, 0, "wide"), (0, 0, 2, "c"), (0, 1, 0, "d"), (0, 1, 1, "e"), (0, 1, 2, "tall"),
        (0, 2, 0, "g"), (0, 2, 1, "h"),
    ]  # fmt: skip


def test_a_nested_table_is_a_table_of_its_own_after_the_outer_one(
    document: Any, tmp_path: Path
) -> None:
    outer = document.add_table(2, 2)
    fill(outer, "a b", "c d")
    fill(outer.cell(0, 1).add_table(1, 2), "x y")
    assert places(blocks(document, tmp_path)) == [
        (0, 0, 0, "a"), (0, 0, 1, "b"), (0, 1, 0, "c"), (0, 1, 1, "d"), (1, 0, 0, "x"),
        (1, 0, 1, "y"),
    ]  # fmt: skip


def test_the_paragraphs_of_a_cell_are_one_block(document: Any, tmp_path: Path) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Level"
    cell = table.cell(0, 1)
    cell.text = "Tools:"
    for line in ("• hands", "(a) baton", "Ask first.", "Then act"):
        cell.add_paragraph(line)
    cell.add_paragraph("")
    assert (
        places(blocks(document, tmp_path))[1][3] == "Tools: hands; (a) baton; Ask first. Then act"
    )


def test_the_label_of_a_cell_with_one_item_is_split_off(document: Any, tmp_path: Path) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "1. Hands", "Active resistance"
    first = blocks(document, tmp_path)[0]
    assert (first.kind, first.label, first.text) == (BlockKind.CELL, "1.", "Hands")


def test_a_table_that_only_places_text_is_read_as_text(document: Any, tmp_path: Path) -> None:
    frame = document.add_table(2, 1)
    frame.cell(0, 0).text = "USE OF FORCE"
    frame.cell(1, 0).text = "Officers shall:"
    frame.cell(1, 0).add_paragraph("(a) stop.")
    found = blocks(document, tmp_path)
    assert [(b.kind.value, b.text) for b in found] == [
        ("heading", "USE OF FORCE"), ("paragraph", "Officers shall:"), ("item", "stop."),
    ]  # fmt: skip
    assert places(found) == []


def test_cells_as_long_as_a_page_are_read_as_text(document: Any, tmp_path: Path) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "PURPOSE"
    table.cell(0, 1).text = "Officers shall report. " * 60
    table.cell(0, 1).paragraphs[0].paragraph_format.left_indent = Pt(20)
    found = blocks(document, tmp_path)
    assert [b.kind for b in found] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_contents_table_is_told_from_other_tables(document: Any, tmp_path: Path) -> None:
    document.add_paragraph("Contents")
    fill(document.add_table(2, 2), "Purpose 1", "Rules 2")
    document.add_heading("Purpose", 1)
    fill(document.add_table(1, 2), "a b")
    kinds = [block.kind.value for block in blocks(document, tmp_path)]
    assert kinds == ["contents"] * 5 + ["heading", "cell", "cell"]
