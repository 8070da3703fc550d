"""PDF files that cannot be read, or only in part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from policygap.documents import pdf
from policygap.documents.legibility import is_garbled
from policygap.errors import DocumentError

WritePdf = Callable[..., Path]
SENTENCE = "Members shall warn before they fire and report every shot to a supervisor."
SHIFTED = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.islower() else c for c in SENTENCE)


def picture() -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("L", (85, 110), 200))


def draw_pages(path: Path, kinds: str) -> Path:
    """Write one page for each letter: t(ext), s(can), g(arbled), b(lank)."""
    canvas = Canvas(str(path), pagesize=letter)
    for kind in kinds:
        for n in range(6 if kind in "tg" else 0):
            canvas.drawString(72, 700 - 40 * n, SENTENCE if kind == "t" else SHIFTED)
        if kind == "s":
            canvas.drawImage(picture(), 0, 0, *letter)
        canvas.showPage()
    canvas.save()
    return path


def refused(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        pdf.read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def test_a_scan_is_refused_and_ocr_advised(tmp_path: Path) -> None:
    message = refused(draw_pages(tmp_path / "scan.pdf", "ss"))
    assert "scan" in message
    assert "OCR" in message


def test_a_broken_text_layer_is_refused(tmp_path: Path) -> None:
    assert "cannot be decoded" in refused(draw_pages(tmp_path / "shifted.pdf", "gg"))


def test_glyph_codes_and_signs_are_not_english() -> None:
    assert is_garbled("(cid:12)(cid:4)(cid:77)" * 4)
    assert is_garbled("!#$ %&' *+, ;<=> ?@ " * 10)
    assert not is_garbled("300.1 PURPOSE AND SCOPE ........ 4")
    assert not is_garbled(SENTENCE * 3)


def test_pages_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    source = pdf.read(draw_pages(tmp_path / "mixed.pdf", "tgtst")).source
    assert source.unread_pages == (2, 4)
    assert source.notes[0] == "Pages 2, 4 hold no usable text and could not be read."


def test_half_a_document_is_refused_if_the_larger_part_is_missing(tmp_path: Path) -> None:
    assert "2 of 3 pages" in refused(draw_pages(tmp_path / "part.pdf", "tss"))


def test_blank_pages_are_not_unread(tmp_path: Path) -> None:
    assert pdf.read(draw_pages(tmp_path / "blank.pdf", "tbbb")).source.unread_pages == ()


def test_a_document_of_blank_pages_is_refused(tmp_path: Path) -> None:
    assert "blank" in refused(draw_pages(tmp_path / "blank.pdf", "bb"))


def test_an_encrypted_file(write_pdf: WritePdf) -> None:
    path = write_pdf([[(72, SENTENCE)]], encrypt=StandardEncryption("secret"))
    assert "encrypted" in refused(path)


def test_a_file_that_only_restricts_printing_is_read(write_pdf: WritePdf) -> None:
    lock = StandardEncryption("", ownerPassword="owner", canPrint=0)
    assert pdf.read(write_pdf([[(72, SENTENCE)]], encrypt=lock)).blocks[0].text == SENTENCE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 something else", "not a PDF"),
        (b"%PDF-1.7\nnothing of use", "damaged"),
    ],
)
def test_what_is_no_pdf(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    assert message in refused(path)


def test_a_truncated_file(write_pdf: WritePdf) -> None:
    path = write_pdf([[(72, SENTENCE)]] * 3)
    path.write_bytes(path.read_bytes()[:300])
    assert "damaged" in refused(path)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "none.pdf")


def test_a_picture_on_a_page_is_mentioned(tmp_path: Path) -> None:
    path = tmp_path / "picture.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    for n in range(3):
        canvas.drawString(72, 700, f"{SENTENCE} Rule {'abc'[n]}.")
        if n == 1:
            canvas.drawImage(picture(), 72, 200, 400, 400)
        canvas.showPage()
    canvas.save()
    assert "Page 2 has a picture; text in it was not read." in pdf.read(path).source.notes
