"""Pages that cannot be read, or only by text recognition, on the command line."""

from __future__ import annotations

import json
import os
import select
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from policygap.cli.progress import shown
from policygap.errors import ExitCode
from tests.documents.scans import bind, picture

Run = Callable[..., Result]
TEXT = (
    (72, "300.2 WARNINGS"),
    (72, "Officers should give a verbal warning before using force."),
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Return a PDF of a page of text and a page that is a picture."""
    return bind(tmp_path / "mixed.pdf", [TEXT, picture()])


def reasons(result: Result) -> dict[str, str]:
    findings = json.loads(result.stdout)["findings"]
    elements = [element for finding in findings for element in finding["elements"]]
    return {element["state"]: element["reason"] for element in elements}


def test_what_is_absent_may_stand_on_a_page_that_was_not_read(
    run: Run, town: Path, mixed: Path
) -> None:
    result = run("check", mixed, "--rubric", town, "--ocr", "never", "--format", "json")
    found = reasons(result)
    assert result.exit_code == ExitCode.GAPS
    assert found["absent"].endswith("; 1 page could not be read and may say it")
    assert "could not be read" not in found["present"]


def test_the_terminal_names_the_unread_pages_and_warns_at_each_absent_element(
    run: Run, town: Path, mixed: Path
) -> None:
    result = run("check", mixed, "--rubric", town, "--ocr", "never")
    said = " ".join(result.stdout.split())
    assert "page 2 could not be read: what stands there was not checked" in said
    assert said.count("1 page could not be read and may say it") == said.count("- absent:")


def test_recognized_pages_are_checked_and_named(run: Run, town: Path, mixed: Path) -> None:
    result = run("check", mixed, "--rubric", town, "--format", "json")
    report = json.loads(result.stdout)
    assert report["policy"]["files"][0]["ocr_pages"] == [2]
    intercede = report["findings"][0]["elements"][0]
    assert (intercede["state"], intercede["evidence"][0]["page"]) == ("present", 2)
    said = " ".join(run("check", mixed, "--rubric", town).stdout.split())
    assert "page 2 was read by text recognition: compare what is quoted" in said


def test_a_scan_without_recognition_is_no_list_of_gaps(
    run: Run, town: Path, tmp_path: Path
) -> None:
    scan = bind(tmp_path / "scan.pdf", [picture()] * 2)
    result = run("check", scan, "--rubric", town, "--ocr", "never")
    assert result.exit_code == ExitCode.UNUSABLE
    assert result.stdout == ""
    assert "--ocr auto" in result.stderr


@pytest.mark.parametrize("how", [("--password", "secret"), ()])
def test_a_password_opens_a_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: tuple[str, ...]
) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "locked.pdf"), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "Officers shall warn before they fire.")
    canvas.save()
    if not how:
        monkeypatch.setenv("POLICYGAP_PASSWORD", "secret")
    result = run("text", tmp_path / "locked.pdf", *how)
    assert result.stdout == "Officers shall warn before they fire.\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to draw on")
def test_a_terminal_shows_how_far_recognition_is(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        with shown() as progress:
            progress("mixed.pdf", 0, 2)
            progress("mixed\x1b[31m.pdf", 2, 2)
        drawn = b""
        while select.select([ours], [], [], 1.0)[0]:  # a terminal passes on in pieces
            drawn += os.read(ours, 10_000)
    os.close(ours)
    assert drawn.decode() == (
        "\r[....................] recognizing text, page 1 of 2: mixed.pdf\x1b[K"
        "\r[####################] recognizing text, page 2 of 2: mixed.pdf\x1b[K\r\x1b[K"
    )


def test_what_is_no_terminal_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with shown() as progress:
        progress("mixed.pdf", 0, 2)
    assert capsys.readouterr().err == ""
