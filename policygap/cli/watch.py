"""`policygap watch`: check a policy again at every save, and show only what changed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygap.cli.check import AsOf, Rubrics
from policygap.cli.exits import guarded
from policygap.cli.output import show
from policygap.cli.reading import Policies, Reading, reads
from policygap.cli.settings import ConfigFile, Given, NoConfig
from policygap.errors import PolicyGapError
from policygap.reports.printable import printable
from policygap.reports.summary import headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygap.model import Report, Rubric

_TRIES = 4  # an editor may still be writing
_PAUSE = 0.5  # seconds between them


@guarded
@reads
def watch(
    policies: Policies,
    reading: Reading,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Check a policy at every save, and show what changed; Ctrl-C ends it."""
    from policygap.documents.files import STANDARD_INPUT
    from policygap.rubrics import load_rubrics

    if STANDARD_INPUT in policies:
        raise typer.BadParameter("standard input cannot be watched; name a file or a folder")
    given = Given(policies, reading, rubric, as_of, config=config, no_config=no_config)
    settings = given.settled()
    try:
        rubrics = load_rubrics(settings.rubrics)
        _watch(_Checks(policies, settings.reading, rubrics, settings.as_of))
    except KeyboardInterrupt:  # how it is meant to end, so the exit code is 0
        typer.echo("stopped watching", err=True)


@dataclass(frozen=True, slots=True)
class _Checks:
    """What is checked again and again."""

    policies: Sequence[Path]
    reading: Reading
    rubrics: Sequence[Rubric]
    day: date

    def report(self) -> Report:
        """Return the report on the files as they are now; a file that is being written is awaited.

        Raises PolicyGapError where it cannot be read after two seconds either.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._report()
            except PolicyGapError:
                time.sleep(_PAUSE)
        return self._report()

    def _report(self) -> Report:
        from policygap.checking import judge
        from policygap.documents import read_policy

        with self.reading.limited(self.policies) as options:
            policy = read_policy(self.policies, options=options)
            return judge(policy, self.rubrics, self.day, options.processes)


def _watch(checks: _Checks) -> None:
    """Check now, where an error ends the run, and at each save, where it is told and waited out."""
    from policygap.cli.saves import saves

    changed = saves(checks.policies)
    last = checks.report()
    _say(f"{last.policy.name}: {headline(last)}.")
    typer.echo("watching for saves; Ctrl-C ends", err=True)
    for _ in changed:
        try:
            report = checks.report()
        except PolicyGapError as error:
            _say(f"{error}; waiting for the next save")
            continue
        _tell(last, report)
        last = report


def _tell(last: Report, report: Report) -> None:
    """Show what a save changed; nothing where the files hold what they held."""
    from policygap.cli.differences import changes
    from policygap.compare.comparing import compare
    from policygap.compare.summary import headline as outcome

    if report.policy.files == last.policy.files:
        return
    comparison = compare(last, report)
    _say(outcome(comparison, "This save"))
    show(changes(comparison))
    show(f"\n{headline(report)}.\n\n")


def _say(line: str) -> None:
    show(f"{datetime.now():%H:%M:%S} {printable(line)}\n")
