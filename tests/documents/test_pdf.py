"""PDF files: text, layout, what is set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import landscape, letter
from reportlab.pdfgen.canvas import Canvas

from policygap.documents.pdf import reader as pdf
from policygap.model import Block, BlockKind

WritePdf = Callable[..., Path]
BENCHMARK = Path(__file__).parents[3] / "shared" / "benchmark"

RULE = [
    (72, "300.5 USE OF FORCE", "Helvetica-Bold"),
    (72, "Except where deadly force is justified, the holds and strikes that are named here are"),
    (72, "not to be used by any member. They are:"),
]


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


def labels(blocks: Sequence[Block]) -> list[tuple[str, int]]:
    return [(block.label, block.depth) for block in blocks if block.kind is BlockKind.ITEM]


def test_a_list_over_a_page_break_is_read_without_the_furniture(write_pdf: WritePdf) -> None:
    items = [(90, "(a) Gouges to the eyes"), (90, "(b) Choke holds")]
    after = [(90, "(c) Blows to the neck"), (72, "Members may use their voice.")]
    path = write_pdf(
        [[*RULE, *items], after],
        head="Cedar Falls Police Department",
        foot="Copyright Vendor 2020, All Rights Reserved.   Use of Force - {page}",
    )
    document = pdf.read(path)
    assert texts(document.blocks) == [
        "USE OF FORCE",
        "Except where deadly force is justified, the holds and strikes that are named here are "
        "not to be used by any member. They are:",
        "Gouges to the eyes",
        "Choke holds",
        "Blows to the neck",
        "Members may use their voice.",
    ]
    assert labels(document.blocks) == [("(a)", 1), ("(b)", 1), ("(c)", 1)]
    assert [block.page for block in document.blocks] == [1, 1, 1, 1, 2, 2]
    source = document.source
    assert (source.name, source.pages, source.unread_pages) == ("policy.pdf", 2, ())
    assert source.agency == "Cedar Falls Police Department"
    assert source.words == sum(len(text.split()) for text in texts(document.blocks))
    assert source.notes == ("Running heads and feet were set aside.",)


def test_two_levels_of_lists(write_pdf: WritePdf) -> None:
    lines = [
        (72, "1. Members shall not fire:"),
        (90, "a. at a moving vehicle; or"),
        (90, "b. as a warning."),
        (72, "2. Members shall report each shot."),
    ]
    assert labels(pdf.read(write_pdf([lines])).blocks) == [
        ("1.", 1), ("a.", 2), ("b.", 2), ("2.", 1),
    ]  # fmt: skip


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "policy.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    canvas.drawString(72, 600, "Members shall report force to a supervisor.")
    canvas.drawString(72, 700, "Members shall warn before they fire a shot.")
    canvas.save()
    assert texts(pdf.read(path).blocks)[0].startswith("Members shall warn")


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"Left column line {n} tells what members do" for n in range(12)]
    right = [f"right column line {n} tells what they report" for n in range(12)]
    path = tmp_path / "columns.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    for n in range(12):
        canvas.drawString(60, 700 - 14 * n, left[n])
        canvas.drawString(330, 700 - 14 * n, right[n])
    canvas.save()
    whole = " ".join(texts(pdf.read(path).blocks))
    assert whole.index(left[11]) < whole.index(right[0])


def test_columns_may_be_short_and_stand_on_a_part_of_a_page(canvas: Canvas) -> None:
    canvas.drawString(
        72, 700, "These rules hold for all members of the department, on duty and off it."
    )
    left = ["Officers shall not", "choke a person,", "fire a warning shot,", "or fire"]
    right = ["from a car. They shall", "respond to each use", "of force at once, and", "give aid."]
    for n in range(4):  # the lines of the two do not stand at one height
        canvas.drawString(72, 660 - 14 * n, left[n])
    for n in range(4):
        canvas.drawString(330, 655 - 14 * n, right[n])
    last = "Every use of force is reported before the end of the shift, by all of them."
    canvas.drawString(72, 580, last)
    canvas.save()
    whole = " ".join(texts(pdf.read(Path(canvas._filename)).blocks))
    assert whole.endswith(" ".join([*left, *right, last]))


def test_three_columns(canvas: Canvas) -> None:
    words = [f"{name} {n} tells" for name in ("Left", "Middle", "Right") for n in range(6)]
    for n, text in enumerate(words):
        canvas.drawString(72 + 150 * (n // 6), 700 - 14 * (n % 6), text)
    canvas.save()
    assert " ".join(texts(pdf.read(Path(canvas._filename)).blocks)) == " ".join(words)


def test_a_form_that_is_drawn_row_by_row_is_no_column(canvas: Canvas) -> None:
    for n in range(6):
        canvas.drawString(72, 700 - 14 * n, f"Left {n}")
        canvas.drawString(330, 700 - 14 * n, f"right {n}")
    canvas.save()
    whole = " ".join(texts(pdf.read(Path(canvas._filename)).blocks))
    assert whole == " ".join(f"Left {n} right {n}" for n in range(6))


def test_words_broken_at_the_end_of_a_columns_line_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    for x in (72, 300):
        text = canvas.beginText(x, 700)
        for _ in range(5):
            text.textLine("Officers shall try every means of de-")
            text.textLine("escalation that there is before they be-")
            text.textLine("gin to use force, and tell their super-")
            text.textLine("visor, who listens to all of them.")
        canvas.drawText(text)
    canvas.save()
    whole = " ".join(texts(pdf.read(path).blocks))
    assert whole.count("means of de-escalation that there is before they begin to use") == 10
    assert whole.count("tell their supervisor, who listens") == 10


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_pages_are_read(tmp_path: Path, rotation: int) -> None:
    path = tmp_path / "turned.pdf"
    canvas = Canvas(str(path), pagesize=landscape(letter))
    canvas.setPageRotation(rotation)
    canvas.drawString(72, 500, "Members shall warn before they fire.")
    canvas.drawString(72, 440, "Members shall report every shot.")
    canvas.save()
    assert texts(pdf.read(path).blocks) == [
        "Members shall warn before they fire.",
        "Members shall report every shot.",
    ]


def test_text_drawn_upright_on_a_sheet_on_its_side(tmp_path: Path) -> None:
    path = tmp_path / "side.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    canvas.rotate(90)
    canvas.drawString(72, -100, "Members shall warn before they fire.")
    canvas.drawString(72, -160, "Members shall report every shot.")
    canvas.save()
    assert texts(pdf.read(path).blocks)[0] == "Members shall warn before they fire."


def test_hyphens_at_line_ends(write_pdf: WritePdf) -> None:
    lines = [
        (72, "Members use de-escalation. They take their time and keep their distance and de-"),
        (72, "escalation goes on while they report what they saw to their super-"),
        (72, "visor, who listens."),
    ]
    (block,) = pdf.read(write_pdf([lines])).blocks
    assert "distance and de-escalation goes on" in block.text
    assert block.text.endswith("to their supervisor, who listens.")


def test_a_bold_heading_at_body_size(write_pdf: WritePdf) -> None:
    lines = [(72, "Duty to intercede", "Helvetica-Bold"), (72, "Members shall intercede.")]
    kinds = [block.kind for block in pdf.read(write_pdf([lines])).blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_contents_pages_are_kept_apart(write_pdf: WritePdf) -> None:
    contents = [(72, f"{n}.0 Section {n} {'.' * 40} {n + 2}") for n in range(1, 9)]
    document = pdf.read(write_pdf([contents, [(72, "Members shall warn before they fire.")]]))
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.CONTENTS] * 8 + [BlockKind.PARAGRAPH]
    assert document.source.notes == ("A table of contents on page 1 was set aside.",)


def test_specks_and_marks_of_change_are_not_text(tmp_path: Path) -> None:
    path = tmp_path / "marks.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    canvas.setFont("Helvetica", 11)
    for n, text in enumerate(["A. Members shall warn.", "B. Members shall report.", "C. End."]):
        canvas.drawString(90, 700 - 30 * n, text)
    canvas.drawString(50, 670, "*3")
    canvas.setFont("Helvetica", 0.9)
    canvas.drawString(90 + 122, 670, "U")
    canvas.save()
    assert [(b.label, b.text) for b in pdf.read(path).blocks] == [
        ("A.", "Members shall warn."), ("B.", "Members shall report."), ("C.", "End."),
    ]  # fmt: skip


def test_specks_between_a_word_and_its_colon_are_not_text(tmp_path: Path) -> None:
    path = tmp_path / "specks.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    text = canvas.beginText(90, 700)
    for size, part in ((11, "The supervisor ("), (0.9, "U"), (11, "WILL"), (0.9, "UU"), (11, "):")):
        text.setFont("Helvetica", size)
        text.textOut(part)
    canvas.drawText(text)
    canvas.save()
    assert [b.text for b in pdf.read(path).blocks] == ["The supervisor (WILL):"]


def test_the_title_is_the_largest_line(tmp_path: Path) -> None:
    path = tmp_path / "title.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(200, 740, "Cedar Falls Police Department")
    canvas.drawString(200, 720, "Effective Date: March 3, 2021")
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(72, 680, "Response to Resistance")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 640, "Members shall warn before they fire.")
    canvas.save()
    source = pdf.read(path).source
    assert source.title == "Response to Resistance"
    assert source.agency == "Cedar Falls Police Department"
    assert source.dates == ("Effective Date: March 3, 2021",)


@pytest.mark.skipif(not BENCHMARK.is_dir(), reason="the benchmark is not here")
@pytest.mark.parametrize("path", sorted(BENCHMARK.glob("docs/*.pdf")), ids=lambda path: path.stem)
def test_real_documents_are_read_whole(path: Path) -> None:
    document = pdf.read(path)
    assert not document.source.unread_pages
    assert document.source.words > 2_000
    assert sum(block.kind is BlockKind.HEADING for block in document.blocks) >= 5
    assert {block.page for block in document.blocks} == set(range(1, document.source.pages + 1))
