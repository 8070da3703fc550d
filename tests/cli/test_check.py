from __future__ import annotations

import json
import socket
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from typer.testing import Result

from policygap.cli.check import TERMINAL, format_names
from policygap.reports import FORMATS, FORMATS_BY_SUFFIX

Run = Callable[..., Result]
Golden = Callable[[str, str | bytes], None]
SCHEMA = json.loads((files("policygap.reports") / "report.schema.json").read_text("utf-8"))
AS_OF = ("--as-of", "2026-01-31")


@pytest.mark.parametrize("name", ["met", "gaps"])
@pytest.mark.parametrize("options", [(), ("--all",), ("--quiet",), ("--format", "json")])
def test_check_prints_the_agreed_report(
    run: Run, town: Path, policies: Path, golden: Golden, name: str, options: tuple[str, ...]
) -> None:
    result = run("check", policies / f"{name}.txt", "--rubric", town, *AS_OF, *options)
    suffix = "json" if "json" in options else "txt"
    golden(f"cli/{name}{''.join(options[:1])}.{suffix}", result.stdout)
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("met.txt", "recommended", 0),
        ("no-warning.txt", "required", 0),
        ("no-warning.txt", "recommended", 1),
        ("no-warning.txt", "never", 0),
        ("gaps.txt", "required", 1),
        ("gaps.txt", "recommended", 1),
        ("gaps.txt", "never", 0),
    ],
)
def test_fail_on_decides_on_the_exit_code(
    run: Run, town: Path, policies: Path, name: str, fail_on: str, code: int
) -> None:
    result = run("check", policies / name, "--rubric", town, "--fail-on", fail_on)
    assert result.exit_code == code


def test_required_gaps_fail_unless_told_otherwise(run: Run, town: Path, policies: Path) -> None:
    assert run("check", policies / "gaps.txt", "--rubric", town).exit_code == 1
    assert run("check", policies / "no-warning.txt", "--rubric", town).exit_code == 0


def test_json_validates_and_is_alone_on_stdout(run: Run, town: Path, policies: Path) -> None:
    result = run("check", policies / "gaps.txt", "--rubric", town, "--format", "json")
    told = json.loads(result.stdout)
    jsonschema.validate(told, SCHEMA)
    assert {f["requirement"]: f["verdict"] for f in told["findings"]} == {
        "intercede": "partial",
        "warning": "missing",
        "holds": "conflict",
    }


def test_files_and_folders_are_checked_as_one_policy(run: Run, town: Path, policies: Path) -> None:
    (policies / "gaps.txt").unlink()
    for named in ([policies], sorted(policies.iterdir())):
        result = run("check", *named, "--rubric", town, "--format", "json")
        told = json.loads(result.stdout)
        assert [file["name"] for file in told["policy"]["files"]] == ["met.txt", "no-warning.txt"]
        assert told["summary"]["gaps"] == 0


def test_as_of_leaves_out_what_was_not_law_yet(run: Run, town: Path, policies: Path) -> None:
    common = ("check", policies / "gaps.txt", "--rubric", town, "--format", "json", "--as-of")
    before, after = (json.loads(run(*common, d).stdout) for d in ("2021-12-31", "2022-01-01"))
    assert before["summary"]["requirements"] == 2
    assert after["summary"]["requirements"] == 3
    assert before["rubrics"][0]["as_of"] == "2021-12-31"


def test_nothing_in_force_is_no_finding(
    run: Run, policies: Path, tmp_path: Path, town: Path
) -> None:
    late = tmp_path / "late.yaml"
    text = town.read_text("utf-8").replace("    since: 2022-01-01\n", "")
    late.write_text(text.replace("    level:", "    since: 2030-01-01\n    level:"), "utf-8")
    result = run("check", policies / "met.txt", "--rubric", late, *AS_OF)
    assert result.exit_code == 3
    assert result.stderr == (
        "error: town-force: nothing was in force on 2026-01-31; choose a later --as-of\n"
    )


