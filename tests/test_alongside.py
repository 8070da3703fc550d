"""Processes that work for another one start as it did, and end with it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from policygap import alongside
from policygap.cli.reading import Reading
from tests.processes import left

_STARTER = """
from policygap import alongside
with alongside.started("holding", 2) as processes:
    for process in processes:
        process.stdout.readline()
    print(*alongside.running(), flush=True)
    import time; time.sleep(600)
"""


@pytest.mark.usefixtures("holding")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_they_do_not_outlive_who_started_them(ending: signal.Signals) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with starter:
        assert starter.stdout is not None
        started = [int(number) for number in starter.stdout.readline().split()]
        assert all(map(psutil.pid_exists, started))
        starter.send_signal(ending)
    assert left(started) == []


def test_they_end_with_the_block(holding: str) -> None:
    with alongside.started(holding, 2) as processes:
        assert alongside.running() == [process.pid for process in processes]
    assert [process.returncode for process in processes] == [-signal.SIGKILL] * 2
    assert all(process.stdin and process.stdin.closed for process in processes)
    assert alongside.running() == []


def test_a_module_that_is_missing_is_a_process_that_ends() -> None:
    with alongside.started("there_is_none", 1) as (process,):
        assert process.wait(20) == 1
        assert process.stdin is not None
        process.stdin.write(b"a task that nobody reads")  # it is flushed when the pipe is closed
    assert process.stdin.closed


def test_the_processors_are_those_that_this_process_may_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert 1 <= alongside.processors() <= (os.cpu_count() or 1)
    monkeypatch.delattr(os, "sched_getaffinity")
    assert alongside.processors() == (os.cpu_count() or 1)


def test_a_command_reads_with_all_of_them_and_a_batch_with_one_for_each_worker() -> None:
    reading = Reading()
    assert reading.options().processes == 1
    with reading.limited([Path("policy.pdf")]) as options:
        assert options.processes == alongside.processors()
