"""What is done is kept, and counts as long as all that it was made from is the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policygap.batch.ledger import Ledger, made_from
from policygap.batch.outcomes import Judged, Outcome
from policygap.batch.sources import Agency
from policygap.batch.work import Result, Settings
from policygap.errors import PolicyGapError
from policygap.model import SourceFile, State, Verdict
from policygap.options import DEFAULT, Ocr, Revisions

OUTCOME = Outcome(
    agency="Peña PD",
    folder="peña-pd",
    tags=("north", "2024"),
    files=(
        SourceFile("a.pdf", "ab" * 32, 8, 3000, "Title", "Peña PD", ("2020",), (3,), ("A note.",)),
        SourceFile("b.txt", "cd" * 32, None, 10, revisions="final", ocr_pages=(1, 2), path="b.txt"),
    ),
    judged=(
        Judged("r", "one", Verdict.PARTIAL, (("a", State.WEAK), ("b", State.ABSENT)), 1),
        Judged("r", "two", Verdict.MET, (("c", State.PRESENT),)),
    ),
    reports=("report.html", "report.json"),
)
RESULT = Result(OUTCOME, {"report.html": b"<p>", "report.json": b"{}"})
AGENCY = Agency("Peña PD", (Path("a.pdf"),), "peña-pd", tags=("north", "2024"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return the folder of a batch in which one agency is done."""
    ledger = Ledger(tmp_path / "out", resume=False)
    ledger.begin(date(2026, 1, 1))
    ledger.keep(RESULT, "made from this")
    return tmp_path / "out"


def test_what_is_kept_comes_back_as_it_was(out: Path) -> None:
    ledger = Ledger(out, resume=True)
    kept = ledger.kept(AGENCY, "made from this")
    assert kept == OUTCOME
    assert [file.path for file in kept.files] == ["", "b.txt"]
    assert ledger.day() == date(2026, 1, 1)
    assert (out / "peña-pd" / "report.html").read_bytes() == b"<p>"


def test_a_run_that_does_not_resume_begins_anew(out: Path) -> None:
    ledger = Ledger(out, resume=False)
    assert ledger.kept(AGENCY, "made from this") is None
    assert ledger.day() is None


def test_tags_that_changed_are_no_reason_to_work(out: Path) -> None:
    kept = Ledger(out, resume=True).kept(replace(AGENCY, tags=("south",)), "made from this")
    assert kept == replace(OUTCOME, tags=("south",))


def test_an_agency_that_could_not_be_read_is_tried_again(out: Path) -> None:
    ledger = Ledger(out, resume=True)
    ledger.keep(Result(Outcome("Peña PD", "peña-pd", error="a.pdf: no")), "made from this")
    assert ledger.kept(AGENCY, "made from this") is None
    assert [*(out / "peña-pd").iterdir()] == []  # nobody takes an old report for a new one


@pytest.mark.parametrize(
    "harm",
    [
        lambda out: (out / "peña-pd" / "report.json").unlink(),
        lambda out: (out / ".policygap/done/peña-pd.json").unlink(),
        lambda out: (out / ".policygap/done/peña-pd.json").write_text("[]"),
        lambda out: (out / ".policygap/done/peña-pd.json").write_bytes(b"{\xff"),
        lambda out: _change(out, '"met"', '"unheard of"'),
        lambda out: _change(out, '"files"', '"other"'),
        lambda out: _change(out, "made from this", "made from that"),
    ],
    ids=["report", "entry", "list", "bytes", "verdict", "field", "made from"],
)
def test_what_is_missing_or_damaged_is_done_again(
    out: Path, harm: Callable[[Path], object]
) -> None:
    harm(out)
    assert Ledger(out, resume=True).kept(AGENCY, "made from this") is None


def _change(out: Path, old: str, new: str) -> None:
    entry = out / ".policygap/done/peña-pd.json"
    before = entry.read_text("utf-8")
    assert old in before
    entry.write_text(before.replace(old, new), "utf-8")


def test_reports_that_are_no_longer_asked_for_go(out: Path) -> None:
    fewer = Result(replace(OUTCOME, reports=("report.json",)), {"report.json": b"{}"})
    Ledger(out, resume=True).keep(fewer, "made from that")
    assert [path.name for path in (out / "peña-pd").iterdir()] == ["report.json"]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"as_of": 7}', '{"as_of": "soon"}'])
def test_a_day_that_cannot_be_read_is_none(out: Path, content: str) -> None:
    (out / ".policygap/run.json").write_text(content)
    assert Ledger(out, resume=True).day() is None


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PolicyGapError, match=r"cannot be made \(Not a directory\)"):
        Ledger(tmp_path / "file" / "out", resume=False)


def test_the_same_is_made_from_the_same(policies: Path, settings: Settings) -> None:
    agency = Agency("x", (policies / "both",))
    assert made_from(agency, settings) == made_from(agency, settings)
    limits = replace(settings, seconds=1.0, memory=1, options=replace(DEFAULT, password="x"))
    assert made_from(agency, limits) == made_from(agency, settings)


def _another_text(policies: Path, agency: Agency, settings: Settings) -> object:
    (policies / "both/first.txt").write_text("Officers shall report.", "utf-8")
    return agency, settings


def _another_file(policies: Path, agency: Agency, settings: Settings) -> object:
    (policies / "both/notes.xlsx").write_text("", "utf-8")  # the report names it
    return agency, settings


def _another_rubric(policies: Path, agency: Agency, settings: Settings) -> object:
    own = policies / "own.yaml"
    own.write_bytes(Path(settings.rubrics[0]).read_bytes() + b"# changed\n")
    return agency, replace(settings, rubrics=(str(own),))


@pytest.mark.parametrize(
    "change",
    [
        _another_text,
        _another_file,
        _another_rubric,
        lambda _, agency, s: (agency, replace(s, as_of=date(2025, 1, 1))),
        lambda _, agency, s: (agency, replace(s, reports=("html",))),
        lambda _, agency, s: (agency, replace(s, rubrics=(*s.rubrics, "ca-post"))),
        lambda _, agency, s: (agency, replace(s, options=replace(DEFAULT, ocr=Ocr.NEVER))),
        lambda _, agency, s: (replace(agency, revisions=Revisions.ORIGINAL), s),
        lambda _, agency, s: (replace(agency, rubrics=("ca-post",)), s),
        lambda p, agency, s: (replace(agency, files=(p / "met.txt",)), s),
    ],
    ids=["text", "file", "rubric", "day", "reports", "rubrics", "ocr", "revisions", "own", "files"],
)
def test_what_changed_is_done_again(
    policies: Path,
    settings: Settings,
    change: Callable[[Path, Agency, Settings], tuple[Agency, Settings]],
) -> None:
    agency = Agency("x", (policies / "both",))
    before = made_from(agency, settings)
    assert made_from(*change(policies, agency, settings)) != before


def test_a_rubric_that_is_edited_is_another(policies: Path, settings: Settings) -> None:
    own = policies / "own.yaml"
    own.write_bytes(Path(settings.rubrics[0]).read_bytes())
    agency = Agency("x", (policies / "met.txt",), rubrics=(str(own),))
    before = made_from(agency, settings)
    own.write_text(own.read_text("utf-8").replace("shall", "must"), "utf-8")
    assert made_from(agency, settings) != before
