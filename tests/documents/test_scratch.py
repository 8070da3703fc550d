"""Folders for what is unpacked and converted, and that none stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from policygap.documents.scratch import Scratch
from policygap.errors import ExitCode

_ENDED = """
import hashlib
from policygap.documents.scratch import Scratch
from policygap.watchdog import watched
with watched("x", 0.3, 2**40), Scratch() as scratch:
    (scratch.folder() / "unpacked.txt").write_text("Officers shall warn.")
    hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)  # in C, and deaf
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which temporary ones are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def abandoned(place: Path, process: int, hours: float = 2) -> Path:
    """Return a folder as a process with this number leaves it if it is killed."""
    folder = place / f"policygap-{process}-a1b2"
    folder.mkdir()
    (folder / "unpacked.txt").write_text("Officers shall warn.")
    made = time.time() - 3600 * hours
    os.utime(folder, (made, made))
    return folder


def test_folders_go_at_the_end(place: Path) -> None:
    with Scratch() as scratch:
        folders = [scratch.folder(), scratch.folder()]
        assert all(folder.is_dir() for folder in folders)
    assert list(place.iterdir()) == []


def test_folders_go_when_the_watchdog_ends_the_process(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _ENDED], env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == ExitCode.UNUSABLE
    assert list(tmp_path.iterdir()) == []


def test_the_next_run_removes_what_killed_processes_left(place: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    abandoned(place, gone.pid)
    with Scratch() as scratch:
        assert [scratch.folder()] == list(place.iterdir())


def test_folders_of_others_stay(place: Path, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    kept = [
        abandoned(place, os.getpid()),  # in use
        abandoned(place, gone.pid, hours=0.5),  # its process may run in another container
        place / "policygap-notes", place / f"policygap-{gone.pid}-link",
    ]  # fmt: skip
    kept[2].mkdir()
    kept[3].symlink_to(kept[2], target_is_directory=True)
    with Scratch() as scratch:
        assert {scratch.folder(), *kept} == set(place.iterdir())
    assert set(kept) == set(place.iterdir())
