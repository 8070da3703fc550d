"""`policygap check --explain`: why an element came out as it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Golden = Callable[[str, str | bytes], None]


@pytest.mark.parametrize("name", ["met", "gaps"])
def test_an_explanation_shows_every_passage_that_was_weighed(
    run: Run, town: Path, policies: Path, golden: Golden, name: str
) -> None:
    result = run("check", policies / f"{name}.txt", "--rubric", town, "--explain", "intercede")
    golden(f"cli/{name}--explain.txt", result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")


def test_an_element_is_named_with_or_without_its_rubric(
    run: Run, town: Path, policies: Path
) -> None:
    names = ("intercede/duty", "town-force/intercede/duty")
    told = [run("check", policies / "met.txt", "--rubric", town, "--explain", n) for n in names]
    assert told[0].stdout == told[1].stdout
    assert told[0].stdout.startswith("town-force/intercede/duty: present")


def test_an_unknown_name_gets_close_ones(run: Run, town: Path, policies: Path) -> None:
    result = run("check", policies / "met.txt", "--rubric", town, "--explain", "interceed")
    assert result.exit_code == 2
    assert "did you mean intercede" in " ".join(result.stderr.split())


def test_an_explanation_names_the_file_where_there_are_several(
    run: Run, town: Path, policies: Path
) -> None:
    files = (policies / "met.txt", policies / "gaps.txt")
    result = run("check", *files, "--rubric", town, "--explain", "intercede")
    assert "met.txt" in result.stdout
    assert "gaps.txt" in result.stdout
