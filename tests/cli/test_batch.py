"""`policygap batch`: many agencies, reports of their own, exit codes, going on after an end."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from typer.testing import Result

from policygap.batch.outcomes import Outcome
from policygap.batch.overview import OVERVIEWS
from policygap.batch.sources import Agency
from policygap.cli.batch_progress import Counts, shown
from policygap.cli.exits import INTERRUPTED

Run = Callable[..., Result]
TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
PROGRAM = [sys.executable, "-m", "policygap", "batch"]
_NO_WARNING = "Officers who see excessive force shall intercede. Chokeholds are prohibited. "
DONE = {
    "met": f"{_NO_WARNING} Officers should give a verbal warning before using force.",
    "no-warning": _NO_WARNING,
    "gaps": "Officers may use a chokehold.",
    "bad": "",
}
LONG = "Officers shall report the use of force to a supervisor, who should review it.\n\n" * 20_000


@pytest.fixture
def batch(run: Run, town: Path, policies: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a batch of the folder "policies" with the town's rubric, reports in "out"."""
    monkeypatch.chdir(policies.parent)
    fixed = ("--out", "out", "--rubric", town, "--as-of", "2026-01-01", "--workers", "1")
    return lambda *arguments: run("batch", *(arguments or ["policies"]), *fixed)


def _files(folder: str | Path) -> dict[str, bytes]:
    root = Path(folder)
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_every_agency_has_its_reports(batch: Run) -> None:
    result = batch("policies", "--reports", "json,csv")
    assert result.exit_code == 1
    assert sorted(_files("out")) == sorted([
        ".policygap/done/gaps.json", ".policygap/done/met.json", ".policygap/done/no-warning.json",
        ".policygap/run.json",
        *(f"{name}/report.{kind}" for name in ("gaps", "met", "no-warning")
          for kind in ("csv", "json")),
        *OVERVIEWS,
    ])  # fmt: skip
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == (
        "3 agencies: 1 without a gap, 1 with required gaps, 1 with recommended ones only, "
        "0 not checked"
    )


