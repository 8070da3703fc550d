"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.documents.text_encoding import decode, wide

TEXTS = (
    "The officer’s duty – to warn – is set by § 7.",
    "“Force” is what § 835a says… • Warn • Stop",
    "§ 835a Penal Code",
    "José Núñez shall report the café’s naïve owner.",
    "Plain words " * 500 + "§ 7",
    "No sign at all.",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
     "cp1252", "mac_roman"],
)  # fmt: skip
def test_text_in_any_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        ("windows-1251", "Смит".encode("cp1251")),
        ("ISO-8859-1", "Смит".encode()),  # which every byte fits, and none means
        ("utf-8", "Смит".encode()),
        ("UTF-16", "Смит".encode()),
        ("no-such-thing", "Смит".encode()),
        ("hex", "Смит".encode()),
    ],
)
def test_what_a_file_declares(declared: str, data: bytes) -> None:
    expected = data.decode("cp1252", "replace") if declared == "ISO-8859-1" else "Смит"
    assert decode(data, declared) == expected


def test_bytes_that_fit_nowhere_are_marked() -> None:
    assert decode(b"\x92 \x93a\x94 \x81") == "’ “a” \ufffd"


@pytest.mark.parametrize("head", [b"", b"text", b"\x00" * 40, bytes(range(256)), b"a\x00b"])
def test_bytes_that_are_no_wide_letters(head: bytes) -> None:
    assert wide(head) == ""


@given(st.binary())
def test_any_bytes_give_text(data: bytes) -> None:
    assert isinstance(decode(data), str)
