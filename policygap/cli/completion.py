"""`policygap completion`: what a shell needs to complete commands, options, names and formats."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator  # typer looks at what completes
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.exits import guarded
from policygap.cli.output import show

if TYPE_CHECKING:
    from policygap.model import Rubric

_PROGRAM = "policygap"
_VARIABLE = "_POLICYGAP_COMPLETE"  # in which a shell says that it wants completions


class Shell(StrEnum):
    """The shells that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


Wanted = Annotated[
    Shell,
    typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", show_default=False),
]


@guarded
def completion(shell: Wanted) -> None:
    """Print the script that makes a shell complete policygap's commands, options and names."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(prog_name=_PROGRAM, complete_var=_VARIABLE, shell=shell.value)
    show(f"{script}\n")


def prepare() -> None:
    """Make typer speak to shells if one asks; its own options for it would crowd every --help."""
    if _VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def rubrics() -> list[str]:
    """Return the names of shipped groups and rubrics."""
    from policygap.rubrics import GROUPS, available

    return [*GROUPS, *available()]


def requirements(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the names of requirements that fit, each with its title."""
    for rubric in _shipped():
        for requirement in rubric.requirements:
            names = (requirement.id, f"{rubric.id}/{requirement.id}")
            yield from _fitting(names, incomplete, requirement.title)


def elements(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the names of requirements and of their elements that fit, each with what it asks."""
    yield from requirements(incomplete)
    for rubric in _shipped():
        for requirement in rubric.requirements:
            for element in requirement.elements:
                short = f"{requirement.id}/{element.id}"
                yield from _fitting((short, f"{rubric.id}/{short}"), incomplete, element.says)


def _shipped() -> tuple[Rubric, ...]:
    from policygap.rubrics import available, load_rubrics

    return load_rubrics(available())


def _fitting(names: Iterable[str], incomplete: str, says: str) -> Iterator[tuple[str, str]]:
    """Yield those names that continue the word, with as many slashes: all would be hundreds."""
    for name in names:
        if name.startswith(incomplete) and name.count("/") == incomplete.count("/"):
            yield name, says
