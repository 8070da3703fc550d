"""Pages that are pictures, read by text recognition."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from policygap.documents import read_policy
from policygap.documents.pdf import reader as pdf
from policygap.documents.pdf.drawings import Drawings
from policygap.documents.pdf.pictures import Picture
from policygap.documents.pdf.rules import rules
from policygap.errors import DocumentError
from policygap.model import BlockKind
from policygap.options import Ocr, ReadOptions
from tests.documents.scans import HEIGHT, PAGE, bind, draw, photograph, picture

BENCHMARK = Path(__file__).parents[3] / "shared" / "benchmark" / "hard" / "scan-4-pages.pdf"
TEXT = ((72, "Members shall warn before they fire."), (72, "They shall report every shot."))
BLANK = Image.new("L", (1700, 2200), 235)


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it as if text recognition had not been installed."""
    monkeypatch.setitem(sys.modules, "tesserocr", None)


@pytest.mark.parametrize("askew", [0, 0.7, 90, 180, 270])
def test_a_scan_is_read_with_its_layout(tmp_path: Path, askew: float) -> None:
    document = pdf.read(bind(tmp_path / "scan.pdf", [picture(askew=askew)]))
    read = [(b.kind, b.label, b.text) for b in document.blocks]
    assert read == [
        (BlockKind.HEADING, "", "300 USE OF FORCE"),
        (BlockKind.HEADING, "300.1", "DUTY TO INTERCEDE"),
        (
            BlockKind.PARAGRAPH,
            "",
            "An officer who sees another officer use excessive force shall intercede and shall "
            "report it to a supervisor. An officer shall not:",
        ),
        (BlockKind.ITEM, "a.", "fire at a moving vehicle;"),
        (BlockKind.ITEM, "b.", "use a choke hold; or"),
        (BlockKind.ITEM, "c.", "fire a warning shot."),
        (BlockKind.HEADING, "300.2", "MEDICAL AID"),
        (
            BlockKind.PARAGRAPH,
            "",
            "Officers shall call for medical aid as soon as it is safe to do so.",
        ),
    ]
    assert document.source.ocr_pages == (1,)
    assert document.source.unread_pages == ()


def test_only_pages_that_need_it_are_recognized(tmp_path: Path) -> None:
    path = bind(tmp_path / "mixed.pdf", [TEXT, picture(), BLANK])
    told: list[tuple[str, int, int]] = []
    options = ReadOptions(progress=lambda *at: told.append(at))
    source = pdf.read(path, options).source
    assert source.ocr_pages == (2,)
    assert source.unread_pages == ()  # nothing is on the last page
    assert told == [("mixed.pdf", 0, 2), ("mixed.pdf", 1, 2), ("mixed.pdf", 2, 2)]


def test_never_leaves_pages_unread_and_says_so(tmp_path: Path) -> None:
    path = bind(tmp_path / "mixed.pdf", [TEXT, picture(), TEXT])
    source = pdf.read(path, ReadOptions(ocr=Ocr.NEVER)).source
    assert (source.unread_pages, source.ocr_pages) == ((2,), ())
    assert source.notes[0].startswith("Page 2 holds no usable text and could not be read; allow")


def test_always_reads_what_shows_in_place_of_the_text_layer(tmp_path: Path) -> None:
    path = bind(tmp_path / "text.pdf", [PAGE, PAGE])
    source = pdf.read(path, ReadOptions(ocr=Ocr.ALWAYS)).source
    assert source.ocr_pages == (1, 2)


def test_what_recognition_cannot_read_stays_unread(tmp_path: Path) -> None:
    noise = Image.effect_noise((1700, 2200), 200)
    source = pdf.read(bind(tmp_path / "noise.pdf", [TEXT, noise, TEXT])).source
    assert (source.unread_pages, source.ocr_pages) == ((2,), ())
    assert "text recognition (OCR) could not read it either" in source.notes[0]


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_the_message_says_how_to_get_it(tmp_path: Path) -> None:
    path = bind(tmp_path / "scan.pdf", [picture()])
    with pytest.raises(DocumentError, match=r'pip install "policygap\[ocr\]"'):
        pdf.read(path)
    with pytest.raises(DocumentError, match=r"--ocr always needs .* \"policygap\[ocr\]\""):
        pdf.read(path, ReadOptions(ocr=Ocr.ALWAYS))


@pytest.mark.parametrize("askew", [0, -0.6])
def test_lines_drawn_on_a_scan_are_seen(tmp_path: Path, askew: float) -> None:
    canvas = Canvas(str(tmp_path / "drawn.pdf"), pagesize=letter)
    draw(canvas, [(72, "Duty to warn"), (72, "Officers may shall warn before they fire a shot.")])
    canvas.line(72, HEIGHT - 102, 72 + canvas.stringWidth("Duty to warn"), HEIGHT - 102)
    start = 72 + canvas.stringWidth("Officers ")
    canvas.line(start, HEIGHT - 114.5, start + canvas.stringWidth("may"), HEIGHT - 114.5)
    rows = [["Level", "Force"], ["One", "Voice and hands"], ["Two", "Baton or spray"]]
    canvas.grid([72, 222, 372], [HEIGHT - 200 - 24 * n for n in range(4)])
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.drawString(78 + 150 * c, HEIGHT - 217 - 24 * r, text)
    canvas.save()
    scan = bind(tmp_path / "scan.pdf", [photograph(tmp_path / "drawn.pdf", askew)])
    document = pdf.read(scan)
    heading, rule, *cells = document.blocks
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "Duty to warn")
    assert rule.text == "Officers shall warn before they fire a shot."
    assert document.source.notes == ("Struck-out words on page 1 were left out.",)
    assert [(b.cell.row, b.cell.column, b.text) for b in cells if b.cell] == [
        (r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]


def test_a_policy_knows_its_recognized_pages(tmp_path: Path) -> None:
    policy = read_policy([bind(tmp_path / "scan.pdf", [picture()])])
    assert policy.files[0].ocr_pages == (1,)
    assert any("shall intercede" in p.text and p.page == 1 for p in policy.provisions)


def test_the_extra_is_here() -> None:
    assert importlib.util.find_spec("tesserocr") is not None


@pytest.mark.skipif(not BENCHMARK.is_file(), reason="the benchmark is not here")
def test_a_real_scan_is_read_whole() -> None:
    document = pdf.read(BENCHMARK)
    assert document.source.ocr_pages == (1, 2, 3, 4)
    assert document.source.words > 1_400
    assert "shall receive training" in " ".join(block.text for block in document.blocks)


def test_a_photograph_has_no_rules() -> None:
    dark = Picture(b"\x00" * 6_250_000, 2500, 2500, 2500, 200)
    assert rules(dark, 0.0) == Drawings()
