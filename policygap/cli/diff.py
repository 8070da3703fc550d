"""`policygap diff`: what changed between two versions of a policy, or what a draft would change."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.check import AsOf, Rubrics
from policygap.cli.exits import guarded
from policygap.cli.output import save, show, target
from policygap.cli.reading import Reading, reads
from policygap.cli.settings import ConfigFile, Given, NoConfig, Settings
from policygap.compare import SUFFIXES, render
from policygap.errors import DocumentError, ExitCode
from policygap.options import Revisions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygap.compare.changes import Comparison
    from policygap.model import Report
    from policygap.options import ReadOptions

_KNOWN = ", ".join(SUFFIXES.values())


class Shown(StrEnum):
    """What can be printed."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"


Old = Annotated[
    Path,
    typer.Argument(
        metavar="OLD|DRAFT",
        help="The old version: a file or folder; or, alone, a file with tracked changes.",
        show_default=False,
    ),
]
New = Annotated[
    Path | None,
    typer.Argument(
        metavar="[NEW]", help="The new version, of any format that is read.", show_default=False
    ),
]
FormatName = Annotated[Shown, typer.Option("--format", help="What to print.")]
Outputs = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        parser=partial(target, suffixes=SUFFIXES.values()),
        metavar="FILE",
        help=f"Also write a file, its format by its suffix ({_KNOWN}); may be repeated.",
    ),
]
FailOnRegression = Annotated[
    bool,
    typer.Option(
        "--fail-on-regression", help="Exit with 1 if a requirement or an element got worse."
    ),
]
All = Annotated[bool, typer.Option("--all", help="Show every passage that changed.")]


@guarded
@reads
def diff(
    old: Old,
    reading: Reading,
    new: New = None,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    output_format: FormatName = Shown.TERMINAL,
    output: Outputs = None,
    fail_on_regression: FailOnRegression = False,
    show_all: All = False,
) -> None:
    """Compare two versions of a policy, or the two sides of a draft's tracked changes."""
    _check(old, new, reading)
    given = Given((new or old,), reading, rubric, as_of, config=config, no_config=no_config)
    comparison = _compared((old, new) if new else (old,), given.settled())
    for file in output or ():
        save(render(comparison, file.suffix.lower()), file)
    _print(comparison, output_format, show_all=show_all)
    if fail_on_regression and comparison.worse:
        raise typer.Exit(ExitCode.GAPS)


def _check(old: Path, new: Path | None, reading: Reading) -> None:
    """Tell before the work starts what cannot be compared."""
    if str(old) == "-" and new in (None, old):
        raise typer.BadParameter("standard input can be read once only; name a file")
    if new is None and reading.revisions:
        raise typer.BadParameter("--revisions: both sides of a draft are read; leave it out")


def _compared(versions: Sequence[Path], settings: Settings) -> Comparison:
    """Read and judge both versions, or both sides of the one, within the limits of the user."""
    from policygap.checking import check_policy
    from policygap.compare.comparing import compare

    reading = settings.reading
    check = partial(
        check_policy,
        rubrics=settings.rubrics,
        as_of=settings.as_of,
        cache=reading.opened_cache(),
    )
    with reading.limited(versions) as options:
        if len(versions) == 1:
            return compare(*_sides(versions[0], check, options), is_draft=True)
        old, new = (check([version], options=options) for version in versions)
        return compare(old, new, is_draft=False)


def _sides(
    draft: Path, check: Callable[..., Report], options: ReadOptions
) -> tuple[Report, Report]:
    """Check a draft before and after its tracked changes; DocumentError where it has none."""
    final = check([draft], options=options)
    if not any(file.revisions for file in final.policy.files):
        raise DocumentError(
            f"{draft}: holds no tracked changes that could be accepted or rejected; name the other "
            "version as well: policygap diff OLD NEW"
        )
    try:
        original = check([draft], options=replace(options, revisions=Revisions.ORIGINAL))
    except DocumentError as error:
        raise DocumentError(
            f"{draft}: holds nothing without its tracked changes, so all of it is new; check it "
            "with policygap check"
        ) from error
    return original, final


def _print(comparison: Comparison, wanted: Shown, *, show_all: bool) -> None:
    from policygap.cli.differences import text

    if wanted is Shown.TERMINAL:
        show(text(comparison, show_all=show_all))
    else:
        show(render(comparison, SUFFIXES[wanted]))
