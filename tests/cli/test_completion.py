"""Completion, asked for as shells ask: through the environment, and through bash itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policygap.cli import app
from policygap.cli.completion import Shell, prepare

ROOT = Path(__file__).parents[2]


@pytest.fixture
def completed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Return what bash would be offered for a line, the last word being incomplete."""

    def ask(line: str) -> list[str]:
        monkeypatch.setenv("_POLICYGAP_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        prepare()
        ended = CliRunner().invoke(app, [], prog_name="policygap")
        assert (ended.exit_code, ended.stderr) == (0, "")
        return ended.stdout.split()

    return ask


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("policygap wai", ["waive"]),
        ("policygap baseline w", ["write"]),
        ("policygap check --ex", ["--explain"]),
        ("policygap check --rubric ca-", ["ca-ab392", "ca-post", "ca-sb230"]),
        ("policygap check --rubric cal", ["california"]),
        ("policygap rubric show eight", ["eight-cant-wait"]),
        ("policygap check --format s", ["sarif"]),
        ("policygap check --fail-on re", ["required", "recommended"]),
        ("policygap explain interc", ["intercede", "intercede-discipline"]),
        (
            "policygap explain ca-sb230/interc",
            ["ca-sb230/intercede", "ca-sb230/intercede-discipline"],
        ),
        ("policygap check --explain intercede/d", ["intercede/duty"]),
        ("policygap waive ca-sb230/intercede/d", ["ca-sb230/intercede/duty"]),
        ("policygap explain nothing-like-it", []),
    ],
)
def test_words_are_completed(
    line: str, offered: list[str], completed: Callable[[str], list[str]]
) -> None:
    assert completed(line) == offered


@pytest.mark.parametrize("shell", Shell)
def test_each_shell_has_its_script(shell: Shell, run: Callable[..., Result]) -> None:
    ended = run("completion", shell)
    assert ended.exit_code == 0
    assert f"complete_{shell}" in ended.stdout


def test_help_has_no_options_for_it(run: Callable[..., Result]) -> None:
    assert "completion" not in run("--help").stdout.partition("Commands:")[0]


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_completes_with_the_script(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "script").write_text(run("completion", "bash").stdout, "utf-8")
    program = tmp_path / "policygap"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policygap "$@"\n', "utf-8")
    program.chmod(0o755)
    ask = (
        f'. "{tmp_path}/script"; complete -p policygap; COMP_WORDS=(policygap check --rubric ca-p);'
        "COMP_CWORD=3; _policygap_completion policygap; echo ${COMPREPLY[*]}"
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", ask],
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.splitlines() == [
        "complete -o default -F _policygap_completion policygap",
        "ca-post",
    ]
