"""Counting in Word's number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MARKS = "*†‡§"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def in_format(count: int, format: str, width: int = 0) -> str:
    """Return a count as a list shows it; unknown formats count in decimals, as in Word."""
    if width:
        return str(count).zfill(width)
    return _FORMATS.get(format, str)(count)


def _roman(count: int) -> str:
    letters = ""
    for amount, sign in _ROMAN:
        letters += sign * (count // amount)
        count %= amount
    return letters


def _letter(count: int) -> str:
    """Return a, b, ... z, aa, bb, ...: Word doubles the letter."""
    return chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""


def _ordinal(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return f"{count}th"
    return f"{count}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th') }"


def _words(count: int) -> str:
    if not 0 <= count < 100:
        return str(count)
    if count < 20:
        return _ONES[count].capitalize()
    tens = _TENS[count // 10 - 2].capitalize()
    return f"{tens}-{_ONES[count % 10]}" if count % 10 else tens


def _ordinal_words(count: int) -> str:
    before, dash, last = _words(count).lower().rpartition("-")
    if last.isdigit():
        return _ordinal(count)
    ending = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return f"{before}{dash}{_ORDINALS.get(last, ending)}".capitalize()


def _mark(count: int) -> str:
    return _MARKS[(count - 1) % 4] * ((count - 1) // 4 + 1) if count > 0 else ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: str(count).zfill(2),
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": _ordinal,
    "cardinalText": _words,
    "ordinalText": _ordinal_words,
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "chicago": _mark,
    "none": lambda count: "",
}
