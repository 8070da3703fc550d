"""Text, Markdown and HTML made to exhaust a reader: each is read or refused in bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Attacked = Callable[..., Any]
SENTENCE = "Officers shall report every use of force to a supervisor."
PROSE = f"{SENTENCE} " * 30

LONG = {
    "line": PROSE * 600,
    "word": "a" * 1_000_000,
    "dots": "." * 500_000,
    "spaced dots": ". " * 300_000,
    "letters": "a\n" * 2_000_000,
    "dashes": "-" * 500_000,
    "low lines": "_" * 500_000,
    "hyphens": "a-" * 150_000,
    "numbers": "1." * 150_000,
    "labels": "(a) " * 50_000,
    "abbreviations": "U.S. " * 50_000,
    "accents": "e" + "\u0301" * 300_000,
    "blanks": " " * 3_000_000,
    "tabs": "\t" * 1_000_000,
    "columns": ("word    " * 5_000 + "\n") * 20,
    "brackets": "[" * 60_000,
    "emphasis": "**a _b " * 20_000,
    "quotes": ">" * 200_000 + " quoted",
    "lists": "- " * 20_000,
    "code": "".join("`" * n + " " for n in range(1_000)),
    "links": "[a](b" * 30_000,
    "tags": "<a " * 100_000,
    "comments": "<!--" * 100_000,
    "empty cells": "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|b\n" * 5_000,
    "indents": "".join(" " * n + "- a\n" for n in range(1_000)),
}  # fmt: skip


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_runs_are_read_in_bounds(
    attacked: Attacked, tmp_path: Path, text: str, suffix: str
) -> None:
    path = tmp_path / f"policy.{suffix}"
    path.write_text(f"{PROSE}\n\n{text}\n\n{PROSE}", "utf-8")
    assert attacked(path).code in (0, 3)


@pytest.mark.parametrize("suffix", ["txt", "md"])
@pytest.mark.parametrize(
    "text", ["to\n" * 2_000_000, "\n" * 9_000_000, "\f" * 9_000, PROSE * 20_000]
)
def test_texts_of_too_many_pages_are_refused(
    attacked: Attacked, tmp_path: Path, text: str, suffix: str
) -> None:
    path = tmp_path / f"policy.{suffix}"
    path.write_text(PROSE + text, "utf-8")
    assert "more than 5,000; " in attacked(path).stderr


def test_a_file_of_too_many_bytes_is_refused_unread(attacked: Attacked, tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    with path.open("wb") as file:
        file.write(PROSE.encode())
        file.truncate(2**34)
    ended = attacked(path)
    assert "is larger than 500 MB (16,384 MB); " in ended.stderr
    assert ended.peak < 100


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_nul_bytes_and_controls_are_refused_or_left_out(
    attacked: Attacked, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"policy.{suffix}"
    noise = "\x00\x01\x08\x0b\x1b[2J\x1b]8;;x\x07\x7f\x9b1m\u200b\u202e\u2066\ufeff\ufffe"
    path.write_text("\n\n".join([PROSE, f"{SENTENCE}{noise}", PROSE]), "utf-8")
    ended = attacked(path)
    assert ended.code == 0
    assert ended.stdout.count(SENTENCE) == 61
    assert not set(ended.stdout + ended.stderr) & set(noise) - set("[2J]8;x1m")


def test_long_sentences_are_checked(attacked: Attacked, tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    path.write_text(f"{PROSE}\n\n{'word ' * 400_000}\n\n{'a' * 1_500_000}", "utf-8")
    assert attacked(path, "check", "--quiet").code == 1


def test_an_archive_bomb_is_stopped(attacked: Attacked, tmp_path: Path) -> None:
    path = tmp_path / "policy.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("policy.md", PROSE)
        for number in range(12):
            archive.writestr(f"{number}.txt", bytes(50 * 2**20))
    ended = attacked(path)
    assert ended.code == 3
    assert "too much to unpack; " in ended.stderr
