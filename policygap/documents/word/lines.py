"""The lines of a paragraph: label, words and looks; a list typed with line breaks is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policygap.documents import labels
from policygap.documents.characters import clean
from policygap.documents.labels import Label, Reading
from policygap.documents.word.content import Paragraph, Piece

_TWIPS = 20  # in a point
_ENDS = ".:;,!?"
_LINKS = ("and", "or", "and/or")


@dataclass(frozen=True, slots=True)
class TextLine:
    """What stands in one line of thought: a paragraph, or a part of it after a line break.

    `x` is the indent in points, `size` the largest letter in half-points, `outline` the heading
    level that the style gives.
    """

    text: str
    label: str = ""
    counts: Label | None = None  # how the label counts
    bold: bool = False
    underlined: bool = False
    caps: bool = False
    size: int = 0
    x: float = 0.0
    outline: int | None = None
    page: int | None = None


def lines_of(paragraph: Paragraph) -> tuple[TextLine, ...]:
    """Return the paragraph as lines without their labels; empty ones are left out."""
    rows = _grouped(_rows(paragraph.pieces))
    lines = [_line(row, paragraph, first=n == 0) for n, row in enumerate(rows)]
    return tuple(line for line in lines if line.text)


_Row = tuple[Piece, ...]


def _rows(pieces: Sequence[Piece]) -> Iterator[_Row]:
    """Yield what stands between line breaks."""
    row: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        row.append(_with_text(piece, first))
        for text in others:
            yield tuple(row)
            row = [_with_text(piece, text)]
    yield tuple(row)


def _with_text(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.bold, piece.underlined, piece.caps, piece.size)


def _grouped(rows: Iterator[_Row]) -> list[_Row]:
    """Join rows to lines; a blank row, a label or the end of a bold title begins a new one."""
    grouped: list[_Row] = []
    parted = True
    for row in rows:
        blank = not _text(row)
        if not blank and (parted or _begins(grouped[-1], row)):
            grouped.append(row)
        elif not blank:
            grouped[-1] = (*grouped[-1], Piece(" "), *row)
        parted = blank or not grouped
    return grouped


def _begins(before: _Row, row: _Row) -> bool:
    """Tell whether a row after a line break says something of its own."""
    if _is_emphasised(before) and not _is_emphasised(row):
        return True
    if labels.parse(_text(row)) is None:
        return False
    above = _text(before)
    ended = above.endswith(tuple(_ENDS)) or above.split()[-1] in _LINKS
    return ended or labels.parse(above) is not None


def _line(row: _Row, paragraph: Paragraph, *, first: bool) -> TextLine:
    label, counts, text = _labelled(_text(row), paragraph if first else None)
    shown = [piece for piece in row if piece.text.strip()]
    return TextLine(
        text=text,
        label=label,
        counts=counts,
        bold=_share(shown, bold=True),
        underlined=_share(shown, bold=False),
        caps=all(piece.caps or piece.text.upper() == piece.text for piece in shown),
        size=max((piece.size for piece in shown), default=0),
        x=paragraph.indent / _TWIPS,
        outline=paragraph.outline if first else None,
        page=paragraph.page,
    )


def _labelled(text: str, numbered: Paragraph | None) -> tuple[str, Label | None, str]:
    """Return the label, automatic or typed, how it counts, and the words without it."""
    automatic = clean(numbered.label) if numbered else ""
    found = labels.parse(text)
    typed = found is not None and bool(found[1]) and not found[0].is_bullet
    if numbered and automatic and not (automatic == "•" and typed):
        return automatic, _counting(automatic, numbered.list_level), text
    if found is None or not found[1]:
        return "", None, text
    mark = "•" if found[0].is_bullet else found[0].text
    return mark, found[0], found[1]


def _counting(automatic: str, list_level: str) -> Label:
    """Return how an automatic number counts; by its list where its words do not tell ("Step 1")."""
    found = labels.parse(automatic)
    if found and not found[1]:
        return found[0]
    return Label(automatic, (Reading(f"list {list_level}", 0),))


def _text(row: _Row) -> str:
    return clean("".join(piece.text for piece in row))


def _is_emphasised(row: _Row) -> bool:
    shown = [piece for piece in row if piece.text.strip()]
    return bool(shown) and (_share(shown, bold=True) or _share(shown, bold=False))


def _share(shown: Sequence[Piece], *, bold: bool) -> bool:
    """Tell whether all letters are bold (or underlined); a label's look does not count."""
    return bool(shown) and all(
        (piece.bold if bold else piece.underlined)
        for piece in shown
        if any(char.isalpha() for char in piece.text)
    )
