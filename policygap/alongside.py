"""Processes of this program that work for this one: how they start, and that they end with it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Process = subprocess.Popen[bytes]

# The same modules are found, and none in the folder that the program was started in. Nothing of the
# program that runs is looked at again, as `multiprocessing` would: it may be anybody's script.
_START = "import sys; sys.path[:] = sys.argv[1:]; from {} import main; main()"
_running: list[Process] = []
_PICKLED = 5  # the protocol that both sides of a pipe know


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def command(module: str) -> list[str]:
    """Return the command line that runs a module's `main` in another process."""
    return [sys.executable, "-P", "-c", _START.format(module), *sys.path]


@contextmanager
def started(module: str, count: int) -> Iterator[list[Process]]:
    """Yield processes that run a module's `main`, fewer than asked for where the system refuses.

    They are spoken with by their standard input and output, and are ended with the block.
    """
    mine: list[Process] = []
    try:
        with suppress(OSError):
            for _ in range(count):
                mine.append(_begun(module))
                _running.append(mine[-1])
        yield mine
    finally:
        for process in mine:
            _ended(process)
            _running.remove(process)


def _begun(module: str) -> Process:
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command(module), stdin=pipe, stdout=pipe, stderr=nowhere)


def _ended(process: Process) -> None:
    process.kill()
    with suppress(OSError), process:  # closes its pipes, which it may not have read, and waits
        pass


def give(process: Process, task: object) -> None:
    """Hand a process its task, which it takes once it has started; nobody waits for that."""
    packed = pickle.dumps(task, protocol=_PICKLED)
    threading.Thread(target=_write, args=(process, packed), daemon=True).start()


def _write(process: Process, packed: bytes) -> None:
    assert process.stdin is not None
    with suppress(OSError, ValueError):  # it may have ended, or been ended, already
        process.stdin.write(packed)
        process.stdin.flush()


def taken(process: Process) -> Any:
    """Return what a process has made of its task, once it is done; None if it ended before."""
    assert process.stdout is not None
    with suppress(EOFError, OSError, pickle.UnpicklingError):
        return pickle.load(process.stdout)
    return None


def work(done: Callable[[Any], object]) -> None:
    """Do in this process the task that it was given, hand over what it comes to, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides
    task = pickle.load(sys.stdin.buffer)
    end_with_starter()
    pickle.dump(done(task), sys.stdout.buffer, protocol=_PICKLED)
    sys.stdout.buffer.flush()
    os._exit(0)


def running() -> list[int]:
    """Return the numbers of the processes that work for this one now."""
    return [process.pid for process in tuple(_running)]


def end() -> None:
    """End them at once; for when this process ends by force."""
    for process in tuple(_running):
        process.kill()


def end_with_starter() -> None:
    """End this process when the one that started it closes standard input, or is gone."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    sys.stdin.buffer.read()
    os._exit(0)
