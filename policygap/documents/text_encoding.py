"""Bytes to text: by their mark, by what the file declares, by how they look."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings of more than one byte a letter: their width, and which of the bytes is the letter.
_WIDE = (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1))
_LOOKED_AT = 4096  # bytes
# Files that declare Latin-1 mean the code page of Windows; so browsers read them (WHATWG Encoding).
_MEANT = dict.fromkeys(
    ("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1"), "cp1252"
)
_CODE_PAGES = ("cp1252", "mac_roman")
# Signs that policies in English hold. The same bytes are rare letters in the other code page, so
# the page that gives more of these is the right one.
_SIGNS = frozenset("‘’“”–—…•§¶®©™°½¼éèñíóáúçï")


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of these bytes; `declared` is the encoding that the file names, if any.

    Without a mark, a declaration or valid UTF-8, the bytes are of Windows (1252) or of an old
    Macintosh. Bytes that fit nowhere become U+FFFD.
    """
    for encoding in _candidates(data, declared):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    texts = [data.decode(page, errors="replace") for page in _CODE_PAGES]
    return max(texts, key=_fitness)


def wide(head: bytes) -> str:
    """Return the encoding of more than one byte a letter that these bytes are in, "" if in none."""
    for encoding, width, letter in _WIDE if len(head) % 2 == 0 else ():
        columns = [head[n::width] for n in range(width)]
        letters = columns.pop(letter)
        if letters and _share_of_nul(letters) < 0.1 and min(map(_share_of_nul, columns)) > 0.6:
            return encoding
    return ""


def _candidates(data: bytes, declared: str) -> Iterator[str]:
    yield from (encoding for mark, encoding in _MARKS if data.startswith(mark))
    if found := wide(data[:_LOOKED_AT]):
        yield found
    name = declared.strip().lower()
    if name and not name.startswith(("utf-16", "utf-32")):  # those would have shown above
        yield _MEANT.get(name, name)
    yield "utf-8"


def _share_of_nul(data: bytes) -> float:
    return data.count(0) / len(data) if data else 0.0


def _fitness(text: str) -> int:
    return sum(1 if char in _SIGNS else -1 for char in text if not char.isascii())
