"""The README and docs/ agree with the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import Result

from policygap.cli import app
from policygap.cli.exits import INTERRUPTED, READER_GONE
from policygap.errors import ExitCode

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def _commands() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every command's words and its options."""
    group = get_command(app)
    pending = [("policygap", group)]
    while pending:
        words, command = pending.pop()
        children = getattr(command, "commands", {})
        pending.extend((f"{words} {name}", child) for name, child in children.items())
        if not children:
            options = (o for p in command.params for o in p.opts if o.startswith("--"))
            yield words, tuple(options)


COMMANDS = sorted(_commands())


def test_the_commands_are_the_known_ones() -> None:
    assert [words.removeprefix("policygap ") for words, _ in COMMANDS] == [
        "annotate",
        *(f"baseline {name}" for name in ("check", "write")),
        "batch",
        "cache clear",
        "cache info",
        "check",
        "completion",
        "config",
        "confirm",
        "diff",
        "draft-fixes",
        "explain",
        "init",
        *(
            f"rubric {name}"
            for name in ("list", "new", "schema", "score", "show", "test", "validate")
        ),
        "text",
        "waive",
        "watch",
    ]


@pytest.mark.parametrize(("words", "options"), COMMANDS)
def test_every_command_and_option_is_in_the_readme(words: str, options: tuple[str, ...]) -> None:
    assert words in README
    assert [option for option in options if option not in README] == []


@pytest.mark.parametrize(("words", "options"), COMMANDS)
def test_every_option_has_help(
    words: str, options: tuple[str, ...], run: Callable[..., Result]
) -> None:
    shown = run(*words.split()[1:], "--help").stdout
    for option in options:
        assert re.search(rf"{option}\b.*?\s{{2,}}[A-Z]", shown, re.DOTALL)


def test_every_exit_code_is_in_the_readme() -> None:
    documented = [int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    assert documented == [*ExitCode, INTERRUPTED, READER_GONE]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_files_that_the_readme_names_exist() -> None:
    named = re.findall(r"\b(?:sample_policies|docs)/[\w.-]+\b", README)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_tests_that_a_page_names_exist(page: Path) -> None:
    named = re.findall(r"\b(test_\w+\.py)::(\w+)", page.read_text("utf-8"))
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not any(f"def {name}(" in p.read_text("utf-8") for p in ROOT.glob(f"tests/**/{file}"))
    ]
    assert missing == []
