"""A marked PDF: highlights on the words, notes, bookmarks, and everything else as it was."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from policygap.annotate.pdf import annotated
from policygap.errors import DocumentError
from policygap.model import Report
from policygap.options import DEFAULT, ReadOptions
from tests.reports.hostile import hostile_report

Sample = Callable[..., tuple[Path, bytes, Report]]
LINES = (
    "300 USE OF FORCE",
    "300.1 DUTY TO INTERCEDE",
    "Officers should intercede when they see",
    "excessive force.",
    "300.3 NECK HOLDS",
    "Officers may use a chokehold.",
)


def _write(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=letter, invariant=True)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 700 - 20 * number, line)
    canvas.save()
    return path


def _page_texts(data: bytes, password: str | None = None) -> list[str]:
    with pypdfium2.PdfDocument(data, password=password) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _pictures(data: bytes) -> list[bytes]:
    """Draw the pages without their annotations."""
    with pypdfium2.PdfDocument(data) as document:
        return [bytes(page.render(scale=0.5, draw_annots=False).buffer) for page in document]


class _Mark(NamedTuple):
    subject: str
    contents: str
    quads: tuple[float, ...]
    box: tuple[float, ...]


def _marks(data: bytes, kind: str) -> list[_Mark]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = [m for page in pdf.pages for m in page.get("/Annots", []) if m.Subtype == kind]
        return [
            _Mark(
                str(m.get("/Subj", "")),
                str(m.Contents),
                tuple(map(float, m.get("/QuadPoints", ()))),
                tuple(map(float, m.Rect)),
            )
            for m in found
        ]


def test_a_sample_gets_these_marks(
    sample: Sample, dumped: Callable[[bytes], str], golden: Callable[[str, str], None]
) -> None:
    name = "north-meridian-transit.pdf"
    golden(f"annotate/{name}.txt", dumped(annotated(*sample(name), DEFAULT)))


@pytest.mark.parametrize("name", ["fern-hollow-pd.pdf", "north-meridian-transit.pdf"])
def test_samples_are_marked_and_their_pages_stay(name: str, sample: Sample) -> None:
    path, data, report = sample(name, "ca-sb230")
    marked = annotated(path, data, report, DEFAULT)
    assert _page_texts(marked) == _page_texts(data)
    assert _pictures(marked) == _pictures(data)
    assert annotated(path, data, report, DEFAULT) == marked
    assert len(_marks(marked, "/Text")) == 1  # every passage was found


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("name", ["fern-hollow-pd.pdf", "north-meridian-transit.pdf"])
def test_qpdf_finds_nothing_wrong(name: str, sample: Sample, tmp_path: Path) -> None:
    target = tmp_path / name
    target.write_bytes(annotated(*sample(name, "ca-sb230"), DEFAULT))
    ended = subprocess.run(
        ["qpdf", "--check", str(target)], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_highlights_lie_on_their_words(tmp_path: Path, judged: Callable[..., Report]) -> None:
    path = _write(tmp_path / "gaps.pdf")
    marked = annotated(path, path.read_bytes(), judged(path), DEFAULT)
    marks = {mark.subject: mark for mark in _marks(marked, "/Highlight")}
    assert set(marks) == {"weak", "contradicted"}
    with pypdfium2.PdfDocument(marked) as document:
        text = document[0].get_textpage()
        weak = marks["weak"].quads
        lines = [weak[n : n + 8] for n in range(0, len(weak), 8)]
        words = [text.get_text_bounded(x0, y0, x1, y1) for x0, y1, x1, _, _, y0, *_ in lines]
    assert words == ["Officers should intercede when they see", "excessive force."]
    assert "CONFLICT: " in marks["contradicted"].contents


def test_bookmarks_lead_to_the_gap_behind_those_that_are_there(
    tmp_path: Path, judged: Callable[..., Report]
) -> None:
    path = _write(tmp_path / "gaps.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("Chapter 1", 0))
        note = Dictionary(Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("mine"))
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        pdf.Root.PageMode = Name.UseThumbs
        pdf.save(path)
    marked = annotated(path, path.read_bytes(), judged(path), DEFAULT)
    with pikepdf.open(io.BytesIO(marked)) as pdf, pdf.open_outline() as outline:
        chapter, ours = outline.root
        assert (chapter.title, ours.title) == (
            "Chapter 1", "policygap: 2 required gaps, 1 recommended",
        )  # fmt: skip
        heights = {each.title.split(":")[0]: float(each.destination[3]) for each in ours.children}
        assert 640 < heights["PARTIAL"] < 680
        assert 590 < heights["CONFLICT"] < 620
        assert pdf.Root.PageMode == Name.UseThumbs
    assert _marks(marked, "/Text")[0].contents == "mine"


def test_a_policy_without_a_gap_has_one_bookmark(
    tmp_path: Path, judged: Callable[..., Report]
) -> None:
    path = _write(tmp_path / "gaps.pdf")
    report = replace(judged(path), findings=())
    marked = annotated(path, path.read_bytes(), report, DEFAULT)
    with pikepdf.open(io.BytesIO(marked)) as pdf, pdf.open_outline() as outline:
        (only,) = outline.root
        assert only.title == "policygap: no gap was found in what was checked"
        assert not only.children
        assert pdf.Root.PageMode == Name.UseOutlines


def test_an_encrypted_file_is_marked_and_stays_encrypted(
    tmp_path: Path, judged: Callable[..., Report]
) -> None:
    plain = _write(tmp_path / "plain.pdf")
    path = tmp_path / "locked.pdf"
    with pikepdf.open(plain) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    options = ReadOptions(password="secret")
    marked = annotated(path, path.read_bytes(), judged(path, options), options)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(marked))
    assert _page_texts(marked, "secret") == _page_texts(plain.read_bytes())


def test_words_that_are_not_on_the_page_get_a_note_there(
    tmp_path: Path, judged: Callable[..., Report]
) -> None:
    path = _write(tmp_path / "gaps.pdf")
    report = judged(path)
    canvas = Canvas(str(tmp_path / "blank.pdf"), pagesize=letter)
    canvas.drawString(72, 700, "Nothing of it")
    canvas.save()
    marked = annotated(path, (tmp_path / "blank.pdf").read_bytes(), report, DEFAULT)
    notes = [note.contents for note in _marks(marked, "/Text")]
    assert len(notes) == 3
    assert any("In the text as read (" in note and "page 1): “Officers" in note for note in notes)
    places = {note.box for note in _marks(marked, "/Text")}
    assert len(places) == 3  # side by side


def test_hostile_text_is_carried_unharmed(tmp_path: Path) -> None:
    path = _write(tmp_path / "any.pdf")
    marked = annotated(path, path.read_bytes(), hostile_report(), DEFAULT)
    contents = "\n".join(mark.contents for mark in _marks(marked, "/Text"))
    assert "</script></style></title>-->" in contents
    assert "👮🏽" in contents
    assert not {"\u202e", "\x1b", "\x00", "\ud83d"} & set(contents)


def test_a_file_that_cannot_be_changed_is_named(
    tmp_path: Path, judged: Callable[..., Report]
) -> None:
    path = _write(tmp_path / "gaps.pdf")
    with pytest.raises(DocumentError, match=r"gaps\.pdf: cannot be marked .*; print it to PDF"):
        annotated(path, b"%PDF-1.4 nothing", judged(path), DEFAULT)
