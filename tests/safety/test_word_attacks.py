"""Word files made to exhaust a reader or to reach other files: each ends in bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest

Attacked = Callable[..., Any]
WriteWord = Callable[..., Path]
SENTENCE = "Officers shall report every use of force to a supervisor."
MIB = 2**20


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture
def write_word(tmp_path: Path) -> WriteWord:
    """Write a .docx with this body and head of its main part, and other members."""
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("BODY")
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        good = {name: archive.read(name) for name in archive.namelist()}

    def write(body: str = "", head: str = "", others: Mapping[str, bytes] | None = None) -> Path:
        main = good["word/document.xml"].decode()
        start, end = main.index("<w:p>"), main.index("</w:p>") + len("</w:p>")
        main = main[:start] + (body or paragraph(SENTENCE)) + main[end:]
        main = main.replace("<w:document", f"{head}<w:document", 1)
        members = good | {"word/document.xml": main.encode()} | dict(others or {})
        path = tmp_path / "policy.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    return write


def test_the_file_without_any_attack_is_read(attacked: Attacked, write_word: WriteWord) -> None:
    assert attacked(write_word()).stdout == f"{SENTENCE}\n"


def test_a_bomb_of_pictures_is_not_unpacked(attacked: Attacked, write_word: WriteWord) -> None:
    ended = attacked(write_word(others={"word/media/a.png": bytes(600 * MIB)}))
    assert "unpacks to 600 MB; " in ended.stderr
    assert ended.peak < 100


def test_a_bomb_of_text_is_not_unpacked(attacked: Attacked, write_word: WriteWord) -> None:
    ended = attacked(write_word(paragraph(SENTENCE) * 1_000_000))
    assert "MB of text and mark-up; " in ended.stderr
    assert ended.peak < 100


def test_a_file_of_many_parts_is_refused(attacked: Attacked, write_word: WriteWord) -> None:
    ended = attacked(write_word(others={f"word/media/{n}.png": b"" for n in range(30_000)}))
    assert "parts; " in ended.stderr


def test_members_that_hold_more_than_they_claim_are_damage(
    attacked: Attacked, write_word: WriteWord
) -> None:
    path = write_word(others={"word/media/a.png": bytes(100 * MIB)})
    claimed, real = (1_000).to_bytes(4, "little"), (100 * MIB).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(real, claimed))
    assert attacked(path).peak < 200


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = {
    "a billion laughs": ("&a9;", f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'),
    "one that is long": ("&a;" * 20_000, f'<!DOCTYPE x [<!ENTITY a "{"A" * 100_000}">]>'),
    "a file": ("&a;", '<!DOCTYPE x [<!ENTITY a SYSTEM "file://{secret}">]>'),
    "a file as parameter": ("", '<!DOCTYPE x [<!ENTITY % a SYSTEM "file://{secret}"> %a;]>'),
    "an address": ("&a;", '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'),
    "a type elsewhere": ("", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'),
}


@pytest.mark.parametrize(("used", "declared"), ENTITIES.values(), ids=ENTITIES.keys())
def test_entities_are_neither_followed_nor_unfolded(
    attacked: Attacked, write_word: WriteWord, tmp_path: Path, used: str, declared: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", "utf-8")
    body = paragraph(f"{used} {SENTENCE}")
    ended = attacked(write_word(body, declared.replace("{secret}", str(secret))))
    assert ended.code == 3
    assert "secret" not in ended.stdout + ended.stderr.partition(": ")[2].partition(": ")[2]
    assert ended.peak < 200


def test_entities_in_attributes_are_not_unfolded(attacked: Attacked, write_word: WriteWord) -> None:
    style = '<w:p><w:pPr><w:pStyle w:val="&a9;"/></w:pPr></w:p>'
    head = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>'
    assert attacked(write_word(style + paragraph(SENTENCE), head)).code == 3


def nested(depth: int, opening: str, closing: str) -> str:
    return opening * depth + paragraph(SENTENCE) + closing * depth


@pytest.mark.parametrize("depth", [20, 80, 20_000])
def test_tables_in_tables_are_read_or_refused(
    attacked: Attacked, write_word: WriteWord, depth: int
) -> None:
    body = nested(depth, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
    ended = attacked(write_word(body))
    assert ended.code == (3 if depth > 80 else 0)
    assert ended.code == 3 or ended.stdout == f"{SENTENCE}\n"


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='2000000000'/></w:trPr><w:tc><w:tcPr>"
        f"<w:gridSpan w:val='2000000000'/></w:tcPr>{paragraph(SENTENCE)}</w:tc></w:tr></w:tbl>",
        "<w:p><w:pPr><w:ind w:left='1e308'/><w:numPr><w:ilvl w:val='999999999'/><w:numId "
        f"w:val='1'/></w:numPr></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
        f"<w:p><w:pPr><w:outlineLvl w:val='-5'/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    ],
    ids=["columns", "level", "outline"],
)
def test_figures_beyond_all_bounds_do_not_matter(
    attacked: Attacked, write_word: WriteWord, body: str
) -> None:
    assert SENTENCE in attacked(write_word(body)).stdout


def test_a_line_of_megabytes_is_checked(attacked: Attacked, write_word: WriteWord) -> None:
    ended = attacked(write_word(paragraph("word " * 400_000 + SENTENCE)), "check", "--quiet")
    assert ended.code == 1


def test_marks_that_reorder_text_are_not_printed(attacked: Attacked, write_word: WriteWord) -> None:
    ended = attacked(write_word(paragraph("Officers \u202eshall\u202c \u2066report\ufeff it.")))
    assert ended.stdout == "Officers shall report it.\n"
