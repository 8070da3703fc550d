"""The types of files: which reader reads which, and what a file is by its first bytes."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from policygap.documents.text_encoding import wide

# A module is imported only when a file of its type is read: document libraries load slowly.
READERS: Mapping[str, str] = MappingProxyType(
    {
        ".pdf": "policygap.documents.pdf.reader",
        **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "policygap.documents.word.reader"),
        ".odt": "policygap.documents.odt.reader",
        ".rtf": "policygap.documents.rtf.reader",
        ".html": "policygap.documents.html.reader",
        ".htm": "policygap.documents.html.reader",
        ".xhtml": "policygap.documents.html.reader",
        ".mht": "policygap.documents.mhtml",
        ".mhtml": "policygap.documents.mhtml",
        ".md": "policygap.documents.markdown.reader",
        ".markdown": "policygap.documents.markdown.reader",
        ".txt": "policygap.documents.text",
    }
)
SUFFIXES = tuple(READERS)
ARCHIVE = ".zip"
CONVERTIBLE = (".doc", ".wpd", ".pages")  # by LibreOffice, where the user lets it
READABLE = (
    "PDF, Word (.docx, .docm, .dotx), OpenDocument (.odt), Rich Text (.rtf), HTML, Markdown, "
    "plain text (.txt) and .zip archives of them"
)

_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".heic", ".webp")
_CONVERT = ", or add --convert where LibreOffice is installed"
_ADVICE = {
    ".doc": f"is an old Word file; save it as .docx{_CONVERT}",
    ".wpd": f"is a WordPerfect file; save it as .docx{_CONVERT}",
    ".pages": f"is a Pages file; export it as .docx or PDF{_CONVERT}",
    **dict.fromkeys(
        _IMAGES, "is an image of a scan, not text; run text recognition (OCR) and save it as PDF"
    ),
}
_RESCUE = "open it in the program that made it and save it as .docx or PDF"
_OCR = "run text recognition (OCR) and save it as PDF"
_PDF, _WORD, _ODT, _RTF = (
    "a PDF file", "a Word (.docx) file", "an OpenDocument text (.odt) file", "a Rich Text file",
)  # fmt: skip
_OLE = "an old Word or password-protected Office file"
_WEB_PAGE, _TEXT, _ZIP = "a web page", "text", "another kind of zip-based file"
_DAMAGED = "a damaged zip-based file"
# What a file is by its first bytes, and what to do with it where the suffix says otherwise.
_MAGIC = (
    (b"%PDF-", _PDF, "rename it to .pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE,
     "remove the password, if any, and save it as .docx"),
    (b"{\\rtf", _RTF, "rename it to .rtf"),
    (b"\x89PNG", "a PNG image file", _OCR),
    (b"\xff\xd8\xff", "a JPEG image file", _OCR),
    (b"II*\x00", "a TIFF image file", _OCR),
    (b"MM\x00*", "a TIFF image file", _OCR),
)  # fmt: skip
# What reading a damaged, locked or oddly packed archive raises.
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError,
)  # fmt: skip
# Some exporters number the main part: word/document2.xml.
_WORD_PART = re.compile(r"word/document\d*\.xml", re.IGNORECASE)
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the second one of an archive without members
_WEB_PAGES = (b"<!doctype html", b"<html", b"<?xml")
_MAIL_HEAD = (b"mime-version:", b"from: <saved by", b"content-type: multipart/related")
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MIME = "mimetype"  # the member of an OpenDocument file that says what it is
_ODT_MIME = b"application/vnd.oasis.opendocument.text"
_EXPECTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # A damaged Word file is its reader's to judge.
        ".pdf": (_PDF,), ".odt": (_ODT, _DAMAGED), ".rtf": (_RTF,),
        **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), (_WORD, _DAMAGED)),
        **dict.fromkeys((".html", ".htm", ".xhtml"), (_WEB_PAGE, _TEXT)),
        ARCHIVE: (_ZIP, _DAMAGED),
    }
)  # fmt: skip
_SUFFIX_OF = {_PDF: ".pdf", _WORD: ".docx", _ODT: ".odt", _RTF: ".rtf", _ZIP: ARCHIVE,
              _OLE: ".doc", _WEB_PAGE: ".html", _TEXT: ".txt"}  # fmt: skip

HEAD = 1024  # bytes; a PDF may have other bytes before its header (ISO 32000-1, annex H.3.4.1)


def unsupported(suffix: str) -> str:
    """Return what is wrong with a file of a type that is not read, and what to do."""
    advice = _ADVICE.get(suffix)
    if advice:
        return advice
    kind = f"files of type {suffix}" if suffix else "files without a suffix"
    return f"{kind} cannot be read; {READABLE} can"


def is_document(suffix: str) -> bool:
    """Tell whether files of this type hold a policy, in a form that is read or not."""
    return suffix in READERS or suffix == ARCHIVE or suffix in _ADVICE


def mismatch(path: Path, suffix: str, head: bytes) -> str:
    """Return what a file is if its first bytes belie its suffix, and what to do; else ""."""
    kind, advice = _type_of(path, head)
    fits = kind in _EXPECTED.get(suffix, (_TEXT,)) or (suffix == ".pdf" and b"%PDF-" in head)
    return "" if fits else f"is called {suffix} but is {kind} inside; {advice}"


def guess(path: Path, head: bytes) -> str:
    """Return the suffix that fits a file without a name, "" if its bytes are of no known type."""
    if head.lstrip().lower().startswith(_MAIL_HEAD):
        return ".mht"
    return _SUFFIX_OF.get(_type_of(path, head)[0], "")


def _type_of(path: Path, head: bytes) -> tuple[str, str]:
    """Return what a file is by its bytes, and what to do if it should have been another type."""
    if head.startswith(_ZIP_MAGIC):
        return _zip_type(path)
    for magic, kind, advice in _MAGIC:
        if head.startswith(magic):
            return kind, advice
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGES):
        return _WEB_PAGE, "rename it to .html"
    if b"\x00" in head and not head.startswith(_UNICODE_MARKS) and not wide(head):
        return "binary data", _RESCUE
    return _TEXT, "rename it to .txt, or export it again"


def _zip_type(path: Path) -> tuple[str, str]:
    """Return what a zip-based file holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            is_odt = _MIME in names and _starts(archive, _MIME, _ODT_MIME)
    except ZIP_ERRORS:
        return _DAMAGED, "let the program that made it repair it, and save it again"
    if any(_WORD_PART.match(name) for name in names):
        return _WORD, "rename it to .docx"
    if is_odt:
        return _ODT, "rename it to .odt"
    return _ZIP, "save it as .docx or PDF"


def _starts(archive: zipfile.ZipFile, member: str, start: bytes) -> bool:
    with archive.open(member) as file:
        return file.read(len(start)) == start
