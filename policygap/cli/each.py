"""`policygap check --each`: every file a policy of its own, as pipelines hand them over."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from policygap.errors import ConfigError
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policygap.cli.settings import Given, Settings


def only_together(names: Iterable[str]) -> None:
    """Raise BadParameter if one of these formats cannot hold the reports on several policies."""
    from policygap.reports.together import TOGETHER

    for name in names:
        if name not in TOGETHER:
            fitting = ", ".join(TOGETHER)
            raise typer.BadParameter(
                f"--each: {name} holds one policy only; {fitting} hold several"
            )


def apart(given: Given) -> Sequence[Settings]:
    """Return what each policy goes by, in the order named; raise ConfigError.

    A file is a policy of its own, except one that `paths` of its settings take together with
    others: it stands for them all, as it says too little alone.
    """
    found: dict[tuple[Path, ...], Settings] = {}
    for path in given.policies or (None,):
        settings = _whole(path, replace(given, policies=(path,) if path else None))
        found.setdefault(tuple(settings.policies), settings)
    _of_one_policy(found.values())
    return [*found.values()]


def _whole(path: Path | None, given: Given) -> Settings:
    settings = given.settled()
    together = settings.config.paths
    if path is None or not together:
        return settings
    if any(path.resolve().is_relative_to(each.resolve()) for each in together):
        return replace(settings, policies=together)
    if settings.baseline and not given.baseline:
        named = printable(f"{path}: checked without {settings.baseline}")
        typer.echo(f"{named}, which is of other `paths`", err=True)
    return replace(settings, baseline=given.baseline)


def _of_one_policy(plans: Iterable[Settings]) -> None:
    """Raise ConfigError if policies share a baseline: what one lacks would pass in the other."""
    for path, number in Counter(each.baseline for each in plans).items():
        if path and number > 1:
            raise ConfigError(
                f"{path}: is the baseline of one policy, and {number} would go by it; "
                "give each policy a folder with a policygap.yaml of its own"
            )
