"""What `policygap init` writes is run as the pipelines run it, from an empty folder on.

Left out are the steps that take a network: the installation, which is this checkout instead.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command
from typer.testing import Result

from policygap.cli import app

from .conftest import GAPS, MET, ROOT, TOWN, Shell, commit, git

REPOSITORY = "https://git.example.gov/tools/policygap.git"
ARGUMENTS = ("init", "--policy", "policies/force.txt", "--rubric", "town.yaml")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one and under git, with a rubric and a policy that has gaps."""
    folder = tmp_path / "town"
    (folder / "policies").mkdir(parents=True)
    monkeypatch.chdir(folder)
    shutil.copy(TOWN, "town.yaml")
    Path("policies/force.txt").write_text(GAPS, "utf-8")
    git("init", "--quiet", "--initial-branch", "main")
    return folder


@pytest.fixture
def started(town: Path, run: Callable[..., Result]) -> Result:
    """Return what `policygap init` with every pipeline said."""
    pipelines = ("--github", "--gitlab", "--pre-commit")
    result = run(*ARGUMENTS, *pipelines, "--repository", REPOSITORY)
    assert result.exit_code == 0, result.output
    return result


def content(path: str) -> Any:
    return yaml.safe_load(Path(path).read_text("utf-8"))


def test_it_writes_what_it_says(started: Result) -> None:
    assert started.stderr.splitlines() == [
        "wrote policygap.yaml",
        "wrote policygap-baseline.json",
        "wrote .github/workflows/policygap.yml",
        "wrote .gitlab-ci.yml",
        "wrote .pre-commit-config.yaml",
    ]
    assert "policygap check" in started.stdout
    assert content("policygap.yaml") == {
        "rubrics": ["town.yaml"],
        "fail_on": "required",
        "paths": ["policies/force.txt"],
        "baseline": "policygap-baseline.json",
    }


def test_known_gaps_pass_and_new_ones_fail(started: Result, run: Callable[..., Result]) -> None:
    assert run("check").exit_code == 0
    Path("policies/force.txt").write_text(MET, "utf-8")
    assert run("baseline", "write").exit_code == 0
    Path("policies/force.txt").write_text(GAPS, "utf-8")
    assert run("check").exit_code == 1


def test_the_workflow_uses_the_action_of_this_repository(started: Result) -> None:
    steps = content(".github/workflows/policygap.yml")["jobs"]["policygap"]["steps"]
    assert [step["uses"] for step in steps] == ["actions/checkout@v5", "tools/policygap@v0.1.0"]
    assert all("run" not in step and "with" not in step for step in steps)
    # What the action runs without inputs is `policygap check --each`: test_action.py runs the rest.


