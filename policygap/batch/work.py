"""One agency's check, as a worker does it: a job in, its outcome and its reports' bytes out."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from policygap import prepared
from policygap.batch.outcomes import Outcome, judged
from policygap.batch.parcels import Sent, under, unpacked
from policygap.batch.sources import Agency
from policygap.cache import Cache
from policygap.checking import check_policy
from policygap.errors import PolicyGapError
from policygap.options import DEFAULT, ReadOptions
from policygap.reports import FORMATS
from policygap.rubrics import shipped
from policygap.watchdog import watched


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every agency of a batch, unless it has its own.

    `reports` are names of formats; `seconds` and `memory` (bytes) are what one agency may take;
    `cache` serves the workers that see the files themselves.
    """

    rubrics: tuple[str, ...]
    as_of: date
    reports: tuple[str, ...]
    seconds: float
    memory: int
    options: ReadOptions = DEFAULT
    cache: Cache | None = field(default=None, compare=False)

    def rubrics_of(self, agency: Agency) -> tuple[str, ...]:
        """Return what an agency is checked against."""
        return agency.rubrics or self.rubrics

    def options_of(self, agency: Agency) -> ReadOptions:
        """Return how an agency's files are read."""
        return replace(self.options, revisions=agency.revisions or self.options.revisions)


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker is told, on this machine or on another.

    `where` is the folder from which the paths are seen, `program` the sender's `program()`, `run`
    names the run that it belongs to. `parcel` holds the files; None where the worker can see them.
    """

    agency: Agency
    settings: Settings
    where: str
    program: str
    run: str
    parcel: tuple[Sent, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job, with the whole files of the outcome's `reports`, by name."""

    outcome: Outcome
    reports: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def failed(agency: Agency, error: str) -> Result:
    """Return the result of an agency that could not be checked."""
    return Result(Outcome(agency.name, agency.folder, agency.tags, error=error))


def work(job: Job, last_words: Callable[[Result], None]) -> Result:
    """Check an agency within its limits; whatever goes wrong is its outcome's `error`.

    Where only ending this process stops the work, `last_words` gets the result before. Main thread
    only; the working directory is the job's meanwhile.
    """
    with _place(job) as root:
        try:
            with watched(
                _named(job.agency),
                job.settings.seconds,
                job.settings.memory,
                lambda reason: last_words(failed(job.agency, reason)),
            ):
                return _checked(job, root)
        except PolicyGapError as error:
            return failed(job.agency, _as_sent(str(error), root))
        except Exception as error:
            return failed(job.agency, f"{_named(job.agency)}: {_bug(error)}")


def _checked(job: Job, root: Path | None) -> Result:
    agency, settings = job.agency, job.settings
    report = check_policy(
        [_seen(path, root) for path in agency.files],
        [str(_seen(name, root)) for name in settings.rubrics_of(agency)],
        settings.as_of,
        settings.options_of(agency),
        settings.cache if root is None else None,  # what was sent lies elsewhere each time
    )
    formats = [FORMATS[name] for name in settings.reports]
    reports = {f"report{each.suffix}": each.render(report) for each in formats}
    return Result(
        Outcome(
            agency.name,
            agency.folder,
            agency.tags,
            report.policy.files,
            judged(report),
            tuple(reports),
        ),
        reports,
    )


@contextmanager
def _place(job: Job) -> Iterator[Path | None]:
    """Go where the job's paths are seen from; yield the root of what was sent, if it was."""
    if job.parcel is None:
        with chdir(job.where) if Path(job.where).is_dir() else nullcontext():
            yield None  # where the folder is missing, the error names the file that is not there
        return
    with unpacked(job.parcel, job.where) as root, chdir(under(root, job.where)):
        yield root


def _seen(path: str | Path, root: Path | None) -> Path:
    return under(root, path) if root else Path(path)


def _as_sent(error: str, root: Path | None) -> str:
    """Return an error in the words of the sender's machine."""
    return error.replace(f"{root}{os.sep}", os.sep) if root else error


def _named(agency: Agency) -> str:
    more = f" and {len(agency.files) - 1} more" if len(agency.files) > 1 else ""
    return f"{agency.files[0]}{more}"


def _bug(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return (
        f"a bug in policygap ({what}, {Path(last.filename).name}:{last.lineno}): this says nothing "
        "of the policy. Please report it; no policy text is needed"
    )


@cache
def program() -> str:
    """Return what changes with the program: its version, a digest of its code and its rubrics."""
    from importlib.metadata import version

    made_of = [*prepared.PACKAGE.rglob("*.py"), *shipped.folder().glob("*.yaml")]
    return f"{version('policygap')}+{prepared.digest(sorted(made_of)).hex()[:16]}"
