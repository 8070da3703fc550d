"""`annotate` and `draft-fixes` on the command line: files, exit codes, wrong arguments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from typer.testing import Result

Run = Callable[..., Result]
SAMPLES = Path(__file__).parents[2] / "sample_policies"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """Return a Word policy with gaps."""
    document = docx.Document()
    document.add_heading("300 Use of Force", 1)
    document.add_paragraph("Officers may use a chokehold.")
    document.save(str(tmp_path / "policy.docx"))
    return tmp_path / "policy.docx"


@pytest.mark.parametrize("command", ["annotate", "draft-fixes"])
def test_gaps_are_written_into_a_copy_and_end_the_run_with_1(
    command: str, run: Run, word: Path, town: Path, tmp_path: Path
) -> None:
    before = word.read_bytes()
    out = tmp_path / "out.docx"
    result = run(command, word, "-o", out, "--rubric", town, "--as-of", "2026-01-01")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"wrote {out}" in result.stderr.replace("\n", "")
    comments = [comment.text for comment in docx.Document(str(out)).comments]
    assert any("CONFLICT: " in text for text in comments)
    assert word.read_bytes() == before
    never = run(command, word, "-o", out, "--rubric", town, "--fail-on", "never")
    assert never.exit_code == 0


def test_a_pdf_is_annotated(run: Run, town: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    policy = SAMPLES / "north-meridian-transit.pdf"
    result = run("annotate", policy, "-o", out, "--rubric", town, "--fail-on", "never")
    assert result.exit_code == 0
    with pikepdf.open(out) as pdf:
        assert any("/Annots" in page for page in pdf.pages)


def test_fixes_for_a_text_are_a_document(
    run: Run, policies: Path, town: Path, tmp_path: Path
) -> None:
    out = tmp_path / "fixes.docx"
    assert run("draft-fixes", policies / "gaps.txt", "-o", out, "--rubric", town).exit_code == 1
    texts = [paragraph.text for paragraph in docx.Document(str(out)).paragraphs]
    assert texts[0] == "Proposed language: 300 USE OF FORCE"
    assert any("300.3 NECK HOLDS" in text for text in texts)


@pytest.mark.parametrize(
    ("command", "policy", "out", "says"),
    [
        ("annotate", "met.txt", "out.txt", "only PDF and Word files can be annotated"),
        ("annotate", "policy.pdf", "out.docx", "must end in .pdf"),
        ("annotate", "policy.docx", "policy.docx", "is the policy itself"),
        ("draft-fixes", "policy.pdf", "out.pdf", "must end in .docx"),
        ("draft-fixes", "policy.docm", "out.docx", "must end in .docm"),
        ("draft-fixes", ".", "out.docx", "name one file"),
        ("draft-fixes", "-", "out.docx", "name one file"),
        ("annotate", "policy.pdf", "none/out.pdf", "the folder does not exist"),
    ],
)
def test_wrong_arguments_are_told_before_any_work(
    command: str,
    policy: str,
    out: str,
    says: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(command, policy, "-o", out)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_a_policy_that_cannot_be_used_ends_with_3(run: Run, town: Path, tmp_path: Path) -> None:
    result = run("annotate", tmp_path / "none.pdf", "-o", tmp_path / "out.pdf", "--rubric", town)
    assert result.exit_code == 3
    assert "there is no such file" in result.stderr
    assert not (tmp_path / "out.pdf").exists()
