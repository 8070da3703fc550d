"""The words of a PDF page with their place, size and weight, as PDFium finds them."""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
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
_PIECE = re.compile("[^\x00-\x20\xa0\ufffe]+")  # up to a blank, a control or a hyphen's mark
_BREAKS = frozenset(HYPHEN_MARKS) - {"\xad"}
_SOFT_HYPHEN = "\xad"
# Controls but a hyphen at a line's end, tab and line ends; a font's own codes; a replacement mark.
_UNDECODED = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ue000-\uf8ff\ufffd]")
_STAND_IN = re.compile("\ufffe")  # a lost hyphen, or a sign without a letter
_APART = 64  # characters between the spots at which a text is compared
_NOTHING = "\ud800"  # in the place of what is no character; halves of characters are none either
_LOST = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile(  # the blocks of such scripts, and the marks that turn text
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u200f\u202b\u202e\u2067]"
)
_LEAP = 32  # characters: about what a text object draws


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


class _Look(NamedTuple):
    """How characters are set: print size in points, angle of their line in degrees, weight."""

    size: float
    angle: int
    bold: bool


_Placed = tuple[_Look, str, float, float, float, bool]  # text, x0, x1, y in PDF coordinates, broken


def text(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Text:
    """Return the text of a page."""
    characters = _characters(textpage.raw)
    placed = list(_Measured(textpage.raw, characters).words())
    around = frame(page, _main_angle(placed))
    undecoded = len(_UNDECODED.findall(characters))
    return Text(tuple(_words(placed, around)), around, undecoded)


def _characters(raw: object) -> str:
    """Return the characters of a page, as many as PDFium counts.

    It tells them all at once, but leaves some out that are no text, mirrors brackets that are set
    from right to left, and has one sign for all that it knows no letter for. So such signs are
    asked for one by one, and all characters, in fifty times the time, where the text does not fit.
    """
    count = pdfium.FPDFText_CountChars(raw)
    found = _STAND_IN.sub(lambda sign: _character(raw, sign.start()), _text_of(raw, count))
    spots = range(count - 1, -1, -_APART)
    if len(found) == count and all(found[n] == _character(raw, n) for n in spots):
        return found
    return "".join(_character(raw, n) for n in range(count))


def _text_of(raw: object, count: int) -> str:
    """Return what PDFium gives as the text of so many characters; "" if it has to be mirrored."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer) - 1  # with a zero at its end
    text = bytes(buffer)[: 2 * max(written, 0)].decode("utf-16-le", "surrogatepass")
    return "" if _RIGHT_TO_LEFT.search(text) else text


def _character(raw: object, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(raw, index)
    return chr(code) if code < 0x110000 else _NOTHING


# What draws a character, as a number: the binding's own pointers cannot be looked up.
_object = type(pdfium.FPDFText_GetTextObject)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value
)
_object.argtypes, _object.restype = (ctypes.c_void_p, ctypes.c_int), ctypes.c_void_p


class _Looks:
    """How the characters of a page look: alike, where one text object draws them.

    PDFium has the characters of an object in one row, but for text that runs from right to left.
    """

    def __init__(self, raw: object, characters: str) -> None:
        self.raw, self.drawn_by = raw, partial(_object, raw)
        self.in_rows = not _RIGHT_TO_LEFT.search(characters)
        self.matrix, self.flags = pdfium.FS_MATRIX(), ctypes.c_int()
        self.name = ctypes.create_string_buffer(_NAME_BYTES)
        self.known: dict[int | None, _Look] = {}
        self.row, self.look = range(0), _Look(0.0, 0, bold=False)

    def at(self, index: int) -> _Look:
        """Return the look of a character."""
        if index not in self.row:
            drawn = self.drawn_by(index)
            one = drawn is None or not self.in_rows  # some characters come from no object
            self.row = range(index, index + 1 if one else self._end(index, drawn))
            self.look = self.known.get(drawn) or self._measured(index)
            if drawn is not None:
                self.known[drawn] = self.look
        return self.look

    def _end(self, index: int, drawn: int) -> int:
        """Return the first character after an object's row, by leaps that grow and then halve."""
        first, step = index + 1, _LEAP
        while self.drawn_by(index + step) == drawn:
            first, step = index + step + 1, step * 2
        after = range(first, index + step)
        return first + bisect(after, False, key=lambda each: self.drawn_by(each) != drawn)

    def _measured(self, index: int) -> _Look:
        pdfium.FPDFText_GetMatrix(self.raw, index, self.matrix)
        scale = math.hypot(self.matrix.c, self.matrix.d)
        size = round(float(pdfium.FPDFText_GetFontSize(self.raw, index)) * scale, 1)
        angle = round(-math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, index))) % 360
        if size < 0:  # a font set upside down under an upside-down matrix is upright
            angle, size = (angle + 180) % 360, -size
        return _Look(size, angle, self._is_bold(index))

    def _is_bold(self, index: int) -> bool:
        weight = pdfium.FPDFText_GetFontWeight(self.raw, index)
        pdfium.FPDFText_GetFontInfo(self.raw, index, self.name, _NAME_BYTES, self.flags)
        name = self.name.value.decode("utf-8", "replace").lower()
        return weight >= _BOLD_WEIGHT or any(part in name for part in _BOLD_NAMES)


class _Measured:
    """Reads words and their places; keeps PDFium's output buffers."""

    def __init__(self, raw: object, characters: str) -> None:
        self.raw, self.characters = raw, characters
        self.look_at = _Looks(raw, characters).at
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box = pdfium.FS_RECTF()

    def words(self) -> Iterator[_Placed]:
        """Yield the words, without specks at their ends, in two where a blank was left out."""
        for found in _PIECE.finditer(self.characters):
            text, (first, end) = found[0], found.span()
            broken = text[-1] == _SOFT_HYPHEN or self.characters[end : end + 1] in _BREAKS
            if not text.isascii():
                text = _LOST.sub("", text)
            last = end - 1
            self.look_at(first)  # for its row most often holds the last one too
            while first < last and self.look_at(last).size < _SPECK:
                last, text = last - 1, text[:-1]
            while first < last and self.look_at(first).size < _SPECK:
                first, text = first + 1, text[1:]
            if len(text) >= _LONG or _JOINED.search(text):
                yield from self._parts(first, last, text, broken)
            else:
                yield self._placed(first, last, text, broken)

    def _parts(self, first: int, last: int, text: str, broken: bool) -> Iterator[_Placed]:
        """Yield a long or oddly cased word, in parts where gaps show that blanks are missing."""
        start = first
        for cut in self._gaps(first, last) if len(text) == last - first + 1 else ():
            yield self._placed(start, cut - 1, text[start - first : cut - first], False)
            start = cut
        yield self._placed(start, last, text[start - first :], broken)

    def _gaps(self, first: int, last: int) -> list[int]:
        """Return the characters of a word before which there is a gap as wide as a blank."""
        gaps = [self._gap_before(i) for i in range(first + 1, last + 1)]
        limit = max(_BLANK * self.look_at(first).size, 4 * sorted(gaps)[len(gaps) // 2])
        return [first + 1 + n for n, gap in enumerate(gaps) if gap > limit]

    def _gap_before(self, index: int) -> float:
        pdfium.FPDFText_GetLooseCharBox(self.raw, index - 1, self.box)
        pdfium.FPDFText_GetCharOrigin(self.raw, index, self.x, self.y)
        return float(self.x.value - self.box.right)

    def _placed(self, first: int, last: int, text: str, broken: bool) -> _Placed:
        look = self.look_at(first)
        pdfium.FPDFText_GetCharOrigin(self.raw, first, self.x, self.y)
        pdfium.FPDFText_GetLooseCharBox(self.raw, last, self.box)
        box, angle = self.box, look.angle
        end = _along(angle, box.left, box.right, box.bottom, box.top) if angle else box.right
        return look, clean(text), self.x.value, end, self.y.value, broken


def _along(angle: int, left: float, right: float, bottom: float, top: float) -> float:
    """Return how far a box reaches in the direction of the text."""
    return max(turn(x, y, angle)[0] for x in (left, right) for y in (bottom, top))


def _words(placed: Sequence[_Placed], around: Frame) -> Iterator[Word]:
    """Yield the words of the main direction, their places from the page's top left corner."""
    for (size, angle, bold), text, x0, x1, y, broken in placed:
        if angle == around.angle and text and size >= _SPECK:
            left, baseline = around.point(x0, y)
            yield Word(text, left, x1 - around.left, baseline, size, bold, broken)


def _main_angle(placed: Sequence[_Placed]) -> int:
    letters: Counter[int] = Counter()
    for look, text, *_ in placed:
        letters[look.angle] += len(text)
    return letters.most_common(1)[0][0] if letters else 0