def gitlab(shell: Shell, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the job's script with the variables of the job and those that GitLab would set."""
    job = content(".gitlab-ci.yml")["policygap"]
    given = {**job["variables"], "CI": "true", "GITLAB_CI": "true", **variables}
    return shell("\n".join(job["script"]), given)


def test_the_gitlab_job_passes_what_is_known_and_fails_on_more(
    started: Result, shell: Shell
) -> None:
    commit({})
    assert gitlab(shell).returncode == 0
    commit({"policies/force.txt": MET})
    assert shell("policygap baseline write", {}).returncode == 0
    commit({"policies/force.txt": GAPS})
    ended = gitlab(shell)
    assert ended.returncode == 1, ended.stderr
    entries = json.loads(Path("gl-code-quality-report.json").read_text("utf-8"))
    assert {entry["location"]["path"] for entry in entries} == {"policies/force.txt"}
    artifacts = content(".gitlab-ci.yml")["policygap"]["artifacts"]
    named = [*artifacts["paths"], *artifacts["reports"].values()]
    assert [name for name in named if not Path(name).stat().st_size] == []


def test_the_gitlab_job_checks_the_policies_that_a_variable_names(
    started: Result, shell: Shell
) -> None:
    commit({"others/one.txt": GAPS, "others/two.txt": MET, "others/$(touch hit).txt": MET})
    ended = gitlab(shell, POLICYGAP_POLICIES="others/*\n")
    assert ended.returncode == 1, ended.stderr
    assert Path("policygap.md").read_text("utf-8").count("# Policy gap report") == 3
    assert gitlab(shell, POLICYGAP_POLICIES="$(touch hit)").returncode == 2
    assert not Path("hit").exists()


def test_the_gitlab_job_installs_what_is_there() -> None:
    text = (ROOT / "policygap" / "starters" / "gitlab.yml").read_text("utf-8")
    assert "/tmp/policygap/requirements-model.txt" in text
    assert "/tmp/policygap/constraints.txt" in text


def test_pre_commit_is_told_which_hook_runs_on_which_files(started: Result) -> None:
    (repository,) = content(".pre-commit-config.yaml")["repos"]
    assert (repository["repo"], repository["rev"]) == (REPOSITORY, "v0.1.0")
    assert repository["hooks"] == [
        {"id": "policygap-check", "files": r"^(policies/force\.txt)(/|$)"}
    ]


@pytest.mark.parametrize("there", ["policygap.yaml", ".gitlab-ci.yml", "policygap-baseline.json"])
def test_nothing_is_overwritten_unless_forced(
    there: str, town: Path, run: Callable[..., Result]
) -> None:
    Path(there).write_text("mine", "utf-8")
    arguments = (*ARGUMENTS, "--gitlab", "--repository", REPOSITORY)
    before = sorted(town.iterdir())
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert f"there already: {there}; --force overwrites" in refused.stderr
    assert (Path(there).read_text("utf-8"), sorted(town.iterdir())) == ("mine", before)
    assert run(*arguments, "--force").exit_code == 0
    assert Path(there).read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("init",), 2, "there is no policy '.'"),
        (("init", "--policy", "none.txt"), 2, "there is no policy 'none.txt'"),
        (("init", "--policy", "/etc/hostname"), 2, "there is no policy '/etc/hostname'"),
        ((*ARGUMENTS, "--github"), 2, "name its repository (--repository)"),
        ((*ARGUMENTS, "--github", "--repository", "a b"), 2, "(--repository)"),
        ((*ARGUMENTS, "--rubric", "none"), 3, "none: no such rubric"),
        (("init", "--policy", "empty.txt"), 3, "empty.txt: is empty"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_written(
    arguments: tuple[str, ...], code: int, says: str, town: Path, run: Callable[..., Result]
) -> None:
    Path("empty.txt").touch()
    result = run(*arguments)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr
    assert not Path("policygap.yaml").exists()


def test_without_a_baseline_every_gap_fails(town: Path, run: Callable[..., Result]) -> None:
    assert run(*ARGUMENTS, "--no-baseline", "--fail-on", "recommended").exit_code == 0
    assert not Path("policygap-baseline.json").exists()
    assert content("policygap.yaml")["fail_on"] == "recommended"
    assert run("check").exit_code == 1


@pytest.mark.parametrize("name", ['odd: "name" # @PATHS@.txt', "política.txt", "- x.txt"])
def test_a_name_of_any_signs_is_written_as_it_is(
    name: str, town: Path, run: Callable[..., Result]
) -> None:
    Path(name).write_text(GAPS, "utf-8")
    assert run("init", "--policy", f"./{name}", "--rubric", "town.yaml").exit_code == 0
    assert content("policygap.yaml")["paths"] == [name]
    assert run("check").exit_code == 0


Typed = Callable[[str], str]


@pytest.fixture
def typed(
    town: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Typed]:
    """Run `policygap init` with lines typed into a terminal, and return what it asked."""
    ours, its = os.openpty()

    def run(answers: str) -> str:
        os.write(ours, answers.encode())
        monkeypatch.setattr(sys, "stdin", terminal)
        assert get_command(app).main(["init"], standalone_mode=False) in {None, 0}
        return capsys.readouterr().err

    with os.fdopen(its, encoding="utf-8") as terminal:
        yield run
    os.close(ours)


def test_in_a_terminal_it_asks(typed: Typed) -> None:
    asked = typed("policies/force.txt\ntown.yaml\nrecommended\n\n\ny\n\ntools/policygap\n")
    for question in ("Policy, a file or folder", "Rubrics [california]", "never) [required]"):
        assert question in asked
    assert content("policygap.yaml")["fail_on"] == "recommended"
    assert content(".gitlab-ci.yml")["policygap"]["variables"]["POLICYGAP_SOURCE"] == (
        "tools/policygap"
    )
    assert not Path(".github").exists()


def test_an_answer_that_is_none_is_asked_for_again(typed: Typed) -> None:
    typed("policies/force.txt\ntown.yaml\nsometimes\nnever\nn\nn\nn\nn\n")
    assert content("policygap.yaml")["fail_on"] == "never"
    assert not Path("policygap-baseline.json").exists()
