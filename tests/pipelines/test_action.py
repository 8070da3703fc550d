"""The GitHub Action's own shell commands, taken from action.yml and run as a runner runs them.

Left out are its steps that take a network: setting up Python, the installation (what is installed
is this checkout) and the upload; the file that would be uploaded is looked at instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import GAPS, MET, ROOT, Shell, commit, git

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
NOTHING = "steps.find.outputs.nothing != 'true'"
RULE = {"rubrics": "town.yaml", "policies": "policies/*"}


class Run:
    """What a run of the action left: its exit code, log, summary and outputs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = 0
        self.log = ""
        self.outputs: dict[str, str] = {}

    @property
    def summary(self) -> str:
        """The summary of the job, in Markdown."""
        return (self.folder / "summary").read_text("utf-8")

    @property
    def checked(self) -> list[str]:
        """The paths of the policies in the SARIF file."""
        runs = json.loads(Path(self.outputs["sarif"]).read_text("utf-8"))["runs"]
        return [run["artifacts"][0]["location"]["uri"] for run in runs]


def value(expression: str, inputs: Mapping[str, str], base: str) -> str:
    """Return what an expression of a step's environment stands for."""
    (name,) = re.fullmatch(r"\$\{\{ (\S+) \}\}", expression).groups()
    known = {f"inputs.{key}": each["default"] for key, each in ACTION["inputs"].items()}
    known |= {f"inputs.{key}": text for key, text in inputs.items()}
    return {**known, "github.event.pull_request.base.sha": base}[name]


@pytest.fixture
def act(repository: Path, shell: Shell, tmp_path: Path) -> Callable[..., Run]:
    def run(inputs: Mapping[str, str], base: str = "") -> Run:
        assert set(inputs) <= set(ACTION["inputs"])
        ran = Run(tmp_path)
        output = tmp_path / "output"
        runner = {
            "RUNNER_TEMP": str(tmp_path),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
            "CI": "true",
        }
        for name in ("output", "summary"):
            (tmp_path / name).write_text("", "utf-8")
        for step in STEPS:
            if "env" not in step or ran.code:
                continue
            if step.get("if") == NOTHING and ran.outputs["nothing"] == "true":
                continue
            given = {key: value(text, inputs, base) for key, text in step["env"].items()}
            ended = shell(step["run"], {**runner, **given})
            ran.code, ran.log = ended.returncode, ran.log + ended.stdout + ended.stderr
            ran.outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return ran

    return run


def test_no_script_holds_anything_from_outside() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert step.get("shell", "bash") == "bash"


def test_the_steps_that_these_tests_run_are_all_but_those_that_take_a_network() -> None:
    left_out = [step.get("uses") or step["name"] for step in STEPS if "env" not in step]
    assert [each.partition("@")[0] for each in left_out] == [
        "actions/setup-python",
        "Install policygap",
        "github/codeql-action/upload-sarif",
    ]
    conditions = [step.get("if") for step in STEPS if "env" in step]
    assert conditions == [None, NOTHING]


def test_what_is_installed_is_there() -> None:
    (install,) = (step["run"] for step in STEPS if step.get("name") == "Install policygap")
    named = re.findall(r"\$GITHUB_ACTION_PATH/([\w.-]+)", install)
    assert named == ["requirements-model.txt", "constraints.txt"]
    assert all((ROOT / name).exists() for name in named)


def test_every_policy_is_checked_on_its_own(act: Callable[..., Run]) -> None:
    ran = act(RULE)
    assert ran.code == 1
    assert ran.checked == ["policies/gaps.txt", "policies/two%20words.txt"]
    assert "::error file=policies/gaps.txt,line=1,title=CONFLICT%3A " in ran.log
    assert "::error file=policies/two words.txt" not in ran.log
    assert ran.summary.count("# Policy gap report:") == 2


def test_a_pull_request_has_its_changed_policies_checked(act: Callable[..., Run]) -> None:
    base = git("rev-parse", "HEAD")
    commit({"policies/two words.txt": MET + "Be safe.\n", "policies/new.txt": MET})
    ran = act(RULE, base)
    assert ran.code == 0
    assert ran.checked == ["policies/new.txt", "policies/two%20words.txt"]
    assert act({**RULE, "changed-only": "false"}, base).code == 1


