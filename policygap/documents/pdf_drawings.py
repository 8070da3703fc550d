"""The straight lines and pictures on a PDF page, from PDFium's page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_THIN = 3.0  # points: what is thinner is a line
_DEEPEST = 4  # forms within forms
_SIMPLE = 5  # segments of a rectangle
_MOST_SEGMENTS = 400
_PICTURE = 0.05  # share of the page
_DRAWING = 40  # paths
_MOST = 20_000  # objects looked at on one page; maps and drawings have more

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawings:
    """Horizontal and vertical lines as boxes (x0, top, x1, bottom); the largest picture's share.

    `drawn`: there is a picture of some size, or as many paths as it takes to draw words.
    """

    horizontal: tuple[Box, ...]
    vertical: tuple[Box, ...]
    picture: float
    drawn: bool


def drawings(page: pypdfium2.PdfPage) -> Drawings:
    """Return what is drawn on the page, in points from its top left corner."""
    left, bottom, right, top = page.get_bbox()
    area = max((right - left) * (top - bottom), 1.0)
    horizontal: list[Box] = []
    vertical: list[Box] = []
    picture, paths = 0.0, 0
    for kind, (x0, y0, x1, y1), stroked in _objects(page):
        box = (x0 - left, top - y1, x1 - left, top - y0)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            width = min(box[2], right - left) - max(box[0], 0.0)
            height = min(box[3], top - bottom) - max(box[1], 0.0)
            picture = max(picture, max(width, 0.0) * max(height, 0.0) / area)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            _sort_in(box, stroked, horizontal, vertical)
    drawn = picture >= _PICTURE or paths >= _DRAWING
    return Drawings(tuple(horizontal), tuple(vertical), picture, drawn)


def _sort_in(box: Box, stroked: bool, horizontal: list[Box], vertical: list[Box]) -> None:
    x0, y0, x1, y1 = box
    if y1 - y0 <= _THIN < x1 - x0:
        horizontal.append(box)
    elif x1 - x0 <= _THIN < y1 - y0:
        vertical.append(box)
    elif stroked:  # an outlined box; a filled one is a shade, not a line
        horizontal += [(x0, y0, x1, y0), (x0, y1, x1, y1)]
        vertical += [(x0, y0, x0, y1), (x1, y0, x1, y1)]


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Box, bool]]:
    """Yield kind, bounds (left, bottom, right, top) and "is a stroked rectangle" of all objects."""
    corners = [ctypes.c_float() for _ in range(4)]
    for obj, shift in _walk(page.raw):
        kind = pdfium.FPDFPageObj_GetType(obj)
        if not pdfium.FPDFPageObj_GetBounds(obj, *corners):
            continue
        x0, y0, x1, y1 = (corner.value for corner in corners)
        a, d, e, f = shift
        box = (x0 * a + e, y0 * d + f, x1 * a + e, y1 * d + f)
        outline = kind == pdfium.FPDF_PAGEOBJ_PATH and _is_outline(obj)
        parts = _parts(obj, shift) if kind == pdfium.FPDF_PAGEOBJ_PATH else []
        yield from ((kind, part, outline) for part in parts or [box])


_Shift = tuple[float, float, float, float]  # scale x, scale y, move x, move y


def _walk(raw: object) -> Iterator[tuple[object, _Shift]]:
    count = min(pdfium.FPDFPage_CountObjects(raw), _MOST)
    for i in range(count):
        yield from _inside(pdfium.FPDFPage_GetObject(raw, i), (1.0, 1.0, 0.0, 0.0), 0)


def _inside(obj: object, shift: _Shift, depth: int) -> Iterator[tuple[object, _Shift]]:
    if pdfium.FPDFPageObj_GetType(obj) != pdfium.FPDF_PAGEOBJ_FORM or depth >= _DEEPEST:
        yield obj, shift
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


def _is_outline(obj: object) -> bool:
    """Tell whether a path is a stroked box of four or five segments."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(obj, fill, stroke)
    return bool(stroke.value) and 4 <= pdfium.FPDFPath_CountSegments(obj) <= _MOST_SEGMENTS
