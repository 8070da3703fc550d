"""Drawings in a Word file: text boxes, which are read, and pictures, which are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policygap.documents.word.xml import MC, Element, W, number

_BOX = W + "txbxContent"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_PICTURE = _DRAWING + "picture}pic"
_DIAGRAMS = (_DRAWING + "diagram}relIds", _DRAWING + "chart}chart")
_EXTENT = _DRAWING + "wordprocessingDrawing}extent"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_OLD_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_INCH = 914_400  # EMU
_LEAST = 1.5 * _INCH  # smaller pictures are badges and logos


def text_boxes(drawn: Element) -> Iterator[Element]:
    """Yield the contents of the outermost text boxes of a w:drawing, w:pict or w:object, once."""
    for box in drawn.iter(_BOX):
        between = _ancestors(box, drawn)
        if _BOX not in between and MC + "Fallback" not in between:
            yield box


def count_pictures(drawn: Element) -> Counter[str]:
    """Count what a drawing shows and nobody can read here: "pictures", "diagrams", "objects"."""
    if next(drawn.iter(_OLD_OBJECT), None) is not None:
        return Counter(objects=1)
    if any(next(drawn.iter(name), None) is not None for name in _DIAGRAMS):
        return Counter(diagrams=1)
    pictures = sum(1 for _ in drawn.iter(_PICTURE, _OLD_PICTURE))
    return Counter(pictures=pictures) if pictures and not _is_small(drawn) else Counter()


def _is_small(drawn: Element) -> bool:
    extent = next(drawn.iter(_EXTENT), None)
    if extent is None:
        return False
    sides = (number(extent.get("cx")), number(extent.get("cy")))
    return any(side is not None and side < _LEAST for side in sides)


def _ancestors(node: Element, top: Element) -> list[str]:
    """Return the tags between a node and one of its ancestors."""
    tags = []
    parent = node.getparent()
    while parent is not None and parent is not top:
        tags.append(parent.tag)
        parent = parent.getparent()
    return tags
