"""The label at the start of a line ("300.3.1", "IV.", "(a)", "•") and what it may count as."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLETS = "•◦▪▫●○■□►▶➢➤✓✔❖◆◇‣∙·¨!"
_DASHES = "\u2013\u2014*-§"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count a label: "(i)" is the first of "(roman)" or the ninth of "(lower)"."""

    style: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Label:
    """A label as shown, with every way to count it, the likeliest first."""

    text: str
    readings: tuple[Reading, ...]

    @property
    def is_bullet(self) -> bool:
        """Tell whether the label does not count at all."""
        return self.readings[0].style.startswith("bullet")

    @property
    def is_decimal(self) -> bool:
        """Tell whether the label is a section number such as 300.3.1."""
        return self.readings[0].style.startswith("decimal")

    @property
    def may_be_first(self) -> bool:
        """Tell whether a list may begin with this label."""
        return any(reading.ordinal == 1 for reading in self.readings)


_DECIMAL = re.compile(r"(?:§\s?)?(\d{1,4}(?:\.\d{1,4}){1,5}[A-Za-z]?)[.:)]?(?=\s|$)")
_COUNTED = re.compile(r"(\()?(\d{1,3}|[ivxl]{1,6}|[IVXL]{1,6}|([a-zA-Z])\3?)(\)\.?|\.\)?)")
_BULLET = re.compile(rf"[{BULLETS}\uf000-\uf0ff](?=\s|$)|[{re.escape(_DASHES)}](?=\s+[^\s\d])")
_LETTER_O = re.compile(r"o(?=\s{1,}[A-Z(\"'])")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
# What must not follow at once: "1.5 feet", "a.m.", "U.S.", "(a)(1)", "e.g.", "i.e."
_GLUED = re.compile(r"[\w(.,;)\]]")


def parse(text: str) -> tuple[Label, str] | None:
    """Split a line into its label and the rest; None if it does not begin with a label."""
    for reader in (_decimal, _counted, _bullet):
        if found := reader(text):
            return found
    return None


def _decimal(text: str) -> tuple[Label, str] | None:
    match = _DECIMAL.match(text)
    if not match:
        return None
    numbers = match[1].split(".")
    ordinal = int(re.sub(r"\D", "", numbers[-1]) or 0)
    label = Label(match[1], (Reading(f"decimal{len(numbers)}", ordinal),))
    return label, text[match.end() :].strip()


def _counted(text: str) -> tuple[Label, str] | None:
    match = _COUNTED.match(text)
    if not match or (match[1] and ")" not in match[4]):
        return None
    rest = text[match.end() :]
    # "(b)Policy": in some files the blank after the label is too narrow to be seen
    if _GLUED.match(rest) and not (rest[:1].isupper() and (match[4] == ")" or match[2].isdigit())):
        return None
    readings = _readings(match[2], f"{match[1] or ''}%s{match[4]}")
    return (Label(match[0], readings), rest.strip()) if readings else None


def _readings(mark: str, form: str) -> tuple[Reading, ...]:
    """Return the ways to count a mark; roman before letter where it may begin a list."""
    if mark.isdigit():
        return (Reading(form % "1", int(mark)),) if int(mark) else ()
    case = "a" if mark.islower() else "A"
    found = []
    if value := roman_value(mark):
        found.append(Reading(form % ("i" if mark.islower() else "I"), value))
    if len(mark) == 1 or (len(mark) == 2 and mark[0] == mark[1]):
        letter = ord(mark[0].lower()) - 96 + 26 * (len(mark) - 1)
        found.append(Reading(form % case, letter))
    if len(found) == 2 and mark.lower() != "i":
        found.reverse()
    return tuple(found)


def roman_value(mark: str) -> int:
    """Return the value of a roman numeral up to 89, 0 if it is not well formed."""
    if not re.fullmatch(r"(x[l]|l?x{0,3})(i[xv]|v?i{0,3})", mark.lower()):
        return 0
    values = [_ROMAN[letter] for letter in mark.lower()]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _bullet(text: str) -> tuple[Label, str] | None:
    match = _BULLET.match(text) or _LETTER_O.match(text)
    if not match:
        return None
    mark = "•" if "\uf000" <= match[0] <= "\uf0ff" else match[0]
    return Label(mark, (Reading(f"bullet{mark}", 1),)), text[match.end() :].strip()
