"""The words of a PDF page with their place, size and weight, as PDFium finds them."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents.characters import HYPHEN_MARKS, clean
from policygap.documents.pdf.frame import Frame, frame, turn
from policygap.documents.pdf.looks import Look, Looks

_SPECK = 2.0  # points: print smaller than this is not meant to be read
_LONG = 12  # letters from which on a word is looked at for a missing blank
_BLANK = 0.12  # of the print size: the least width of a blank
_MAY_HOLD_SPECKS = re.compile(r"^[^\w\s]+[A-Z]|[A-Z][^\w\s]+$")  # a capital by a bracket or stop
_LABEL_BLANK = 0.06  # the same after the label of an item, which some programs set close to it
_LABEL = re.compile(r"\(?\w{1,5}[.)](?=\w)")
# The number of a note at a word's end.
_NOTE = re.compile(r"(?<=\w|[.,;:)\"'\u2019\u201d])(?<!\d)\d{1,3}$")
_NOTE_SIZE = 0.8  # of the word's print size at most
_NOTE_RISE, _NOTE_GAP = 0.15, 0.15  # of it: how far such a number is raised and set off
_JOINED = re.compile(r"[a-z,;.)][A-Z(]")
_PLAIN = re.compile(
    r"[A-Z]?[a-z]+[,.;:]?"
)  # most words: nothing of the above, unless they are long
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


_Placed = tuple[Look, str, float, float, float, bool]  # text, x0, x1, y in PDF coordinates, broken


def text(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> Text:
    """Return the text of a page."""
    characters = _characters(textpage.raw)
    placed = list(_Measured(textpage.raw, characters).words())
    around = frame(page, _main_angle(placed))
    undecoded = len(_UNDECODED.findall(characters))
    return Text(tuple(_without_notes(_words(placed, around))), around, undecoded)


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


class _Measured:
    """Reads words and their places; keeps PDFium's output buffers."""

    def __init__(self, raw: object, characters: str) -> None:
        self.raw, self.characters = raw, characters
        self.look_at = Looks(raw, in_rows=not _RIGHT_TO_LEFT.search(characters)).at
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box = pdfium.FS_RECTF()

    def words(self) -> Iterator[_Placed]:
        """Yield the words without specks, in two where a blank or the number of a note is in it."""
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
            if len(text) < _LONG and _PLAIN.fullmatch(text):
                yield self._placed(first, last, text, broken)
            else:
                yield from self._parts(first, last, text, broken)

    def _parts(self, first: int, last: int, text: str, broken: bool) -> Iterator[_Placed]:
        """Yield a word that is not plain without specks, in parts where some are to be told."""
        if len(text) == last - first + 1 and _MAY_HOLD_SPECKS.search(text):
            sized = zip(range(first, last + 1), text, strict=True)
            text = "".join(letter for n, letter in sized if self.look_at(n).size >= _SPECK)
        whole = len(text) == last - first + 1  # else whose letters these are cannot be told
        note = self._note(first, text) if whole else None
        end = first + note.start() if note else last + 1
        start = first
        for cut in self._gaps(first, text[: end - first]) if whole else ():
            yield self._placed(start, cut - 1, clean(text[start - first : cut - first]), False)
            start = cut
        rest = clean(text[start - first : end - first])
        yield self._placed(start, end - 1, rest, broken and not note)
        if note:
            yield self._placed(end, last, clean(note[0]), broken)

    def _note(self, first: int, text: str) -> re.Match[str] | None:
        """Return the number of a note, in smaller print at the end of a word."""
        found = _NOTE.search(text) if text[-1:].isdecimal() else None
        most = self.look_at(first).size * _NOTE_SIZE
        return found if found and self.look_at(first + found.start()).size < most else None

    def _gaps(self, first: int, text: str) -> list[int]:
        """Return where, in long or oddly cased words, a gap shows that a blank is missing."""
        label = _LABEL.match(text)
        if not (len(text) >= _LONG or label or _JOINED.search(text)):
            return []
        gaps = [self._gap_before(i) for i in range(first + 1, first + len(text))]
        size, usual = self.look_at(first).size, 4 * sorted(gaps)[len(gaps) // 2]
        wide = [n for n, gap in enumerate(gaps, start=1) if gap > max(_BLANK * size, usual)]
        if label and label.end() not in wide:
            narrow = gaps[label.end() - 1] > max(_LABEL_BLANK * size, usual)
            wide = [label.end(), *wide] if narrow else wide
        return [first + n for n in wide]

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
        return look, text, self.x.value, end, self.y.value, broken


def _along(angle: int, left: float, right: float, bottom: float, top: float) -> float:
    """Return how far a box reaches in the direction of the text."""
    return max(turn(x, y, angle)[0] for x in (left, right) for y in (bottom, top))


def _words(placed: Sequence[_Placed], around: Frame) -> Iterator[Word]:
    """Yield the words of the main direction, their places from the page's top left corner."""
    for (size, angle, bold), text, x0, x1, y, broken in placed:
        if angle == around.angle and text and size >= _SPECK:
            left, baseline = around.point(x0, y)
            yield Word(text, left, x1 - around.left, baseline, size, bold, broken)


def _without_notes(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words without the small raised numbers behind them, which refer to notes."""
    last: Word | None = None
    for word in words:
        if last is None or not (word.text.isdecimal() and _is_note(last, word)):
            last = word
            yield word


def _is_note(last: Word, word: Word) -> bool:
    """Tell whether a number is that of a note, by its size and place."""
    return (
        word.size < _NOTE_SIZE * last.size
        and last.y - word.y > _NOTE_RISE * last.size
        and abs(word.x0 - last.x1) < _NOTE_GAP * last.size
        and not last.text[-1].isdecimal()
    )


def _main_angle(placed: Sequence[_Placed]) -> int:
    letters: Counter[int] = Counter()
    for look, text, *_ in placed:
        letters[look.angle] += len(text)
    return letters.most_common(1)[0][0] if letters else 0
