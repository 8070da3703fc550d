"""Each row of the README's table of exit codes that `check` alone does not show."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from policygap.cli.exits import exit_codes, guarded
from policygap.errors import DocumentError, RubricError


def _ends(error: BaseException) -> int:
    @guarded
    def command() -> None:
        raise error

    with pytest.raises(SystemExit) as ended:
        command()
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_a_result_without_error_passes() -> None:
    with exit_codes():
        pass


@pytest.mark.parametrize("error", [typer.Exit(1), typer.Abort(), typer.BadParameter("odd")])
def test_what_typer_raises_passes(error: Exception) -> None:
    with pytest.raises(type(error)), exit_codes():
        raise error


@pytest.mark.parametrize("kind", [DocumentError, RubricError])
def test_unusable_input_ends_with_3_and_one_line(
    kind: type[Exception], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _ends(kind("odd\x1b[31m.pdf: is broken;\nmend it")) == 3
    assert capsys.readouterr() == ("", "error: odd.pdf: is broken; mend it\n")


def test_a_bug_ends_with_4_and_says_how_to_report_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["policygap", "check", "secret.pdf"])
    assert _ends(ZeroDivisionError("odd")) == 4
    shown = capsys.readouterr().err
    assert "Traceback" in shown
    assert "ZeroDivisionError: odd" in shown
    assert f"policygap {version('policygap')} hit a bug in `policygap check`" in shown
    assert "No policy text is needed" in shown
    assert "secret.pdf" not in shown.partition("hit a bug")[2]


def test_an_interrupt_ends_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ends(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_a_reader_that_is_gone_ends_with_141_in_silence(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        with pytest.raises(SystemExit) as ended, exit_codes():
            typer.echo("words")
    assert ended.value.code == 141
    assert capfd.readouterr().err == ""


def test_a_closed_pipe_is_no_traceback(town: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "policygap", "rubric", "show", str(town)]
    ended = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_python_m_policygap_runs_the_program(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["policygap", "--version"])
    monkeypatch.delitem(sys.modules, "policygap.__main__", raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("policygap", run_name="__main__")
    assert not ended.value.code
    assert capsys.readouterr().out == f"policygap {version('policygap')}\n"


@pytest.mark.parametrize("arguments", [(), ("rubric",)])
def test_no_command_shows_the_help_as_wrong_arguments(
    run: Callable[..., Result], arguments: tuple[str, ...]
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.output


def test_an_unknown_command_is_a_wrong_argument(run: Callable[..., Result]) -> None:
    result = run("chekc")
    assert result.exit_code == 2
    assert "No such command 'chekc'" in result.stderr
