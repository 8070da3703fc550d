"""Stop a run that takes too long or too much memory, whatever code it is in.

A hostile PDF can keep PDFium, which is C, busy for hours. A signal's handler only runs between two
Python instructions, so a thread keeps watch: it first asks the main thread to give up (temporary
files are removed on the way out), and ends the process if that is not heeded.

Memory is watched, not capped with setrlimit: the operating system's cap exists on Unix only, counts
address space (a check of a small policy holds 300 MiB of it above what it uses), and PDFium answers
a refused allocation by aborting, without a word to the user.
"""

from __future__ import annotations

import _thread
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from policygap import alongside, leftovers
from policygap.errors import ExitCode, PolicyGapError
from policygap.options import MEBIBYTE
from policygap.reports.printable import printable

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
# Windows has no alarm signal; there the thread raises another one, which means the same here.
_GIVE_UP = getattr(signal, "SIGALRM", signal.SIGTERM)
_STEP = 0.02  # seconds between two looks
_GRACE = 0.5  # seconds in which the main thread may tidy up
_ASK, _END = 128 * MEBIBYTE, 64 * MEBIBYTE  # below the limit, as memory grows between two looks
_STATM = "/proc/{}/statm"  # proc_pid_statm(5): all memory, and what is resident, in pages

_TOO_LONG = (
    "{}: stopped after {:g} seconds; it is very large or made to stall its reader. Allow more with "
    "--timeout, or give fewer pages"
)
_TOO_MUCH = (
    "{}: stopped before it took more than {:,} MiB of memory; it is very large or made to exhaust "
    "its reader. Allow more with --max-memory, or give fewer pages"
)


def on_standard_error(reason: str) -> None:
    """Say why a process ends, as a command does."""
    line = f"error: {printable(reason)}\n"
    os.write(2, line.encode(errors="replace"))  # sys.stderr may be locked


@contextmanager
def watched(
    what: str, seconds: float, memory: int, last_words: Callable[[str], None] = on_standard_error
) -> Iterator[None]:
    """Raise PolicyGapError in the block after so many seconds, or before so many bytes are held.

    `what` is named as the cause. Where the block does not give up within half a second, because it
    is in C code, the process ends with the same exit code, after `last_words` (called in another
    thread than the block) told the same line, and `leftovers` were removed. A process that holds
    much at the start may take half of `memory` more. What other processes hold for it counts as
    well, and they end with it. Main thread only.
    """
    ceiling = max(memory, _held()() + memory // 2)
    too_much = _TOO_MUCH.format(what, ceiling // MEBIBYTE)
    too_long = _TOO_LONG.format(what, seconds)
    watch = _Watch(seconds, ceiling, too_much, too_long, last_words)
    before = signal.signal(_GIVE_UP, watch.give_up)
    keeper = threading.Thread(target=watch.keep, name="watchdog", daemon=True)
    keeper.start()
    try:
        _set_alarm(seconds)
        yield
    finally:
        watch.over.set()
        _set_alarm(0)
        keeper.join()
        signal.signal(_GIVE_UP, before)


@dataclass(slots=True)
class _Watch:
    """What the main thread and the watching thread share."""

    seconds: float
    memory: int
    too_much: str
    reason: str
    last_words: Callable[[str], None]
    over: threading.Event = field(default_factory=threading.Event)
    asked: bool = False

    def give_up(self, _signal: int, _frame: FrameType | None) -> None:
        """Interrupt the main thread, once: what it does then is to tidy up."""
        if not (self.asked or self.over.is_set()):
            self.asked = True
            raise PolicyGapError(self.reason)

    def keep(self) -> None:
        """Look at time and memory until the block is over or must end."""
        held = _held()
        deadline = time.monotonic() + self.seconds
        while not self.over.wait(_STEP):
            if held() > self.memory - _ASK:
                self.reason = self.too_much
            elif time.monotonic() < deadline:
                continue
            _thread.interrupt_main(_GIVE_UP)
            self._end(held)
            return

    def _end(self, held: Callable[[], int]) -> None:
        """End the process unless the block ends by itself in time."""
        last = time.monotonic() + _GRACE
        while time.monotonic() < last and held() < self.memory - _END:
            if self.over.wait(_STEP):
                return
        alongside.end()
        self.last_words(self.reason)
        leftovers.remove()
        os._exit(ExitCode.UNUSABLE)


def _held() -> Callable[[], int]:
    """Return what tells how many bytes of memory this process holds, and those that it started."""
    resident, own = _resident(), os.getpid()
    return lambda: resident(own) + sum(map(resident, alongside.running()))


def _resident() -> Callable[[int], int]:
    """Return what tells how many bytes of memory a process holds, 0 once it has ended."""
    if Path(_STATM.format("self")).exists():  # where psutil has it from; to load that takes 7 ms
        return _resident_on_linux
    import psutil

    def resident(process: int) -> int:
        with suppress(psutil.Error):
            return int(psutil.Process(process).memory_info().rss)
        return 0

    return resident


def _resident_on_linux(process: int) -> int:
    with suppress(OSError):
        return int(Path(_STATM.format(process)).read_bytes().split()[1]) * _PAGE
    return 0


def _set_alarm(seconds: float) -> None:
    """Have the system send the signal too: a long regular expression never lets a thread run."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
