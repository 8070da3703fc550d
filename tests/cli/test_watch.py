from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TextIO

import pytest
from typer.main import get_command
from typer.testing import Result

from policygap.cli import app

WAIT = 60  # seconds for a line; a loaded machine is slow
OLD = "An officer who sees excessive force shall intercede.\n\nChokeholds are prohibited.\n"
NEW = OLD.replace("shall", "should")
AS_OF = ("--as-of", "2026-01-31")


class Heard:
    """The lines that a watching program says, as they come."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.lines: queue.Queue[str] = queue.Queue()
        self.all: list[str] = []

    def until(self, pattern: str) -> str:
        """Return the next line that matches; it must come in time."""
        while True:
            try:
                line = self.lines.get(timeout=WAIT)
            except queue.Empty:
                raise AssertionError(f"no {pattern!r} after {self.all}") from None
            self.all.append(line)
            if re.search(pattern, line):
                return line

    def nothing(self, seconds: float) -> bool:
        """Tell whether nothing at all is said for this long."""
        try:
            self.all.append(self.lines.get(timeout=seconds))
        except queue.Empty:
            return True
        return False

    def read(self, stream: TextIO) -> None:
        """Take in a stream to its end."""
        for line in stream:
            self.lines.put(line.rstrip("\n"))


@contextmanager
def watching(*arguments: object) -> Iterator[tuple[Heard, subprocess.Popen[str]]]:
    """Run `policygap watch` as a user does; it is interrupted at the end, if it still runs."""
    command = [sys.executable, "-m", "policygap", "watch", *map(str, arguments), *AS_OF]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        heard = Heard()
        assert process.stdout
        reader = threading.Thread(target=heard.read, args=(process.stdout,))
        reader.start()
        try:
            yield heard, process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                process.wait(WAIT)
            finally:
                process.kill()
            reader.join()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return a draft that warns nobody and meets all that is required."""
    path = tmp_path / "draft.md"
    path.write_text(OLD, "utf-8")
    return path


def test_watch_shows_what_a_save_changed_and_ends_with_ctrl_c(town: Path, draft: Path) -> None:
    with watching(draft, "--rubric", town) as (heard, process):
        heard.until(r"^\d\d:\d\d:\d\d draft: 3 requirements checked; gaps: 0 required by law and 1")
        heard.until("watching for saves")
        fresh = draft.with_name(".draft.md.tmp")  # written whole, then renamed over the old one
        fresh.write_text(NEW, "utf-8")
        fresh.replace(draft)
        heard.until("This save closes no gap and opens 1")
        heard.until("Duty to intercede: was met, now partial")
        heard.until(r"\[-shall-\].*\{\+should\+\}")
        heard.until("gaps: 1 required by law and 1 recommended")
        heard.until("^$")
        os.utime(draft)  # saved, but nothing in it changed
        assert heard.nothing(2)
        process.send_signal(signal.SIGINT)
        heard.until("stopped watching")
        assert process.wait(WAIT) == 0


def test_watch_takes_a_folder_and_a_draft_that_is_written_slowly(
    town: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.md").write_text(OLD, "utf-8")
    with watching(tmp_path, "--rubric", town) as (heard, _):
        heard.until("watching for saves")
        (tmp_path / "~$two.docx").write_bytes(b"lock")
        two = tmp_path / "two.docx"
        two.write_bytes(b"PK\x03\x04")  # Word has only begun
        threading.Timer(1, two.unlink).start()  # and renames what it has written
        assert heard.nothing(3)
        (tmp_path / "two.md").write_text("Officers should give a verbal warning.\n", "utf-8")
        heard.until("This save closes 1 gap and opens none")
        heard.until(r"two\.md")


class _Screen(StringIO):
    """Standard output that another thread hears."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self._heard = heard

    def write(self, text: str) -> int:
        written = super().write(text)  # which refuses bytes, as a text stream does
        for line in text.splitlines():
            self._heard.lines.put(line)
        return written


def spoil(draft: Path, heard: Heard) -> None:
    """Do to a draft what may happen to one, and wait for what is said of it."""
    heard.until("3 requirements checked")
    draft.write_text("", "utf-8")  # half-written, and so it stays
    heard.until(r"draft\.md: is empty \(0 bytes\); .*; waiting for the next save")
    draft.unlink()
    heard.until(r"draft\.md: there is no such file; .*; waiting for the next save")
    draft.with_name("~$draft.md").write_text("lock", "utf-8")
    draft.write_text(OLD, "utf-8")  # what was checked last
    assert heard.nothing(2)
    draft.write_text(NEW, "utf-8")
    heard.until("This save closes no gap and opens 1")


def test_watch_waits_for_a_draft_that_is_broken_or_gone(town: Path, draft: Path) -> None:
    """In this process: a thread spoils the draft and presses Ctrl-C at the end."""
    heard = Heard()
    failed: list[Exception] = []

    def edit() -> None:
        try:
            spoil(draft, heard)
        except Exception as error:
            failed.append(error)
        finally:
            os.kill(os.getpid(), signal.SIGINT)

    editor = threading.Thread(target=edit)
    editor.start()
    with redirect_stdout(_Screen(heard)):
        arguments = ["watch", str(draft), "--rubric", str(town), *AS_OF]
        get_command(app).main(arguments, standalone_mode=False)
    editor.join()
    assert failed == []


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("-", 2, "standard input cannot be watched"),
        ("no-such.docx", 3, "no-such.docx: there is no such file; check the path"),
    ],
)
def test_what_cannot_be_watched_is_told_at_once(
    run: Callable[..., Result], town: Path, tmp_path: Path, name: str, code: int, told: str
) -> None:
    path = name if name == "-" else tmp_path / name
    result = run("watch", path, "--rubric", town)
    assert result.exit_code == code
    assert told in " ".join(result.stderr.split())
