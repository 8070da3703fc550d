"""Labels of lists as text recognition mistakes them: short, alone, and without a word around them.

"Ill." is III., "Cc." after "B." is C., "4," is 4., and a bullet is taken for the letter that it
resembles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policygap.documents.ocr.words import Placed

_APART = 0.6  # of the print size: the gap after a label is wider than a blank
_BULLETS = frozenset("e o ° ¢ © ® » « * · @ ™ ■ ● ○ ▪ ❖".split())
_PARTS = re.compile(r"(\(?)([A-Za-z]|\d{1,3})([.):]*)")
_COMMA = re.compile(r"(\(?(?:\d{1,3}|[A-Za-z])),")
_TWICE = re.compile(r"([A-Z])([a-z])([.)])")  # a capital, read once in each case
_ROMAN = re.compile(r"[IVX][IVXivxl1|]{1,4}[.,]?|[L|]")
_ROMAN_LETTERS = str.maketrans("ivxl1|L,", "IVXIIII.")
_VALID = re.compile(r"(X{0,3}(?:IX|IV|V?I{0,3}))\.?")


def mended(words: Sequence[Placed], size: float, before: str = "") -> list[Placed]:
    """Return the words of a line, its label mended if it begins with one.

    `size` is the print size, measured as the edges are; `before` the last label at this indent.
    """
    if not begins_with_label(words, size):
        return list(words)
    text, x0, x1 = words[0]
    return [(_expected(text, before) or _label(text), x0, x1), *words[1:]]


def begins_with_label(words: Sequence[Placed], size: float) -> bool:
    """Tell whether the first word stands apart from the others and is as short as a label."""
    if not words or len(words[0][0]) > _LONGEST:
        return False
    return len(words) == 1 or words[1][1] - words[0][2] >= _APART * size


_LONGEST = 6


def _expected(text: str, before: str) -> str:
    """Return the label that comes after another one, if the text can be it; else ""."""
    parts = _PARTS.fullmatch(before)
    if parts is None:
        return ""
    opening, last, closing = parts.groups()
    following = str(int(last) + 1) if last.isdigit() else chr(ord(last) + 1)
    read = re.sub(r"[^a-z0-9]", "", text.lower())
    fits = read in (following.lower(), 2 * following.lower())
    return f"{opening}{following}{closing}" if fits else ""


def _label(text: str) -> str:
    if text in _BULLETS:
        return "•"
    if (twice := _TWICE.fullmatch(text)) and twice[1].lower() == twice[2]:
        return f"{twice[1]}{twice[3]}"
    if comma := _COMMA.fullmatch(text):
        return f"{comma[1]}."
    roman = _VALID.fullmatch(text.translate(_ROMAN_LETTERS)) if _ROMAN.fullmatch(text) else None
    return f"{roman[1]}." if roman else text
