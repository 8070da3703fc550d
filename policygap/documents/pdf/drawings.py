"""The straight lines and pictures on a PDF page, from PDFium's page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from policygap.documents.pdf import marks as pdf_marks
from policygap.documents.pdf.frame import Box, Frame

_THIN = 3.0  # points: what is thinner is a line
_DEEPEST = 4  # forms within forms
_SIMPLE = 5  # segments of a rectangle
_MOST_SEGMENTS = 400
_PICTURE = 0.05  # share of the page
_DRAWING = 40  # paths
_MOST = 20_000  # objects looked at on one page; maps and drawings have more


@dataclass(frozen=True, slots=True)
class Drawings:
    """Horizontal and vertical lines as boxes (x0, top, x1, bottom); the largest picture's share.

    `covers` are filled boxes, pictures and marks that are drawn after some text and may hide it.
    `drawn`: there is a picture of some size, or as many paths as it takes to draw words.
    """

    horizontal: tuple[Box, ...] = ()
    vertical: tuple[Box, ...] = ()
    covers: tuple[Box, ...] = ()
    picture: float = 0.0
    drawn: bool = False


class _Drawn(NamedTuple):
    """One object of a page, or one stroke of a path of many."""

    kind: int
    box: Box
    outlined: bool = False
    filled: bool = False


def drawings(page: pypdfium2.PdfPage, frame: Frame) -> Drawings:
    """Return what is drawn on the page, in the frame of its text."""
    found = _Found(frame)
    for kind, obj, shift in _walk(page.raw):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and found.has_text:
            continue  # where text stands is not asked, and most objects are text
        for drawn in _drawn(kind, obj, shift, frame):
            found.add(drawn)
    marks = pdf_marks.marks(page, frame)
    lines = (*found.horizontal, *marks.strikes)
    covers = (*found.covers, *marks.covers)
    shown = found.picture >= _PICTURE or found.paths >= _DRAWING
    return Drawings(lines, tuple(found.vertical), covers, found.picture, shown)


@dataclass(slots=True)
class _Found:
    """What has been met so far on the way through a page's objects, from back to front."""

    frame: Frame
    horizontal: list[Box] = field(default_factory=list)
    vertical: list[Box] = field(default_factory=list)
    covers: list[Box] = field(default_factory=list)
    picture: float = 0.0
    paths: int = 0
    has_text: bool = False

    def add(self, drawn: _Drawn) -> None:
        """Count an object in."""
        if drawn.kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.has_text = True
        elif drawn.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.picture = max(self.picture, self._share(drawn.box))
            self._may_cover(drawn.box)
        elif drawn.kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.paths += 1
            self._add_lines(drawn.box, drawn.outlined)
            if drawn.filled:
                self._may_cover(drawn.box)

    def _share(self, box: Box) -> float:
        """Return the share of the page that lies under a box."""
        width = min(box[2], self.frame.width) - max(box[0], 0.0)
        height = min(box[3], self.frame.height) - max(box[1], 0.0)
        area = max(self.frame.width * self.frame.height, 1.0)
        return max(width, 0.0) * max(height, 0.0) / area

    def _may_cover(self, box: Box) -> None:
        if self.has_text and min(box[2] - box[0], box[3] - box[1]) > _THIN:
            self.covers.append(box)

    def _add_lines(self, box: Box, outlined: bool) -> None:
        x0, y0, x1, y1 = box
        if y1 - y0 <= _THIN < x1 - x0:
            self.horizontal.append(box)
        elif x1 - x0 <= _THIN < y1 - y0:
            self.vertical.append(box)
        elif outlined:  # a filled box is a shade, not a line
            self.horizontal += [(x0, y0, x1, y0), (x0, y1, x1, y1)]
            self.vertical += [(x0, y0, x0, y1), (x1, y0, x1, y1)]


_Shift = tuple[float, float, float, float]  # scale x, scale y, move x, move y


def _drawn(kind: int, obj: object, shift: _Shift, frame: Frame) -> Iterator[_Drawn]:
    """Yield what an object draws, a path of many strokes stroke by stroke."""
    corners = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(obj, *corners):
        return
    x0, y0, x1, y1 = (corner.value for corner in corners)
    a, d, e, f = shift
    box = (x0 * a + e, y0 * d + f, x1 * a + e, y1 * d + f)
    is_path = kind == pdfium.FPDF_PAGEOBJ_PATH
    outlined, filled = _mode(obj) if is_path else (False, False)
    parts = _parts(obj, shift) if is_path else []
    yield from (_Drawn(kind, frame.box(*p), outlined, filled) for p in parts or [box])


_Object = tuple[int, object, _Shift]  # its kind first


def _walk(raw: object) -> Iterator[_Object]:
    """Yield all objects from back to front."""
    count = min(pdfium.FPDFPage_CountObjects(raw), _MOST)
    for i in range(count):
        yield from _inside(pdfium.FPDFPage_GetObject(raw, i), (1.0, 1.0, 0.0, 0.0), 0)


def _inside(obj: object, shift: _Shift, depth: int) -> Iterator[_Object]:
    kind = pdfium.FPDFPageObj_GetType(obj)
    if kind != pdfium.FPDF_PAGEOBJ_FORM or depth >= _DEEPEST:
        yield kind, obj, shift
        return
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(obj, matrix)
    a, d, e, f = shift
    inner = (matrix.a * a, matrix.d * d, matrix.e * a + e, matrix.f * d + f)
    for i in range(min(pdfium.FPDFFormObj_CountObjects(obj), _MOST)):
        yield from _inside(pdfium.FPDFFormObj_GetObject(obj, i), inner, depth + 1)


def _parts(obj: object, shift: _Shift) -> list[Box]:
    """Return the boxes of the strokes and rectangles that one path draws, none if it is simple."""
    count = pdfium.FPDFPath_CountSegments(obj)
    if not _SIMPLE < count <= _MOST_SEGMENTS:
        return []
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(obj, matrix)
    a, d, e, f = shift
    strokes: list[list[tuple[float, float]]] = []
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(obj, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        px = matrix.a * x.value + matrix.c * y.value + matrix.e
        py = matrix.b * x.value + matrix.d * y.value + matrix.f
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not strokes:
            strokes.append([])
        strokes[-1].append((px * a + e, py * d + f))
    return [_bounds(stroke) for stroke in strokes if len(stroke) > 1]


def _bounds(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _mode(obj: object) -> tuple[bool, bool]:
    """Tell whether a path is a stroked box of four or five segments, and whether it is filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(obj, fill, stroke)
    boxed = 4 <= pdfium.FPDFPath_CountSegments(obj) <= _MOST_SEGMENTS
    return bool(stroke.value) and boxed, bool(fill.value)
