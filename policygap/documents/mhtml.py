"""Read a web page that a browser saved as one file (.mht, .mhtml: a mail message, RFC 2557)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from policygap.documents import files
from policygap.documents.html import reader as html
from policygap.documents.html import tree as html_tree
from policygap.documents.text_encoding import decode
from policygap.errors import DocumentError
from policygap.model import Document
from policygap.options import DEFAULT, ReadOptions

_PAGES = ("text/html", "application/xhtml+xml")


def read(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """Read a saved page with the pages in its frames; DocumentError if it holds no text."""
    data = files.content(path)
    pages = list(_pages(message_from_bytes(data)))
    if not pages:
        raise DocumentError(f"{path}: holds no web page; save it again, or print it to PDF")
    return html.document(path, data, pages, options)


def _pages(message: Message) -> Iterator[str]:
    """Yield the source of the page, then of what it shows in frames."""
    for part in message.walk():
        if part.get_content_type() in _PAGES:
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                declared = part.get_content_charset("") or html_tree.declared_encoding(body)
                yield decode(body, declared)
