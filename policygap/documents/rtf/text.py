"""The letters of a Rich Text file: bytes in the code page of their font, and stand-ins."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from policygap.documents.rtf.words import CODE_PAGES, SIGNS, code_page_of
from policygap.documents.word.numbers import BULLET


@dataclass(slots=True)
class Letters:
    """Knows the code pages of a file, and how many letters only stand in for one that has come."""

    _code_page: str = "cp1252"
    _of_fonts: dict[int, str] = field(default_factory=dict)
    _default_font: int = -1
    _to_skip: int = 0

    def take(self, word: str, number: int | None, font: int) -> None:
        """Take in what a control word says about code pages; `font` is the one that is set."""
        if word == "fcharset" and (page := code_page_of(number or 0)):
            self._of_fonts[font] = page
        elif word == "deff" and number is not None:
            self._default_font = number
        elif word == "ansicpg" and _is_known(f"cp{number}"):
            self._code_page = f"cp{number}"
        elif word in CODE_PAGES:
            self._code_page = CODE_PAGES[word]

    def stand_in(self, count: int) -> None:
        """Say that the next letters, so many, only stand in for one that has come (\\u, \\uc)."""
        self._to_skip = count

    def stands_in(self) -> bool:
        """Tell whether the letter that comes now is a stand-in; it then has come."""
        if self._to_skip <= 0:
            return False
        self._to_skip -= 1
        return True

    def read(self, text: str, font: int) -> str:
        """Return what bytes (as letters of Latin-1) say in a font, without stand-ins."""
        kept = text[self._to_skip :]
        self._to_skip = max(0, self._to_skip - len(text))
        page = self._of_fonts.get(self._default_font if font < 0 else font, self._code_page)
        if page == SIGNS:
            return "".join(letter if letter.isspace() else BULLET for letter in kept)
        return kept if kept.isascii() else kept.encode("latin-1").decode(page, "replace")


def _is_known(page: str) -> bool:
    try:
        codecs.lookup(page)
    except LookupError:
        return False
    return True
