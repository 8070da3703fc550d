"""One spelling for every character: quotes, dashes, spaces, ligatures, bullets, hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from policygap.documents.legibility import is_word

HYPHEN_MARKS = frozenset("\x02\ufffe\u00ad")

_TABLE = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\u2016": '"',
        "\u2010": "-", "\u2011": "-", "\u2043": "-", "\u2212": "-", "\u2012": "\u2013",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None,
        "\ufeff": None, "\ufffe": None, "\uffff": None,
    }
)  # fmt: skip
# Word's "smart quotes" lose their code in some fonts and come out as a bar or a low line.
_BAR_AS_QUOTE = re.compile("(?<!\\S)\u2015(?=\\w)")
_LOW_LINE_AS_QUOTE = re.compile("(?<!\\S)\u2017(?=\\w)")
_SYMBOL = re.compile("[\uf000-\uf0ff]")  # a glyph of a symbol font on its own is a bullet
_NOT_PRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def clean(text: str) -> str:
    """Return text in one spelling: NFKC, straight quotes, plain hyphens, single spaces."""
    if text.isascii() and text.isprintable():  # of blanks, it holds plain ones only
        return " ".join(text.split())
    if _SYMBOL.fullmatch(text):
        return "•"
    text = _LOW_LINE_AS_QUOTE.sub("'", _BAR_AS_QUOTE.sub('"', text))
    text = unicodedata.normalize("NFKC", text.translate(_TABLE))
    return _BLANKS.sub(" ", _NOT_PRINTED.sub("", text)).strip()


def word_forms(texts: Iterable[str]) -> frozenset[str]:
    """Return every word in lower case, compounds such as "de-escalation" as one word."""
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


# Prefixes that keep their hyphen when nothing in the document says otherwise.
_HYPHENATED = frozenset(
    "non self ex all less cross half well off on in de so co post pre "
    "twenty thirty forty fifty sixty seventy eighty ninety".split()
)
_SUSPENDED = frozenset("and or to".split())  # "low- and high-level"


def join(left: str, right: str, forms: frozenset[str], broken: bool = False) -> str:
    """Join two lines of a paragraph; `broken` says that the left one lost a hyphen at its end.

    The hyphen stays where the document has the compound elsewhere (`forms`, see `word_forms`).
    """
    if not left or not right:
        return left or right
    if left.endswith("-") and left[-2:-1].isalpha():
        left, broken = left[:-1], True
    if broken:
        return left + _at_break(left, right, forms) + right
    return left + ("" if left.endswith("/") else " ") + right


def _at_break(left: str, right: str, forms: frozenset[str]) -> str:
    head = re.split(r"[^\w'-]", left.lower())[-1]
    tail = re.split(r"[^\w'-]", right.lower())[0]
    if tail in _SUSPENDED:
        return "- "
    if f"{head}-{tail}" in forms or not right[:1].islower():
        return "-"
    if head + tail in forms or ("-" in head and is_word(head.rpartition("-")[2] + tail)):
        return ""  # "de-escala-" and "tion"
    return "-" if head in _HYPHENATED or "-" in head else ""
