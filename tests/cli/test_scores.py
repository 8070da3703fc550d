from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Golden = Callable[[str, str], None]
PASSAGES = """
- key: town-force/intercede/duty
  state: present
  text: Officers shall intercede if they see excessive force.
- key: town-force/intercede/duty
  state: weak
  text: Officers should intercede if they see excessive force.
- key: town-force/holds/ban
  state: present
  text: Officers may use a chokehold.
- key: no-rubric/nothing/here
  state: absent
  text: Something else.
"""


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    path = tmp_path / "passages.yaml"
    path.write_text(PASSAGES, "utf-8")
    return path


def test_examples_that_hold_pass(run: Run, town: Path) -> None:
    result = run("rubric", "test", town)
    assert (result.exit_code, result.stdout) == (0, "11 examples, 0 of them judged otherwise\n")


def test_examples_that_fail_are_shown(run: Run, town: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    wrong = town.read_text("utf-8").replace("[Officers may use", "[Officers shall never use")
    odd.write_text(wrong, "utf-8")
    result = run("rubric", "test", odd)
    assert result.exit_code == 1
    assert "town-force/holds/ban: present, wanted contradicted (" in result.stdout
    assert "    Officers shall never use a chokehold.\n" in result.stdout
    assert result.stdout.endswith("11 examples, 1 of them judged otherwise\n")


def test_score_counts_by_rubric_and_state(
    run: Run, town: Path, passages: Path, golden: Golden
) -> None:
    result = run("rubric", "score", passages, "--rubric", town)
    assert result.exit_code == 0
    golden("cli/rubric-score.txt", result.stdout)


def test_score_writes_figures_and_misses(
    run: Run, town: Path, passages: Path, tmp_path: Path
) -> None:
    target = tmp_path / "score.json"
    run("rubric", "score", passages, "--rubric", town, "--json", target)
    figures = json.loads(target.read_text("utf-8"))
    assert (figures["n"], figures["state"], figures["conflict_f1"]) == (3, 2 / 3, 0)
    assert (figures["gap_precision"], figures["gap_recall"]) == (1 / 2, 1)
    assert figures["rubrics"]["town-force"]["n"] == 3
    assert figures["elements"]["town-force/intercede/duty"]["state"] == 1
    assert figures["confusion"]["present"]["contradicted"] == 1
    assert figures["left_out"] == ["no-rubric/nothing/here"]
    assert [(e["key"], e["wanted"], e["found"]) for e in figures["misses"]] == [
        ("town-force/holds/ban", "present", "contradicted")
    ]


def test_a_labelled_policy_is_scored_as_a_whole(run: Run, town: Path, tmp_path: Path) -> None:
    text = (
        "Officers must step in when they see unreasonable force.\n\nOfficers may use a chokehold.\n"
    )
    (tmp_path / "ford.txt").write_text(text)
    labels = tmp_path / "ford.yaml"
    labels.write_text(
        "policy: ford.txt\nlabels:\n"
        "  town-force/intercede/duty: {state: present, quote: Officers must step in}\n"
        "  town-force/holds/ban: {state: absent}\n"
        "  no-rubric/nothing/here: {state: absent}\n"
    )
    target = tmp_path / "score.json"
    result = run("rubric", "score", labels, "--rubric", town, "--json", target)
    assert result.exit_code == 0
    figures = json.loads(target.read_text("utf-8"))
    assert (figures["n"], figures["left_out"]) == (2, ["no-rubric/nothing/here"])
    (miss,) = figures["misses"]
    assert (miss["key"], miss["found"]) == ("town-force/holds/ban", "contradicted")
    assert miss["text"] == "Officers may use a chokehold."


def test_labels_of_another_shape_are_refused(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.yaml"
    labels.write_text("policy: none.txt\nlabels: [present]\n")
    result = run("rubric", "score", labels)
    assert (result.exit_code, "nor the labels of a policy" in result.stderr) == (3, True)


def test_passages_of_another_shape_are_refused(run: Run, town: Path) -> None:
    result = run("rubric", "score", town)
    assert result.exit_code == 3
    assert result.stderr.startswith(f"error: {town}: ")
