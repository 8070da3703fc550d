"""A run over many agencies: whatever executor works, the same files in the same order come out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from policygap.batch import children, parcels
from policygap.batch.ledger import Ledger, made_from
from policygap.batch.outcomes import Judged, Outcome
from policygap.batch.sources import Agency, files_of
from policygap.batch.work import Job, Result, Settings, failed, program
from policygap.errors import DocumentError
from policygap.options import DEFAULT
from policygap.rubrics import own_files


class Watcher(Protocol):
    """Who is told how far a run is; sizes are bytes of the agencies' files."""

    def begun(self, agency: Agency) -> None:
        """Hear that a worker is given an agency."""

    def ended(self, outcome: Outcome, size: int, *, kept: bool) -> None:
        """Hear what came of an agency; `kept` if it was done in a run before."""


def _none(error: Exception) -> str:
    """Raise the error: a job's own are in its result."""
    raise error


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the jobs of one run, named `run`.

    `room` tells how many jobs to hand out at a time, `sends` whether files must go with them.
    `excuse` says in words why the executor gave up a job; it raises where the run cannot go on.
    """

    run: str
    executor: Executor
    room: Callable[[], int]
    sends: bool = False
    excuse: Callable[[Exception], str] = _none


@contextmanager
def local(count: int) -> Iterator[Workers]:
    """Yield so many workers on this machine; at the end of the block all of them have ended."""
    run = uuid4().hex
    executor = ThreadPoolExecutor(count)
    try:
        yield Workers(run, executor, lambda: count)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        children.close(run)
        executor.shutdown()


def run(
    agencies: Sequence[Agency],
    settings: Settings,
    workers: Workers,
    ledger: Ledger,
    watcher: Watcher,
) -> list[Outcome]:
    """Check the agencies that the ledger does not have as done, and keep each at once.

    Returns their outcomes in the order given. Raises PolicyGapError where no worker can go on or
    nothing can be written; what was done by then stays.
    """
    ledger.begin(settings.as_of)
    going = _Run(settings, workers, ledger, watcher)
    going.all(agencies)
    return [going.outcomes[agency.folder] for agency in agencies]


@dataclass(frozen=True, slots=True)
class _Given:
    """An agency in work: its size in bytes, and the digest of what its reports are made from."""

    agency: Agency
    size: int
    made_from: str


@dataclass(slots=True)
class _Run:
    """A run on its way: the outcomes so far, by folder, and what the workers are at.

    `shared` holds each different `Judged` once: of thousands of agencies, most come out alike.
    """

    settings: Settings
    workers: Workers
    ledger: Ledger
    watcher: Watcher
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    working: dict[Future[Result], _Given] = field(default_factory=dict)
    shared: dict[Judged, Judged] = field(default_factory=dict)

    def all(self, agencies: Sequence[Agency]) -> None:
        """Hand out jobs while there is room, the largest first: at the end it would be alone."""
        waiting = deque(sorted(agencies, key=size_of, reverse=True))
        while waiting or self.working:
            while waiting and len(self.working) < self.workers.room():
                self._give(waiting.popleft())
            for future in wait(self.working, return_when=FIRST_COMPLETED).done:
                self._take(future)

    def _give(self, agency: Agency) -> None:
        """Give an agency to a worker, unless it is done or cannot even be opened."""
        given = _Given(agency, size_of(agency), made_from(agency, self.settings))
        kept = self.ledger.kept(agency, given.made_from)
        if kept:
            self._end(given, kept, kept=True)
            return
        try:
            job = self._job(agency)
        except DocumentError as error:
            self._keep(given, failed(agency, str(error)))
            return
        self.watcher.begun(agency)
        self.working[self.workers.executor.submit(children.work, job)] = given

    def _job(self, agency: Agency) -> Job:
        parcel = _parcel(agency, self.settings) if self.workers.sends else None
        return Job(agency, self.settings, str(Path.cwd()), program(), self.workers.run, parcel)

    def _take(self, future: Future[Result]) -> None:
        given = self.working.pop(future)
        try:
            result = future.result()
        except Exception as error:
            excuse = self.workers.excuse(error)
            result = failed(given.agency, f"{given.agency.files[0]}: {excuse}")
        self._keep(given, result)

    def _keep(self, given: _Given, result: Result) -> None:
        self.ledger.keep(result, given.made_from)
        self._end(given, result.outcome, kept=False)

    def _end(self, given: _Given, outcome: Outcome, *, kept: bool) -> None:
        judged = tuple(self.shared.setdefault(each, each) for each in outcome.judged)
        self.outcomes[given.agency.folder] = replace(outcome, judged=judged)
        self.watcher.ended(outcome, given.size, kept=kept)


def size_of(agency: Agency) -> int:
    """Return how many bytes an agency's files have; more bytes take more time, roughly."""
    found = [file for file, _ in files_of(agency, DEFAULT)]
    return sum(file.stat().st_size for file in found if file.is_file())


def _parcel(agency: Agency, settings: Settings) -> tuple[parcels.Sent, ...]:
    policy = parcels.pack(agency.files, settings.options_of(agency))
    return (*policy, *parcels.pack(own_files(settings.rubrics_of(agency)), DEFAULT))
