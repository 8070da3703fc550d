"""`policygap batch`: check many agencies, each with reports of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.alongside import processors
from policygap.cli.check import FAILING_LEVELS, AsOf, Failing, Rubrics
from policygap.cli.exits import guarded
from policygap.cli.output import tell
from policygap.cli.reading import Reading, reads
from policygap.cli.settings import DEFAULT_RUBRICS, today
from policygap.errors import ExitCode
from policygap.model import Level, Verdict
from policygap.options import FailOn
from policygap.reports import FORMATS

if TYPE_CHECKING:
    from datetime import date

    from policygap.batch.outcomes import Outcome
    from policygap.batch.runs import Workers
    from policygap.batch.sources import Agency
    from policygap.batch.work import Settings
    from policygap.model import Rubric

_FILES = {name: each for name, each in FORMATS.items() if each.suffix}
_SCHEDULER = re.compile(r"(tcp|tls)://[^\s/]+:\d+")


def _formats(text: str) -> str:
    names = [name.strip() for name in text.split(",")]
    if unknown := next((name for name in names if name not in _FILES), None):
        raise typer.BadParameter(f"'{unknown}' is not one of {', '.join(_FILES)}")
    return ",".join(dict.fromkeys(names))


def _folder(text: str) -> Path:
    if Path(text).exists() and not Path(text).is_dir():
        raise typer.BadParameter(f"'{text}' is a file; name a folder")
    return Path(text)


def _address(text: str) -> str:
    if text and not _SCHEDULER.fullmatch(text):
        raise typer.BadParameter(f"'{text}' is not an address like tcp://10.0.0.5:8786")
    return text


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Folders (an agency is a subfolder or file in them), files, globs, or manifests "
        "(.csv, .yaml).",
        show_default=False,
    ),
]
Out = Annotated[
    Path,
    typer.Option(
        "--out", parser=_folder, metavar="DIR", help="Where reports go.", show_default=False
    ),
]
Reports = Annotated[
    str,
    typer.Option(
        "--reports",
        parser=_formats,
        metavar="NAME,...",
        help=f"What to write for each agency: {', '.join(_FILES)}.",
    ),
]
Count = Annotated[
    int | None,
    typer.Option(
        "--workers", min=1, help="How many processes work.", show_default="all processors"
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Keep what an earlier run did; redo what changed since.")
]
Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler",
        parser=_address,
        metavar="tcp://HOST:PORT",
        help="Let the workers of a Dask cluster do it.",
        show_default=False,
    ),
]
Shared = Annotated[
    bool,
    typer.Option("--shared", help="The cluster sees the files at the same paths; send none."),
]


@guarded
@reads
def batch(
    sources: Sources,
    reading: Reading,
    out: Out,
    reports: Reports = "html,json",
    rubric: Rubrics = None,
    as_of: AsOf = None,
    fail_on: Failing = None,
    workers: Count = None,
    resume: Resume = False,
    scheduler: Scheduler = "",
    shared: Shared = False,
) -> None:
    """Check many agencies, each with reports of its own."""
    if scheduler and workers:
        raise typer.BadParameter("--workers and --scheduler exclude each other")
    if shared and not scheduler:
        raise typer.BadParameter("--shared goes with --scheduler")
    from policygap.batch import sources as agencies_in
    from policygap.batch.ledger import Ledger
    from policygap.batch.runs import run, size_of
    from policygap.cli.batch_progress import shown

    found = agencies_in.find(sources, without=out)
    for path in found.passed_over:
        tell(f"{path}: passed over, because of its type")
    ledger = Ledger(out, resume=resume)
    day = as_of or ledger.day() or today()
    settings = _settings(reading, rubric, day, reports)
    asked = _rubrics(found.agencies, settings)
    size = sum(map(size_of, found.agencies))
    with (
        _workers(workers, scheduler, shared=shared) as working,
        shown(len(found.agencies), size) as watcher,
    ):
        outcomes = run(found.agencies, settings, working, ledger, watcher)
    _overview(outcomes, asked, day, out)
    _end(outcomes, asked, fail_on or FailOn.REQUIRED)


def _settings(reading: Reading, rubric: Sequence[str] | None, day: date, reports: str) -> Settings:
    from policygap.batch.work import Settings

    return Settings(
        rubrics=tuple(rubric or DEFAULT_RUBRICS),
        as_of=day,
        reports=tuple(reports.split(",")),
        seconds=reading.timeout,
        memory=reading.max_memory,
        options=reading.options(),
        cache=reading.opened_cache(),
    )


def _rubrics(agencies: Sequence[Agency], settings: Settings) -> tuple[Rubric, ...]:
    """Return every rubric that an agency is checked against; a mistake in one shows at once."""
    from policygap.rubrics import load_rubrics

    return load_rubrics([name for each in agencies for name in settings.rubrics_of(each)])


def _workers(count: int | None, scheduler: str, *, shared: bool) -> AbstractContextManager[Workers]:
    if scheduler:
        from policygap.batch.cluster import cluster

        return cluster(scheduler, shared=shared)
    from policygap.batch.runs import local

    return local(count or processors())


def _overview(outcomes: Sequence[Outcome], rubrics: Sequence[Rubric], day: date, out: Path) -> None:
    """Write the tables of all agencies."""
    from policygap.batch.overview import OVERVIEWS
    from policygap.saving import save

    for name, render in OVERVIEWS.items():
        save(render(outcomes, rubrics, day), out / name)
    tell(f"wrote {', '.join(str(out / name) for name in OVERVIEWS)}")


def _end(outcomes: Sequence[Outcome], rubrics: Sequence[Rubric], fail_on: FailOn) -> None:
    """Tell what came out, and end with the exit code for it."""
    level_of = {(r.id, q.id): q.level for r in rubrics for q in r.requirements}
    lacking = [{*_levels(outcome, level_of)} for outcome in outcomes]
    for outcome in outcomes:
        if outcome.error:
            tell(f"not checked: {outcome.agency}: {outcome.error}")
    tell(_counts(outcomes, lacking))
    if any(outcome.error for outcome in outcomes):
        raise typer.Exit(ExitCode.UNUSABLE)
    if any(not levels.isdisjoint(FAILING_LEVELS[fail_on]) for levels in lacking):
        raise typer.Exit(ExitCode.GAPS)


def _levels(outcome: Outcome, level_of: Mapping[tuple[str, str], Level]) -> Iterator[Level]:
    """Yield the level of every gap of an agency."""
    for each in outcome.judged:
        if each.verdict is not Verdict.MET:
            yield level_of[each.rubric, each.requirement]


def _counts(outcomes: Sequence[Outcome], lacking: Sequence[set[Level]]) -> str:
    required = sum(Level.REQUIRED in levels for levels in lacking)
    others = sum(levels == {Level.RECOMMENDED} for levels in lacking)
    unread = sum(bool(outcome.error) for outcome in outcomes)
    return (
        f"{_agencies(len(outcomes))}: {len(outcomes) - required - others - unread} without a gap, "
        f"{required} with required gaps, {others} with recommended ones only, {unread} not checked"
    )


def _agencies(count: int) -> str:
    return "1 agency" if count == 1 else f"{count:,} agencies"
