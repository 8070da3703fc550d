"""`policygap rubric new`: a first rubric from a list of requirements, or from answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.exits import guarded
from policygap.cli.output import save, show, writable
from policygap.model import Level, Need

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygap.rubrics.lists import Listed


def _target(text: str) -> Path:
    path = writable(Path(text))
    if path.suffix not in (".yaml", ".yml"):
        raise typer.BadParameter(f"'{text}': a rubric's file ends in .yaml")
    return path


Target = Annotated[
    Path,
    typer.Argument(
        parser=_target, metavar="FILE", help="The YAML file to write.", show_default=False
    ),
]
List = Annotated[
    Path | None,
    typer.Option(
        "--list",
        metavar="CSV",
        help="The requirements, one row an element; without it you are asked.",
        show_default=False,
    ),
]
Id = Annotated[str, typer.Option("--id", help="The rubric's id.", show_default="FILE's name")]
Title = Annotated[str, typer.Option(help="The rubric's title.", show_default="from the id")]
Authority = Annotated[
    str, typer.Option(help="What it speaks for: a code, an order.", show_default="the title")
]
Force = Annotated[bool, typer.Option("--force", help="Replace FILE if it exists.")]


@guarded
def new_rubric(
    target: Target,
    requirements: List = None,
    rubric_id: Id = "",
    title: Title = "",
    authority: Authority = "",
    force: Force = False,
) -> None:
    """Write a first rubric from a list of requirements, its words proposed from theirs."""
    if target.exists() and not force:
        raise typer.BadParameter(f"'{target}' exists; --force replaces it", param_hint="FILE")
    if requirements is None and not sys.stdin.isatty():
        raise typer.BadParameter(
            "name a CSV file: there is no terminal to ask at", param_hint="--list"
        )
    from policygap.rubrics.lists import read_list, slug

    name = slug(rubric_id or target.stem) or "rubric"
    if requirements:
        rows = read_list(requirements)
    else:
        title = title or typer.prompt("Title of the rubric", default=_title(name))
        authority = authority or typer.prompt(
            "What it speaks for (a code, an order)", default=title
        )
        rows = tuple(_asked())
    title = title or _title(name)
    _write({"id": name, "title": title, "authority": authority or title}, rows, target)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _write(head: dict[str, str], rows: Sequence[Listed], target: Path) -> None:
    from policygap.proposals import propose
    from policygap.rubrics.skeleton import skeleton

    data = propose(head, rows)
    save(skeleton(data).encode(), target)
    elements = sum(len(requirement["elements"]) for requirement in data["requirements"])
    show(
        f"{len(data['requirements'])} requirements, {elements} elements. Next: policygap rubric "
        f"validate, then the lines marked TODO, then policygap rubric test\n"
    )


def _asked() -> Iterator[Listed]:
    """Ask for requirements until a title stays empty; yield a row an element."""
    from policygap.rubrics.lists import Listed, slug

    while title := _prompt("Requirement in a few words (empty: done)"):
        level = Level(_choice("Level", [level.value for level in Level]))
        citation = _prompt("Section of the law or guidance")
        while says := _prompt("One thing that the text must say (empty: no more)"):
            need = _choice("Strength, or auto", ["auto", *(need.value for need in Need)])
            yield Listed(
                slug(title),
                title,
                says,
                level=level,
                citation=citation,
                need=None if need == "auto" else Need(need),
            )


def _prompt(text: str) -> str:
    return str(typer.prompt(text, default="", show_default=False)).strip()


def _choice(text: str, known: Sequence[str]) -> str:
    while (
        answer := str(typer.prompt(f"{text} ({', '.join(known)})", default=known[0]))
    ) not in known:
        typer.echo(f"'{answer}' is not one of {', '.join(known)}", err=True)
    return answer
