"""A policy from standard input, of any type."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policygap.documents import read_documents, read_policy
from policygap.options import ReadOptions
from tests.documents.handed_in import RULE, packed, refusal, word_file

pytestmark = pytest.mark.usefixtures("no_scratch_is_left")


Piped = Callable[[bytes], None]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Piped:
    def feed(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return feed


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RULE.encode(), ""),
        (RULE.encode("utf-16-le"), ""),
        (word_file(RULE), ""),
        (b"<html><p>" + RULE.encode(), ""),
        (b"{\\rtf1 " + RULE.encode() + b"}", ""),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>" + RULE.encode(), ""),
        (b"- " + RULE.encode(), "md"),
        (b"<p>" + RULE.encode(), ".HTML"),
    ],
)
def test_standard_input(pipe: Piped, data: bytes, kind: str) -> None:
    pipe(data)
    policy = read_policy([Path("-")], options=ReadOptions(kind=kind))
    assert policy.name == policy.files[0].name == "standard input"
    assert [p.text for p in policy.provisions] == [RULE.strip()]


def test_an_archive_from_standard_input(pipe: Piped, tmp_path: Path) -> None:
    pipe(packed(tmp_path / "a.zip", {"a.txt": RULE, "b/a.txt": RULE}).read_bytes())
    documents = read_documents([Path("-")])
    assert [d.source.name for d in documents] == ["standard input/a.txt", "b/a.txt"]


def test_standard_input_is_read_once(pipe: Piped) -> None:
    pipe(RULE.encode())
    assert len(read_documents([Path("-"), Path("-")])) == 1


def test_standard_input_of_another_type_than_told(pipe: Piped) -> None:
    pipe(b"%PDF-1.4")
    assert refusal(Path("-"), kind="docx") == (
        "standard input: is called .docx but is a PDF file inside; leave --type out, or name the "
        "type that it is"
    )


def test_standard_input_that_is_refused(pipe: Piped) -> None:
    dash = Path("-")
    pipe(b"")
    assert refusal(dash) == "standard input: is empty (0 bytes); export or copy it again"
    pipe(b"\x00\x01\x02\x00\x00\x00\x00")
    assert "its type cannot be told" in refusal(dash)
    pipe(b"\x89PNG")
    assert "its type cannot be told" in refusal(dash)
    pipe(RULE.encode())
    assert "files of type .xlsx cannot be read" in refusal(dash, kind="xlsx")
    pipe(RULE.encode())
    assert "is called .pdf but is text inside" in refusal(dash, kind="pdf")
    pipe(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert "standard input: is an old Word file" in refusal(dash)
    pipe(RULE.encode() * 9)
    assert refusal(dash, max_bytes=99).startswith("standard input: is larger than 99 bytes")
