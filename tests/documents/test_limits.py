"""What a file may hold: up to the limit it is read, one more is refused with advice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from policygap.documents import limits, sentences
from policygap.errors import DocumentError
from policygap.options import MEBIBYTE, ReadOptions

PATH = Path("policy.pdf")
SMALL = ReadOptions(max_pages=2, max_bytes=10)


def archive(**members: int) -> zipfile.ZipFile:
    """Return an archive of members with so many MiB of nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, size in members.items():
            packed.writestr(name.replace("_", "."), bytes(size * MEBIBYTE))
    return zipfile.ZipFile(stream)


@pytest.mark.parametrize(
    "check",
    [
        lambda: limits.check_bytes(PATH, 10, SMALL),
        lambda: limits.check_pages(PATH, 2, SMALL),
        lambda: limits.check_characters(PATH, 8_000, SMALL),
        lambda: limits.check_text(PATH, "a\f" + "\n" * 200, SMALL),
        lambda: limits.check_page(PATH, 1, limits.PAGE_CHARACTERS, limits.PAGE_OBJECTS),
        lambda: limits.check_archive(PATH, archive(a_xml=1, b_png=70)),
    ],
)
def test_what_is_within_the_limits_passes(check: Callable[[], None]) -> None:
    check()


@pytest.mark.parametrize(
    ("check", "says"),
    [
        (lambda: limits.check_bytes(PATH, 11, SMALL), "is larger than 10 bytes (11 bytes); "),
        (lambda: limits.check_pages(PATH, 3, SMALL), "has 3 pages, more than 2; "),
        (lambda: limits.check_characters(PATH, 12_000, SMALL), "would fill 3 pages, more than 2; "),
        (lambda: limits.check_text(PATH, "\n" * 300, SMALL), "would fill 3 pages, more than 2; "),
        (lambda: limits.check_text(PATH, "\f\f", SMALL), "has 3 pages, more than 2; "),
        (lambda: limits.check_page(PATH, 7, 200_001, 0), "page 7 holds 200,001 characters, "),
        (lambda: limits.check_page(PATH, 7, 0, 500_001), "page 7 holds 500,001 drawings, "),
        (lambda: limits.check_archive(PATH, archive(a_xml=70)), "unpacks to 70 MB of text and "),
        (lambda: limits.check_archive(PATH, archive(a_png=513)), "unpacks to 513 MB; "),
    ],
)
def test_what_is_beyond_is_refused_with_advice(check: Callable[[], None], says: str) -> None:
    with pytest.raises(DocumentError) as refused:
        check()
    message = str(refused.value)
    assert message.startswith(f"{PATH}: {says}")
    assert "; " in message


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(DocumentError, match=r"holds 20,001 parts; "):
        limits.check_archive(PATH, archive(**{f"n{n}": 0 for n in range(20_001)}))


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("word " * 4_000 + "end.", [9_999, 9_999, 4]),
        ("a" * 25_000, [10_000, 10_000, 5_000]),
        ("a" * 10_000 + "  b.", [10_000, 2]),
        ("Officers shall report. " + "b" * 10_001, [22, 10_000, 1]),
        ("b" * 10_000, [10_000]),
    ],
)
def test_what_is_too_long_for_a_sentence_is_cut_and_kept(text: str, lengths: list[int]) -> None:
    spans = sentences.split(text)
    assert [end - start for start, end in spans] == lengths
    kept = "".join(text[start:end] for start, end in spans)
    assert kept.replace(" ", "") == text.replace(" ", "")
