"""`--cache`, `--no-cache` and `policygap cache`: what a user sees of what is kept."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from policygap.cache import Cache
from policygap.cache.store import FILE
from policygap.errors import ExitCode
from policygap.reports import FORMATS, FORMATS_BY_SUFFIX
from tests.cli.test_startup import HEAVY, loaded
from tests.conftest import SAMPLES

Run = Callable[..., Result]

PIPED = [name for name, each in FORMATS.items() if not each.suffix]


@pytest.fixture
def checked(run: Run, town: Path, tmp_path: Path) -> Callable[..., dict[str, bytes | str]]:
    """Return all that a check gives: files of every format, both streams, the code."""

    def check(policy: Path, *options: str) -> dict[str, bytes | str]:
        targets = [tmp_path / f"report{suffix}" for suffix in FORMATS_BY_SUFFIX]
        outputs = [word for target in targets for word in ("--output", target)]
        asked = ("check", policy, "--rubric", town)
        told = [run(*asked, *outputs, *options)]
        told += [run(*asked, "--format", name, *options) for name in PIPED]
        told += [run(*asked, option, *options) for option in ("--all", "--quiet")]
        streams = {f"{n}": (r.exit_code, r.stdout, r.stderr) for n, r in enumerate(told)}
        return {**{target.name: target.read_bytes() for target in targets}, **streams}

    return check


@pytest.mark.parametrize("several", [False, True], ids=["one file", "several"])
def test_every_format_is_the_same_with_and_without_a_cache(
    several: bool, checked: Callable[..., dict[str, bytes | str]], own_cache: Path, policies: Path
) -> None:
    policy = policies if several else SAMPLES / "fern-hollow-pd.pdf"
    without = checked(policy, "--no-cache")
    assert not own_cache.exists()
    cold, warm = checked(policy), checked(policy)
    assert without.keys() == cold.keys() == warm.keys()
    for each in without:
        assert without[each] == cold[each] == warm[each], each
    counts = {content.kind: content.count for content in Cache(own_cache).store.contents()}
    assert counts == {"printed": 3, "report": 1, "text": 3 if several else 1}


@pytest.mark.parametrize(
    ("command", "name", "suffix"),
    [
        ("annotate", "fern-hollow-pd.pdf", ".pdf"),
        ("annotate", "port-calder-sheriff.docx", ".docx"),
        ("draft-fixes", "port-calder-sheriff.docx", ".docx"),
        ("draft-fixes", "quill-valley-pd.md", ".docx"),
    ],
)
def test_what_is_written_into_a_policy_is_the_same(
    command: str, name: str, suffix: str, run: Run, town: Path, tmp_path: Path
) -> None:
    written = []
    for options in (["--no-cache"], [], []):
        target = tmp_path / f"out{suffix}"
        run(command, SAMPLES / name, "-o", target, "--rubric", "ca-post", *options)
        written.append(target.read_bytes())
    assert written[0] == written[1] == written[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ("text", SAMPLES / "north-meridian-transit.pdf"),
        ("text", SAMPLES / "sierra-bridge-pd.docx", "--blocks"),
        ("check", SAMPLES / "quill-valley-pd.md", "--rubric", "ca-post", "--explain", "commitment"),
    ],
    ids=["text", "blocks", "explain"],
)
def test_text_and_explanations_are_the_same(
    arguments: tuple[object, ...], run: Run, own_cache: Path
) -> None:
    plain = run(*arguments, "--no-cache")
    assert plain.exit_code == 0
    cold, warm = run(*arguments), run(*arguments)
    assert plain.output == cold.output == warm.output
    assert [content.kind for content in Cache(own_cache).store.contents()] == ["text"]


@pytest.mark.parametrize("more", [(), ("--quiet",), ("--format", "json")], ids=str)
def test_a_check_from_the_cache_loads_nothing_heavy(
    more: tuple[str, ...], policies: Path, town: Path
) -> None:
    arguments = ("check", str(policies / "gaps.txt"), "--rubric", str(town), *more)
    assert "spacy" in loaded(*arguments)
    # Recent versions of typer read a command's options through pydantic.
    assert loaded(*arguments) & HEAVY <= {"pydantic"}


def test_another_terminal_gets_another_layout(
    run: Run, policies: Path, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("check", policies / "gaps.txt", "--rubric", town)
    shown = {}
    for name, value in (("COLUMNS", "50"), ("COLUMNS", "90"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
        shown[name, value] = run(*asked).stdout
        assert run(*asked).stdout == shown[name, value] == run(*asked, "--no-cache").stdout
    assert len(set(shown.values())) == 3


def test_a_time_is_the_time_of_the_run(run: Run, policies: Path, town: Path) -> None:
    asked = ("check", policies / "gaps.txt", "--rubric", town)
    plain = run(*asked).stdout
    assert "T" not in plain.partition("as of ")[2].partition("\n")[0]
    assert run(*asked, "--timestamp").stdout.count("+00:00") == 1
    assert run(*asked).stdout == plain


# --- where, and whether --------------------------------------------------------------------------


def test_a_folder_may_be_named(run: Run, policies: Path, tmp_path: Path, own_cache: Path) -> None:
    assert run("text", policies / "met.txt", "--cache", tmp_path / "here").exit_code == 0
    assert (tmp_path / "here" / FILE).exists()
    assert not own_cache.exists()


@pytest.mark.parametrize(
    ("words", "variable"), [(["--no-cache"], None), (["--cache", "off"], None), ([], "off")]
)
def test_nothing_is_kept_for_who_wants_nothing_kept(
    words: list[str],
    variable: str | None,
    run: Run,
    policies: Path,
    own_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(policies)
    if variable:
        monkeypatch.setenv("POLICYGAP_CACHE", variable)
    assert run("text", "met.txt", *words).exit_code == 0
    assert not own_cache.exists()
    assert not Path("off").exists()


def test_the_usual_place(
    run: Run, policies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICYGAP_CACHE")
    monkeypatch.setattr("policygap.cache.default_folder", lambda: tmp_path / "usual")
    assert run("text", policies / "met.txt").exit_code == 0
    assert (tmp_path / "usual" / FILE).exists()


def test_who_has_no_home_reads_without(
    run: Run, policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policygap.cli.reading import cache_in

    monkeypatch.delenv("POLICYGAP_CACHE")
    monkeypatch.setattr("policygap.cache.default_folder", lambda: None)
    cache_in.cache_clear()
    assert run("text", policies / "met.txt").exit_code == 0
    cache_in.cache_clear()


def test_a_cache_that_cannot_be_used_is_told_once(
    run: Run, policies: Path, town: Path, tmp_path: Path
) -> None:
    place = policies / "met.txt" / "folder"
    asked = ("check", policies / "gaps.txt", "--rubric", town)
    result = run(*asked, "--cache", place)
    assert result.exit_code == ExitCode.GAPS
    assert result.stdout == run(*asked).stdout
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"note: {place}: nothing is kept there (")


def test_a_damaged_cache_is_made_anew(
    run: Run, policies: Path, town: Path, own_cache: Path
) -> None:
    asked = ("check", policies / "gaps.txt", "--rubric", town)
    plain = run(*asked)
    (own_cache / FILE).write_bytes(os.urandom(9000))
    for _ in range(2):
        again = run(*asked)
        assert (again.exit_code, again.stdout, again.stderr) == (1, plain.stdout, "")
    assert "Set aside" in run("cache", "info").stdout


# --- policygap cache -----------------------------------------------------------------------------


def test_what_is_kept_is_shown_and_forgotten(
    run: Run, policies: Path, town: Path, own_cache: Path
) -> None:
    empty = run("cache", "info")
    assert (empty.exit_code, empty.stdout.count("\n")) == (0, 2)
    assert not own_cache.exists()
    run("check", policies, "--rubric", town)
    shown = run("cache", "info").stdout
    assert str(own_cache) in shown.replace("\n", "")
    assert "3 values, 0.00 MiB: text read of files" in shown
    assert "1 value, 0.00 MiB: findings" in shown
    assert "1 value, 0.00 MiB: reports as the terminal showed them" in shown
    cleared = run("cache", "clear")
    assert (cleared.exit_code, cleared.stderr) == (0, "")
    assert "nothing is kept in" in cleared.stdout
    assert run("cache", "info").stdout == empty.stdout


def test_the_commands_take_a_folder_too(run: Run, policies: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    run("text", policies / "met.txt", "--cache", here)
    assert "text read of files" in run("cache", "info", "--cache", here).stdout
    assert run("cache", "clear", "--cache", here).exit_code == 0
    assert "text read of files" not in run("cache", "info", "--cache", here).stdout


@pytest.mark.parametrize("command", ["info", "clear"])
def test_a_cache_that_is_off_or_in_use_is_told(
    command: str, run: Run, policies: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = run("cache", command, "--cache", "off")
    assert off.exit_code == ExitCode.UNUSABLE
    assert off.stderr == "error: the cache is off; name its folder with --cache\n"
    monkeypatch.setattr("policygap.cache.store._PATIENCE", 0.05)
    run("text", policies / "met.txt")
    with closing(sqlite3.connect(own_cache / FILE)) as other:
        other.execute("BEGIN EXCLUSIVE")
        used = run("cache", command)
    assert used.exit_code == ExitCode.UNUSABLE
    assert used.stderr.startswith(f"error: {own_cache}: cannot be used (database is locked); wait")
