"""`policygap config`: show what a check goes by, and where each value comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from policygap.cli.exits import guarded
from policygap.cli.layout import columns
from policygap.cli.output import show
from policygap.cli.reading import PoliciesOrSettings, Reading
from policygap.cli.settings import DEFAULT_RUBRICS, ConfigFile, Given, NoConfig
from policygap.errors import ExitCode
from policygap.options import DEFAULT, FailOn
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.config import Config
    from policygap.waivers import Waiver

_HEAD = ("SETTING", "FROM", "VALUE")
_DEFAULTS = {
    "rubrics": " ".join(DEFAULT_RUBRICS),
    "as_of": "today",
    "fail_on": FailOn.REQUIRED.value,
    "revisions": DEFAULT.revisions.value,
}


@guarded
def config(
    policies: PoliciesOrSettings = None, config: ConfigFile = None, no_config: NoConfig = False
) -> None:
    """Show the settings that hold for a policy, and where each comes from."""
    from policygap.config import Config, load, mistakes

    path = Given(policies, Reading(), config=config, no_config=no_config).path()
    errors = mistakes(path) if path else []
    if path and errors:
        show("".join(f"{printable(error)}\n" for error in errors))
        raise typer.Exit(ExitCode.UNUSABLE)
    lines = columns([_HEAD, *_rows(load(path) if path else Config())])
    show("".join(f"{line}\n" for line in lines))


def _rows(config: Config) -> Iterator[tuple[str, str, str]]:
    """Yield what the command line of `check` would overrule, a row for each value."""
    for name, values in _values(config).items():
        origin = _origin(config, name) if values else "default"
        for value in values or (_DEFAULTS.get(name, ""),):
            yield (name, origin, value) if value else (name, origin, "-")


def _origin(config: Config, name: str) -> str:
    line = config.lines.get(name)
    return f"{config.path}:{line}" if line else str(config.path)


def _values(config: Config) -> dict[str, tuple[str, ...]]:
    return {
        "rubrics": config.rubrics,
        "as_of": _one(config.as_of),
        "fail_on": _one(config.fail_on),
        "revisions": _one(config.revisions),
        "paths": tuple(map(str, config.paths)),
        "baseline": _one(config.baseline),
        "severity": tuple(f"{name}: {level}" for name, level in config.severity.items()),
        "waivers": tuple(_decision(each) for each in config.waivers if not each.confirms),
        "satisfied_by": tuple(_decision(each) for each in config.waivers if each.confirms),
    }


def _one(value: object) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _decision(waiver: Waiver) -> str:
    last = waiver.settled.expires
    return f"{waiver.id}, {f'until {last.isoformat()}' if last else 'permanent'}"
