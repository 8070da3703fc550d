"""The process behind a worker may die or be ended; only the file that it died of is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from policygap.batch import children
from policygap.batch.work import Job, Result, Settings
from policygap.errors import PolicyGapError

MakeJob = Callable[..., Job]
LONG = "Officers shall report the use of force to a supervisor, who should review it.\n\n" * 20_000


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    children.close("test")
    assert _processes() == []


def _processes() -> list[psutil.Process]:
    started = psutil.Process().children()
    return [each for each in started if "policygap.batch.child" in " ".join(each.cmdline())]


def _kill(count: int) -> None:
    """Kill the next so many processes, each as soon as it works."""
    killed: set[int] = set()
    while len(killed) < count:
        for process in _processes():
            if process.pid not in killed and process.cpu_times().user > 0.3:
                killed.add(process.pid)
                process.send_signal(signal.SIGKILL)
        time.sleep(0.05)


@pytest.fixture
def long(policies: Path) -> Path:
    """Add an agency that takes minutes to check."""
    (policies / "long.txt").write_text(LONG, "utf-8")
    return policies / "long.txt"


def _meanwhile(work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments)
    thread.start()
    return thread


def test_one_process_does_a_threads_jobs_one_after_the_other(job: MakeJob) -> None:
    first = children.work(job("met.txt"))
    (process,) = _processes()
    second = children.work(job("gaps.md"))
    assert [each.outcome.error for each in (first, second)] == ["", ""]
    assert [each.pid for each in _processes()] == [process.pid]
    assert process.cwd() == os.getcwd()  # noqa: PTH109


def test_a_killed_process_is_replaced_and_its_job_done_again(job: MakeJob) -> None:
    killer = _meanwhile(_kill, 1)
    result = children.work(job("met.txt"))
    killer.join()
    assert result.outcome.error == ""


def test_a_file_that_kills_its_process_twice_is_given_up(job: MakeJob, long: Path) -> None:
    killer = _meanwhile(_kill, 2)
    result = children.work(job("long.txt"))
    killer.join()
    assert result.outcome.error == (
        "policies/long.txt: the process that read it ended (Killed) 2 times; it takes too much "
        "memory or crashes its reader. Check it alone, with a lower --max-memory, or leave it out"
    )
    assert children.work(job("met.txt")).outcome.error == ""


def test_a_process_that_died_between_two_jobs_is_replaced(job: MakeJob) -> None:
    children.work(job("met.txt"))
    (process,) = _processes()
    process.kill()
    process.wait()
    assert children.work(job("met.txt")).outcome.error == ""


def test_the_timeout_holds_for_each_agency(job: MakeJob, settings: Settings, long: Path) -> None:
    slow = children.work(job("long.txt", settings=replace(settings, seconds=1.0)))
    assert slow.outcome.error.startswith("policies/long.txt: stopped after 1 seconds; ")
    assert children.work(job("met.txt")).outcome.error == ""


def test_memory_is_limited_for_each_agency(job: MakeJob, settings: Settings, long: Path) -> None:
    little = replace(settings, memory=2**20)  # so half of that more than the process holds anyway
    large = children.work(job("long.txt", settings=little))
    assert "stopped before it took more than" in large.outcome.error
    assert large.outcome.error.startswith("policies/long.txt: ")


def test_closing_ends_what_is_at_work(job: MakeJob, long: Path) -> None:
    with ThreadPoolExecutor(1) as thread:
        future = thread.submit(children.work, job("long.txt"))
        while not any(process.cpu_times().user > 0.3 for process in _processes()):
            time.sleep(0.05)
        begun = time.monotonic()
        children.close("another run")
        assert len(_processes()) == 1
        children.close("test")
        result: Result = future.result()
    assert time.monotonic() - begun < 20
    assert result.outcome.error.startswith("policies/long.txt: ")


def test_a_process_ends_when_its_parent_is_gone(job: MakeJob) -> None:
    children.work(job("met.txt"))
    (process,) = _processes()
    (child,) = [c for (run, _), c in children._children.items() if run == "test"]
    child._jobs.close()
    process.wait(10)
    assert not process.is_running()


def test_another_version_of_the_program_is_refused(job: MakeJob) -> None:
    with pytest.raises(PolicyGapError, match=r"^a worker has policygap .*, not 0\.0\+0; install"):
        children.work(job("met.txt", program="0.0+0"))