@pytest.mark.parametrize("name", ["policies/policygap.yaml", "town.yaml", "known.json"])
def test_a_change_of_settings_has_all_policies_checked(name: str, act: Callable[..., Run]) -> None:
    base = git("rev-parse", "HEAD")
    text = Path(name).read_text("utf-8") + "\n" if Path(name).exists() else "{}\n"
    commit({name: text})
    assert act(RULE | {"policies": "policies/*.txt"}, base).code == 1


def test_a_pattern_leaves_files_out(act: Callable[..., Run]) -> None:
    commit({"policies/policygap.yaml": "fail_on: never\n"})
    ran = act({**RULE, "policies": "policies/*\n:!*.yaml"})
    assert (ran.code, len(ran.checked)) == (0, 2), ran.log


def test_patterns_that_fit_no_file_fail_the_job(act: Callable[..., Run]) -> None:
    base = git("rev-parse", "HEAD")
    for given in ("", base):
        ran = act({**RULE, "policies": "polices/*"}, given)
        assert ran.code == 2
        assert "fits no file" in ran.log


def test_a_pull_request_without_policies_has_nothing_checked(act: Callable[..., Run]) -> None:
    base = git("rev-parse", "HEAD")
    Path("policies/gaps.txt").unlink()
    commit({"README.md": "# Our policies\n"})
    ran = act(RULE, base)
    assert (ran.code, ran.outputs, ran.summary) == (0, {"nothing": "true"}, "")


def test_a_base_that_is_not_at_hand_is_fetched_or_all_is_checked(
    act: Callable[..., Run], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = git("rev-parse", "HEAD")
    commit({"policies/two words.txt": MET + "Be safe.\n"})
    git("clone", "--quiet", "--depth", "1", f"file://{repository}", str(tmp_path / "shallow"))
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    monkeypatch.chdir(tmp_path / "shallow")
    assert act(RULE, base).checked == ["policies/two%20words.txt"]
    assert len(act(RULE, "0" * 40).checked) == 2


def test_the_policy_of_the_settings_is_checked_where_no_other_is_named(
    act: Callable[..., Run],
) -> None:
    settings = "rubrics: [town.yaml]\nfail_on: never\npaths: [policies]\n"
    commit({"policygap.yaml": settings})
    ran = act({})
    assert ran.code == 0
    assert ran.checked == ["policies/gaps.txt"]
    assert "settings: policygap.yaml (fail-on never)" in ran.log
    assert act({"fail-on": "required"}).code == 1


def test_every_input_has_its_effect(act: Callable[..., Run], shell: Shell) -> None:
    rule = {"rubrics": "ca-sb230\ntown.yaml\n", "policies": "\npolicies/gaps.txt\n"}
    write = "policygap baseline write policies/gaps.txt --rubric ca-sb230 --rubric town.yaml"
    assert shell(write, {}).returncode == 0
    assert act(rule).code == 1
    known = act({**rule, "baseline": "policygap-baseline.json"})
    assert known.code == 0
    assert "known" in known.summary
    Path("other.yaml").write_text("fail_on: never\n", "utf-8")
    assert act({**rule, "config": "other.yaml"}).code == 0
    assert act({**rule, "fail-on": "never"}).code == 0
    assert "sb230" in act(rule).log


def test_an_unreadable_policy_fails_the_job_and_hides_no_other(act: Callable[..., Run]) -> None:
    commit({"policies/empty.txt": ""})
    ran = act(RULE)
    assert ran.code == 3
    assert "error: policies/empty.txt: is empty" in ran.log
    assert ran.summary.endswith("Not everything was checked (exit code 3): see the log.\n")
    assert ran.checked == ["policies/gaps.txt", "policies/two%20words.txt"]


HOSTILE = "$(touch hit); `touch hit`' \" ; touch hit #"


@pytest.mark.parametrize("name", sorted(set(ACTION["inputs"]) - {"sarif"}))
def test_an_input_is_never_run(name: str, act: Callable[..., Run]) -> None:
    act({**RULE, name: HOSTILE})
    act({**RULE, name: HOSTILE}, HOSTILE)
    assert not Path("hit").exists()


def test_names_of_files_are_never_run_nor_taken_as_options(act: Callable[..., Run]) -> None:
    commit({"--output=hit.md": MET, "policies/$(touch hit)\n::error::x.txt": GAPS})
    ran = act({**RULE, "policies": "policies/*\n--output*"})
    assert len(ran.checked) == 4
    assert not Path("hit").exists()
    assert not Path("hit.md").exists()
    assert "\n::error::" not in ran.log
