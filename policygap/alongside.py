"""Processes of this program that work for this one: how they start, and that they end with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

Process = subprocess.Popen[bytes]

# The same modules are found, and none in the folder that the program was started in. Nothing of the
# program that runs is looked at again, as `multiprocessing` would: it may be anybody's script.
_START = "import sys; sys.path[:] = sys.argv[1:]; from {} import main; main()"
_running: list[Process] = []


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
