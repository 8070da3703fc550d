"""A PDF page turned so that its text runs from left to right, measured from its top left corner."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pypdfium2

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """How far the text is turned (degrees, counter-clockwise), and the turned page's measures.

    `left` and `top` are its edges in turned PDF coordinates, `width` and `height` its size, all in
    points.
    """

    angle: int
    left: float
    top: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a place given in PDF coordinates as points from the top left corner."""
        turned_x, turned_y = turn(x, y, self.angle)
        return turned_x - self.left, self.top - turned_y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box given in PDF coordinates as x0, top, x1, bottom."""
        (xa, ya), (xb, yb) = self.point(left, bottom), self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def frame(page: pypdfium2.PdfPage, angle: int) -> Frame:
    """Return the frame of a page whose text runs at an angle."""
    left, bottom, right, top = page.get_bbox()
    corners = [turn(x, y, angle) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Frame(angle, min(xs), max(ys), max(xs) - min(xs), max(ys) - min(ys))


def turn(x: float, y: float, angle: int) -> tuple[float, float]:
    """Return a point in coordinates in which text of this angle runs from left to right."""
    if not angle:
        return x, y
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x * cosine + y * sine, y * cosine - x * sine
