"""What one file may hold before it is refused: policies come from strangers."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from policygap.errors import DocumentError
from policygap.options import MEBIBYTE, ReadOptions

# Far above what is printed: a page of small print holds 10,000 characters, a detailed map 100,000
# paths. Each page is held in memory while it is read, at about 200 bytes a character.
PAGE_CHARACTERS = 200_000
PAGE_OBJECTS = 500_000
_CHARACTERS = 4_000  # that count as a page where the format has none
_LINE = 40  # characters that a line counts as at least, blank ones too

# XML takes about ten times its size in memory once it is parsed; a manual of 417,000 words in Word
# has 25 MiB of it.
_XML = 64 * MEBIBYTE
_UNPACKED = 512 * MEBIBYTE
_MEMBERS = 20_000
_MARKUP = (".xml", ".rels", ".vml")


def check_bytes(path: Path, size: int, options: ReadOptions) -> None:
    """Refuse a file (or what came from standard input) of more bytes than --max-bytes."""
    if size > options.max_bytes:
        raise DocumentError(
            f"{path}: is larger than {_mebibytes(options.max_bytes)} ({_mebibytes(size)}); give "
            "the policy alone, or allow more with --max-bytes"
        )


def check_pages(path: Path, count: int, options: ReadOptions) -> None:
    """Refuse a file of more pages than --max-pages."""
    if count > options.max_pages:
        raise DocumentError(
            f"{path}: has {count:,} pages, more than {options.max_pages:,}; give the pages of the "
            "policy alone, or allow more with --max-pages"
        )


def check_text(path: Path, text: str, options: ReadOptions) -> None:
    """Refuse a text that fills more pages than --max-pages, by its characters, lines or feeds."""
    check_characters(path, len(text), options)
    check_characters(path, text.count("\n") * _LINE, options)
    check_pages(path, text.count("\f") + 1, options)


def check_characters(path: Path, count: int, options: ReadOptions) -> None:
    """Refuse a text without pages that would fill more than --max-pages (4,000 characters each)."""
    pages = count // _CHARACTERS
    if pages > options.max_pages:
        raise DocumentError(
            f"{path}: would fill {pages:,} pages, more than {options.max_pages:,}; give the policy "
            "alone, or allow more with --max-pages"
        )


def check_page(path: Path, number: int, characters: int, objects: int) -> None:
    """Refuse a document of which one page holds more than any printed page can."""
    for count, most, what in (
        (characters, PAGE_CHARACTERS, "characters"),
        (objects, PAGE_OBJECTS, "drawings"),
    ):
        if count > most:
            raise DocumentError(
                f"{path}: page {number} holds {count:,} {what}, more than can be read on a page; "
                "print the policy to a new PDF and give that"
            )


def check_archive(path: Path, archive: ZipFile) -> None:
    """Refuse a zip-based file that would fill the memory, before anything is unpacked.

    The sizes are the archive's own claims; zipfile never unpacks more of a member than it claims.
    """
    members = archive.infolist()
    if len(members) > _MEMBERS:
        raise DocumentError(f"{path}: holds {len(members):,} parts; save it again and give that")
    size = sum(member.file_size for member in members)
    if size > _UNPACKED:
        raise DocumentError(
            f"{path}: unpacks to {_mebibytes(size)}; remove its pictures and save it"
        )
    xml = sum(m.file_size for m in members if m.filename.lower().endswith(_MARKUP))
    if xml > _XML:
        raise DocumentError(
            f"{path}: unpacks to {_mebibytes(xml)} of text and mark-up; give the policy alone"
        )


def _mebibytes(size: int) -> str:
    return f"{size // MEBIBYTE:,} MB" if size >= MEBIBYTE else f"{size:,} bytes"
