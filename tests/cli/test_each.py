"""`check --each`: every file a policy of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import Result

from policygap.reports.together import TOGETHER

Run = Callable[..., Result]


@pytest.fixture
def each(run: Run, policies: Path, town: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `check --each` in the folder of the policies, on those named."""
    monkeypatch.chdir(policies)
    return lambda *arguments: run("check", "--each", "--rubric", town, *arguments)


def test_gaps_of_one_are_not_met_by_another(each: Run) -> None:
    ended = each("met.txt", "gaps.txt", "--quiet")
    assert ended.exit_code == 1
    first, second = ended.stdout.split("\n\n")[:2]
    assert first.splitlines()[0] == "met.txt"
    assert second.splitlines()[0] == "gaps.txt"
    assert each("met.txt").exit_code == 0


def test_a_policy_named_twice_is_checked_once(each: Run) -> None:
    once = each("gaps.txt").stdout
    assert each("gaps.txt", "gaps.txt").stdout == once


@pytest.mark.parametrize("name", TOGETHER)
def test_one_policy_is_written_as_without(name: str, each: Run, run: Run, town: Path) -> None:
    alone = run("check", "gaps.txt", "--rubric", town, "--format", name)
    assert each("gaps.txt", "--format", name).stdout == alone.stdout


def test_formats_hold_all_policies(each: Run) -> None:
    files = ("met.txt", "gaps.txt")
    entries = json.loads(each(*files, "--format", "gitlab").stdout)
    assert {entry["location"]["path"] for entry in entries} == set(files)
    runs = json.loads(each(*files, "--format", "sarif").stdout)["runs"]
    assert [run["automationDetails"]["id"] for run in runs] == [
        "policygap/met.txt/",
        "policygap/gaps.txt/",
    ]
    suites = ElementTree.fromstring(each(*files, "--format", "junit").stdout)
    assert [suite.get("name", "").partition(":")[0] for suite in suites] == [
        *["met.txt"] * 2,
        *["gaps.txt"] * 2,
    ]
    assert suites.get("tests") == str(len(suites.findall(".//testcase")))
    assert suites.get("failures") == str(len(suites.findall(".//failure")))
    annotations = each(*files, "--format", "github").stdout
    assert annotations.count("policygap%3A what was checked") == 2
    assert each(*files, "--format", "markdown").stdout.count("# Policy gap report") == 2


def test_an_unreadable_policy_is_told_and_the_others_are_checked(each: Run) -> None:
    Path("empty.txt").touch()
    ended = each("empty.txt", "gaps.txt", "--output", "gaps.sarif")
    assert ended.exit_code == 3
    assert "error: empty.txt: is empty" in ended.stderr
    assert "[town-force/" in ended.stdout
    assert len(json.loads(Path("gaps.sarif").read_text("utf-8"))["runs"]) == 1


def test_when_none_can_be_read_formats_hold_none(each: Run) -> None:
    Path("empty.txt").touch()
    Path("void.txt").touch()
    ended = each("empty.txt", "void.txt", "--format", "gitlab", "--output", "gaps.xml")
    assert (ended.exit_code, json.loads(ended.stdout)) == (3, [])
    assert ElementTree.parse("gaps.xml").getroot().get("tests") == "0"


def test_a_file_of_paths_stands_for_them_all(each: Run, policies: Path) -> None:
    Path("policygap.yaml").write_text("paths: [gaps.txt, met.txt]\n", "utf-8")
    ended = each("gaps.txt", "met.txt", "no-warning.txt", "--format", "sarif")
    runs = json.loads(ended.stdout)["runs"]
    named = [[each["location"]["uri"] for each in run["artifacts"]] for run in runs]
    assert named == [["gaps.txt", "met.txt"], ["no-warning.txt"]]
    assert [len(run["artifacts"]) for run in json.loads(each("--format", "sarif").stdout)["runs"]]


def test_the_baseline_of_other_paths_does_not_hold(each: Run, run: Run, town: Path) -> None:
    Path("policygap.yaml").write_text("paths: [met.txt]\nbaseline: known.json\n", "utf-8")
    run("baseline", "write", "gaps.txt", "--rubric", town, "--output", "known.json", "--no-config")
    ended = each("gaps.txt")
    assert ended.exit_code == 1
    assert "gaps.txt: checked without known.json, which is of other `paths`" in ended.stderr
    assert each("gaps.txt", "--baseline", "known.json").exit_code == 0


def test_policies_do_not_share_a_baseline(each: Run, run: Run, town: Path) -> None:
    run("baseline", "write", "gaps.txt", "--rubric", town, "--output", "known.json")
    ended = each("gaps.txt", "no-warning.txt", "--baseline", "known.json")
    assert ended.exit_code == 3
    assert "known.json: is the baseline of one policy, and 2 would go by it" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "json"), "--each: json holds"),
        (("--output", "report.html"), "--each: html holds"),
        (("--explain", "intercede"), "--explain and --each exclude each other"),
    ],
)
def test_what_does_not_go_with_it_is_refused(
    arguments: tuple[str, ...], says: str, each: Run
) -> None:
    ended = each("gaps.txt", *arguments)
    assert (ended.exit_code, says in ended.stderr) == (2, True)


def test_without_any_policy_it_asks_for_one(each: Run) -> None:
    assert each().exit_code == 2
