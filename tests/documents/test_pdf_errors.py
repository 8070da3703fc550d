"""PDF files that cannot be read, or only in part."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from policygap.documents.legibility import is_garbled
from policygap.documents.pdf import reader as pdf
from policygap.errors import DocumentError
from policygap.options import DEFAULT, Ocr, ReadOptions

WritePdf = Callable[..., Path]
NO_OCR = ReadOptions(ocr=Ocr.NEVER)
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


def refused(path: Path, options: ReadOptions = DEFAULT) -> str:
    with pytest.raises(DocumentError) as caught:
        pdf.read(path, options)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def test_a_scan_is_refused_and_ocr_advised(tmp_path: Path) -> None:
    message = refused(draw_pages(tmp_path / "scan.pdf", "ss"), NO_OCR)
    assert "scan" in message
    assert "OCR" in message


def test_a_broken_text_layer_is_refused(tmp_path: Path) -> None:
    assert "cannot be decoded" in refused(draw_pages(tmp_path / "shifted.pdf", "gg"))


def test_glyph_codes_and_signs_are_not_english() -> None:
    assert is_garbled("(cid:12)(cid:4)(cid:77)" * 4)
    assert is_garbled("!#$ %&' *+, ;<=> ?@ " * 10)
    assert is_garbled(SHIFTED * 3)
    assert is_garbled(SENTENCE[::-1] * 3)
    assert not is_garbled("300.1 PURPOSE AND SCOPE ........ 4")
    assert not is_garbled(SENTENCE * 3)


def without_meaning(font: str) -> bytes:
    """Return a PDF of twelve lines in a font whose letters the file maps to `font`'s own codes."""
    lines = " ".join("(" + SENTENCE.replace(".", "") + ") Tj T*" for _ in range(12))
    codes = f"1 beginbfrange <20> <7E> <{font}> endbfrange"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        stream(f"BT /F 11 Tf 72 700 Td 14 TL {lines} ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        stream(f"1 begincodespacerange <00> <FF> endcodespacerange {codes}"),
    ]
    objects = "".join(f"{n} 0 obj {part} endobj\n" for n, part in enumerate(parts, start=1))
    return f"%PDF-1.4\n{objects}trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n".encode()


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


@pytest.mark.parametrize("font", ["0001", "E020", "F220"])
def test_letters_without_meaning_are_not_taken_for_a_blank_page(tmp_path: Path, font: str) -> None:
    path = tmp_path / "font.pdf"
    path.write_bytes(without_meaning(font))
    assert "cannot be decoded" in refused(path, NO_OCR)
    assert pdf.read(path).source.ocr_pages == (1,)  # they look like letters


def test_pages_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    source = pdf.read(draw_pages(tmp_path / "mixed.pdf", "tgtst"), NO_OCR).source
    assert source.unread_pages == (2, 4)
    assert source.notes[0] == (
        "Pages 2, 4 hold no usable text and could not be read; allow text recognition (OCR) with "
        "--ocr auto."
    )


def test_half_a_document_is_refused_if_the_larger_part_is_missing(tmp_path: Path) -> None:
    assert "2 of 3 pages" in refused(draw_pages(tmp_path / "part.pdf", "tss"), NO_OCR)


def test_blank_pages_are_not_unread(tmp_path: Path) -> None:
    assert pdf.read(draw_pages(tmp_path / "blank.pdf", "tbbb")).source.unread_pages == ()


def test_a_document_of_blank_pages_is_refused(tmp_path: Path) -> None:
    assert "blank" in refused(draw_pages(tmp_path / "blank.pdf", "bb"))


@pytest.mark.parametrize(
    ("password", "message"),
    [
        ("", "is encrypted; give its password with --password or in POLICYGAP_PASSWORD"),
        ("guess", "is encrypted and the password does not open it; check --password"),
    ],
)
def test_an_encrypted_file(write_pdf: WritePdf, password: str, message: str) -> None:
    path = write_pdf([[(72, SENTENCE)]], encrypt=StandardEncryption("secret", strength=128))
    assert refused(path, ReadOptions(password=password)) == f"{path}: {message}"
    assert pdf.read(path, ReadOptions(password="secret")).blocks[0].text == SENTENCE


def test_a_file_that_only_restricts_printing_is_read(write_pdf: WritePdf) -> None:
    lock = StandardEncryption("", ownerPassword="owner", canPrint=0)
    assert pdf.read(write_pdf([[(72, SENTENCE)]], encrypt=lock)).blocks[0].text == SENTENCE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 something else", "not a PDF"),
        (b"%PDF-1.7\nnothing of use", "damaged"),
        (
            b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
            b"2 0 obj << /Type /Pages /Kids [] /Count 2 >> endobj\n"
            b"trailer << /Root 1 0 R /Size 3 >>\n%%EOF\n",
            "damaged",
        ),
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


def test_a_file_without_its_end_is_repaired_and_that_is_said(write_pdf: WritePdf) -> None:
    path = write_pdf([[(72, SENTENCE)], [(72, "They shall report it.")]])
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"startxref")])
    document = pdf.read(path)
    assert [block.text for block in document.blocks] == [SENTENCE, "They shall report it."]
    assert document.source.notes == (
        "The file is damaged or cut off at its end; it was repaired, and parts may be missing.",
    )


def test_a_page_that_cannot_be_loaded_is_unread(write_pdf: WritePdf) -> None:
    path = write_pdf([[(72, SENTENCE)]] * 3)
    content = path.read_bytes()
    kids = re.search(rb"/Kids \[ \d 0 R (\d) 0 R \d 0 R", content)
    assert kids is not None
    path.write_bytes(content[: kids.start(1)] + b"2" + content[kids.end(1) :])  # a font
    source = pdf.read(path).source
    assert (source.pages, source.unread_pages) == (3, (2,))


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
