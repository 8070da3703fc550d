"""Words that are struck out in part: one was deleted and another put in without a blank between."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents.characters import clean
from policygap.documents.pdf.frame import Box, Frame
from policygap.documents.pdf.lines import MOST_LINES, through
from policygap.documents.pdf.words import Word

_NEAR = 0.15  # of the print size: how far a stroke may end from the edge of the letter it ends with
_LEVEL = 0.1  # of the print size: the same for the baseline of a letter and that of its word

_Letter = tuple[float, str]  # its left edge and itself


def parted(
    page: pypdfium2.PdfPage, words: Sequence[Word], frame: Frame, horizontal: Sequence[Box]
) -> list[Word]:
    """Return the words, each in two or three where a line strikes out a part of it."""
    if not horizontal or len(horizontal) > MOST_LINES:
        return list(words)
    near = cache(partial(through, horizontal))  # the words of a line share their height
    ends = {n: xs for n, w in enumerate(words) if (xs := _ends(w, near(w.y, w.size)))}
    if not ends:
        return list(words)
    letters = _letters(page, frame, [words[n] for n in ends])
    found = dict(zip(ends, letters, strict=True))
    return [
        part
        for n, word in enumerate(words)
        for part in (_cut(word, found[n], ends[n]) if n in ends else (word,))
    ]


def _ends(word: Word, near: Sequence[Box]) -> list[float]:
    """Return where lines through a word begin and end within it."""
    return [x for box in near for x in (box[0], box[2]) if word.x0 < x < word.x1]


def _letters(page: pypdfium2.PdfPage, frame: Frame, words: Sequence[Word]) -> list[list[_Letter]]:
    """Return the letters of each of these words, from left to right."""
    found: list[list[_Letter]] = [[] for _ in words]
    textpage = page.get_textpage()
    try:
        for x, y, letter in _placed(textpage, frame):
            for word, own in zip(words, found, strict=True):
                if abs(y - word.y) <= _LEVEL * word.size and word.x0 - 0.1 <= x < word.x1:
                    own.append((x, letter))
    finally:
        textpage.close()
    return [sorted(own) for own in found]


def _placed(textpage: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[tuple[float, float, str]]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for n in range(textpage.count_chars()):
        pdfium.FPDFText_GetCharOrigin(textpage.raw, n, x, y)
        code = pdfium.FPDFText_GetUnicode(textpage.raw, n)
        if code > 0x20 and not pdfium.FPDFText_IsGenerated(textpage.raw, n):
            yield (*frame.point(x.value, y.value), clean(chr(code)))


def _cut(word: Word, letters: Sequence[_Letter], ends: Sequence[float]) -> Iterator[Word]:
    """Yield the parts of a word between the letters at which lines through it begin or end."""
    if "".join(letter for _, letter in letters) != word.text:
        yield word  # a ligature, or print upon print: whose letters these are cannot be told
        return
    near = _NEAR * word.size
    cuts = [
        n for n, (x, _) in enumerate(letters) if n and any(abs(x - end) <= near for end in ends)
    ]
    for start, end in pairwise([0, *cuts, len(letters)]):
        x1 = letters[end][0] if end < len(letters) else word.x1
        text = "".join(letter for _, letter in letters[start:end])
        broken = word.broken and end == len(letters)
        yield word._replace(text=text, x0=letters[start][0], x1=x1, broken=broken)
