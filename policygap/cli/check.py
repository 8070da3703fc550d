"""`policygap check`: report what a policy lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.exits import guarded
from policygap.cli.output import save, show, target
from policygap.cli.reading import Policies, Reading, reads
from policygap.errors import ExitCode
from policygap.model import Level
from policygap.reports import FORMATS, FORMATS_BY_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygap.model import Report

DEFAULT_RUBRICS = ("california",)
TERMINAL = "terminal"
_SUFFIXES = ", ".join(FORMATS_BY_SUFFIX)


class FailOn(StrEnum):
    """From which level on a gap makes the run fail."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    NEVER = "never"


_FAILING_LEVELS: dict[FailOn, tuple[Level, ...]] = {
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


def _day(text: str) -> date:
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
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=_day,
        metavar="YYYY-MM-DD",
        help="Check against the law of this day.",
        show_default="today",
    ),
]
FormatName = Annotated[
    str,
    typer.Option(
        "--format", parser=_format_name, metavar="|".join(format_names()), help="What to print."
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
    FailOn, typer.Option(help="Exit with 1 if there is a gap of this level or above.")
]
All = Annotated[bool, typer.Option("--all", help="Show the met requirements too.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print the counts only.")]
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
    ),
]


@guarded
@reads
def check(
    policies: Policies,
    reading: Reading,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    output_format: FormatName = TERMINAL,
    output: Outputs = None,
    fail_on: Failing = FailOn.REQUIRED,
    show_all: All = False,
    quiet: Quiet = False,
    timestamp: Timestamp = False,
    explain: Explain = "",
) -> None:
    """Report what a policy lacks."""
    if show_all and quiet:
        raise typer.BadParameter("--all and --quiet exclude each other")
    day, rubrics = as_of or date.today(), rubric or DEFAULT_RUBRICS
    if explain:
        _explain(policies, reading, rubrics, day, explain)
        return
    report = judged(policies, reading, rubrics, day)
    if timestamp:
        report = replace(report, made=datetime.now(UTC).isoformat(timespec="seconds"))
    for file in output or ():
        save(FORMATS_BY_SUFFIX[file.suffix.lower()].render(report), file)
    if output_format == TERMINAL:
        _print(report, show_all=show_all, quiet=quiet)
    else:
        show(FORMATS[output_format].render(report))
    end(report, fail_on)


def end(report: Report, fail_on: FailOn) -> None:
    """End the run with the exit code for gaps, if the report has any that count."""
    if report.gaps(*_FAILING_LEVELS[fail_on]) and fail_on is not FailOn.NEVER:
        raise typer.Exit(ExitCode.GAPS)


def _explain(
    policies: Sequence[Path], reading: Reading, rubrics: Sequence[str], day: date, name: str
) -> None:
    from policygap.analysis import explain
    from policygap.cli.explanation import lines, matching
    from policygap.documents import read_policy
    from policygap.rubrics import load_rubrics

    loaded = load_rubrics(rubrics)
    wanted = matching(name, loaded)
    with reading.limited(policies) as options:
        policy = read_policy(policies, options=options)
        explanations = explain(policy, loaded, day, wanted.__contains__)
    with_file = len(policy.files) > 1
    show("\n".join(line for each in explanations for line in lines(each, with_file=with_file)))


def judged(policies: Sequence[Path], reading: Reading, rubrics: Sequence[str], day: date) -> Report:
    """Return the report on a policy, made within the limits that the user set."""
    from policygap.checking import check_policy

    with reading.limited(policies) as options:
        return check_policy(policies, rubrics, day, options)


def _print(report: Report, *, show_all: bool, quiet: bool) -> None:
    from policygap.reports.terminal import Detail, text

    detail = Detail.ALL if show_all else Detail.COUNTS if quiet else Detail.GAPS
    show(text(report, detail))
