"""Traps of layout in PDF files: what a person sees on the page is what must be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from policygap.documents.pdf import reader as pdf
from policygap.model import Block, BlockKind

WritePdf = Callable[..., Path]
HEIGHT = letter[1]
RULE = "Members shall warn before they fire."
OTHER = "Members shall report every shot to a supervisor."
VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def saved(canvas: Canvas) -> Path:
    canvas.save()
    return Path(canvas._filename)


def read(canvas: Canvas) -> tuple[Block, ...]:
    return pdf.read(saved(canvas)).blocks


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


def test_the_raised_number_of_a_note_does_not_spoil_a_word(canvas: Canvas) -> None:
    parts = (
        ("Force may be used", ""), ("1", "up"), (" unless", ""), ("12", "up"), (" it is 5", ""),
        ("2", "up"), (" m, or CO", ""), ("2", "down"), (" spreads.", ""), ("3", "up"),
    )  # fmt: skip
    text = canvas.beginText(72, 700)
    for part, place in parts:
        text.setFont("Helvetica", 7 if place else 12)
        text.setRise({"up": 5, "down": -2}.get(place, 0))
        text.textOut(part)
    canvas.drawText(text)
    canvas.save()
    (block,) = pdf.read(Path(canvas._filename)).blocks
    assert block.text == "Force may be used unless it is 52 m, or CO 2 spreads."


def test_a_label_set_close_to_its_words_is_a_label(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, "Officers shall:")
    for n, (label, text) in enumerate(
        (("(a)", "warn."), ("(b)", "2020 forms use."), ("(c)", "aid."))
    ):
        canvas.drawString(90, 680 - 20 * n, label)
        canvas.drawString(90 + canvas.stringWidth(label) + 1, 680 - 20 * n, text)
    canvas.drawString(72, 600, "If (s)he is hurt, call 1.5 units, i.e.a crew, to the U.S.A.base.")
    canvas.save()
    found = pdf.read(Path(canvas._filename)).blocks
    assert [(block.label, block.text) for block in found] == [
        ("", "Officers shall:"), ("(a)", "warn."), ("(b)", "2020 forms use."), ("(c)", "aid."),
        ("", "If (s)he is hurt, call 1.5 units, i.e.a crew, to the U.S.A.base."),
    ]  # fmt: skip


def test_doubled_blanks_of_justified_text(write_pdf: WritePdf) -> None:
    lines = [(72, "Members   shall  warn    before  they fire and  report   every  shot to   a")]
    (block,) = pdf.read(write_pdf([[*lines, (72, "supervisor.")]])).blocks
    assert block.text == (
        "Members shall warn before they fire and report every shot to a supervisor."
    )


def test_words_set_apart_without_blanks(canvas: Canvas) -> None:
    x = 72.0
    for word in RULE.split():
        canvas.drawString(x, 700, word)
        x += canvas.stringWidth(word) + 0.28 * 12
    assert texts(read(canvas)) == [RULE]


def test_letters_spaced_wide_are_one_word(canvas: Canvas) -> None:
    text = canvas.beginText(72, 700)
    text.setCharSpace(1.2)
    text.textLine(RULE)
    canvas.drawText(text)
    assert texts(read(canvas)) == [RULE]


def test_ligatures_and_soft_hyphens(canvas: Canvas) -> None:
    pdfmetrics.registerFont(TTFont("Vera", str(VERA)))
    canvas.setFont("Vera", 11)
    canvas.drawString(
        72, 700, "Of\ufb01cers shall \ufb01rst warn and give \ufb02eeing people time."
    )
    canvas.drawString(72, 640, "Members shall in\u00adter\u00advene at once.")
    assert texts(read(canvas)) == [
        "Officers shall first warn and give fleeing people time.",
        "Members shall intervene at once.",
    ]


def test_a_word_broken_over_two_pages(write_pdf: WritePdf) -> None:
    first = [
        (72, f"Rule {n} of this policy is here so that the page is full of lines") for n in "ab"
    ]
    first += [(72, "Members shall report every shot that they fire to their super-")]
    pages = [[*first], [(72, "visor, who calls for medical aid at once.")]]
    blocks = pdf.read(write_pdf(pages, head="Cedar Falls Police", foot="{page}")).blocks
    assert blocks[-1].text.endswith("to their supervisor, who calls for medical aid at once.")


def test_footnotes_do_not_break_into_the_text(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    body = [
        f"Line {n} of a rule that members follow when they use force on people" for n in range(8)
    ]
    for n, line in enumerate([*body, "and that goes on overleaf,"]):
        canvas.drawString(72, 700 - 14 * n, line)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 80, "1 Penal Code section 835a names the conditions.")
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, "where they also report it.")
    blocks = read(canvas)
    assert [b.text for b in blocks if b.kind is BlockKind.FOOTNOTE] == [
        "1 Penal Code section 835a names the conditions."
    ]
    paragraph = next(b for b in blocks if b.kind is BlockKind.PARAGRAPH)
    assert paragraph.text.endswith("goes on overleaf, where they also report it.")


def test_line_numbers_in_the_margin_are_no_labels(canvas: Canvas) -> None:
    for n in range(12):
        canvas.drawRightString(60, 700 - 24 * n, str(n + 1))
        canvas.drawString(80, 700 - 24 * n, f"{RULE} {'abcdefghijkl'[n].upper()} applies.")
    assert not any(word.isdigit() for text in texts(read(canvas)) for word in text.split())


def test_a_head_that_repeats_the_title_is_read_once(write_pdf: WritePdf) -> None:
    pages = [[(72, f"Members shall follow rule {word}.")] for word in ("one", "two", "three")]
    document = pdf.read(write_pdf(pages, head="USE OF FORCE", foot="Page {page} of 3"))
    assert texts(document.blocks) == [
        f"Members shall follow rule {word}." for word in ("one", "two", "three")
    ]
    assert document.source.title == "USE OF FORCE"


def test_a_table_on_a_sheet_on_its_side(canvas: Canvas) -> None:
    canvas.rotate(90)
    rows = [["Level", "Force"], ["One", "Voice and hands"], ["Two", "Baton or spray"]]
    canvas.grid([100, 250, 400], [-(200 + 20 * n) for n in range(4)])
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.drawString(104 + 150 * c, -(214 + 20 * r), text)
    cells = [(b.cell.row, b.cell.column, b.text) for b in read(canvas) if b.cell]
    assert cells == [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def test_a_list_in_the_second_column_goes_on_overleaf(canvas: Canvas) -> None:
    for n in range(12):
        canvas.drawString(60, 700 - 14 * n, f"Left column line {n} tells what members do")
        canvas.drawString(330, 700 - 14 * n, f"right column line {n} tells what they report")
    canvas.drawString(330, 700 - 14 * 13, "Members shall not fire on anyone:")
    canvas.drawString(330, 700 - 14 * 14, "(a) who flees on foot or in a car; or")
    canvas.showPage()
    canvas.drawString(60, 700, "(b) who is a danger to himself only.")
    blocks = read(canvas)
    assert [(b.label, b.page) for b in blocks if b.label] == [("(a)", 1), ("(b)", 2)]
