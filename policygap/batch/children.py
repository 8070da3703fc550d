"""A process of its own behind each thread that works, on this machine or in a Dask worker.

A file may crash its reader, exhaust the memory or have to be stopped by force: then this process
ends and nothing else. (A pool of processes would lose what all of them were at; and Dask's workers
may not have processes by `multiprocessing`.)
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import tempfile
import threading
from contextlib import suppress

from policygap.alongside import command
from policygap.batch.work import Job, Result, failed, program
from policygap.errors import PolicyGapError

# One thread a process: more would only take the processors from each other.
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
_GRACE = 2.0  # seconds that a process gets to tidy up
_TRIES = 2  # whoever is killed for lack of memory may be a neighbour of the one that took it

_DEAD = (
    "the process that read it ended ({}) {} times; it takes too much memory or crashes its reader. "
    "Check it alone, with a lower --max-memory, or leave it out"
)

_children: dict[tuple[str, int], _Child] = {}


def work(job: Job) -> Result:
    """Have the job done in the process of this thread, which stays for the run's next job.

    A process that dies costs only the file that it died of, at the second try. Raises
    PolicyGapError where this machine has another version of the program than the sender.
    """
    if job.program != program():
        raise PolicyGapError(
            f"a worker has policygap {program()}, not {job.program}; install the same everywhere"
        )
    key = job.run, threading.get_ident()
    why = ""
    for _ in range(_TRIES):
        child = _children[key] = _alive(_children.get(key))
        try:
            return child.work(job)
        except _DIED:
            why = child.end()
        if child.unwanted:
            break
    return failed(job.agency, f"{job.agency.files[0]}: {why}")


def close(run: str) -> None:
    """End the processes of a run at once, whatever they are at."""
    for key in [key for key in _children if key[0] == run]:
        child = _children.pop(key)
        child.unwanted = True
        child.end()


def _alive(child: _Child | None) -> _Child:
    """Return this process, or a new one where it has ended since its last job."""
    if child and child.is_alive():
        return child
    if child:
        child.end()
    return _Child()


_DIED = (EOFError, OSError, ValueError, pickle.UnpicklingError)


class _Child:
    """A process that works, one job after the other."""

    def __init__(self) -> None:
        self.unwanted = False
        self._why = ""
        self._lock = threading.Lock()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(
            command("policygap.batch.child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            env={**os.environ, **_ONE_THREAD},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs, self._results = self._process.stdin, self._process.stdout

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def work(self, job: Job) -> Result:
        """Return a job's result; raise one of _DIED if the process ends before it is there."""
        pickle.dump(job, self._jobs, protocol=5)
        self._jobs.flush()
        result: Result = pickle.load(self._results)
        return result

    def end(self) -> str:
        """End the process if it has not ended, and return in words how it did."""
        with self._lock:  # the run may be closed while a thread finds its process dead
            self._why = self._why or self._ended()
        return self._why

    def _ended(self) -> str:
        with suppress(OSError):
            self._jobs.close()  # it tidies up once nobody gives it jobs
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._results.close()
        code = self._process.returncode
        how = signal.strsignal(-code) if code < 0 else f"exit code {code}"
        with self._complaints as complaints:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").strip().splitlines()[-1:]
        return _DEAD.format(": ".join(filter(None, [how, *said])), _TRIES)
