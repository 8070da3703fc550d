"""`policygap baseline`: what is known does not fail a run, what is new or worse does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
CAMPUS = Path(__file__).parents[2] / "sample_policies" / "lake-ansel-campus.txt"


@pytest.fixture
def here(policies: Path, town: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the policies, as the current one, with settings that name the rubric."""
    (policies / "town.yaml").write_text(town.read_text("utf-8"), "utf-8")
    (policies / "policygap.yaml").write_text("rubrics: [town.yaml]\n", "utf-8")
    monkeypatch.chdir(policies)
    return policies


def test_known_gaps_pass_and_new_or_worse_ones_fail(run: Run, here: Path) -> None:
    written = run("baseline", "write", "gaps.txt")
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr.endswith("wrote policygap-baseline.json\n")
    known = run("baseline", "check", "gaps.txt")
    assert known.exit_code == 0
    assert known.stdout == (
        "3 requirements checked; gaps: 0 required by law and 0 recommended; 3 known\nbefore.\n"
    )

    policy = here / "gaps.txt"
    text = policy.read_text("utf-8")
    policy.write_text(text.replace("should intercede", "need not intercede"), "utf-8")
    worse = run("baseline", "check", "gaps.txt")
    assert worse.exit_code == 1
    told = " ".join(worse.stdout.split())
    assert told.startswith(
        "CONFLICT Duty to intercede [town-force/intercede] - duty: contradicted: an officer"
    )
    assert "- baseline: town-force/intercede/duty got worse (weak, now contradicted)" in told
    assert "gaps: 1 required by law and 0 recommended; 2 known before" in told
    assert run("baseline", "check", "gaps.txt", "--fail-on", "never").exit_code == 0


def test_closed_gaps_are_told(run: Run, here: Path) -> None:
    run("baseline", "write", "gaps.txt", "-o", "known.json")
    policy = here / "gaps.txt"
    policy.write_text(policy.read_text("utf-8").replace("should", "shall"), "utf-8")
    result = run("baseline", "check", "gaps.txt", "--baseline", "known.json")
    assert result.exit_code == 0
    assert "town-force/intercede/duty was weak and is closed; write the baseline anew" in (
        " ".join(result.stdout.split())
    )


def test_check_takes_a_baseline_from_an_option_or_the_settings(run: Run, here: Path) -> None:
    run("baseline", "write", "gaps.txt", "-o", "known.json")
    assert run("check", "gaps.txt").exit_code == 1
    assert run("check", "gaps.txt", "--baseline", "known.json").exit_code == 0
    (here / "policygap.yaml").write_text("rubrics: [town.yaml]\nbaseline: known.json\n", "utf-8")
    result = run("check", "gaps.txt", "--format", "json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert {f["settled"] for f in told["findings"]} == {"known"}
    assert told["summary"]["gaps"] == 3
    again = run("baseline", "write", "gaps.txt", "-o", "again.json")
    assert again.exit_code == 0
    assert (here / "again.json").read_bytes() == (here / "known.json").read_bytes()


def test_a_baseline_is_never_written_where_the_settings_point(run: Run, here: Path) -> None:
    precious = here / "precious.txt"
    precious.write_text("mine", "utf-8")
    (here / "policygap.yaml").write_text("rubrics: [town.yaml]\nbaseline: precious.txt\n", "utf-8")
    run("baseline", "write", "gaps.txt")
    assert precious.read_text("utf-8") == "mine"
    assert (here / "policygap-baseline.json").is_file()


def test_a_missing_baseline_is_told(run: Run, here: Path) -> None:
    result = run("baseline", "check", "gaps.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "policygap-baseline.json: cannot be read (No such file or directory)" in result.stderr


def test_renumbered_and_moved_text_has_the_same_baseline(run: Run, tmp_path: Path) -> None:
    """A sample with its sections in another order, other numbers, and other labels in its lists."""
    head, first, *others = re.split(r"(?m)^(?=4\.1\.\d+ )", CAMPUS.read_text("utf-8"))
    parts = [head.replace("POLICY 4.1", "POLICY 9.6"), first, *reversed(others)]
    renumbered = (
        re.sub(r"^4\.1\.\d+", f"9.6.{number}", part).rstrip("\n") + "\n\n"
        for number, part in enumerate(parts)
    )
    moved = re.sub(r"(?m)^  ([a-f])\. ", lambda m: f"  ({ord(m[1]) - 96}) ", "".join(renumbered))
    (tmp_path / "moved.txt").write_text(moved, "utf-8")
    for policy, target in ((CAMPUS, "old.json"), (tmp_path / "moved.txt", "new.json")):
        written = run(
            "baseline",
            "write",
            policy,
            "-o",
            tmp_path / target,
            "--as-of",
            "2026-01-01",
            "--no-config",
        )
        assert written.exit_code == 0
    old, new = ((tmp_path / name).read_text("utf-8") for name in ("old.json", "new.json"))
    assert old.count("\n") > 80
    assert old == new
