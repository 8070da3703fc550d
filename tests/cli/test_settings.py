"""What holds: the command line, else the file beside the policy, else the defaults."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from policygap.cli.settings import today

Run = Callable[..., Result]
SAMPLES = Path(__file__).parents[2] / "sample_policies"


@pytest.fixture
def settings(policies: Path, town: Path) -> Path:
    """Return a file of settings in the folder above the policies, with the town's rubric."""
    (policies.parent / "town.yaml").write_text(town.read_text("utf-8"), "utf-8")
    path = policies.parent / "policygap.yaml"
    path.write_text(
        "rubrics: [town.yaml]\nas_of: 2021-12-31\nfail_on: never\npaths: [policies/gaps.txt]\n",
        "utf-8",
    )
    return path


def told(result: Result) -> Any:
    return json.loads(result.stdout)


def test_settings_are_found_upward_and_told(run: Run, policies: Path, settings: Path) -> None:
    result = run("check", policies / "gaps.txt", "--format", "json")
    assert result.exit_code == 0  # never
    assert [r["id"] for r in told(result)["rubrics"]] == ["town-force"]
    assert told(result)["summary"]["requirements"] == 2  # of 2021
    assert result.stderr == f"settings: {settings} (fail-on never)\n"


def test_the_command_line_wins(run: Run, policies: Path, settings: Path) -> None:
    asked = ("check", policies / "gaps.txt", "--format", "json")
    assert run(*asked, "--fail-on", "required").exit_code == 1
    assert told(run(*asked, "--as-of", "2026-01-31"))["summary"]["requirements"] == 3
    other = run(*asked, "--rubric", "ca-ab392", "--as-of", "2026-01-31")
    assert [r["id"] for r in told(other)["rubrics"]] == ["ca-ab392"]


def test_a_run_without_arguments_checks_the_paths_of_the_settings(
    run: Run, policies: Path, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(policies.parent)
    result = run("check", "--format", "json")
    assert [f["name"] for f in told(result)["policy"]["files"]] == ["gaps.txt"]
    assert result.stderr == "settings: policygap.yaml (fail-on never)\n"
    settings.write_text("fail_on: never\n", "utf-8")
    nothing = run("check")
    assert nothing.exit_code == 2
    assert "Missing argument 'POLICY'" in nothing.stderr


def test_settings_are_named_or_passed_over(
    run: Run, policies: Path, settings: Path, town: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked = ("check", policies / "gaps.txt", "--rubric", town, "--quiet")
    other = tmp_path / "other.yaml"
    other.write_text("fail_on: recommended\n", "utf-8")
    assert run(*asked).exit_code == 0
    assert run(*asked, "--no-config").exit_code == 1
    assert run(*asked, "--no-config").stderr == ""
    named = run(*asked, "--config", other)
    assert (named.exit_code, named.stderr) == (1, f"settings: {other} (fail-on recommended)\n")
    monkeypatch.setenv("POLICYGAP_CONFIG", str(other))
    assert run(*asked).exit_code == 1
    assert run(*asked, "--config", settings).exit_code == 0
    assert run(*asked, "--no-config").stderr == ""


def test_a_mistake_in_the_settings_is_told_before_any_work(
    run: Run, policies: Path, settings: Path
) -> None:
    settings.write_text("fail_onn: never\nrubric: x\n", "utf-8")
    result = run("check", policies / "missing.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        f"error: {settings}:1: fail_onn: this key is not known; did you mean fail_on? "
        f"(and 1 more: policygap config --config {settings})\n"
    )


def test_the_side_of_tracked_changes_is_set_too(run: Run, tmp_path: Path) -> None:
    draft = SAMPLES / "sierra-bridge-pd.docx"
    config = tmp_path / "policygap.yaml"
    config.write_text("revisions: original\nrubrics: [ca-ab392]\n", "utf-8")
    asked = ("check", draft, "--config", config, "--format", "json")
    for options, side in (((), "original"), (("--revisions", "final"), "final")):
        assert told(run(*asked, *options))["policy"]["files"][0]["revisions"] == side


def test_a_severity_decides_what_fails(run: Run, policies: Path, town: Path) -> None:
    asked = ("check", policies / "no-warning.txt", "--rubric", town)
    assert run(*asked).exit_code == 0
    (policies / "policygap.yaml").write_text(
        "severity: {town-force/warning: required, town-force/intercede: recommended}\n", "utf-8"
    )
    result = run(*asked)
    assert result.exit_code == 1
    assert "counts as required here; its rubric says recommended" in " ".join(result.stdout.split())
    assert run("check", policies / "gaps.txt", "--rubric", town).exit_code == 1  # holds


def test_annotate_goes_by_the_settings_too(run: Run, tmp_path: Path, settings: Path) -> None:
    policy = tmp_path / "policies" / "quill-valley-pd.md"
    policy.write_bytes((SAMPLES / policy.name).read_bytes())
    result = run("draft-fixes", policy, "-o", tmp_path / "fixes.docx")
    assert result.exit_code == 0  # never
    assert "(fail-on never)" in result.stderr


def test_today_is_the_day_in_utc() -> None:
    before, day, after = datetime.now(UTC).date(), today(), datetime.now(UTC).date()
    assert isinstance(day, date)
    assert before <= day <= after
