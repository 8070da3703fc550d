"""Annotations of a PDF page: highlights and notes (ISO 32000-1, 12.5.6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Pdf, String

from policygap.annotate.wording import AUTHOR
from policygap.model import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object

    from policygap.documents.pdf.places import Rectangle

_COLOURS = {
    State.CONTRADICTED: ("red", (1.0, 0.62, 0.60)),
    State.WEAK: ("yellow", (1.0, 0.90, 0.45)),
    State.REFERENCED: ("orange", (1.0, 0.80, 0.55)),
    State.ABSENT: ("blue", (0.68, 0.84, 1.0)),
    State.PRESENT: ("green", (0.72, 0.93, 0.68)),
}
_MEANS = {State.ABSENT: "nearest to what is absent"}
_PRINTED = 4  # annotation flag (table 165)
_NOTE_FLAGS = _PRINTED | 8 | 16  # neither scaled nor turned with the page
_ICON = 20.0  # points
_IN_A_ROW = 20


@dataclass(slots=True)
class Paper:
    """A PDF that is being marked; counts what is put where."""

    pdf: Pdf
    notes: Counter[int] = field(default_factory=Counter)  # by page
    marks: int = 0

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return len(self.pdf.pages)

    def page(self, number: int) -> Object:
        """Return a page, from 1."""
        return self.pdf.pages[number - 1].obj

    def corner(self, number: int) -> tuple[float, float]:
        """Return the left and top edge of what is seen of a page."""
        left, low, right, high = (float(edge) for edge in self.pdf.pages[number - 1].cropbox)
        return min(left, right), max(low, high)

    def top(self, number: int) -> float:
        """Return the top edge of what is seen of a page."""
        return self.corner(number)[1]


@dataclass(frozen=True, slots=True)
class Highlight:
    """What is highlighted on one page: its lines, and the note that goes with them."""

    state: State
    rectangles: tuple[Rectangle, ...]
    lines: Sequence[str]

    @staticmethod
    def legend() -> str:
        """Say what each colour means."""
        named = (f"{name}: {_MEANS.get(state, state)}" for state, (name, _) in _COLOURS.items())
        return f"Colours: {'; '.join(named)}."


def add_highlight(paper: Paper, number: int, highlight: Highlight) -> None:
    """Highlight lines of a page, with a note."""
    box = _around(highlight.rectangles)
    colour = _COLOURS[highlight.state][1]
    _add(
        paper,
        number,
        highlight.lines,
        Dictionary(
            Subtype=Name.Highlight,
            Rect=Array(box),
            QuadPoints=Array([edge for r in highlight.rectangles for edge in _corners(r)]),
            C=Array(colour),
            F=_PRINTED,
            Subj=String(highlight.state),
            AP=Dictionary(N=_look(paper.pdf, box, colour, highlight.rectangles)),
        ),
    )


def add_note(paper: Paper, number: int, lines: Sequence[str]) -> None:
    """Put a note at the top of a page, beside those that are there."""
    left, top = paper.corner(number)
    row, column = divmod(paper.notes[number], _IN_A_ROW)
    left, top = left + _ICON * (0.5 + 1.2 * column), top - _ICON * 1.2 * row
    box = (left, top - _ICON * 1.5, left + _ICON, top - _ICON / 2)
    note = Dictionary(
        Subtype=Name.Text, Rect=Array(box), Name=Name.Comment, F=_NOTE_FLAGS,
        C=Array(_COLOURS[State.WEAK][1]),
    )  # fmt: skip
    paper.notes[number] += 1
    _add(paper, number, lines, note)


def _add(paper: Paper, number: int, lines: Sequence[str], annotation: Dictionary) -> None:
    page = paper.page(number)
    paper.marks += 1
    annotation.Type = Name.Annot
    annotation.P = page
    annotation.T = String(AUTHOR)
    annotation.NM = String(f"{AUTHOR}-{paper.marks}")
    annotation.Contents = String("\r".join(lines))
    present = page.get("/Annots")
    others = list(present) if isinstance(present, Array) else []
    page.Annots = Array([*others, paper.pdf.make_indirect(annotation)])


def _look(
    pdf: Pdf,
    box: tuple[float, ...],
    colour: tuple[float, ...],
    rectangles: Sequence[Rectangle],
) -> Object:
    """Draw the highlight for programs that do not by themselves; the words show through."""
    fills = (f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re" for x0, y0, x1, y1 in rectangles)
    drawing = f"/Through gs {' '.join(map(str, colour))} rg {' '.join(fills)} f"
    through = Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
    return pdf.make_stream(
        drawing.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(box),
        Resources=Dictionary(ExtGState=Dictionary(Through=through)),
        Group=Dictionary(S=Name.Transparency),
    )


def _around(rectangles: Sequence[Rectangle]) -> tuple[float, ...]:
    lefts, lows, rights, tops = zip(*rectangles, strict=True)
    return min(lefts), min(lows), max(rights), max(tops)


def _corners(r: Rectangle) -> tuple[float, ...]:
    """Return the corners in the order that viewers expect, which is not that of the standard."""
    left, low, right, top = r
    return left, top, right, top, left, low, right, low
