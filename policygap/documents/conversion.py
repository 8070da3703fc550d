"""Let LibreOffice convert what no reader reads."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path

from policygap import leftovers
from policygap.documents.scratch import Scratch
from policygap.errors import DocumentError

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_SECONDS = 180


def to_docx(path: Path, shown: Path, scratch: Scratch) -> Path:
    """Return a .docx in `scratch` with the text of a file that LibreOffice can read.

    Raises DocumentError, naming `shown`, where LibreOffice is missing, fails or takes too long.
    """
    found = program()
    if found is None:
        raise DocumentError(
            f"{shown}: --convert needs LibreOffice, which was not found; install it, or save the "
            "file as .docx"
        )
    folder = scratch.folder()
    profile = (folder / "profile").as_uri()  # its own, so that an open LibreOffice does not matter
    options = ("--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}")
    target = ("--convert-to", "docx", "--outdir", str(folder))
    try:
        _run([found, *options, *target, str(path.resolve())])
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DocumentError(_failed(shown)) from error
    made = folder / f"{path.stem}.docx"
    if not made.exists():
        raise DocumentError(_failed(shown))
    return made


def program() -> str | None:
    """Return the program of LibreOffice, None if it is not installed."""
    found = (shutil.which(name) for name in (*_PROGRAMS, *_USUAL_PLACES))
    return next((each for each in found if each), None)


def identity() -> tuple[object, ...]:
    """Return, as plain data, what tells one LibreOffice from another; () if there is none."""
    found = program()
    if found is None:
        return ()
    facts = Path(found).stat()  # of the program that a link leads to
    return str(Path(found).resolve()), facts.st_size, facts.st_mtime_ns


def _run(command: list[str]) -> None:
    """Run a command silently; past its time it is ended with all that it started."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    with process, leftovers.removed_by(partial(_end, process)):
        try:
            process.wait(_SECONDS)
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _failed(shown: Path) -> str:
    return f"{shown}: LibreOffice could not convert it; open it there and save it as .docx"
