"""A PDF page drawn as a picture in grey, for recognizing text and for looking what shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pypdfium2

_MOST_PIXELS = 25_000_000  # larger pages are drawn coarser; a letter at 200 dpi has 3,740,000
_LONGEST = 15_000  # pixels of a side; Tesseract takes no more than 32,767
_POINTS = 72  # to the inch
_CONTRAST = 40  # of 255: what differs less from the paper is no ink
_INK = 0.0005  # share of a page's pixels; specks of dust are less


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of pixels, one byte each, from 0 (black) to 255; `stride` is the bytes of a row."""

    pixels: bytes
    width: int
    height: int
    stride: int
    dpi: float

    @property
    def points(self) -> float:
        """Return how many points a pixel is wide."""
        return _POINTS / self.dpi

    def contrast(self, x0: float, top: float, x1: float, bottom: float) -> int:
        """Return how much the darkest and the lightest pixel of a box, in points, differ.

        255 where the box lies outside the picture: nothing is known of it.
        """
        left, right = self._pixels(x0, x1, self.width)
        first, last = self._pixels(top, bottom, self.height)
        starts = range(first * self.stride, last * self.stride, self.stride)
        rows = [self.pixels[start + left : start + right] for start in starts]
        if not rows or not rows[0]:
            return 255
        return max(map(max, rows)) - min(map(min, rows))

    def _pixels(self, start: float, end: float, most: int) -> tuple[int, int]:
        return max(round(start / self.points), 0), min(round(end / self.points), most)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing but specks stands on the paper, whatever its shade."""
        shades = Counter(self.pixels)
        paper = shades.most_common(1)[0][0]
        ink = sum(count for shade, count in shades.items() if abs(shade - paper) > _CONTRAST)
        return ink < _INK * len(self.pixels)


def draw(page: pypdfium2.PdfPage, dpi: float, turn: int = 0) -> Picture:
    """Draw a page, turned clockwise by so many degrees (a multiple of 90) from how it shows."""
    width, height = page.get_size()
    scale = dpi / _POINTS
    pixels, longest = max(width * height, 1.0) * scale**2, max(width, height, 1.0) * scale
    scale *= min(1.0, (_MOST_PIXELS / pixels) ** 0.5, _LONGEST / longest)
    bitmap = page.render(scale=scale, rotation=turn, grayscale=True)
    try:
        drawn = bytes(bitmap.buffer)
        return Picture(drawn, bitmap.width, bitmap.height, bitmap.stride, scale * _POINTS)
    finally:
        bitmap.close()
