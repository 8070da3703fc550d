"""Time and memory end a run, in Python and in C code, with one line and the documented code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from policygap import alongside, watchdog
from policygap.errors import ExitCode, PolicyGapError
from policygap.options import MEBIBYTE
from policygap.watchdog import watched
from tests.processes import left

AMPLE = 64 * 1024 * MEBIBYTE
TOO_LONG = "policy.pdf: stopped after 0.5 seconds; it is very large or made to stall its reader. "
TOO_MUCH = "policy.pdf: stopped before it took more than 400 MiB of memory; "
_RUN = """
from policygap.cli.exits import exit_codes
from policygap.watchdog import watched
with exit_codes(), watched("policy.pdf", {seconds}, {memory}):
{code}
"""


def _ends(code: str, seconds: float, memory: int) -> tuple[int, str, float]:
    """Run code under watch in a process of its own; return its exit code, last words and time."""
    indented = "".join(f"    {line}\n" for line in code.splitlines())
    program = _RUN.format(seconds=seconds, memory=memory, code=indented)
    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    return ended.returncode, ended.stderr, time.monotonic() - started


def test_python_code_is_interrupted() -> None:
    def work() -> None:
        with watched("x", 0.2, AMPLE):
            while True:
                pass

    with pytest.raises(PolicyGapError, match=r"^x: stopped after 0\.2 seconds; "):
        work()


def test_waiting_is_interrupted_and_tidied_up() -> None:
    left: list[Path] = []

    def wait() -> None:
        with watched("x", 0.2, AMPLE), tempfile.TemporaryDirectory() as folder:
            left.append(Path(folder))
            time.sleep(30)

    with pytest.raises(PolicyGapError, match="stopped after"):
        wait()
    assert not left[0].exists()


def test_nothing_stays_behind_a_block_that_ends_in_time() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with watched("x", 0.2, AMPLE):
        assert "watchdog" in {thread.name for thread in threading.enumerate()}
    assert "watchdog" not in {thread.name for thread in threading.enumerate()}
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    time.sleep(0.3)


def test_memory_interrupts_python_code() -> None:
    held: list[bytes] = []

    def hold() -> None:
        with watched("x", 60, 400 * MEBIBYTE):
            while len(held) < 10_000:
                held.append(b"1" * MEBIBYTE)

    with pytest.raises(
        PolicyGapError, match=r"^x: stopped before it took more than [\d,]+ MiB of memory; "
    ):
        hold()


def test_memory_is_the_same_by_psutil(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, holding: str
) -> None:
    with alongside.started(holding, 1) as (process,):
        assert process.stdout is not None
        assert process.stdout.readline() == b"holding\n"
        alone, both = watchdog._resident()(os.getpid()), watchdog._held()()
        assert both - alone > 100 * MEBIBYTE
        monkeypatch.setattr(watchdog, "_STATM", str(tmp_path / "not on this system {}"))
        assert abs(watchdog._held()() - both) < 16 * MEBIBYTE


@pytest.mark.parametrize("statm", [watchdog._STATM, "not on this system"])
def test_a_process_that_has_ended_holds_nothing(
    monkeypatch: pytest.MonkeyPatch, statm: str
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    monkeypatch.setattr(watchdog, "_STATM", statm)
    assert watchdog._resident()(ended.pid) == 0


@pytest.mark.usefixtures("holding")
def test_memory_of_other_processes_counts_and_they_end_too() -> None:
    code = (
        "from policygap import alongside\n"
        "with alongside.started('holding', 5) as processes:\n"
        "    print(*alongside.running(), flush=True)\n"
        "    import hashlib; hashlib.pbkdf2_hmac('sha256', b'', b'', 2**31 - 1)"
    )
    indented = "".join(f"    {line}\n" for line in code.splitlines())
    program = _RUN.format(seconds=60, memory=400 * MEBIBYTE, code=indented)
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == ExitCode.UNUSABLE
    assert ended.stderr.startswith(f"error: {TOO_MUCH}")
    processes = [int(number) for number in ended.stdout.split()]
    assert len(processes) == 5
    assert left(processes) == []


def test_an_error_of_the_block_passes() -> None:
    with pytest.raises(KeyError), watched("x", 5, AMPLE):
        raise KeyError


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        # In C for minutes: without Python's lock, as PDFium runs, and with it, as `re` does.
        "import hashlib; hashlib.pbkdf2_hmac('sha256', b'', b'', 2**31 - 1)",
        "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
        # What swallows the first request does not escape.
        "import time\ntry:\n    time.sleep(60)\nexcept Exception:\n    time.sleep(60)",
    ],
    ids=["python", "c", "c-with-lock", "deaf"],
)
def test_time_ends_any_code(code: str) -> None:
    returned, told, seconds = _ends(code, 0.5, AMPLE)
    assert returned == ExitCode.UNUSABLE
    assert told.startswith(f"error: {TOO_LONG}")
    assert told.count("\n") == 1
    assert seconds < 10


@pytest.mark.parametrize(
    "code",
    [
        "held = []\nwhile True: held.append(bytearray(2**20))",
        "import zlib; bomb = zlib.compress(bytes(2**30)); zlib.decompress(bomb)",
    ],
    ids=["python", "c"],
)
def test_memory_ends_any_code(code: str) -> None:
    returned, told, _ = _ends(code, 60, 400 * MEBIBYTE)
    assert returned == ExitCode.UNUSABLE
    assert told.startswith(f"error: {TOO_MUCH}")
    assert told.count("\n") == 1


def test_a_process_that_holds_much_gets_room_to_work() -> None:
    program = _RUN.format(
        seconds=60, memory=400 * MEBIBYTE, code="    more = b'1' * (40 * 2**20); time.sleep(0.2)"
    )
    held = "import time; held = b'1' * (450 * 2**20)\n"
    subprocess.run([sys.executable, "-c", held + program], check=True, timeout=60)
