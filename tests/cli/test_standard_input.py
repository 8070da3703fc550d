"""A policy that is piped in."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from policygap.cli import app
from policygap.errors import ExitCode


@pytest.mark.parametrize(("name", "code"), [("met.txt", ExitCode.OK), ("gaps.txt", ExitCode.GAPS)])
def test_a_policy_from_standard_input(policies: Path, town: Path, name: str, code: int) -> None:
    text = (policies / name).read_bytes()
    result = CliRunner().invoke(app, ["check", "-", "--rubric", str(town)], input=text)
    assert result.exit_code == code, result.output
    assert "standard input" in result.stdout


def test_nothing_on_standard_input(town: Path) -> None:
    result = CliRunner().invoke(app, ["check", "-", "--rubric", str(town)], input=b"")
    assert result.exit_code == ExitCode.UNUSABLE
    assert result.stdout == ""
    assert "standard input: is empty" in result.stderr
