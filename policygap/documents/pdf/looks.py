"""How the characters of a PDF page are set: print size, direction and weight."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect
from functools import partial
from typing import NamedTuple

import pypdfium2.raw as pdfium

_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_NAME_BYTES = 128
_LEAP = 32  # characters: about what a text object draws


class Look(NamedTuple):
    """How characters are set: print size in points, angle of their line in degrees, weight."""

    size: float
    angle: int
    bold: bool


# What draws a character, as a number: the binding's own pointers cannot be looked up.
_object = type(pdfium.FPDFText_GetTextObject)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value
)
_object.argtypes, _object.restype = (ctypes.c_void_p, ctypes.c_int), ctypes.c_void_p


class Looks:
    """How the characters of a page look: alike, where one text object draws them.

    PDFium has the characters of an object `in_rows`, but for text that runs from right to left.
    """

    def __init__(self, raw: object, *, in_rows: bool) -> None:
        self.raw, self.drawn_by, self.in_rows = raw, partial(_object, raw), in_rows
        self.matrix, self.flags = pdfium.FS_MATRIX(), ctypes.c_int()
        self.name = ctypes.create_string_buffer(_NAME_BYTES)
        self.known: dict[int | None, Look] = {}
        self.row, self.look = range(0), Look(0.0, 0, bold=False)

    def at(self, index: int) -> Look:
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

    def _measured(self, index: int) -> Look:
        pdfium.FPDFText_GetMatrix(self.raw, index, self.matrix)
        scale = math.hypot(self.matrix.c, self.matrix.d)
        size = round(float(pdfium.FPDFText_GetFontSize(self.raw, index)) * scale, 1)
        angle = round(-math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, index))) % 360
        if size < 0:  # a font set upside down under an upside-down matrix is upright
            angle, size = (angle + 180) % 360, -size
        return Look(size, angle, self._is_bold(index))

    def _is_bold(self, index: int) -> bool:
        weight = pdfium.FPDFText_GetFontWeight(self.raw, index)
        pdfium.FPDFText_GetFontInfo(self.raw, index, self.name, _NAME_BYTES, self.flags)
        name = self.name.value.decode("utf-8", "replace").lower()
        return weight >= _BOLD_WEIGHT or any(part in name for part in _BOLD_NAMES)
