"""What the tests of the readers share: small PDF files, and a watch on temporary ones."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

HEIGHT = letter[1]
LEADING = 14.0

DrawnLine = tuple[float, str] | tuple[float, str, str] | None  # x, text, font; None: a blank line


def _draw(canvas: Canvas, lines: Sequence[DrawnLine], top: float) -> None:
    """Draw lines one below the other, the first baseline so many points from the top."""
    y = HEIGHT - top
    for line in lines:
        if line is not None:
            canvas.setFont(line[2] if len(line) > 2 else "Helvetica", 11)
            canvas.drawString(line[0], y, line[1])
        y -= LEADING


@pytest.fixture
def write_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Write a letter-size PDF of pages of lines; `head` and `foot` may hold {page}."""

    def write(
        pages: Sequence[Sequence[DrawnLine]], head: str = "", foot: str = "", **options: Any
    ) -> Path:
        path = tmp_path / "policy.pdf"
        canvas = Canvas(str(path), pagesize=letter, **options)
        for number, lines in enumerate(pages, start=1):
            _draw(canvas, [(72, head.format(page=number))] if head else [], 40)
            _draw(canvas, [(72, foot.format(page=number))] if foot else [], HEIGHT - 30)
            _draw(canvas, lines, 100)
            canvas.showPage()
        canvas.save()
        return path

    return write


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    """Return a letter-size PDF to draw on; the test saves it."""
    return Canvas(str(tmp_path / "policy.pdf"), pagesize=letter)


@pytest.fixture
def no_scratch_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves anything in the folder for temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []
