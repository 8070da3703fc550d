"""The words of a PDF page with their place, size and weight, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents.characters import HYPHEN_MARKS, clean
from policygap.documents.pdf.frame import Frame, frame, turn

_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_NAME_BYTES = 128
_SPECK = 2.0  # points: print smaller than this is not meant to be read
_LONG = 12  # letters from which on a word is looked at for a missing blank
_BLANK = 0.12  # of the print size: the least width of a blank
_JOINED = re.compile(r"[a-z,;.)][A-Z(]")
_BREAKS = frozenset(map(ord, HYPHEN_MARKS)) - {0xAD}
_LAYOUT = frozenset((0x02, 0x09, 0x0A, 0x0D))  # a hyphen at a line's end, tab, line ends
_SOFT_HYPHEN = 0xAD
_NO_BREAK_SPACE = 0xA0


class Word(NamedTuple):
    """A word; `y` is its baseline from the top of the page, `broken` a hyphen lost at its end."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    broken: bool = False
    underlined: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The words that run in a page's main direction, in the file's order, and its frame.

    `undecoded` counts the characters that the file gives no meaning to.
    """

    words: tuple[Word, ...]
    frame: Frame
    undecoded: int


class _Piece(NamedTuple):
    """The first and last character of a word, by number, and its text."""

    first: int
    last: int
    text: str
    broken: bool


def text(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Text:
    """Return the text of a page."""
    codes = _codes(textpage.raw)
    measured = _Measured(textpage.raw)
    placed = [measured.word(part) for p in _pieces(codes) for part in measured.parts(p)]
    around = frame(page, _main_angle(placed))
    kept = (w for turned, w in placed if turned == around.angle and w.text and w.size >= _SPECK)
    undecoded = sum(n for code, n in Counter(codes).items() if _is_undecoded(code))
    return Text(tuple(_moved(word, around) for word in kept), around, undecoded)


def _codes(raw: object) -> list[int]:
    return [pdfium.FPDFText_GetUnicode(raw, i) for i in range(pdfium.FPDFText_CountChars(raw))]


def _is_undecoded(code: int) -> bool:
    """Tell whether a code is no character: a control, one of a font's own, a replacement mark."""
    return (code < 0x20 and code not in _LAYOUT) or 0xE000 <= code < 0xF900 or code == 0xFFFD


def _pieces(codes: list[int]) -> Iterator[_Piece]:
    start = -1
    for i, code in enumerate([*codes, 0x20]):
        ends = code in _BREAKS
        if not (ends or code <= 0x20 or code == _NO_BREAK_SPACE):
            start = i if start < 0 else start
        elif start >= 0:
            yield _piece(codes, start, i, ends)
            start = -1


def _piece(codes: list[int], start: int, end: int, broken: bool) -> _Piece:
    text = "".join(chr(c) for c in codes[start:end] if c < 0x110000 and not 0xD800 <= c < 0xE000)
    return _Piece(start, end - 1, text, broken or codes[end - 1] == _SOFT_HYPHEN)


class _Measured:
    """Reads places and fonts of characters; keeps PDFium's output buffers."""

    def __init__(self, raw: object) -> None:
        self.raw = raw
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box, self.matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self.name = ctypes.create_string_buffer(_NAME_BYTES)
        self.flags = ctypes.c_int()
        self.bold: dict[tuple[bytes, int], bool] = {}
        self.sized = (-1, 0.0)

    def parts(self, piece: _Piece) -> Iterator[_Piece]:
        """Yield the piece without specks at its ends, in two where a blank was left out."""
        first, last, text, _ = piece
        while first < last and abs(self._size(last)) < _SPECK:
            last, text = last - 1, text[:-1]
        while first < last and abs(self._size(first)) < _SPECK:
            first, text = first + 1, text[1:]
        start = first
        for cut in self._gaps(first, last, text):
            yield _Piece(start, cut - 1, text[start - first : cut - first], False)
            start = cut
        yield _Piece(start, last, text[start - first :], piece.broken)

    def _gaps(self, first: int, last: int, text: str) -> list[int]:
        """Return where, in long or oddly cased words, a gap shows that a blank is missing."""
        if len(text) != last - first + 1 or (len(text) < _LONG and not _JOINED.search(text)):
            return []
        gaps = [self._gap_before(i) for i in range(first + 1, last + 1)]
        limit = max(_BLANK * abs(self._size(first)), 4 * sorted(gaps)[len(gaps) // 2])
        return [first + 1 + n for n, gap in enumerate(gaps) if gap > limit]

    def _gap_before(self, index: int) -> float:
        pdfium.FPDFText_GetLooseCharBox(self.raw, index - 1, self.box)
        right = self.box.right
        pdfium.FPDFText_GetCharOrigin(self.raw, index, self.x, self.y)
        return float(self.x.value - right)

    def word(self, piece: _Piece) -> tuple[int, Word]:
        """Return the word's angle in degrees and the word, in PDF coordinates."""
        pdfium.FPDFText_GetCharOrigin(self.raw, piece.first, self.x, self.y)
        pdfium.FPDFText_GetLooseCharBox(self.raw, piece.last, self.box)
        angle = round(-math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, piece.first))) % 360
        x0, y = self.x.value, self.y.value
        size = self._size(piece.first)
        if size < 0:  # a font set upside down under an upside-down matrix is upright
            angle, size = (angle + 180) % 360, -size
        box = self.box
        end = _along(angle, box.left, box.right, box.bottom, box.top) if angle else box.right
        bold = self._is_bold(piece.first)
        return angle, Word(clean(piece.text), x0, end, y, size, bold, piece.broken)

    def _size(self, index: int) -> float:
        """Return a character's print size in points, below 0 if it is set upside down."""
        if index == self.sized[0]:
            return self.sized[1]
        pdfium.FPDFText_GetMatrix(self.raw, index, self.matrix)
        scale = math.hypot(self.matrix.c, self.matrix.d)
        size = round(float(pdfium.FPDFText_GetFontSize(self.raw, index)) * scale, 1)
        self.sized = (index, size)
        return size

    def _is_bold(self, index: int) -> bool:
        weight = pdfium.FPDFText_GetFontWeight(self.raw, index)
        pdfium.FPDFText_GetFontInfo(self.raw, index, self.name, _NAME_BYTES, self.flags)
        key = (self.name.value, weight)
        if key not in self.bold:
            name = key[0].decode("utf-8", "replace").lower()
            self.bold[key] = weight >= _BOLD_WEIGHT or any(part in name for part in _BOLD_NAMES)
        return self.bold[key]


def _along(angle: int, left: float, right: float, bottom: float, top: float) -> float:
    """Return how far a box reaches in the direction of the text."""
    return max(turn(x, y, angle)[0] for x in (left, right) for y in (bottom, top))


def _moved(word: Word, around: Frame) -> Word:
    """Return a word with its place counted from the page's top left corner."""
    x, y = around.point(word.x0, word.y)
    return Word(word.text, x, word.x1 - around.left, y, *word[4:])


def _main_angle(placed: list[tuple[int, Word]]) -> int:
    letters: Counter[int] = Counter()
    for angle, word in placed:
        letters[angle] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 0
