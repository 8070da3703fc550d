"""`policygap text` shows what was read, block by block."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Golden = Callable[[str, str | bytes], None]
SAMPLES = Path(__file__).parents[2] / "sample_policies"
NAMES = sorted(p.name for p in SAMPLES.iterdir() if p.is_file() and p.stem != "README")


@pytest.mark.parametrize("name", NAMES)
def test_the_blocks_of_a_sample_are_the_agreed_ones(run: Run, golden: Golden, name: str) -> None:
    result = run("text", SAMPLES / name, "--blocks")
    assert (result.exit_code, result.stderr) == (0, "")
    golden(f"text/{name}.blocks.txt", result.stdout)


@pytest.mark.parametrize("name", ["north-meridian-transit.pdf", "sierra-bridge-pd.docx"])
def test_the_text_of_a_sample_is_the_agreed_one(run: Run, golden: Golden, name: str) -> None:
    result = run("text", SAMPLES / name)
    assert result.exit_code == 0
    golden(f"text/{name}.txt", result.stdout)
    golden(f"text/{name}.stderr.txt", result.stderr)


def test_headings_paragraphs_items_and_rows_look_like_that(run: Run, tmp_path: Path) -> None:
    policy = tmp_path / "policy.md"
    policy.write_text(
        "# 300 Force\n\nOfficers shall:\n\n1. Warn.\n2. Help:\n   - by aid;\n   - by call.\n\n"
        "| when | who |\n| --- | --- |\n| at once | the sergeant |\n\nThen report.\n",
        "utf-8",
    )
    assert run("text", policy).stdout == (
        "300 Force\n\nOfficers shall:\n\n  1. Warn.\n  2. Help:\n    • by aid;\n    • by call.\n\n"
        "when | who\nat once | the sergeant\n\nThen report.\n"
    )


def test_each_block_says_what_and_where_it_is(run: Run, tmp_path: Path) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text(
        "300 FORCE\n\n300.1 DUTY\n\nOfficers shall:\n\n(a) Warn first.\n\f\n(b) Then help.\n",
        "utf-8",
    )
    shown = run("text", policy, "--blocks").stdout.splitlines()
    assert shown[:2] == ["policy.txt", "  300 FORCE; 2 pages; 9 words"]
    assert shown[4:] == [
        "1  heading  depth 1  page 1  section 300 FORCE",
        "    300 FORCE",
        "2  heading  depth 2  label 300.1  page 1  section 300 FORCE > 300.1",
        "    DUTY",
        "3  paragraph  page 1  section 300 FORCE > 300.1",
        "    Officers shall:",
        "4  item  depth 1  label (a)  page 1  section 300 FORCE > 300.1",
        "    Warn first.",
        "5  item  depth 1  label (b)  page 2  section 300 FORCE > 300.1",
        "    Then help.",
    ]


def test_several_files_follow_each_other(run: Run, policies: Path) -> None:
    shown = run("text", policies / "met.txt", policies / "gaps.txt", "--blocks").stdout
    assert shown.index("met.txt\n") < shown.index("\n\ngaps.txt\n")
    plain = run("text", policies / "met.txt", policies / "gaps.txt").stdout
    assert plain.count("\n\n300 USE OF FORCE\n\n") == 1


@pytest.mark.parametrize("options", [(), ("--blocks",)])
def test_policy_text_cannot_command_the_terminal(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    policy = tmp_path / "policy.txt"
    hostile = "Officers \x1b[2J\x1b]0;owned\x07shall \u202etroper\u202c it\x9b1m. " * 9
    policy.write_text(hostile + "Officers shall report every use of force at once.\n" * 30, "utf-8")
    shown = run("text", policy, *options).stdout
    assert "report every use of force" in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u202c")


def test_output_goes_to_a_file_whole(run: Run, policies: Path, tmp_path: Path) -> None:
    target = tmp_path / "read.txt"
    result = run("text", policies / "met.txt", "--blocks", "--output", target)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {target}\n")
    assert target.read_text("utf-8") == run("text", policies / "met.txt", "--blocks").stdout


def test_what_was_not_read_is_told_beside_the_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text("# Force\n\n~~Officers may.~~ Officers shall.\n", "utf-8")
    (tmp_path / "seal.png").write_bytes(b"\x89PNG")
    result = run("text", tmp_path)
    assert result.stdout == "Force\n\nOfficers shall.\n"
    assert result.stderr.splitlines() == [
        "policy.md: note: 1 struck-through passage was left out.",
        "policy.md: note: Not read, because of their type: seal.png.",
    ]


def test_pages_that_could_not_be_read_come_first(run: Run, scanned: Path) -> None:
    result = run("text", scanned, "--ocr", "never")
    assert result.stderr.startswith("scanned.pdf: page 2 could not be read\n")
    blocks = run("text", scanned, "--blocks", "--ocr", "never").stdout.splitlines()
    assert blocks[3] == "  page 2 could not be read"


def test_an_unusable_file_ends_with_3(run: Run, tmp_path: Path) -> None:
    result = run("text", tmp_path / "none.pdf")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"error: {tmp_path}/none.pdf: there is no such file")


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """Return a PDF with a page of text, one that is a grey picture, and one of text."""
    from PIL import Image
    from reportlab.lib.pagesizes import letter
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "scanned.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    for page in range(3):
        if page == 1:
            canvas.drawImage(ImageReader(Image.new("L", (85, 110), 200)), 0, 0, *letter)
        else:
            canvas.drawString(72, 700, f"Officers shall report on day {page + 1} to a supervisor.")
        canvas.showPage()
    canvas.save()
    return path
