"""The process behind a worker: jobs on standard input, results on standard output, one by one.

It works in its main thread, where the watchdog can interrupt it, and it can be ended, or end
itself, without harm to whoever started it. The model and the rubrics load once in its life.
"""

from __future__ import annotations

import _thread
import ctypes
import gc
import os
import pickle
import signal
import sys
import threading
import time
from contextlib import suppress
from queue import SimpleQueue
from types import FrameType

from policygap import leftovers
from policygap.batch.work import Job, Result, work
from policygap.matching.language import forgetting

_OBJECTS = 200_000  # new objects before the collector looks for cycles, as in the whole program
_GRACE = 1.0  # seconds to tidy up once nobody listens any more


def main() -> None:
    """Work until standard input ends."""
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not stand among the results
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    signal.signal(signal.SIGTERM, _leave)
    gc.set_threshold(_OBJECTS)
    jobs: SimpleQueue[Job | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(jobs,), daemon=True).start()
    with suppress(SystemExit):
        while (job := jobs.get()) is not None:
            with forgetting():
                result = work(job, lambda last: _send(out, last))
            _send(out, result)
            _give_back()
    os._exit(0)  # all is tidied up; the interpreter would look through all objects once more


def _receive(jobs: SimpleQueue[Job | None]) -> None:
    """Pass jobs on; when the parent is gone, end the work, if need be by force."""
    try:
        while True:
            jobs.put(pickle.load(sys.stdin.buffer))
    except (EOFError, OSError, pickle.UnpicklingError):
        jobs.put(None)
        _thread.interrupt_main(signal.SIGTERM)
        time.sleep(_GRACE)
        leftovers.remove()
        os._exit(0)


def _give_back() -> None:
    """Give freed memory back to the system; glibc keeps what a large policy took until asked."""
    gc.collect()
    with suppress(AttributeError, OSError, TypeError):  # other systems have no such call
        ctypes.CDLL(None).malloc_trim(0)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit


def _send(out: int, result: Result) -> None:
    left = memoryview(pickle.dumps(result, protocol=5))
    while left:
        left = left[os.write(out, left) :]
