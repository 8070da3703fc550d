"""Find the files of a policy and make sure, before any reader opens them, that they can be read."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policygap.errors import DocumentError

SUFFIXES = (".pdf", ".docx", ".md", ".markdown", ".txt")
READABLE = "PDF, Word (.docx), Markdown and plain text (.txt)"

_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".heic", ".webp")
_ADVICE = {
    ".doc": "is an old Word file; save it as .docx",
    ".rtf": "is a Rich Text file; save it as .docx",
    ".odt": "is an OpenDocument file; save it as .docx",
    ".pages": "is a Pages file; export it as .docx or PDF",
    ".wpd": "is a WordPerfect file; save it as .docx",
    ".docm": "is a Word file with macros; save it as .docx",
    ".dotx": "is a Word template; save it as .docx",
    ".html": "is a web page; print it to PDF",
    ".htm": "is a web page; print it to PDF",
    ".zip": "is an archive; unpack it and name the folder",
    **dict.fromkeys(
        _IMAGES, "is an image of a scan, not text; run text recognition (OCR) and save it as PDF"
    ),
}  # fmt: skip
_HEAD = 1024  # bytes; a PDF may have other bytes before its header (ISO 32000-1, annex H.3.4.1)
# What a file is by its first bytes, and what to do with it where the suffix says otherwise.
_MAGIC = (
    (b"%PDF-", "PDF", "rename it to .pdf"),
    (b"PK\x03\x04", "zip", "open it in the program that made it and save it as .docx or PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or password-protected Office",
     "remove the password, if any, and save it as .docx"),
    (b"{\\rtf", "Rich Text", "save it as .docx"),
    (b"\x89PNG", "PNG image", "run text recognition (OCR) and save it as PDF"),
    (b"\xff\xd8\xff", "JPEG image", "run text recognition (OCR) and save it as PDF"),
    (b"II*\x00", "TIFF image", "run text recognition (OCR) and save it as PDF"),
    (b"MM\x00*", "TIFF image", "run text recognition (OCR) and save it as PDF"),
)  # fmt: skip
_WEB_PAGE = (b"<!doctype html", b"<html")
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, in order, and those in folders that were passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[Path, ...] = ()


def find(paths: Sequence[Path]) -> Found:
    """Return the files that these files and folders stand for, each once, and check each."""
    if not paths:
        raise DocumentError("no policy was named; name a file or a folder")
    files: dict[Path, Path] = {}
    passed_over: dict[Path, None] = {}
    for path in paths:
        for file in _in_folder(path, passed_over) if path.is_dir() else (path,):
            files.setdefault(file.resolve(), file)
    for file in files.values():
        check(file)
    return Found(tuple(files.values()), tuple(passed_over))


def _in_folder(folder: Path, passed_over: dict[Path, None]) -> list[Path]:
    """Return the readable files of a folder; the others are put into `passed_over`."""
    files = sorted(_walk(folder))
    readable = [file for file in files if file.suffix.lower() in SUFFIXES]
    passed_over.update(dict.fromkeys(file for file in files if file not in set(readable)))
    if not readable:
        raise DocumentError(f"{folder}: holds no file that can be read; put {READABLE} files there")
    return readable


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder at any depth, without hidden ones and Word's lock files."""
    for root, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith((".", "~$")))


def _unreadable(error: OSError) -> None:
    raise DocumentError(_cannot_open(error.filename, error)) from error


def _cannot_open(path: object, error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{path}: cannot be opened ({reason}); check that it is there and that you may read it"


def check(path: Path) -> None:
    """Raise DocumentError unless this is a file with something in it and of the type it says."""
    suffix = path.suffix.lower()
    if not path.exists():
        raise DocumentError(f"{path}: there is no such file; check the path")
    if not path.is_file():
        raise DocumentError(f"{path}: is not a file; name a file or a folder")
    if suffix not in SUFFIXES:
        raise DocumentError(f"{path}: {unsupported(path)}")
    head = _head(path)
    if not head:
        raise DocumentError(f"{path}: is empty (0 bytes); export or copy it again")
    _check_type(path, suffix, head)


def content(path: Path) -> bytes:
    """Return the bytes of a file; raise DocumentError where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise DocumentError(f"{path}: {reason}; check the path and its permissions") from error


def unsupported(path: Path) -> str:
    """Return what is wrong with a file of a type that is not read, and what to do."""
    advice = _ADVICE.get(path.suffix.lower())
    if advice:
        return advice
    kind = f"files of type {path.suffix}" if path.suffix else "files without a suffix"
    return f"{kind} cannot be read; {READABLE} can"


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise DocumentError(_cannot_open(path, error)) from error


def _check_type(path: Path, suffix: str, head: bytes) -> None:
    """Raise DocumentError if the file's first bytes belie its suffix."""
    kind, advice = _type_of(path, head)
    if kind == _EXPECTED.get(suffix, "text"):
        return
    if (suffix == ".pdf" and b"%PDF-" in head) or (suffix == ".docx" and kind == _DAMAGED):
        return  # junk may precede a PDF's header; a damaged Word file is its reader's to judge
    raise DocumentError(f"{path}: is called {suffix} but is {kind} inside; {advice}")


_DAMAGED = "a damaged zip-based file"
_EXPECTED = {".pdf": "a PDF file", ".docx": "a Word (.docx) file"}


def _type_of(path: Path, head: bytes) -> tuple[str, str]:
    """Return what a file is by its bytes, and what to do if it should have been another type."""
    for magic, name, advice in _MAGIC:
        if head.startswith(magic):
            return _zip_type(path) if name == "zip" else (f"{_article(name)} {name} file", advice)
    if head.lstrip().lower().startswith(_WEB_PAGE):
        return "a web page", "print it to PDF"
    if b"\x00" in head and not head.startswith(_UNICODE_MARKS):
        return "binary data", "open it in the program that made it and save it as .docx or PDF"
    return "text", "rename it to .txt, or export it again"


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"


def _zip_type(path: Path) -> tuple[str, str]:
    """Return what a zip-based file holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return _DAMAGED, "open it in Word, let Word repair it, and save it again"
    # Some exporters number the main part: word/document2.xml.
    if any(name.lower().startswith("word/document") for name in names):
        return "a Word (.docx) file", "rename it to .docx"
    return "another kind of zip-based file", "save it as .docx or PDF"
