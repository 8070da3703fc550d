"""Files that LibreOffice converts."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from policygap.documents import conversion, read_policy
from policygap.options import ReadOptions
from tests.documents.handed_in import RULE, refusal, word_file

pytestmark = pytest.mark.usefixtures("no_scratch_is_left")


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program called soffice first on the path."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{script}")
    path.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))


def copying(made: Path) -> str:
    """Return the script of a program that converts old.doc into a file that is there already."""
    return (
        "import shutil, sys, pathlib\n"
        "target = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]) / 'old.docx'\n"
        f"shutil.copy({str(made)!r}, target)"
    )


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.doc"
    path.write_bytes(OLD)
    return path


def test_an_old_file_without_leave_to_convert(old: Path) -> None:
    assert "is an old Word file; save it as .docx, or add --convert" in refusal(old)


def test_no_libreoffice(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(conversion, "_USUAL_PLACES", ())
    assert "--convert needs LibreOffice, which was not found" in refusal(old, convert=True)


@pytest.mark.skipif(os.name == "nt", reason="needs scripts that run as programs")
@pytest.mark.parametrize("script", ["", "raise SystemExit(1)", "import time; time.sleep(60)"])
def test_a_conversion_that_fails(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    program(tmp_path, script, monkeypatch)
    monkeypatch.setattr(conversion, "_SECONDS", 1)
    assert refusal(old, convert=True).startswith(f"{old}: LibreOffice could not convert it")


@pytest.mark.skipif(os.name == "nt", reason="needs scripts that run as programs")
def test_a_program_that_cannot_be_run(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "", monkeypatch)
    (tmp_path / "soffice").write_text("#!/no/such/program\n")
    assert "LibreOffice could not convert it" in refusal(old, convert=True)


@pytest.mark.skipif(os.name == "nt", reason="needs scripts that run as programs")
def test_what_was_converted_keeps_its_name_and_says_so(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(word_file(RULE))
    program(tmp_path, copying(made), monkeypatch)
    folder = tmp_path / "folder"
    folder.mkdir()
    old.rename(folder / "old.doc")
    (source,) = read_policy([folder], options=ReadOptions(convert=True)).files
    assert (source.name, source.words) == ("old.doc", 7)
    assert source.notes == ("LibreOffice converted it from .doc for reading.",)
    assert source.sha256 == hashlib.sha256(OLD).hexdigest()


@pytest.mark.skipif(conversion.program() is None, reason="needs LibreOffice")
def test_libreoffice_converts(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(word_file("Duties", RULE))  # LibreOffice goes by the bytes, not the name
    policy = read_policy([path], options=ReadOptions(convert=True))
    assert [p.text for p in policy.provisions if "report" in p.text] == [RULE.strip()]
