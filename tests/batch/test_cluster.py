"""The same work on a Dask cluster: a real scheduler and two workers, on this machine only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from typer.testing import Result

from policygap.batch.cluster import cluster
from policygap.batch.overview import OVERVIEWS
from policygap.errors import PolicyGapError

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
LONG = "Officers shall report the use of force to a supervisor, who should review it.\n\n" * 1_500


class Cluster:
    """A scheduler and its workers, as processes."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self._folder = folder
        self._environment = {**os.environ, **environment}
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(self._file))
        while not (self._file.exists() and self._file.read_text().endswith("}")):
            time.sleep(0.1)
        self.address: str = json.loads(self._file.read_text())["address"]

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *arguments,
             "--host", "127.0.0.1", "--no-dashboard"],
            cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=self._environment, start_new_session=True,
        )  # fmt: skip
        self._processes.append(process)
        return process

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker of one thread, elsewhere than in the folder of the policies."""
        return self._start("dask_worker", self.address, "--nthreads", "1")

    def lose_scheduler(self) -> None:
        """Kill the scheduler."""
        self._processes[0].kill()

    def close(self) -> None:
        """End all of them and what they started."""
        for process in reversed(self._processes):
            family = psutil.Process(process.pid).children(recursive=True)
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for member in family:
                if member.is_running():
                    member.kill()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a scheduler with two workers."""
    started = Cluster(tmp_path_factory.mktemp("dask"))
    try:
        started.add_worker()
        started.add_worker()
        yield started
    finally:
        started.close()


@pytest.fixture
def batch(policies: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a batch of the folder "policies" in a process of its own."""
    (policies / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    fixed = ["--rubric", str(TOWN), "--as-of", "2026-01-01", "--reports", "json,html,docx"]

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "policygap", "batch", "policies", *fixed, *arguments]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    return start


def _files(folder: str) -> dict[str, bytes]:
    root = Path(folder)
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_cluster_gives_the_same_bytes_whether_files_are_sent_or_shared(
    dask: Cluster, batch: Callable[..., subprocess.Popen[str]]
) -> None:
    told = {}
    for name, arguments in {
        "one": ("--workers", "1"), "two": ("--workers", "2"),
        "sent": ("--scheduler", dask.address),
        "shared": ("--scheduler", dask.address, "--shared"),
    }.items():  # fmt: skip
        process = batch("--out", name, *arguments)
        lines = process.communicate(timeout=300)[1].splitlines()
        assert process.returncode == 3, lines
        told[name] = [line for line in lines if " of 4" not in line and "wrote " not in line]
    assert len(_files("one")) == 3 * 3 + 4 + 1 + len(OVERVIEWS)
    assert _files("one") == _files("two") == _files("sent") == _files("shared")
    assert told["one"] == told["two"] == told["sent"] == told["shared"]
    assert told["one"][0].startswith("not checked: bad: policies/bad.pdf: ")


def test_a_worker_killed_in_the_middle_loses_nothing(
    dask: Cluster, policies: Path, batch: Callable[..., subprocess.Popen[str]]
) -> None:
    for number in range(4):
        (policies / f"long-{number}.txt").write_text(f"{number}. {LONG}", "utf-8")
    doomed = dask.add_worker()
    process = batch("--out", "sent", "--scheduler", dask.address)
    family = _working(doomed)
    for member in (psutil.Process(doomed.pid), *family):
        member.send_signal(signal.SIGKILL)
    told = process.communicate(timeout=300)[1]
    assert process.returncode == 3, told
    assert "8 agencies: " in told
    assert told.count("not checked") == told.count("1 not checked") + 1  # the bad one's only
    whole = batch("--out", "one", "--workers", "1")
    whole.communicate(timeout=300)
    assert _files("sent") == _files("one")


def _working(worker: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return the processes of a Dask worker once one of them is at a job."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        family = psutil.Process(worker.pid).children(recursive=True)
        for member in family:
            try:
                at_work = "policygap.batch.child" in " ".join(member.cmdline())
                if at_work and member.cpu_times().user > 0.5:
                    return family
            except psutil.NoSuchProcess:
                continue
        time.sleep(0.05)
    raise TimeoutError("the worker got no job")


def test_nobody_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygap.batch.cluster._PATIENCE", 1)
    with (
        pytest.raises(PolicyGapError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"),
        cluster("tcp://127.0.0.1:9", shared=True),
    ):
        pass


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed
    with (
        pytest.raises(PolicyGapError, match=r"takes the extra policygap\[distributed\]"),
        cluster("tcp://127.0.0.1:9", shared=True),
    ):
        pass


@pytest.fixture
def frail(tmp_path: Path) -> Iterator[Cluster]:
    """Yield a scheduler without workers, which gives up a job whose worker dies."""
    started = Cluster(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    try:
        yield started
    finally:
        started.close()


def test_a_cluster_that_fails_is_told_and_an_agency_given_up_is_named(
    frail: Cluster,
    policies: Path,
    batch: Callable[..., subprocess.Popen[str]],
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("policygap.batch.cluster._PATIENCE", 2)
    with (
        pytest.raises(PolicyGapError, match=r"has no worker; start one with `dask worker tcp://"),
        cluster(frail.address, shared=True),
    ):
        pass
    (policies / "long.txt").write_text(LONG * 20, "utf-8")
    doomed = frail.add_worker()
    process = batch("--out", "out", "--scheduler", frail.address)
    family = _working(doomed)
    other = frail.add_worker()
    for member in (psutil.Process(doomed.pid), *family):
        member.send_signal(signal.SIGKILL)
    told = process.communicate(timeout=300)[1]
    assert "long: policies/long.txt: 1 workers ended while they had it; check it alone" in told
    assert process.returncode == 3

    loser = threading.Thread(target=lambda: _working(other) and frail.lose_scheduler())
    loser.start()
    result = run("batch", "policies", "--out", "again", "--rubric", TOWN,
                 "--scheduler", frail.address)  # fmt: skip
    loser.join()
    assert result.stderr.splitlines()[-1].startswith("error: the cluster cannot do the work (")
    assert result.exit_code == 3