def test_reports_tell_when_they_were_made_only_if_asked(
    run: Run, town: Path, policies: Path, tmp_path: Path
) -> None:
    asked = ("check", policies / "gaps.txt", "--rubric", town, *AS_OF)
    plain = json.loads(run(*asked, "--format", "json").stdout)
    assert "made" not in plain
    told = json.loads(run(*asked, "--format", "json", "--timestamp").stdout)
    jsonschema.validate(told, SCHEMA)
    assert datetime.fromisoformat(told.pop("made")).tzinfo is not None
    assert told == plain
    run(*asked, "--timestamp", "--output", tmp_path / "r.md")
    year = str(datetime.now(UTC).year)
    assert f"({year}-" in run(*asked, "--timestamp").stdout
    assert f"{year}-" in (tmp_path / "r.md").read_text("utf-8")


def test_california_is_checked_by_default(run: Run, policies: Path) -> None:
    told = json.loads(run("check", policies / "met.txt", "--format", "json").stdout)
    assert [rubric["id"] for rubric in told["rubrics"]] == ["ca-sb230", "ca-ab392", "ca-post"]


def test_output_is_written_beside_the_terminal_report(
    run: Run, town: Path, policies: Path, tmp_path: Path
) -> None:
    targets = [tmp_path / "one.json", tmp_path / "TWO.JSON"]
    options = [word for target in targets for word in ("--output", target)]
    common = ("check", policies / "gaps.txt", "--rubric", town, *AS_OF)
    result = run(*common, *options)
    assert result.exit_code == 1
    assert result.stdout == run(*common).stdout
    assert result.stderr == "".join(f"wrote {target}\n" for target in targets)
    printed = run(*common, "--format", "json").stdout.encode()
    assert [target.read_bytes() for target in targets] == [printed, printed]
    assert sorted(tmp_path.iterdir()) == sorted([policies, *targets])


def test_output_keeps_a_link_and_the_usual_permissions(
    run: Run, town: Path, policies: Path, tmp_path: Path
) -> None:
    real, link, plain = (tmp_path / name for name in ("real.json", "link.json", "plain"))
    plain.touch()
    real.write_text("old")
    link.symlink_to(real)
    run("check", policies / "met.txt", "--rubric", town, "--output", link)
    assert link.is_symlink()
    assert json.loads(real.read_text("utf-8"))["schema_version"] == "1"
    assert stat.S_IMODE(real.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_output_that_cannot_be_written_is_told(
    run: Run, town: Path, policies: Path, tmp_path: Path
) -> None:
    target = tmp_path / f"{'x' * 250}.json"
    result = run("check", policies / "met.txt", "--rubric", town, "--output", target)
    assert result.exit_code == 3
    assert "cannot be written (File name too long)" in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == [policies]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "Missing argument 'POLICY'"),
        (("x.txt", "--output", "report.docm"), "the suffix must name a format (.json, "),
        (("x.txt", "--output", "no/such/folder/report.json"), "the folder does not exist"),
        (("x.txt", "--output", "folder.json"), "is a folder"),
        (("x.txt", "--format", "yaml"), "'yaml' is not one of terminal, json, "),
        (("x.txt", "--as-of", "yesterday"), "'yesterday' is not a date like 2025-01-31"),
        (("x.txt", "--fail-on", "always"), "'always' is not one of"),
        (("x.txt", "--all", "--quiet"), "--all and --quiet exclude each other"),
        (("x.txt", "--colour"), "No such option"),
    ],
)
def test_wrong_arguments_are_told_before_any_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.json").mkdir()
    result = run("check", *options)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize("content", [None, b"", b"   \n"])
def test_unusable_policy_is_no_finding(
    run: Run, town: Path, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "policy.txt"
    if content is not None:
        path.write_bytes(content)
    result = run("check", path, "--rubric", town)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith(f"error: {path}: ")
    assert result.stderr.count("\n") == 1


def test_unusable_rubric_is_no_finding(run: Run, policies: Path, tmp_path: Path) -> None:
    rubric = tmp_path / "odd.yaml"
    rubric.write_text("id: odd\nrequirements: none\n", "utf-8")
    for name in (rubric, "no-such-rubric"):
        result = run("check", policies / "met.txt", "--rubric", name)
        assert result.exit_code == 3
        assert result.stdout == ""
        assert result.stderr.startswith("error: ")


def test_check_works_without_a_network(
    run: Run, town: Path, policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    result = run("check", policies / "gaps.txt", "--rubric", town, "--format", "json")
    assert result.exit_code == 1


def test_format_takes_all_that_files_can_have() -> None:
    assert format_names() == (TERMINAL, *FORMATS)
    assert len(FORMATS_BY_SUFFIX) == len([row for row in FORMATS.values() if row.suffix])
