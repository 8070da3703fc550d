"""`policygap config`: the values that hold, where each comes from, and every mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

SETTINGS = """\
# the town's
fail_on: recommended
paths: [a.pdf, b.pdf]
severity:
  ca-post/communication: required
waivers:
  - id: ca-sb230/intercede
    reason: x
    expires: 2026-12-31
    fingerprint: v1-0123456789abcdef
satisfied_by:
  - id: ca-sb230/training
    document: x
    reason: x
    permanent: true
    fingerprint: v1-0123456789abcdef
"""


def test_values_are_shown_with_the_line_that_sets_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policygap.yaml").write_text(SETTINGS, "utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("config")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
SETTING       FROM               VALUE
rubrics       default            california
as_of         default            today
fail_on       policygap.yaml:2   recommended
revisions     default            final
paths         policygap.yaml:3   a.pdf
paths         policygap.yaml:3   b.pdf
baseline      default            -
severity      policygap.yaml:5   ca-post/communication: required
waivers       policygap.yaml:7   ca-sb230/intercede, until 2026-12-31
satisfied_by  policygap.yaml:12  ca-sb230/training, permanent
"""
    )


def test_settings_are_looked_for_from_the_policy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.policygap]\nbaseline = 'b.json'\n", "utf-8")
    shown = run("config", tmp_path / "force.pdf").stdout
    assert f"baseline      {tmp_path}/pyproject.toml:2" in shown
    assert "pyproject" not in run("config", tmp_path / "force.pdf", "--no-config").stdout


def test_every_mistake_is_told_and_no_terminal_obeys_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "policygap.yaml"
    path.write_text('"\\e[31mcolour": 1\nfail_on: odd\n', "utf-8")
    result = run("config", "--config", path)
    assert result.exit_code == 3
    assert "\x1b" not in result.stdout
    assert len(result.stdout.splitlines()) == 2
