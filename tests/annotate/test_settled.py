"""What people decided is said in the notes, and nothing is drafted for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import Result

from policygap.annotate import wording
from policygap.annotate.fixes import fixes
from policygap.annotate.marks import marks, placeless
from policygap.model import Report, Settled, SettledAs
from policygap.waivers import with_settled

Run = Callable[..., Result]
Sample = Callable[..., tuple[Path, bytes, Report]]

WAIVED = Settled(SettledAs.WAIVED, "before the council", "Chief Lund")


@pytest.fixture
def quill_valley(sample: Sample) -> Report:
    """Return the report on a sample policy."""
    return sample("quill-valley-pd.md", "ca-sb230")[2]


def settled(report: Report) -> Report:
    """Return the report with all that falls short waived."""
    names = (f"{f.key}/{r.element.id}" for f in report.findings for r in f.failing)
    return with_settled(report, dict.fromkeys(names, WAIVED), [])


def test_notes_say_what_was_decided_and_propose_nothing(quill_valley: Report) -> None:
    decided = settled(quill_valley)
    told = [line for mark in marks(decided) for line in wording.of_passage(mark.notes)]
    told += [line for missing in placeless(decided) for line in wording.of_missing(missing)]
    waived = [
        line for line in told if line.startswith("waived until the words change (Chief Lund)")
    ]
    assert len(waived) >= sum(len(f.failing) for f in decided.findings)
    assert "Suggested language:" not in told
    assert any(line.startswith("MISSING (WAIVED): ") for line in told)


def test_nothing_is_drafted_for_what_was_decided(quill_valley: Report) -> None:
    assert fixes(quill_valley)
    assert fixes(settled(quill_valley)) == ()


def test_the_headline_tells_what_is_settled(quill_valley: Report) -> None:
    waived = sum(not f.is_met for f in quill_valley.findings)
    assert wording.headline(settled(quill_valley)) == (
        f"policygap: no other gap was found in what was checked, {waived} waived"
    )
    first = quill_valley.gaps()[0]
    some = with_settled(
        quill_valley, {f"{first.key}/{r.element.id}": WAIVED for r in first.failing}, []
    )
    assert wording.headline(some).endswith(" recommended, 1 waived")


def test_a_word_file_is_annotated_with_decisions(run: Run, tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "sample_policies" / "sierra-bridge-pd.docx"
    policy = tmp_path / sample.name
    policy.write_bytes(sample.read_bytes())
    common = (
        "--rubric",
        "ca-ab392",
        "--as-of",
        "2026-01-01",
        "--config",
        tmp_path / "policygap.yaml",
    )
    (tmp_path / "policygap.yaml").write_text("fail_on: required\n", "utf-8")
    terms = ("--reason", "before the council", "--permanent", "--write")
    name = "deadly-force-definition"
    assert run("waive", name, policy, *terms, *common).exit_code == 0
    run("annotate", policy, "-o", tmp_path / "marked.docx", *common)
    with ZipFile(tmp_path / "marked.docx") as archive:
        comments = archive.read("word/comments.xml").decode()
    assert "waived until the words change: before the council" in comments
