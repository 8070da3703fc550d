"""Words that a PDF holds but does not show: what lies under a box is not what the policy says."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from policygap.documents.pdf import pictures as pdf_pictures
from policygap.documents.pdf.frame import Box, Frame
from policygap.documents.pdf.pictures import Picture
from policygap.documents.pdf.words import Word

_DPI = 144
_MOST_COVERS = 2_000  # on a page; more are a drawing
_PLAIN = 24  # of 255: a place whose pixels differ less shows no letter
_RIGHT_ANGLE = 90


def shown(
    page: pypdfium2.PdfPage, words: Sequence[Word], covers: Sequence[Box], frame: Frame
) -> list[Word]:
    """Return the words without those that lie under a cover and leave no trace on the drawn page.

    A page is drawn only where a box, picture or mark lies on a word; a shade or a watermark leaves
    the words to be seen, and they are kept.
    """
    if len(covers) > _MOST_COVERS or frame.angle % _RIGHT_ANGLE:
        return list(words)
    covered = {id(word) for word in words if any(_lies_in(word, cover) for cover in covers)}
    if not covered:
        return list(words)
    picture = pdf_pictures.draw(page, _DPI, (frame.angle - page.get_rotation()) % 360)
    return [word for word in words if id(word) not in covered or _is_seen(word, picture)]


def _lies_in(word: Word, cover: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.y - 0.25 * word.size
    return cover[0] <= x <= cover[2] and cover[1] <= y <= cover[3]


def _is_seen(word: Word, picture: Picture) -> bool:
    if not any(letter.isalnum() for letter in word.text):
        return True  # a dot or a dash may fall between the pixels
    inset = min(1.0, (word.x1 - word.x0) / 4)
    top, bottom = word.y - 0.45 * word.size, word.y - 0.05 * word.size
    return picture.contrast(word.x0 + inset, top, word.x1 - inset, bottom) > _PLAIN
