"""The options that every command that reads a policy shares."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from policygap.cli.reading import Reading, reads
from policygap.options import DEFAULT, MEBIBYTE, Ocr, ReadOptions, Revisions

Run = Callable[..., Result]


@pytest.fixture
def given() -> Callable[..., Reading]:
    """Return how a command is to read, given these words of the command line."""
    told: list[Reading] = []

    @reads
    def command(word: str, reading: Reading, flag: bool = False) -> None:
        assert word == "word"
        assert flag
        told.append(reading)

    app = typer.Typer()
    app.command()(command)

    def run(*words: str, **environment: str) -> Reading:
        ended = CliRunner().invoke(app, ["word", "--flag", *words], env=environment)
        assert ended.exit_code == 0, ended.output
        return told[-1]

    return run


def told_readers(reading: Reading) -> ReadOptions:
    with reading.limited([Path("-"), Path("b.pdf")]) as options:
        return options


def test_without_options_the_readers_get_their_defaults(given: Callable[..., Reading]) -> None:
    assert told_readers(given()) == DEFAULT


def test_every_option_reaches_the_readers(given: Callable[..., Reading]) -> None:
    words = (
        "--ocr always --revisions original --password secret --type .pdf --convert --max-pages 7 "
        "--max-bytes 3M --timeout 9 --max-memory 2g"
    )
    reading = given(*words.split())
    assert told_readers(reading) == ReadOptions(
        ocr=Ocr.ALWAYS,
        revisions=Revisions.ORIGINAL,
        password="secret",
        kind=".pdf",
        convert=True,
        max_pages=7,
        max_bytes=3 * MEBIBYTE,
    )
    assert (reading.timeout, reading.max_memory) == (9.0, 2048 * MEBIBYTE)


def test_the_password_may_stand_in_the_environment(given: Callable[..., Reading]) -> None:
    assert given(POLICYGAP_PASSWORD="secret").password == "secret"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1", 1),
        ("1024", 1024),
        ("2k", 2048),
        ("5MiB", 5 * 2**20),
        ("3mb", 3 * 2**20),
        ("1G", 2**30),
    ],
)
def test_sizes(given: Callable[..., Reading], text: str, size: int) -> None:
    assert given("--max-bytes", text).max_bytes == size


@pytest.mark.parametrize("size", ["0", "-1", "many", "1T", "1.5G", "5 M", ""])
def test_what_is_no_size_is_a_wrong_argument(run: Run, policies: Path, size: str) -> None:
    result = run("text", policies / "met.txt", "--max-bytes", size)
    assert result.exit_code == 2
    assert "is not a size such as 200M or 1G" in " ".join(result.output.split())


@pytest.mark.parametrize("command", ["check", "text"])
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("",), "is empty; name a file or a folder"),  # of a variable that is not set
        (("met.txt", "--type", "pdf"), "--type tells what standard input is; give - as the policy"),
    ],
    ids=["empty", "type"],
)
def test_words_that_would_be_read_in_another_way(
    run: Run, policies: Path, monkeypatch: pytest.MonkeyPatch, command: str,
    words: tuple[str, ...], says: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(policies)
    result = run(command, *words)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_name_that_no_file_can_have_is_an_error_of_the_user(run: Run) -> None:
    result = run("check", "a" * 5000 + ".txt")
    assert result.exit_code == 3
    assert "cannot be opened (File name too long)" in result.stderr


@pytest.mark.parametrize("command", ["check", "text"])
@pytest.mark.parametrize(
    ("option", "says"),
    [
        (("--max-bytes", "100"), "met.txt: is larger than 100 bytes"),
        (("--max-pages", "1"), "met.txt: has 2 pages, more than 1; "),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_limit_ends_the_command_with_3(
    run: Run, policies: Path, command: str, option: tuple[str, str], says: str
) -> None:
    policy = policies / "met.txt"
    policy.write_text(policy.read_text("utf-8") + "\f Officers shall report.", "utf-8")
    result = run(command, policy, *option)
    assert result.exit_code == 3
    assert says in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["check", "text"])
def test_a_timeout_ends_the_command_with_3(policies: Path, command: str) -> None:
    """In a process of its own: the watchdog may end the whole process, and pytest with it."""
    policy = policies / "met.txt"
    policy.write_text(policy.read_text("utf-8") * 4_000 + "\f Officers shall report.", "utf-8")
    program = [sys.executable, "-m", "policygap", command, str(policy), "--timeout", "0.1"]
    ended = subprocess.run(program, capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert "met.txt: stopped after 0.1 seconds; " in ended.stderr
    assert ended.stdout == ""
