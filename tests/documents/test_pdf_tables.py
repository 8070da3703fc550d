"""Tables in PDF files, and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from policygap.documents.pdf import reader as pdf
from policygap.model import Block, BlockKind

HEIGHT = letter[1]
ROWS = [["Level", "Force"], ["One", "Voice and hands"], ["Two", "Baton or spray"]]
Cells = list[tuple[int, int, str]]


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    return Canvas(str(tmp_path / "table.pdf"), pagesize=letter)


def read(canvas: Canvas) -> tuple[Block, ...]:
    canvas.save()
    return pdf.read(Path(canvas._filename)).blocks


def cells(blocks: Sequence[Block]) -> Cells:
    return [(b.cell.row, b.cell.column, b.text) for b in blocks if b.cell]


def expected(rows: Sequence[Sequence[str]]) -> Cells:
    return [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def draw(canvas: Canvas, rows: Sequence[Sequence[str]], top: float, ruled: bool = True) -> None:
    xs = [72 + 150 * n for n in range(len(rows[0]) + 1)]
    if ruled:
        canvas.grid(xs, [HEIGHT - top - 20 * n for n in range(len(rows) + 1)])
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.drawString(xs[c] + 4, HEIGHT - top - 20 * r - 14, text)


def test_a_ruled_table_is_read_by_cell_at_its_place(canvas: Canvas) -> None:
    canvas.drawString(72, HEIGHT - 90, "The levels of force are these.")
    draw(canvas, ROWS, 120)
    canvas.drawString(72, HEIGHT - 220, "Members shall warn first.")
    blocks = read(canvas)
    assert cells(blocks) == expected(ROWS)
    assert blocks[0].text == "The levels of force are these."
    assert blocks[-1].text == "Members shall warn first."
    assert len(blocks) == 8


def test_a_table_may_lack_its_outer_frame(canvas: Canvas) -> None:
    draw(canvas, ROWS, 120, ruled=False)
    canvas.line(218, HEIGHT - 120, 218, HEIGHT - 180)
    for top in (140, 160):
        canvas.line(72, HEIGHT - top, 372, HEIGHT - top)
    assert cells(read(canvas)) == expected(ROWS)


def test_lines_may_be_drawn_as_thin_boxes(canvas: Canvas) -> None:
    draw(canvas, ROWS, 120, ruled=False)
    for top in (120, 140, 160, 180):
        canvas.rect(72, HEIGHT - top, 300, 0.7, stroke=0, fill=1)
    for x in (72, 222, 372):
        canvas.rect(x, HEIGHT - 180, 0.7, 60, stroke=0, fill=1)
    assert cells(read(canvas)) == expected(ROWS)


def test_wrapped_words_stay_in_their_cell(canvas: Canvas) -> None:
    canvas.grid([72, 222, 372], [HEIGHT - y for y in (120, 140, 180)])
    for x, y, text in [
        (76, 134, "Level"), (226, 134, "Force"), (76, 154, "Two"),
        (226, 154, "Baton, spray or"), (226, 170, "a dog"),
    ]:  # fmt: skip
        canvas.drawString(x, HEIGHT - y, text)
    assert cells(read(canvas))[-1] == (1, 1, "Baton, spray or a dog")


def test_a_table_goes_on_overleaf_under_the_same_head(canvas: Canvas) -> None:
    draw(canvas, ROWS, 600)
    canvas.showPage()
    draw(canvas, [ROWS[0], ["Three", "Firearm"]], 80)
    blocks = read(canvas)
    assert cells(blocks) == expected([*ROWS, ["Three", "Firearm"]])
    assert {block.cell.table for block in blocks if block.cell} == {0}


def test_a_table_without_lines(canvas: Canvas) -> None:
    rows = [["Level", "Force", "Report"], ["One", "Voice", "None"], ["Two", "Baton", "Form 7"]]
    draw(canvas, rows, 120, ruled=False)
    assert cells(read(canvas)) == expected(rows)


def test_words_broken_in_a_cell_are_joined(canvas: Canvas) -> None:
    canvas.grid([72, 222, 372, 520], [HEIGHT - y for y in (120, 140, 180)])
    for ruled in (0, 200):
        for x, y, lines in ((76, 134, ["Level"]), (226, 134, ["Force"]), (376, 134, ["Report"]),
                            (76, 154, ["Two", "in all"]), (226, 154, ["Talk of de-", "escalation"]),
                            (376, 154, ["To a super-", "visor"])):  # fmt: skip
            text = canvas.beginText(x, HEIGHT - y - ruled)
            for line in lines:
                text.textLine(line)
            canvas.drawText(text)
    found = [text for _, _, text in cells(read(canvas))]
    assert found.count("Talk of de-escalation") == found.count("To a supervisor") == 2


@pytest.mark.parametrize("shape", ["box", "frame", "underline", "rules", "shade"])
def test_what_only_looks_like_a_table(canvas: Canvas, shape: str) -> None:
    lines = ["Use of force", "Members shall warn before they fire.", "Members shall report force."]
    for n, text in enumerate(lines):
        canvas.drawString(80, HEIGHT - 120 - 30 * n, text)
    if shape == "box":
        canvas.rect(72, HEIGHT - 126, 300, 20)
    elif shape == "frame":
        canvas.rect(40, 40, 530, 700)
    elif shape == "underline":
        canvas.line(80, HEIGHT - 122, 150, HEIGHT - 122)
    elif shape == "rules":
        for top in (100, 130, 160, 190):
            canvas.line(72, HEIGHT - top, 540, HEIGHT - top)
    else:
        canvas.setFillGray(0.9)
        canvas.rect(72, HEIGHT - 126, 300, 20, stroke=0, fill=1)
    assert BlockKind.CELL not in {block.kind for block in read(canvas)}


def test_running_text_in_a_huge_cell_is_not_a_datum(canvas: Canvas) -> None:
    canvas.grid([40, 140, 570], [HEIGHT - y for y in (80, 110, 700)])
    canvas.drawString(50, HEIGHT - 100, "Subject")
    canvas.drawString(150, HEIGHT - 100, "Use of force")
    canvas.drawString(50, HEIGHT - 130, "Rules")
    canvas.drawString(150, HEIGHT - 130, "1. Members shall warn before they fire.")
    canvas.drawString(150, HEIGHT - 160, "2. Members shall report every shot.")
    labels = [block.label for block in read(canvas) if block.kind is BlockKind.ITEM]
    assert labels == ["1.", "2."]


def test_huge_cells_are_read_from_left_to_right_between_their_head_and_foot(canvas: Canvas) -> None:
    canvas.grid([40, 220, 400, 570], [HEIGHT - y for y in (80, 110, 600, 630)])
    words = ("one", "two", "three")
    for n, (word, top) in enumerate(zip(words, (400, 300, 200), strict=True)):
        canvas.drawString(50 + 180 * n, HEIGHT - 100, f"Level {word}")
        for m, line in enumerate([f"Force {word} may be used", "if nothing else helps,"] * 7):
            canvas.drawString(50 + 180 * n, HEIGHT - top - 14 * m, line)
        canvas.drawString(50 + 180 * n, HEIGHT - 620, f"Report {word}")
    assert [block.text for block in read(canvas)] == [
        "Level one", "Level two", "Level three",
        *(" ".join([f"Force {n} may be used if nothing else helps,"] * 7) for n in words),
        "Report one", "Report two", "Report three",
    ]  # fmt: skip
