"""A long PDF that several processes read is read as by one, whatever becomes of the others."""

from __future__ import annotations

import pickle
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psutil
import pypdfium2
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from policygap import alongside
from policygap.documents.layout.page import Line, Page, Span, Table
from policygap.documents.pdf import pages as pdf_pages
from policygap.documents.pdf import parts
from policygap.documents.pdf import reader as pdf
from policygap.errors import DocumentError, PolicyGapError
from policygap.options import MEBIBYTE, Ocr, ReadOptions
from policygap.watchdog import watched

PAGES = 9
NO_OCR = ReadOptions(ocr=Ocr.NEVER)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_LEAST", 3)
    monkeypatch.setattr(parts, "_RUN", 2)


def write(path: Path, *, password: str = "", long: int = 0) -> Path:
    """Write pages with a running head, a table on every third; one of a great many characters."""
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), pagesize=letter, encrypt=encryption)
    for number in range(1, PAGES + 1):
        canvas.drawString(72, 750, f"Town Police Policy Manual {number}")
        for line in range(12):
            text = f"{number}.{line} Members shall report each use of force to a supervisor."
            canvas.drawString(72, 700 - 14 * line, text)
        if number % 3 == 0:
            canvas.grid([72, 200, 330], [400, 420, 440])
            for x, y in ((80, 406), (80, 426), (210, 406), (210, 426)):
                canvas.drawString(x, y, f"cell {x + y}")
        if number == long:
            text = canvas.beginText(72, 700)
            text.setFont("Helvetica", 1, leading=1)
            text.textLines([f"{n} {'Members report force. ' * 20}" for n in range(600)])
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    return write(tmp_path / "manual.pdf")


def workers() -> list[psutil.Process]:
    mine = psutil.Process().children()
    return [each for each in mine if parts.__name__ in " ".join(each.cmdline())]


@pytest.mark.parametrize("processes", [2, 3, 64])
def test_what_several_processes_read_is_the_same(manual: Path, processes: int) -> None:
    at_work: list[int] = []
    options = replace(
        NO_OCR, processes=processes, meanwhile=lambda: at_work.append(len(alongside.running()))
    )
    assert pdf.read(manual, options) == pdf.read(manual, NO_OCR)
    assert at_work == [min(processes, 3)]
    assert workers() == []


def test_a_short_file_is_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_LEAST", PAGES)
    called: list[int] = []
    options = replace(NO_OCR, processes=2, meanwhile=lambda: called.append(1))
    assert pdf.read(write(tmp_path / "short.pdf"), options).source.pages == PAGES
    assert not called


def test_a_file_too_large_to_be_held_twice_is_read_here(
    manual: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_LARGEST", 1_000)
    called: list[int] = []
    pdf.read(manual, replace(NO_OCR, processes=2, meanwhile=lambda: called.append(1)))
    assert not called


def test_an_encrypted_file(tmp_path: Path) -> None:
    path = write(tmp_path / "locked.pdf", password="open")
    options = replace(NO_OCR, password="open")
    assert pdf.read(path, replace(options, processes=2)) == pdf.read(path, options)


@pytest.mark.parametrize("long", [1, 6, PAGES])
def test_a_page_that_is_refused_is_refused_in_the_same_words(tmp_path: Path, long: int) -> None:
    path = write(tmp_path / "long.pdf", long=long)
    told = []
    for options in (NO_OCR, replace(NO_OCR, processes=2)):
        with pytest.raises(DocumentError) as caught:
            pdf.read(path, options)
        told.append(str(caught.value))
    assert told[0] == told[1]
    assert f"page {long} " in told[0]
    assert workers() == []


def _killed() -> None:
    for worker in workers():
        worker.kill()


def test_what_killed_processes_had_to_read_is_read_here(manual: Path) -> None:
    options = replace(NO_OCR, processes=2, meanwhile=_killed)
    assert pdf.read(manual, options) == pdf.read(manual, NO_OCR)


def test_a_system_that_starts_no_processes(manual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf.read(manual, NO_OCR)
    monkeypatch.setattr(sys, "executable", str(manual))
    assert pdf.read(manual, replace(NO_OCR, processes=2)) == whole


def test_a_file_that_changes_meanwhile_is_read_as_it_was(manual: Path) -> None:
    content = manual.read_bytes()
    with closing(pypdfium2.PdfDocument(content)) as document:
        before = [pdf_pages.page(manual, document, n) for n in range(1, PAGES + 1)]
        write(manual, long=1)
        assert parts.read(manual, content, document, replace(NO_OCR, processes=2)) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, PolicyGapError])
def test_no_process_outlives_an_interruption(manual: Path, error: type[BaseException]) -> None:
    def interrupted() -> None:
        assert len(alongside.running()) == 2
        raise error

    with pytest.raises(error):
        pdf.read(manual, replace(NO_OCR, processes=2, meanwhile=interrupted))
    assert workers() == []
    assert alongside.running() == []


def test_time_ends_a_reading_that_waits(manual: Path) -> None:
    def stopped() -> None:
        for worker in workers():
            worker.suspend()

    options = replace(NO_OCR, processes=2, meanwhile=stopped)
    with (
        pytest.raises(PolicyGapError, match=r"^manual: stopped after"),
        watched("manual", 2, 65_536 * MEBIBYTE),
    ):
        pdf.read(manual, options)
    assert workers() == []


def test_pages_are_the_same_after_their_way() -> None:
    span = Span("Force", 72.0, 99.5, bold=True)
    line = Line(3, (span, replace(span, underlined=True)), 100.0, 11.0, 2, broken=True)
    table = Table(3, 10.0, 20.0, (1.0, 2.0), (("a", ""), ("b", "c")))
    page = Page(3, 612.0, 792.0, (line, table), 0.5, drawn=True, undecoded=4, struck=True)
    packed = pickle.dumps(page, protocol=5)
    assert pickle.loads(packed) == page
    assert type(pickle.loads(packed).flow[0].spans[1]) is Span
    assert len(packed) < 600
