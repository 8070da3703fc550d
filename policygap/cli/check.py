"""`policygap check`: report what a policy lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.completion import elements, rubrics
from policygap.cli.each import apart, only_together
from policygap.cli.exits import guarded, tell
from policygap.cli.output import save, show, target
from policygap.cli.printing import print_report
from policygap.cli.reading import PoliciesOrSettings, Reading, reads
from policygap.cli.settings import (
    DEFAULT_RUBRICS,
    BaselineFile,
    ConfigFile,
    Given,
    NoConfig,
    Settings,
    decided,
    today,
)
from policygap.errors import ExitCode, PolicyGapError
from policygap.model import Level
from policygap.options import FailOn
from policygap.reports import FORMATS, FORMATS_BY_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygap.model import Report

TERMINAL = "terminal"
_SUFFIXES = ", ".join(FORMATS_BY_SUFFIX)
FAILING_LEVELS: dict[FailOn, tuple[Level, ...]] = {
    FailOn.REQUIRED: (Level.REQUIRED,),
    FailOn.RECOMMENDED: (Level.REQUIRED, Level.RECOMMENDED),
    FailOn.NEVER: (),
}


def format_names() -> tuple[str, ...]:
    """Return what --format takes: the terminal report, and every format that a file can have."""
    return (TERMINAL, *FORMATS)


def _format_name(text: str) -> str:
    if text not in format_names():
        raise typer.BadParameter(f"'{text}' is not one of {', '.join(format_names())}")
    return text


def day(text: str) -> date:
    """Return the day that an option names; raise BadParameter if it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is not a date like 2025-01-31") from error


Rubrics = Annotated[
    list[str] | None,
    typer.Option(
        "--rubric",
        metavar="NAME|FILE",
        help="What to check against; may be repeated.",
        show_default=" ".join(DEFAULT_RUBRICS),
        autocompletion=rubrics,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="YYYY-MM-DD",
        help="Check against the law of this day.",
        show_default="today",
    ),
]
FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        parser=_format_name,
        metavar="|".join(format_names()),
        help="What to print.",
        autocompletion=format_names,
    ),
]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        parser=partial(target, suffixes=FORMATS_BY_SUFFIX),
        metavar="FILE",
        help=f"Also write a file, its format by its suffix ({_SUFFIXES}); may be repeated.",
    ),
]
Failing = Annotated[
    FailOn | None,
    typer.Option(
        help="Exit with 1 if there is a gap of this level or above.",
        show_default=FailOn.REQUIRED.value,
    ),
]
All = Annotated[bool, typer.Option("--all", help="Show the met requirements too.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print the counts only.")]
Each = Annotated[
    bool,
    typer.Option("--each", help="Every POLICY is a policy of its own, not a part of one."),
]
Timestamp = Annotated[
    bool,
    typer.Option("--timestamp", help="Say in the reports when they were made."),
]
Explain = Annotated[
    str,
    typer.Option(
        "--explain",
        metavar="REQUIREMENT[/ELEMENT]",
        help="Print instead how its state came about: every passage that was weighed.",
        show_default=False,
        autocompletion=elements,
    ),
]


@guarded
@reads
def check(
    reading: Reading,
    policies: PoliciesOrSettings = None,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    output_format: FormatName = TERMINAL,
    output: Outputs = None,
    fail_on: Failing = None,
    baseline: BaselineFile = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    show_all: All = False,
    quiet: Quiet = False,
    each: Each = False,
    timestamp: Timestamp = False,
    explain: Explain = "",
) -> None:
    """Report what a policy lacks."""
    from policygap.reports.together import render

    _exclude({"--all": show_all, "--quiet": quiet})
    _exclude({"--explain": bool(explain), "--each": each})
    given = Given(policies, reading, rubric, as_of, fail_on, baseline, config, no_config)
    if explain:
        _explain(given.settled(), explain)
        return
    formats = {file: FORMATS_BY_SUFFIX[file.suffix.lower()].name for file in output or ()}
    if each:
        only_together({output_format, *formats.values()} - {TERMINAL})
    plans = apart(given) if each else [given.settled()]
    checked = _checked(plans)
    reports = [_stamped(report) if timestamp else report for report, _ in checked]
    for file, name in formats.items():
        save(render(name, reports), file)
    if output_format == TERMINAL:
        detail = "all" if show_all else "counts" if quiet else "gaps"
        _print(reports, detail, reading)
    else:
        show(render(output_format, reports))
    if len(checked) < len(plans):
        raise typer.Exit(ExitCode.UNUSABLE)
    for report, level in checked:
        end(report, level)


def _checked(plans: Sequence[Settings]) -> list[tuple[Report, FailOn]]:
    """Return each report that could be made; an error of one among several policies is told."""
    checked = []
    for plan in plans:
        try:
            checked.append((decided_on(plan), plan.fail_on))
        except PolicyGapError as error:
            if len(plans) == 1:
                raise
            tell(error)
    return checked


def _stamped(report: Report) -> Report:
    return replace(report, made=datetime.now(UTC).isoformat(timespec="seconds"))


def end(report: Report, fail_on: FailOn) -> None:
    """End the run with the exit code for gaps, if the report has any that count."""
    if any(gap.counts_as in FAILING_LEVELS[fail_on] for gap in report.gaps()):
        raise typer.Exit(ExitCode.GAPS)


def _explain(settings: Settings, name: str) -> None:
    from policygap.analysis import explain
    from policygap.cli.explanation import lines, matching
    from policygap.documents import read_policy
    from policygap.rubrics import load_rubrics

    loaded = load_rubrics(settings.rubrics)
    wanted = matching(name, loaded)
    with settings.reading.limited(settings.policies) as options:
        kept = settings.reading.opened_cache()
        policy = read_policy(settings.policies, options=options, cache=kept)
        explanations = explain(policy, loaded, settings.as_of, wanted.__contains__)
    with_file = len(policy.files) > 1
    show("\n".join(line for each in explanations for line in lines(each, with_file=with_file)))


def judged(policies: Sequence[Path], reading: Reading, rubrics: Sequence[str], day: date) -> Report:
    """Return the report on a policy, made within the limits that the user set."""
    from policygap.checking import check_policy

    with reading.limited(policies) as options:
        return check_policy(policies, rubrics, day, options, reading.opened_cache())


def decided_on(settings: Settings) -> Report:
    """Return the report on a policy, with what its people decided on gaps."""
    report = judged(settings.policies, settings.reading, settings.rubrics, settings.as_of)
    return decided(report, settings, today())


def _print(reports: Sequence[Report], detail: str, reading: Reading) -> None:
    from policygap.reports.pipelines import path_of

    for number, report in enumerate(reports):
        blank = "\n" if number else ""
        if reports[1:]:
            show(f"{blank}{path_of(report)}\n")
        print_report(report, detail, reading.opened_cache())


def _exclude(options: dict[str, bool]) -> None:
    """Raise BadParameter if both of two options were given."""
    if all(options.values()):
        raise typer.BadParameter(f"{' and '.join(options)} exclude each other")
