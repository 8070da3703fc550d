"""What tests ask of processes that should be gone."""

from __future__ import annotations

import time
from collections.abc import Iterable

import psutil


def left(numbers: Iterable[int], seconds: float = 10) -> list[int]:
    """Return which processes still live after so many seconds, none as soon as all have ended."""
    started = list(numbers)
    deadline = time.monotonic() + seconds
    while any(map(_lives, started)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return [number for number in started if _lives(number)]


def _lives(number: int) -> bool:
    """Tell whether a process is there; whoever adopts an orphan may be slow to bury it."""
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
