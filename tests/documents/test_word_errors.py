from __future__ import annotations

import contextlib
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from policygap.documents.word import reader as word
from policygap.documents.word.package import open_parts
from policygap.errors import DocumentError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def good() -> dict[str, bytes]:
    """Return the members of a good file by name."""
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Officers shall report.")
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def refusal(folder: Path, data: bytes) -> str:
    path = folder / "policy.docx"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as refused:
        word.read(path)
    message = str(refused.value)
    assert message.startswith(f"{path}: ")
    assert "; " in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (OLE + b"\x00" * 600, "old .doc format"),
        (OLE + b"\x00" * 8 + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"Officers shall report.", "is not a Word file"),
        (b"  \n ", "is empty"),
        (b"%PDF-1.7", "is a PDF"),
        (b"{\\rtf1 x}", "rich-text"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "web page"),
        (b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_what_is_no_word_document_is_named(tmp_path: Path, data: bytes, says: str) -> None:
    assert says in refusal(tmp_path, data)


@pytest.mark.parametrize("missing", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_missing_part_is_damage(tmp_path: Path, good: dict[str, bytes], missing: str) -> None:
    del good[missing]
    assert "damaged" in refusal(tmp_path, packed(good))


@pytest.mark.parametrize("content", [b"<w:document", b"", b"<a/>"])
def test_broken_xml_is_damage(tmp_path: Path, good: dict[str, bytes], content: bytes) -> None:
    assert "damaged" in refusal(tmp_path, packed({**good, "word/document.xml": content}))


def test_every_truncation_is_an_error_of_ours(tmp_path: Path, good: dict[str, bytes]) -> None:
    data = packed(good)
    for size in range(4, len(data) - 1, len(data) // 40):
        refusal(tmp_path, data[:size])


def test_a_flipped_byte_is_read_or_refused(tmp_path: Path, good: dict[str, bytes]) -> None:
    data = packed(good)
    path = tmp_path / "flipped.docx"
    for place in range(30, len(data), len(data) // 60):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        with contextlib.suppress(DocumentError):  # any other error fails the test
            word.read(path)


def test_other_office_formats_are_named(tmp_path: Path, good: dict[str, bytes]) -> None:
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
    assert "OpenDocument" in refusal(tmp_path, packed(odt))


def test_a_file_without_styles_is_read(tmp_path: Path, good: dict[str, bytes]) -> None:
    del good["word/styles.xml"]
    path = tmp_path / "plain.docx"
    path.write_bytes(packed(good))
    assert word.read(path).blocks[0].text == "Officers shall report."


def test_a_strict_file_is_read(tmp_path: Path, good: dict[str, bytes]) -> None:
    usual = re.compile(rb"http://schemas.openxmlformats.org/(\w+)/2006/(main|relationships)")
    strict = {k: usual.sub(rb"http://purl.oclc.org/ooxml/\1/\2", v) for k, v in good.items()}
    strict["[Content_Types].xml"] = good["[Content_Types].xml"]
    indented = b'<w:p><w:pPr><w:ind w:start="36pt"/></w:pPr>'
    strict["word/document.xml"] = strict["word/document.xml"].replace(b"<w:p>", indented, 1)
    path = tmp_path / "strict.docx"
    path.write_bytes(packed(strict))
    assert word.read(path).blocks[0].text == "Officers shall report."


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank.docx"
    docx.Document().save(str(path))
    with pytest.raises(DocumentError, match="holds no text"):
        word.read(path)


def test_pictures_alone_ask_for_recognition(tmp_path: Path, good: dict[str, bytes]) -> None:
    drawing = (
        b"<w:p><w:r><w:drawing><pic:pic xmlns:pic="
        b'"http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing></w:r></w:p>'
    )
    xml = good["word/document.xml"]
    start, end = xml.index(b"<w:p>"), xml.index(b"</w:p>") + len(b"</w:p>")
    changed = packed({**good, "word/document.xml": xml[:start] + drawing + xml[end:]})
    assert "OCR" in refusal(tmp_path, changed)


def test_a_link_to_a_missing_part_does_not_matter(tmp_path: Path, good: dict[str, bytes]) -> None:
    link = (
        b'<Relationship Id="rIdX" Target="../NULL" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/image"/><Relationship Id="rIdY" TargetMode="External" '
        b'Target="https://example.org/" Type="http://schemas.openxmlformats.org/officeDocument/'
        b'2006/relationships/hyperlink"/></Relationships>'
    )
    rels = good["word/_rels/document.xml.rels"].replace(b"</Relationships>", link)
    path = tmp_path / "dangling.docx"
    path.write_bytes(packed({**good, "word/_rels/document.xml.rels": rels}))
    assert word.read(path).blocks[0].text == "Officers shall report."


def test_a_macro_file_under_another_name_is_read(tmp_path: Path, good: dict[str, bytes]) -> None:
    types = good["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    path = tmp_path / "macro.docx"
    path.write_bytes(packed({**good, "[Content_Types].xml": types}))
    assert word.read(path).blocks[0].text == "Officers shall report."


def test_a_bomb_is_not_unpacked(tmp_path: Path, good: dict[str, bytes]) -> None:
    bomb = packed(good | {f"word/media/{n}.png": b"\0" * (64 << 20) for n in range(2)})
    central = bomb.replace((64 << 20).to_bytes(4, "little"), (400 << 20).to_bytes(4, "little"))
    with pytest.raises(DocumentError, match="unpacks to 800 MB"):
        open_parts(tmp_path / "bomb.docx", central)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        word.read(tmp_path / "none.docx")
