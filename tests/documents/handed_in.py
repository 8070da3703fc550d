"""What several tests of files that users hand in share: small files, and how one is refused."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest

from policygap.documents import read_policy
from policygap.errors import DocumentError
from policygap.options import ReadOptions

RULE = "Officers shall report every use of force.\n"
Members = dict[str, bytes | str]


def packed(path: Path, members: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def word_file(*paragraphs: str) -> bytes:
    document, target = docx.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def refusal(*paths: Path, **options: object) -> str:
    with pytest.raises(DocumentError) as caught:
        read_policy(paths, options=ReadOptions(**options))  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    assert tempfile.gettempdir() + "/policygap" not in message
    return message
