"""PDF files made to exhaust or confuse a reader: each ends soon, in bounds, and says why."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

RawPdf = Callable[[dict[int, bytes]], Path]
Attacked = Callable[..., Any]
SENTENCE = "Officers shall report every use of force to a supervisor."
LINE = b"BT /F1 11 Tf 72 700 Td (%s) Tj ET\n" % SENTENCE.encode()
LETTER = b"[0 0 612 792]"
_FORM = (
    b"/Type /XObject /Subtype /Form /BBox [0 0 600 700] /Resources << /Font << /F1 5 0 R >> "
    b"/XObject << /A %d 0 R /B %d 0 R >> >>"
)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    head = b"<< /Length %d /Filter /FlateDecode %s >>" % (len(packed), entries)
    return b"%s\nstream\n%s\nendstream" % (head, packed)


@cache
def zeros(mebibytes: int) -> bytes:
    """Return that many mebibytes of blanks after a line, compressed without ever being held."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(LINE), *(packer.compress(b" " * 2**20) for _ in range(mebibytes))]
    return b"".join(parts) + packer.flush()


def one_page(content: bytes = LINE, box: bytes = LETTER, count: int = 1) -> dict[int, bytes]:
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count,
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources "
        b"<< /Font << /F1 5 0 R >> /XObject << /A 6 0 R /B 7 0 R >> >> >>" % box,
        4: stream(content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }


def test_the_page_without_any_attack_is_read(attacked: Attacked, write_raw_pdf: RawPdf) -> None:
    ended = attacked(write_raw_pdf(one_page()))
    assert (ended.code, ended.stdout) == (0, f"{SENTENCE}\n")


@pytest.mark.parametrize("claimed", [100_000, 2_000_000_000])
def test_claimed_pages_are_not_looked_for(
    attacked: Attacked, write_raw_pdf: RawPdf, claimed: int
) -> None:
    ended = attacked(write_raw_pdf(one_page(count=claimed)))
    assert ended.code == 0 or "pages, more than 5,000; " in ended.stderr


def test_pages_that_are_claimed_within_the_limit_are_said_to_be_missing(
    attacked: Attacked, write_raw_pdf: RawPdf
) -> None:
    ended = attacked(write_raw_pdf(one_page(count=4_000)))
    assert ended.code == 3
    assert "3999 of 4000 pages" in ended.stderr


def test_more_pages_than_allowed_are_refused(attacked: Attacked, write_raw_pdf: RawPdf) -> None:
    objects = one_page()
    numbers = range(10, 5_011)
    kids = b" ".join(b"%d 0 R" % n for n in numbers)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers))
    objects |= dict.fromkeys(numbers, objects[3])
    path = write_raw_pdf(objects)
    ended = attacked(path)
    assert "has 5,001 pages, more than 5,000; " in ended.stderr
    assert "--max-pages" in ended.stderr


