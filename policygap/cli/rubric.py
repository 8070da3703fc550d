"""`policygap rubric`: list, show, write, validate, test and measure rubrics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli import rubric_new, scores
from policygap.cli.completion import rubrics
from policygap.cli.exits import guarded
from policygap.cli.layout import columns, paragraph
from policygap.cli.output import show
from policygap.errors import ExitCode
from policygap.model import Level
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.model import Requirement, Rubric

app = typer.Typer(
    no_args_is_help=True, help="List, show, write, validate, test and measure rubrics."
)

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME|FILE",
        help="A shipped rubric or a file.",
        show_default=False,
        autocompletion=rubrics,
    ),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file.", show_default=False)]

Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if there is a warning.")]


@app.command("list")
@guarded
def list_rubrics() -> None:
    """List the rubrics and groups that ship with the program."""
    from policygap.rubrics import GROUPS, available, load_rubrics

    head = ("NAME", "VERSION", *(level.upper() for level in Level), "TITLE")
    rows = [(r.id, r.version, *_counts(r), r.title) for r in load_rubrics(available())]
    groups = [f"{group} = {', '.join(names)}" for group, names in GROUPS.items()]
    _print([*columns([head, *rows]), "", "Groups:", *(f"  {group}" for group in groups)])


@app.command("show")
@guarded
def show_rubric(name: Name) -> None:
    """Show the requirements of a rubric."""
    from policygap.rubrics import load_rubrics

    for rubric in load_rubrics([name]):
        _print(_rubric(rubric))


@app.command("validate")
@guarded
def validate_rubric(file: File, strict: Strict = False) -> None:
    """Name every mistake in a rubric file, with its line and field, and what looks like one."""
    from policygap.rubrics.authoring import validate, warnings

    errors = validate(file)
    _print(errors or [f"{file}: no mistakes found"])
    if errors:
        raise typer.Exit(ExitCode.UNUSABLE)
    found = warnings(file)
    for line in found:
        typer.echo(f"warning: {printable(line)}", err=True)
    if found and strict:
        raise typer.Exit(ExitCode.GAPS)


app.command("new")(rubric_new.new_rubric)
app.command("test")(scores.test_rubric)
app.command("score")(scores.score_rubrics)


@app.command("schema")
@guarded
def print_schema() -> None:
    """Print the JSON Schema of rubric files, for editors."""
    from policygap.rubrics.authoring import json_schema

    _print([json.dumps(json_schema(), indent=2)])


def _print(lines: list[str]) -> None:
    show("".join(f"{line}\n" for line in lines))


def _counts(rubric: Rubric) -> list[str]:
    levels = [requirement.level for requirement in rubric.requirements]
    return [str(levels.count(level)) for level in Level]


def _rubric(rubric: Rubric) -> list[str]:
    based = f", extends {rubric.extends}" if rubric.extends else ""
    head = [
        *paragraph(f"{rubric.id}: {rubric.title}"),
        *paragraph(f"version {rubric.version}{based}", 2),
    ]
    body = [line for requirement in rubric.requirements for line in _requirement(requirement)]
    return [*head, *paragraph(rubric.authority, 2), *_changelog(rubric), *body]


def _changelog(rubric: Rubric) -> Iterator[str]:
    if rubric.changelog:
        yield from ("", "Changes:")
    for change in rubric.changelog:
        yield from paragraph(f"- {change.version} ({change.day.isoformat()}): {change.what}", 2)


def _requirement(requirement: Requirement) -> Iterator[str]:
    yield ""
    caveat = "" if requirement.confirmed else " (citation not confirmed)"
    yield from paragraph(f"{requirement.id}: {requirement.title}")
    yield from paragraph(f"{requirement.level}; {requirement.cite}{caveat}", 2)
    for element in requirement.elements:
        yield from paragraph(f"- {element.id}: {element.says}", 2)
