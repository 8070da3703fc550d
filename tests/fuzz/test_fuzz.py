"""Broken files end in a report or in one line that says what is wrong: no traceback, no hang."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
Broken = Callable[[str, int], Iterator[bytes]]
TOWN = Path(__file__).parents[1] / "data" / "town.yaml"


def test_unbroken_files_are_checked(run: Run, valid: dict[str, bytes], tmp_path: Path) -> None:
    for kind, content in valid.items():
        path = tmp_path / f"policy.{kind}"
        path.write_bytes(content)
        assert run("check", path, "--rubric", TOWN, "--quiet").exit_code == 1, kind


def test_broken_files_end_well(
    run: Run, broken: Broken, tmp_path: Path, kind: str, batch: int
) -> None:
    for number, content in enumerate(broken(kind, batch)):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / f"policy.{kind}"
        path.write_bytes(content)
        target = folder / "report.json"
        common = ("--rubric", TOWN, "--output", target, "--timeout", "60")
        _assert_ended_well(run("check", path, *common), path, target)


def _assert_ended_well(result: Result, path: Path, target: Path) -> None:
    told = f"{path}\n{result.stderr}"
    assert result.exit_code in (0, 1, 3), told
    assert "stopped" not in result.stderr, told
    written = sorted(file.name for file in path.parent.iterdir())
    if result.exit_code == 3:
        assert result.stdout == "", told
        assert result.stderr.startswith(f"error: {path}: "), told
        assert result.stderr.count("\n") == 1, told
        assert written == [path.name], told
    else:
        assert result.stdout, told
        assert written == [path.name, target.name], told
        assert json.loads(target.read_text("utf-8"))["findings"], told


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_the_same_seed_breaks_alike(broken: Broken, kind: str) -> None:
    once, again, other = (list(broken(kind, batch)) for batch in (1, 1, 2))
    assert once == again
    assert not set(once) & set(other)
