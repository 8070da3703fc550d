"""Write docs/cli.md, the reference of the command line, from the program: `python docs/cli.py`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from policygap.cli import app

HERE = Path(__file__).parent
PAGE = HERE / "cli.md"
_HEAD = """# The command line

Every command, made from the program by `python docs/cli.py`. The [README](../README.md) shows them
at work; `policygap COMMAND --help` tells the same in a terminal.
"""


def page() -> str:
    """Return the page as Markdown."""
    commands = [*_commands("policygap", get_command(app))]
    parts = [_HEAD, *(_command(words, command) for words, command in commands)]
    return "\n".join([*parts, _variables(commands), _exit_codes()])


def _commands(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Yield a command and all below it, in the order of --help."""
    yield words, command
    for name, child in getattr(command, "commands", {}).items():
        if not child.hidden:
            yield from _commands(f"{words} {name}", child)


def _command(words: str, command: Any) -> str:
    context = typer.Context(command, info_name=words)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"## {words}\n", f"{command.help}\n", f"    {words} {usage}\n"]
    children = getattr(command, "commands", {}).items()
    lines += [f"- `{name}`: {child.get_short_help_str(200)}" for name, child in children]
    lines += [_parameter(each, context) for each in command.params if not each.hidden]
    return "\n".join(lines) + "\n"


def _parameter(parameter: Any, context: typer.Context) -> str:
    names, says = parameter.get_help_record(context)
    if parameter.param_type_name == "argument":
        names = parameter.metavar
    return f"- `{names}`: {re.sub(r'  +', ' ', says)}"


def _variables(commands: list[tuple[str, Any]]) -> str:
    """Return which variables of the environment stand for which options."""
    found = defaultdict(list)
    for words, command in commands:
        for parameter in command.params:
            if parameter.envvar:
                option = max(parameter.opts, key=len)
                found[f"`{parameter.envvar}`: `{option}`"].append(words.partition(" ")[2])
    lines = [f"- {name} of {', '.join(users)}" for name, users in sorted(found.items())]
    return "\n".join(["## Environment variables\n", *lines]) + "\n"


def _exit_codes() -> str:
    """Return the README's table: there is one place where they are explained."""
    readme = (HERE.parent / "README.md").read_text("utf-8")
    table = readme.partition("## Exit codes\n")[2].partition("\n## ")[0].strip()
    return f"## Exit codes\n\n{table}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
