"""Words that a PDF file holds but that are struck out, hidden, or written across the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName
from reportlab.pdfgen.canvas import Canvas

from policygap.documents.pdf import reader as pdf
from policygap.documents.pdf.pictures import Picture
from policygap.model import Block

RULE = "Members shall warn before they fire."
OTHER = "Members shall report every shot to a supervisor."


def saved(canvas: Canvas) -> Path:
    canvas.save()
    return Path(canvas._filename)


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


def shade(level: int) -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("L", (40, 10), level))


def cover_black(canvas: Canvas) -> None:
    canvas.rect(70, 696, 300, 14, stroke=0, fill=1)


def cover_white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.rect(70, 696, 300, 14, stroke=0, fill=1)


def cover_by_picture(canvas: Canvas) -> None:
    canvas.drawImage(shade(0), 70, 696, 300, 14)


def mark(canvas: Canvas, kind: str) -> None:
    """Put a reviewer's mark over the rule."""
    words = [70, 697, 300, 711]
    entries = {
        "Type": PDFName("Annot"), "Subtype": PDFName(kind), "Rect": PDFArray(words), "F": 4,
        "C": PDFArray([0, 0, 0]), "IC": PDFArray([0, 0, 0]),
        "QuadPoints": PDFArray([70, 711, 300, 711, 70, 697, 300, 697]),
    }  # fmt: skip
    canvas._addAnnotation(PDFDictionary(entries))


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("Square", "Words that a box or a picture hides on page 1 were left out."),
        ("StrikeOut", "Struck-out words on page 1 were left out."),
        ("Highlight", ""),
    ],
)
def test_a_reviewers_marks(canvas: Canvas, kind: str, note: str) -> None:
    canvas.drawString(72, 700, RULE)
    canvas.drawString(72, 640, OTHER)
    mark(canvas, kind)
    document = pdf.read(saved(canvas))
    assert texts(document.blocks) == ([OTHER] if note else [RULE, OTHER])
    assert document.source.notes == ((note,) if note else ())


@pytest.mark.parametrize("cover", [cover_black, cover_white, cover_by_picture])
def test_words_under_a_box_are_no_policy(canvas: Canvas, cover: Callable[[Canvas], None]) -> None:
    canvas.drawString(72, 700, RULE)
    canvas.drawString(72, 640, OTHER)
    cover(canvas)
    document = pdf.read(saved(canvas))
    assert texts(document.blocks) == [OTHER]
    assert document.source.notes == (
        "Words that a box or a picture hides on page 1 were left out.",
    )


def test_words_under_a_box_on_a_turned_page(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "turned.pdf"), pagesize=landscape(letter))
    canvas.setPageRotation(90)
    canvas.drawString(72, 500, RULE)
    canvas.drawString(72, 440, OTHER)
    canvas.rect(70, 496, 300, 14, stroke=0, fill=1)
    assert texts(pdf.read(saved(canvas)).blocks) == [OTHER]


def test_words_on_a_shade_or_in_a_dark_cell_are_read(canvas: Canvas) -> None:
    canvas.drawString(72, 740, "USE OF FORCE")
    canvas.setFillGray(0.8)
    canvas.rect(70, 696, 300, 14, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(72, 700, RULE)
    canvas.rect(70, 636, 300, 14, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(72, 640, OTHER)
    document = pdf.read(saved(canvas))
    assert texts(document.blocks) == ["USE OF FORCE", RULE, OTHER]
    assert document.source.notes == ()


def test_struck_out_words_are_no_policy(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, "Members may should warn before they fire.")
    start = 72 + canvas.stringWidth("Members ")
    end = start + canvas.stringWidth("may")
    canvas.line(start, 703.5, end, 703.5)
    canvas.drawString(72, 640, OTHER)
    canvas.line(72, 638, 72 + canvas.stringWidth(OTHER), 638)  # underlined: inserted
    document = pdf.read(saved(canvas))
    assert texts(document.blocks) == ["Members should warn before they fire.", OTHER]
    assert document.source.notes == ("Struck-out words on page 1 were left out.",)


@pytest.mark.parametrize("angle", [0, 90])
def test_a_word_that_is_struck_out_in_part(canvas: Canvas, angle: int) -> None:
    if angle:
        canvas.translate(700, 0)
        canvas.rotate(angle)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 500, "Members shallshould warn, if anyeach is near, mayofficers may.")
    for before, gone in (("Members ", "shall"), ("Members shallshould warn, if ", "any")):
        start = 72 + canvas.stringWidth(before)
        canvas.line(start, 503.5, start + canvas.stringWidth(gone), 503.5)
    end = 72 + canvas.stringWidth("Members shallshould warn, if anyeach is near, mayofficers")
    canvas.line(end - canvas.stringWidth("officers"), 503.5, end, 503.5)
    canvas.drawString(72, 440, OTHER)
    assert texts(pdf.read(saved(canvas)).blocks) == [
        "Members should warn, if each is near, may may.", OTHER,
    ]  # fmt: skip


def test_a_line_through_letters_that_cannot_be_told_apart_cuts_nothing(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, "Members shallshould warn before they fire.")
    start = 72 + canvas.stringWidth("Members ")
    canvas.line(start, 703.5, start + canvas.stringWidth("shall"), 703.5)
    canvas.drawString(start + 8, 700, "X")  # print upon print
    assert "shallshould" in texts(pdf.read(saved(canvas)).blocks)[0]


def test_a_cut_word_keeps_its_signs(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, "Members don\u2019t\u201cmust\u201d warn before they fire.")
    start = 72 + canvas.stringWidth("Members ")
    canvas.line(start, 703.5, start + canvas.stringWidth("don\u2019t"), 703.5)
    assert texts(pdf.read(saved(canvas)).blocks) == ['Members "must" warn before they fire.']


def test_a_watermark_across_the_page_is_not_read(canvas: Canvas) -> None:
    canvas.drawString(72, 700, RULE)
    canvas.translate(150, 300)
    canvas.rotate(45)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(0, 0, "DRAFT")
    assert texts(pdf.read(saved(canvas)).blocks) == [RULE]


def test_dashes_and_text_that_runs_aslant_are_left_alone(canvas: Canvas) -> None:
    canvas.drawString(72, 700, f"{RULE} \u2014")
    canvas.setFillGray(1)
    canvas.rect(72 + canvas.stringWidth(f"{RULE} "), 698, 30, 12, stroke=0, fill=1)
    canvas.showPage()
    canvas.rotate(3)
    canvas.drawString(100, 640, OTHER)
    canvas.setFillGray(0.9)
    canvas.rect(100, 636, 300, 14, stroke=0, fill=1)
    assert texts(pdf.read(saved(canvas)).blocks) == [f"{RULE} \u2014", OTHER]


def test_a_picture_tells_contrast_and_blank_paper() -> None:
    paper = bytes([200]) * 100 * 100
    blank = Picture(paper, 100, 100, 100, 72)
    inked = Picture(b"\x00" * 50 + paper[50:], 100, 100, 100, 72)
    assert (blank.is_blank, inked.is_blank) == (True, False)
    assert blank.contrast(10, 10, 20, 20) == 0
    assert inked.contrast(40, 0, 60, 5) == 200
    assert blank.contrast(200, 10, 220, 20) == 255