CYCLES = {
    "of itself": {2: b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>"},
    "of two": {
        2: b"<< /Type /Pages /Kids [8 0 R] /Count 50 >>",
        8: b"<< /Type /Pages /Kids [9 0 R 9 0 R] /Parent 2 0 R /Count 50 >>",
        9: b"<< /Type /Pages /Kids [8 0 R 8 0 R 3 0 R] /Parent 8 0 R /Count 50 >>",
    },
}


@pytest.mark.parametrize("objects", CYCLES.values(), ids=CYCLES.keys())
def test_page_trees_that_hold_themselves_end(
    attacked: Attacked, write_raw_pdf: RawPdf, objects: dict[int, bytes]
) -> None:
    attacked(write_raw_pdf(one_page() | objects))


def test_a_million_objects_are_read(attacked: Attacked, write_raw_pdf: RawPdf) -> None:
    objects = one_page() | dict.fromkeys(range(10, 1_000_010), b"<< /A 1 >>")
    assert attacked(write_raw_pdf(objects)).stdout == f"{SENTENCE}\n"


def test_arrays_in_arrays_are_read(attacked: Attacked, write_raw_pdf: RawPdf) -> None:
    objects = one_page() | {8: b"[" * 200_000 + b"]" * 200_000}
    objects[3] = objects[3].replace(b"/Contents", b"/Annots 8 0 R /Contents")
    assert attacked(write_raw_pdf(objects)).stdout == f"{SENTENCE}\n"


BOXES = {
    "200 inches": b"[0 0 14400 14400]",
    "beyond": b"[0 0 1000000000 1000000000]",
    "infinite": b"[0 0 1e39 1e39]",
    "backwards": b"[612 792 0 0]",
    "empty": b"[0 0 0 0]",
    "in units": b"[0 0 612 792] /UserUnit 75000",
    "no box": b"[/A (b) null]",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_the_text_of_enormous_pages_is_read(
    attacked: Attacked, write_raw_pdf: RawPdf, box: bytes
) -> None:
    assert attacked(write_raw_pdf(one_page(box=box))).stdout == f"{SENTENCE}\n"


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_enormous_pages_are_recognized_in_bounds(
    attacked: Attacked, write_raw_pdf: RawPdf, box: bytes
) -> None:
    attacked(write_raw_pdf(one_page(box=box)), "text", "--ocr", "always")


def test_a_page_of_a_million_characters_is_refused(
    attacked: Attacked, write_raw_pdf: RawPdf
) -> None:
    lines = b"(%s) '\n" % (SENTENCE.encode() * 4) * 4_500
    ended = attacked(write_raw_pdf(one_page(b"BT /F1 1 Tf 1 TL 10 780 Td %sET" % lines)))
    assert ended.code == 3
    assert "characters, more than can be read on a page; " in ended.stderr


@pytest.mark.parametrize("path", [b"9 9 m 99 99 l S\n", b"9 9 5 5 re f\n"], ids=["line", "box"])
def test_a_page_of_a_million_drawings_is_refused(
    attacked: Attacked, write_raw_pdf: RawPdf, path: bytes
) -> None:
    ended = attacked(write_raw_pdf(one_page(LINE + path * 1_000_000)))
    assert "page 1 holds 1,000,00" in ended.stderr


def test_a_path_of_a_million_lines_is_passed_over(
    attacked: Attacked, write_raw_pdf: RawPdf
) -> None:
    drawn = LINE + b"0 0 m " + b"9 9 l 600 700 l\n" * 500_000 + b"S"
    ended = attacked(write_raw_pdf(one_page(drawn)))
    assert ended.stdout == f"{SENTENCE}\n"


def forms(depth: int) -> Iterator[tuple[int, bytes]]:
    """Yield forms of which each shows the next one ten times."""
    for number in range(6, 6 + depth):
        shows = b"/A Do " * 10 if number < 5 + depth else LINE
        yield number, stream(shows, _FORM % (number + 1, number + 1))


@pytest.mark.parametrize(
    "objects",
    [
        one_page(b"/A Do") | dict(forms(9)),
        one_page(b"/A Do")
        | {6: stream(LINE + b"/A Do /B Do", _FORM % (6, 7)),
           7: stream(LINE + b"/A Do /A Do /B Do", _FORM % (6, 7))},
    ],
    ids=["a thousand millions", "in a circle"],
)  # fmt: skip
def test_forms_within_forms_end(
    attacked: Attacked, write_raw_pdf: RawPdf, objects: dict[int, bytes]
) -> None:
    attacked(write_raw_pdf(objects))


@pytest.mark.parametrize("twice", [False, True], ids=["once", "twice packed"])
def test_a_content_that_unpacks_to_gigabytes_is_stopped(
    attacked: Attacked, write_raw_pdf: RawPdf, twice: bool
) -> None:
    packed, filters = zeros(1_000), b"[/FlateDecode]"
    if twice:
        packed, filters = zlib.compress(packed, 9), b"[/FlateDecode /FlateDecode]"
    head = b"<< /Length %d /Filter %s >>" % (len(packed), filters)
    ended = attacked(write_raw_pdf(one_page() | {4: b"%s\nstream\n%s\nendstream" % (head, packed)}))
    assert ended.code == 3
    assert "stopped before it took more than 1,024 MiB" in ended.stderr


def test_a_picture_of_gigabytes_ends(attacked: Attacked, write_raw_pdf: RawPdf) -> None:
    packed = zeros(1_000)
    head = (
        b"<< /Type /XObject /Subtype /Image /Width 32000 /Height 32000 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode /Length %d >>" % len(packed)
    )
    picture = b"%s\nstream\n%s\nendstream" % (head, packed)
    shown = one_page(b"600 0 0 700 0 0 cm /A Do") | {6: picture}
    assert attacked(write_raw_pdf(shown)).code == 3
