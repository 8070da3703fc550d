"""Straight lines in the picture of a page: what rules tables, underlines or strikes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policygap.documents.pdf.drawings import Drawings
from policygap.documents.pdf.frame import Box
from policygap.documents.pdf.pictures import Picture

_INK = bytes(int(shade < 128) for shade in range(256))  # 1 for dark pixels
_SHORTEST = 20.0  # points; no stroke of a letter is as long
_MOST = 4_000  # rows and columns of dark pixels; more are a photograph


def rules(picture: Picture, slant: float) -> Drawings:
    """Return the lines of an upright page, `slant` (height to width) taken out, in points."""
    ink = picture.pixels.translate(_INK)
    starts = range(0, picture.height * picture.stride, picture.stride)
    long = re.compile(rb"\x01{%d,}" % round(_SHORTEST / picture.points))
    across = [
        (start, y, end, y + 1)
        for y, start, end in _runs((ink[s : s + picture.width] for s in starts), long)
    ]
    down = [
        (x, start, x + 1, end)
        for x, start, end in _runs((ink[x :: picture.stride] for x in range(picture.width)), long)
    ]
    if len(across) + len(down) > _MOST:
        return Drawings()
    horizontal, vertical = (
        tuple(_levelled(box, slant, picture.points) for box in boxes) for boxes in (across, down)
    )
    return Drawings(horizontal, vertical)


def _runs(lines: Iterable[bytes], long: re.Pattern[bytes]) -> Iterator[tuple[int, int, int]]:
    """Yield the number of a row or column, and where in it long dark runs begin and end."""
    for number, line in enumerate(lines):
        for match in long.finditer(line):
            yield number, match.start(), match.end()


def _levelled(box: Box, slant: float, points: float) -> Box:
    """Return a line given in pixels where it would stand on a straight page, in points."""
    x0, top, x1, bottom = box
    right, up = slant * (top + bottom) / 2, slant * (x0 + x1) / 2
    return (x0 + right) * points, (top - up) * points, (x1 + right) * points, (bottom - up) * points
