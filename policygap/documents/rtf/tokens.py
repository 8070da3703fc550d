"""Cut a Rich Text file into groups, control words and text (Rich Text Format 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9A-Fa-f]{2})"
    r"|\\(?P<symbol>[^A-Za-z])"
    r"|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)"
    r"|[\r\n]+|\\",
    re.DOTALL,
)


class Sort(Enum):
    """What a token is."""

    OPEN = "{"
    CLOSE = "}"
    WORD = "word"
    SYMBOL = "symbol"
    BYTE = "byte"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `text` is the word, symbol or text, `number` what stands after a word, if any."""

    sort: Sort
    text: str = ""
    number: int | None = None


_OPEN, _CLOSE = Token(Sort.OPEN), Token(Sort.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; bytes above 127 are text of one letter a byte (Latin-1)."""
    source = data.decode("latin-1")
    place = 0
    while match := _TOKEN.match(source, place):
        place = match.end()
        token = _token(match)
        if token is None:
            continue
        if token.text == "bin" and token.sort is Sort.WORD:
            place += max(0, token.number or 0)  # bytes of a picture, as they are
        yield token


def _token(match: re.Match[str]) -> Token | None:
    kind = match.lastgroup
    if kind in ("word", "number"):
        number = match["number"]
        return Token(Sort.WORD, match["word"], None if number is None else int(number))
    if kind == "brace":
        return _OPEN if match["brace"] == "{" else _CLOSE
    if kind == "byte":
        return Token(Sort.BYTE, chr(int(match["byte"], 16)))
    if kind == "symbol":
        return Token(Sort.SYMBOL, match["symbol"])
    return Token(Sort.TEXT, match["text"]) if kind == "text" else None