def test_the_reports_are_those_of_check(batch: Run, run: Run, town: Path) -> None:
    batch()
    run("check", "policies/gaps.txt", "--rubric", town, "--as-of", "2026-01-01",
        "--output", "report.html", "--output", "report.json")  # fmt: skip
    for name in ("report.html", "report.json"):
        assert Path("out/gaps", name).read_bytes() == Path(name).read_bytes()


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of "policies" and "out", a batch of them that is done."""
    folder = tmp_path_factory.mktemp("done")
    (folder / "policies").mkdir()
    for name, text in DONE.items():
        (folder / "policies" / f"{name}.txt").write_text(text, "utf-8")
    command = [*PROGRAM, "policies", "--out", "out", "--rubric", str(TOWN), "--workers", "1"]
    subprocess.run(command, cwd=folder, check=False, capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("files", "fail_on", "code"),
    [
        ("met", "required", 0),
        ("no-warning", "required", 0),
        ("no-warning", "recommended", 1),
        ("gaps", "required", 1),
        ("gaps", "never", 0),
        ("bad", "never", 3),
        ("*", "required", 3),
    ],
)
def test_exit_codes_are_those_of_check(
    run: Run, done: Path, monkeypatch: pytest.MonkeyPatch, files: str, fail_on: str, code: int
) -> None:
    monkeypatch.chdir(done)
    result = run("batch", f"policies/{files}.txt", "--out", "out", "--rubric", TOWN,
                 "--workers", "1", "--resume", "--fail-on", fail_on)  # fmt: skip
    assert result.exit_code == code
    told = "not checked: bad: policies/bad.txt: is empty (0 bytes); export or copy it again"
    assert (told in result.stderr.splitlines()) is (code == 3)


def test_one_bad_file_stops_nobody(batch: Run) -> None:
    Path("policies/bad.pdf").write_bytes(b"%PDF-1.7 broken")
    Path("policies/notes.xlsx").write_bytes(b"x")
    result = batch()
    assert result.exit_code == 3
    assert "policies/notes.xlsx: passed over, because of its type" in result.stderr
    assert "4 agencies: 1 without a gap, " in result.stderr
    assert not Path("out/bad").exists()
    assert sorted(path.name for path in Path("out").iterdir()) == [
        ".policygap", "gaps", *("index.html", "matrix.csv", "matrix.xlsx"), "met", "no-warning",
        "summary.json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["policies", "--reports", "json,odd"], "'odd' is not one of json, html, markdown, docx"),
        (["policies", "--reports", "github"], "'github' is not one of "),
        (["policies", "--out", "policies/met.txt"], "'policies/met.txt' is a file; name a folder"),
        (["policies", "--scheduler", "tcp://127.0.0.1:1"], "exclude each other"),
        (["policies", "--shared"], "--shared goes with --scheduler"),
        (["policies", "--workers", "0"], "Invalid value for '--workers'"),
        (["policies", "--scheduler", "127.0.0.1"], "is not an address like tcp://10.0.0.5:8786"),
    ],
)
def test_wrong_arguments_end_with_2(
    run: Run, policies: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(policies.parent)
    monkeypatch.setenv("COLUMNS", "500")
    result = run("batch", *arguments, *([] if "--out" in arguments else ["--out", "out"]),
                 *(["--workers", "1"] if "1" in arguments[-1] else []))  # fmt: skip
    assert result.exit_code == 2
    assert says in result.stderr
    assert not Path("out").exists()


def test_a_mistake_in_a_manifest_or_rubric_shows_before_the_work(batch: Run) -> None:
    Path("list.csv").write_text("agency,files,revisions\nA,met.txt,finel\n")
    result = batch("list.csv")
    assert result.exit_code == 3
    assert result.stderr.startswith("error: list.csv:2: revisions: ")
    assert not Path("out").exists()


def test_a_manifest_gives_an_agency_its_own_rubrics_and_tags(batch: Run) -> None:
    Path("list.yaml").write_text(
        "- {agency: Quill PD, files: [policies/met.txt, policies/gaps.txt], tags: small}\n"
        "- {agency: Fern PD, files: policies/met.txt, rubrics: eight-cant-wait}\n"
    )
    assert batch("list.yaml").exit_code == 1
    quill, fern = (
        json.loads(Path(f"out/.policygap/done/{name}.json").read_text())["outcome"]
        for name in ("quill-pd", "fern-pd")
    )
    assert (quill["tags"], [file["name"] for file in quill["files"]]) == (
        ["small"], ["met.txt", "gaps.txt"]
    )  # fmt: skip
    assert {each["rubric"] for each in quill["judged"]} == {"town-force"}
    assert {each["rubric"] for each in fern["judged"]} == {"eight-cant-wait"}


def test_any_number_of_workers_gives_the_same_bytes(batch: Run) -> None:
    Path("policies/bad.txt").write_bytes(b"")
    told = []
    for workers in (1, 2, 3):
        result = batch("policies", "--out", f"out{workers}", "--workers", str(workers))
        assert result.exit_code == 3
        told.append([line for line in result.stderr.splitlines() if " of " not in line])
    assert _files("out1") == _files("out2") == _files("out3")
    assert told[0] == told[1] == told[2]


def test_resume_redoes_only_what_changed(batch: Run) -> None:
    Path("policies/bad.txt").write_bytes(b"")
    batch()
    times = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.json")}
    Path("policies/bad.txt").unlink()
    Path("policies/gaps.txt").write_text("Officers shall intercede when they see excessive force.")
    result = batch("policies", "--resume")
    assert result.exit_code == 1
    assert "2 of 3, 2 of an earlier run" in result.stderr
    changed = {path.as_posix() for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert changed == {
        "out/gaps/report.json", "out/summary.json", "out/.policygap/done/gaps.json",
        "out/.policygap/run.json",
    }  # fmt: skip


def test_resume_goes_on_with_the_day_of_the_run_before(
    run: Run, town: Path, policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(policies.parent)
    fixed = ("policies/met.txt", "--out", "out", "--rubric", town, "--workers", "1")
    run("batch", *fixed, "--as-of", "2021-02-03")
    assert "1 of 1, 1 of an earlier run" in run("batch", *fixed, "--resume").stderr
    assert json.loads(Path("out/.policygap/run.json").read_text()) == {"as_of": "2021-02-03"}
    again = run("batch", *fixed, "--resume", "--as-of", "2021-02-04")
    assert "of an earlier run" not in again.stderr


def test_ctrl_c_stops_cleanly_and_what_is_done_stays(policies: Path, town: Path) -> None:
    (policies / "long.txt").write_text(LONG, "utf-8")
    command = [*PROGRAM, "long.txt", "met.txt", "--out", "out", "--rubric", str(town)]
    process = subprocess.Popen(
        [*command, "--workers", "2"], cwd=policies, stderr=subprocess.PIPE, text=True
    )
    done = policies / "out/.policygap/done/met.json"
    _wait(done.exists, process)
    workers = psutil.Process(process.pid).children()
    assert len(workers) == 2
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert "1 of 2: met" in told.splitlines()[0]
    assert told.splitlines()[1:] == ["interrupted"]
    assert not any(worker.is_running() for worker in workers)
    assert json.loads(done.read_text())["outcome"]["reports"] == ["report.html", "report.json"]
    (policies / "long.txt").write_text("Chokeholds are prohibited.", "utf-8")
    again = subprocess.run(
        [*command, "--resume"], cwd=policies, stderr=subprocess.PIPE, text=True, check=False
    )
    assert "1 of 2, 1 of an earlier run: met" in again.stderr
    assert again.returncode == 1


def _wait(until: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    while not until():
        time.sleep(0.05)
        assert process.poll() is None


def test_a_terminal_shows_a_bar_and_what_is_in_work(policies: Path, town: Path) -> None:
    command = [*PROGRAM, "met.txt", "gaps.txt", "--out", "out", "--rubric", str(town)]
    shown = _on_a_terminal([*command, "--workers", "1"], policies)
    assert "0 of 2" in shown
    assert re.search("[12] of 2", shown)
    assert re.search(r"[\d.]+ a minute, 0:\d\d:\d\d left", shown)
    assert re.search(r"  (?:met|gaps)\s", shown)
    assert "2 agencies: 1 without a gap, 1 with required gaps" in shown


def _on_a_terminal(command: list[str], folder: Path) -> str:
    """Return what a command shows where standard error is a terminal."""
    own, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=folder, stderr=theirs, stdout=theirs, env={**os.environ, "TERM": "xterm"}
    ):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(own, 65_536):
                shown += part
        except OSError:  # how a terminal ends on Linux
            pass
    os.close(own)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())


def test_the_pace_goes_by_bytes_and_by_what_this_run_did() -> None:
    counts = Counts(total=4, size=10_000)
    assert (str(counts), counts.pace(1)) == ("0 of 4", "")
    counts.add(Outcome("a", "a"), 3_000, kept=True)
    assert (str(counts), counts.pace(1)) == ("1 of 4, 1 of an earlier run", "")
    counts.add(Outcome("b", "b", error="b.pdf: no"), 2_000, kept=False)
    assert str(counts) == "2 of 4, 1 of an earlier run, 1 not checked"
    assert counts.pace(60) == "1.0 a minute, 0:02:30 left"


def test_many_agencies_in_work_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    own, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with shown(20, 100) as watcher:
            for number in range(10):
                watcher.begun(Agency(f"agency {number} \x1b[31m", (), str(number)))
            time.sleep(0.6)
    told = os.read(own, 100_000).decode()
    os.close(own)
    assert "agency 7" in told
    assert "agency 8" not in told
    assert "and 2 more" in told
    assert "\x1b[31m" not in told
