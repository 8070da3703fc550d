"""Run the program on a file made to harm it, in a process of its own that is measured."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

# The measured process is started by a small one: a process counts what its parent held as its own.
_MEASURE = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=open("stdout", "wb"), stderr=open("stderr", "wb"))
_, status, used = os.wait4(process.pid, 0)
peak = used.ru_maxrss // (1024 if sys.platform != "darwin" else 2**20)
seconds = used.ru_utime + used.ru_stime
print(json.dumps([os.waitstatus_to_exitcode(status), peak, seconds]))
"""
_SECONDS = 30  # of work; a busy machine may take longer


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, what it printed, and its largest memory in MiB."""

    code: int
    stdout: str
    stderr: str
    peak: int


@pytest.fixture
def attacked(tmp_path: Path) -> Callable[..., Ended]:
    """Run a command on a file; it must end soon, in bounds, with a result or one line of error."""

    def run(path: Path, command: str = "text", *options: str) -> Ended:
        program = [sys.executable, "-m", "policygap", command, str(path), *options]
        measured = subprocess.run(
            [sys.executable, "-c", _MEASURE, *program],
            cwd=tmp_path, capture_output=True, text=True, timeout=4 * _SECONDS, check=True,
        )  # fmt: skip
        code, peak, seconds = json.loads(measured.stdout)
        out, err = ((tmp_path / name).read_text("utf-8") for name in ("stdout", "stderr"))
        assert code in (0, 1, 3), err
        assert peak < 1024
        assert seconds < _SECONDS
        if code == 3:
            assert out == ""
            assert err.startswith(f"error: {path}: ")
            assert err.count("\n") == 1
            assert "; " in err
        return Ended(code, out, err, peak)

    return run


@pytest.fixture
def write_raw_pdf(tmp_path: Path) -> Callable[[Mapping[int, bytes]], Path]:
    """Write a PDF of these objects by number; 1 is its catalog."""

    def write(objects: Mapping[int, bytes]) -> Path:
        content, places = bytearray(b"%PDF-1.7\n"), {}
        for number, body in objects.items():
            places[number] = len(content)
            content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table, size = len(content), max(objects) + 1
        content += b"xref\n0 %d\n0000000000 65535 f \n" % size
        content += b"".join(b"%010d 00000 n \n" % places.get(n, 0) for n in range(1, size))
        content += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n" % (size, table)
        path = tmp_path / "policy.pdf"
        path.write_bytes(bytes(content) + b"%%EOF\n")
        return path

    return write
