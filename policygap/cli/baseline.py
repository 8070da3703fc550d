"""`policygap baseline`: write down the gaps that are known, and fail on new ones only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.check import AsOf, Failing, Rubrics, decided_on, end
from policygap.cli.exits import guarded
from policygap.cli.layout import paragraph
from policygap.cli.output import save, show, writable
from policygap.cli.reading import PoliciesOrSettings, Reading, reads
from policygap.cli.settings import BaselineFile, ConfigFile, Given, NoConfig
from policygap.reports.summary import headline, warnings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygap.model import Finding, Report

_FILE = Path("policygap-baseline.json")

app = typer.Typer(no_args_is_help=True, help="Write down known gaps, and fail on new ones only.")

Out = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        parser=lambda text: writable(Path(text)),
        metavar="FILE",
        help="The file to write.",
        show_default=str(_FILE),
    ),
]


@app.command("write")
@guarded
@reads
def write(
    reading: Reading,
    policies: PoliciesOrSettings = None,
    output: Out = _FILE,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Write the gaps that a policy has today to a file, a line for each element."""
    from dataclasses import replace

    from policygap.baseline import baseline_of, written

    given = Given(policies, reading, rubric, as_of, config=config, no_config=no_config)
    # What is known already is known again: the old baseline has no part in the new one.
    report = decided_on(replace(given.settled(), baseline=None))
    # Never where the settings point to: they may be a stranger's.
    save(written(baseline_of(report)), output)


@app.command("check")
@guarded
@reads
def check(
    reading: Reading,
    policies: PoliciesOrSettings = None,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    fail_on: Failing = None,
    baseline: BaselineFile = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Tell which gaps are new, got worse or were closed since the baseline was written."""
    from dataclasses import replace

    given = Given(policies, reading, rubric, as_of, fail_on, baseline, config, no_config)
    settings = given.settled()
    report = decided_on(replace(settings, baseline=settings.baseline or _FILE))
    show("".join(f"{line}\n" for line in _lines(report)))
    end(report, settings.fail_on)


def _lines(report: Report) -> Iterator[str]:
    for gap in report.gaps():
        yield from _gap(gap)
    for notice in warnings(report):
        yield from paragraph(f"- {notice}")
    yield from paragraph(f"{headline(report)}.")


def _gap(gap: Finding) -> Iterator[str]:
    """Yield what of a gap is not in the baseline."""
    yield from paragraph(f"{gap.verdict.upper()} {gap.requirement.title} [{gap.key}]")
    for result in (each for each in gap.failing if each.settled is None):
        yield from paragraph(f"- {result.element.id}: {result.state}: {result.element.says}", 2)
