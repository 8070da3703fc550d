"""The same jobs on many machines: Dask hands them to its workers and to others if one dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from policygap.batch import children
from policygap.batch.runs import Workers
from policygap.errors import PolicyGapError

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 30  # seconds for the scheduler to answer, and for a first worker to be there
_AHEAD = 2  # jobs handed out a thread, so that none waits for the next to arrive


@contextmanager
def cluster(address: str, *, shared: bool) -> Iterator[Workers]:
    """Yield the workers of a Dask scheduler ("tcp://HOST:PORT").

    `shared` tells that they see the files where this machine has them; else the files are sent.
    Raises PolicyGapError where the extra is not installed, or nobody answers or works there.
    """
    run = uuid4().hex
    client = _connected(address)
    executor = client.get_executor(pure=False)
    try:
        yield Workers(run, executor, partial(_room, client), sends=not shared, excuse=_excuse)
    finally:
        with suppress(Exception):  # the scheduler may be what ended the run
            executor.shutdown(wait=False)
            client.run(children.close, run)
        client.close(timeout=2)


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise PolicyGapError(
            "--scheduler: takes the extra policygap[distributed]; install it here and on workers"
        ) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PolicyGapError(f"{address}: no Dask scheduler answers; start one there") from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        client.close(timeout=2)
        raise PolicyGapError(
            f"{address}: has no worker; start one with `dask worker {address}`"
        ) from error
    return client


def _room(client: Client) -> int:
    """Return how many jobs to hand out: workers come and go."""
    threads: int = sum(client.nthreads().values())
    return _AHEAD * max(1, threads)


def _excuse(error: Exception) -> str:
    """Return why an agency was given up; raise PolicyGapError where the cluster is to blame."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return f"{error.allowed_failures + 1} workers ended while they had it; check it alone"
    if isinstance(error, PolicyGapError):
        raise error
    raise PolicyGapError(
        f"the cluster cannot do the work ({type(error).__name__}: {error}); see the logs of its "
        "scheduler and workers, then go on with --resume"
    ) from error
