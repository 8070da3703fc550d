"""Web pages that a browser saved as one file."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from policygap.documents import mhtml, read_policy
from policygap.errors import DocumentError

RULE = "Officers shall report every use of force."
FRAME = "An officer’s duty is to stop."


def saved(path: Path, *pages: str, charset: str = "utf-8") -> Path:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message.make_related()
    for page in pages:
        message.add_related(page, subtype="html", charset=charset, cte="quoted-printable")
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    path.write_bytes(message.as_bytes())
    return path


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_page_and_its_frames_are_read(tmp_path: Path, charset: str) -> None:
    path = saved(tmp_path / "a.mht", f"<p>{RULE}", f"<p>{FRAME}", charset=charset)
    document = mhtml.read(path)
    assert [block.text for block in document.blocks] == [RULE, FRAME.replace("’", "'")]
    assert read_policy([path]).files[0].name == "a.mht"


def test_the_encoding_that_only_the_page_declares(tmp_path: Path) -> None:
    page = f"<meta charset=macintosh><p>{FRAME}".encode("mac_roman")
    path = tmp_path / "a.mhtml"
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + page)
    assert mhtml.read(path).blocks[0].text == FRAME.replace("’", "'")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(b"Content-Type: multipart/related; boundary=x\n\n--x\n\ntext\n--x--")
    with pytest.raises(DocumentError, match=r"a\.mht: holds no web page"):
        mhtml.read(path)
    with pytest.raises(DocumentError, match="holds no text of its own"):
        mhtml.read(saved(path, "<p>"))
