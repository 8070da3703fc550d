"""Small valid files of every type, as material to break, and the count of mutants."""

from __future__ import annotations

import io
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

KINDS = ("pdf", "packed.pdf", "docx", "md", "html", "txt")
BATCH = 10  # mutants of one test

_TEXT = """300 USE OF FORCE

300.1 DUTY TO INTERCEDE

An officer who sees another officer use excessive force shall intercede when it is safe.

300.2 WARNINGS

Officers shall:

(a) Give a verbal warning before using force, if feasible.
(b) Report each use of force to a supervisor at once.

300.3 NECK HOLDS

Chokeholds are prohibited except where deadly force is justified.
"""
_TABLE = [["When", "Who"], ["At once", "The officer tells the sergeant."], ["Next day", "Nobody."]]


def _pdf(packed: int) -> bytes:
    stream = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    ruled = Table(_TABLE, style=[("GRID", (0, 0), (-1, -1), 1, colors.black)])
    parts = [Paragraph(line, style) for line in _TEXT.splitlines() if line]
    made = SimpleDocTemplate(stream, pageCompression=packed, invariant=1)
    made.build([*parts, ruled, *parts * 3])
    return stream.getvalue()


def _docx() -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    for line in filter(None, _TEXT.splitlines()):
        style = "List Number" if line.startswith("(") else "Heading 1" if line.isupper() else None
        document.add_paragraph(line, style)
    table = document.add_table(3, 2)
    for row, texts in zip(table.rows, _TABLE, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.sections[0].header.add_paragraph("Town of Hollow")
    document.save(stream)
    return stream.getvalue()


def _md() -> bytes:
    table = "| When | Who |\n| --- | --- |\n| At once | The officer. |\n"
    matter = "---\ntitle: Force\n---\n# Force\n\n"
    return f"{matter}{_TEXT}\n{table}\n- *one*[^1]\n\n[^1]: A note.\n".encode()


def _html() -> bytes:
    lines = "".join(f"<p class='a'>{line}</p>" for line in _TEXT.splitlines() if line)
    table = "<table><tr><th>When<td colspan=2>Who</tr></table>"
    items = "<ol type=a start=3><li>One<li>Two</ol>"
    head = "<!doctype html><title>Force</title><nav>Home</nav>"
    return f"{head}{lines}{table}{items}<hr><!-- x -->".encode()


@pytest.fixture(scope="session")
def valid() -> dict[str, bytes]:
    """Return a valid file of each kind."""
    return {
        "pdf": _pdf(0),
        "packed.pdf": _pdf(1),
        "docx": _docx(),
        "md": _md(),
        "html": _html(),
        "txt": _TEXT.encode(),
    }


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask for as many batches as --mutants needs, spread over the kinds."""
    if "batch" in metafunc.fixturenames:
        batches = -(-metafunc.config.getoption("--mutants") // BATCH)
        numbered = [(KINDS[n % len(KINDS)], n) for n in range(batches)]
        metafunc.parametrize(("kind", "batch"), numbered, ids=str)


@pytest.fixture
def broken(valid: dict[str, bytes]) -> Callable[[str, int], Iterator[bytes]]:
    """Return a batch of broken files of a kind, the same ones every time."""
    mutants = runpy.run_path(str(Path(__file__).with_name("mutants.py")))["mutants"]
    return lambda kind, batch: mutants(f"{kind} {batch}", valid[kind], BATCH)
