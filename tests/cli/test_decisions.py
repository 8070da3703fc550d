"""`policygap waive` and `confirm`: entries with the fingerprint that `check` holds them against."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import Result

Run = Callable[..., Result]
TERMS = ("--reason", "Bargaining until spring", "--expires", "2999-06-30")


@pytest.fixture
def here(policies: Path, town: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the policies, as the current one, with settings that name the rubric."""
    (policies / "town.yaml").write_text(town.read_text("utf-8"), "utf-8")
    (policies / "policygap.yaml").write_text("# ours\nrubrics: [town.yaml]\n", "utf-8")
    monkeypatch.chdir(policies)
    return policies


def states(run: Run) -> dict[str, Any]:
    told = json.loads(run("check", "gaps.txt", "--format", "json").stdout)
    return {f["requirement"]: f["settled"] for f in told["findings"]}


def test_a_waiver_is_printed_as_it_would_stand_in_the_settings(run: Run, here: Path) -> None:
    before = (here / "policygap.yaml").read_text("utf-8")
    result = run("waive", "intercede", "gaps.txt", *TERMS, "--owner", "Lt. Ortega")
    assert result.exit_code == 0
    (entry,) = yaml.safe_load(result.stdout)["waivers"]
    assert list(entry) == ["id", "reason", "owner", "expires", "fingerprint"]
    assert entry["id"] == "town-force/intercede"
    assert (here / "policygap.yaml").read_text("utf-8") == before
    (here / "policygap.yaml").write_text(before + result.stdout, "utf-8")
    assert states(run) == {"intercede": "waived", "warning": None, "holds": None}


def test_decisions_are_written_and_hold_until_the_words_change(run: Run, here: Path) -> None:
    assert run("waive", "intercede/duty", "gaps.txt", *TERMS, "--write").exit_code == 0
    assert run("waive", "town-force/holds", "gaps.txt", *TERMS, "--write").exit_code == 0
    document = ("--document", "General Order 12", "--reason", "it warns", "--permanent")
    assert run("confirm", "warning", "gaps.txt", *document, "--write").exit_code == 0
    written = (here / "policygap.yaml").read_text("utf-8")
    assert written.startswith("# ours\nrubrics: [town.yaml]\nwaivers:\n  - id: town-force/interc")
    assert states(run) == {"intercede": "waived", "warning": "confirmed", "holds": "waived"}
    assert run("check", "gaps.txt", "--fail-on", "recommended").exit_code == 0

    policy = here / "gaps.txt"
    text = policy.read_text("utf-8")
    policy.write_text(text.replace("300.1 DUTY", "412.7 DUTY").replace("300.3", "412.1"), "utf-8")
    assert states(run) == {"intercede": "waived", "warning": "confirmed", "holds": "waived"}
    policy.write_text(text.replace("a chokehold", "the chokehold"), "utf-8")
    assert states(run) == {"intercede": "waived", "warning": "confirmed", "holds": None}
    result = run("check", "gaps.txt")
    assert result.exit_code == 1
    assert "waiver of town-force/holds: ended, as what the policy says on it has changed" in (
        " ".join(result.stdout.split())
    )


def test_a_quoted_passage_must_stand_in_the_policy(run: Run, here: Path) -> None:
    asked = ("confirm", "warning", "gaps.txt", "--reason", "plain", "--permanent")
    place = ("--section", "300.1", "--page", 2)
    result = run(*asked, "--passage", "should intercede when they see", *place)
    (entry,) = yaml.safe_load(result.stdout)["satisfied_by"]
    assert (entry["section"], entry["page"]) == ("300.1", 2)
    wrong = run(*asked, "--passage", "must warn")
    assert wrong.exit_code == 3
    assert "these words are not in what was read" in wrong.stderr


def test_a_first_decision_makes_the_file(
    run: Run, policies: Path, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(policies)
    result = run("waive", "warning", "gaps.txt", "--rubric", town, *TERMS, "--write")
    assert result.stderr == "wrote policygap.yaml\n"
    assert (policies / "policygap.yaml").read_text("utf-8").startswith("waivers:\n  - id: town-fo")


def test_toml_is_left_to_the_user(run: Run, here: Path) -> None:
    (here / "policygap.yaml").unlink()
    (here / "pyproject.toml").write_text("[tool.policygap]\nrubrics = ['town.yaml']\n", "utf-8")
    result = run("waive", "warning", "gaps.txt", *TERMS, "--write")
    assert result.exit_code == 3
    assert "only YAML is written" in result.stderr


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (("waive", "warning", "gaps.txt", "--reason", "x"), 2, "name either --expires or --perm"),
        (("waive", "warning", "gaps.txt", *TERMS, "--permanent"), 2, "name either --expires or"),
        (("waive", "warning", "gaps.txt", "--permanent"), 2, "Missing option '--reason'"),
        (("waive", "warning", "gaps.txt", "--permanent", "--reason", " "), 2, "must say why"),
        (
            ("waive", "warning", "gaps.txt", "--reason", "x", "--expires", "2020-01-01"),
            2,
            "is over",
        ),
        (
            ("waive", "warnings", "gaps.txt", *TERMS),
            2,
            "nothing is called 'warnings'; did you mean",
        ),
        (("waive", "warning", "met.txt", *TERMS), 3, "there is nothing to decide"),
        (("confirm", "warning", "gaps.txt", *TERMS), 2, "name either --passage or --document"),
        (
            (
                "waive",
                "deescalation",
                "gaps.txt",
                *TERMS,
                "--rubric",
                "ca-sb230",
                "--rubric",
                "odd.yaml",
            ),
            2,
            "'deescalation' is ca-sb230/deescalation and town-force/deescalation; name one",
        ),
    ],
)
def test_what_cannot_be_decided_is_told(
    run: Run, here: Path, command: tuple[str, ...], code: int, told: str
) -> None:
    odd = (here / "town.yaml").read_text("utf-8").replace("id: intercede", "id: deescalation")
    (here / "odd.yaml").write_text(odd, "utf-8")
    result = run(*command)
    assert result.exit_code == code
    assert told in " ".join(result.stderr.split())
