"""Ruled tables: cells from the lines drawn on the page, words into cells.

pdfplumber joins the lines to cells. It is given the lines that PDFium found, so no page is parsed
a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from policygap.documents.characters import join
from policygap.documents.layout.page import Table
from policygap.documents.pdf.drawings import Drawings
from policygap.documents.pdf.frame import Box
from policygap.documents.pdf.lines import rows
from policygap.documents.pdf.words import Word

_JOIN = 4.0  # points: double lines and corners that do not quite meet
_SHORTEST = 6.0  # points
_MOST_LINES = 2_000  # more is a drawing
_FILLED = 0.5  # share of the cells that hold text
_TALLEST = 0.4  # share of the page height: a taller cell holds running text, not a datum
_WORDIEST = 150  # words: the same


Passages = tuple[tuple[Word, ...], ...]  # the running text of huge cells, from left to right


@dataclass(frozen=True, slots=True)
class Tabled:
    """The tables of a page, the words outside, and the rows of huge cells, which hold passages."""

    tables: tuple[Table, ...]
    outside: tuple[Word, ...]
    passages: tuple[Passages, ...]


def split(words: Sequence[Word], drawn: Drawings, page: int, height: float) -> Tabled:
    """Take the words that stand in ruled tables out of a page's words."""
    outside = list(words)
    tables: list[Table] = []
    passages: list[Passages] = []
    for cells in _grids(drawn):
        inside = _by_cell(outside, cells)
        if not _is_table(inside, cells):
            continue
        huge = sorted(c for c in cells if _is_passage(c, inside.get(c, ()), height))
        passages += _side_by_side(huge, inside)
        taken = {cell: inside[cell] for cell in huge}
        others = [cell for cell in cells if cell not in taken]
        if _is_table(inside, others):
            tables += _bands(inside, others, huge, page)
            taken = inside
        gone = {id(word) for found in taken.values() for word in found}
        outside = [word for word in outside if id(word) not in gone]
    return Tabled(tuple(tables), tuple(outside), tuple(passages))


def _side_by_side(huge: Sequence[Box], inside: dict[Box, list[Word]]) -> list[Passages]:
    tops = sorted({cell[1] for cell in huge})
    return [tuple(tuple(inside[c]) for c in huge if c[1] == top) for top in tops]


def _bands(
    inside: dict[Box, list[Word]], cells: Sequence[Box], huge: Sequence[Box], page: int
) -> Iterator[Table]:
    """Yield what stands over, between and under the rows of huge cells, each as a table."""
    tops = [-inf, *sorted({cell[1] for cell in huge}), inf]
    for top, end in pairwise(tops):
        band = [cell for cell in cells if top <= cell[1] < end and cell in inside]
        if band:
            yield _table(inside, band, page)


def _grids(drawn: Drawings) -> list[list[Box]]:
    """Return the cells of every grid of at least two by two lines within its frame."""
    if not drawn.vertical or not drawn.horizontal:
        return []
    edges = [_edge(box, "h") for box in drawn.horizontal if box[2] - box[0] >= _SHORTEST]
    edges += [_edge(box, "v") for box in drawn.vertical if box[3] - box[1] >= _SHORTEST]
    if not edges or len(edges) > _MOST_LINES:
        return []
    from pdfplumber import table as ruled  # loads slowly, and few pages have tables

    merged = ruled.merge_edges(edges, _JOIN, _JOIN, _JOIN, _JOIN)
    framed = [edge for group in _connected(merged) for edge in _framed(group)]
    framed = ruled.merge_edges(framed, _JOIN, _JOIN, _JOIN, _JOIN)
    cells = ruled.intersections_to_cells(ruled.edges_to_intersections(framed, _JOIN, _JOIN))
    return [list(cells) for cells in ruled.cells_to_tables(cells) if len(cells) >= 3]


_Edge = dict[str, object]


def _edge(box: Box, orientation: str) -> dict[str, object]:
    x0, top, x1, bottom = box
    if orientation == "h":
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0,
        "height": bottom - top, "orientation": orientation, "object_type": "line",
    }  # fmt: skip


def _connected(edges: Sequence[dict[str, object]]) -> list[list[dict[str, object]]]:
    """Return the groups of lines that touch or cross each other."""
    groups: list[list[dict[str, object]]] = []
    for edge in edges:
        touching = [group for group in groups if any(_touch(edge, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([edge, *(other for group in touching for other in group)])
    return groups


def _touch(one: dict[str, object], two: dict[str, object]) -> bool:
    a, b = _box(one), _box(two)
    return (
        a[0] <= b[2] + _JOIN
        and b[0] <= a[2] + _JOIN
        and a[1] <= b[3] + _JOIN
        and b[1] <= a[3] + _JOIN
    )


def _box(edge: dict[str, object]) -> Box:
    x0, top, x1, bottom = (float(str(edge[side])) for side in ("x0", "top", "x1", "bottom"))
    return x0, top, x1, bottom


def _framed(group: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Add the outer frame that many tables leave out; a group without crossing lines is dropped."""
    boxes = [_box(edge) for edge in group]
    sides = {edge["orientation"] for edge in group}
    if len(sides) < 2 or len(group) < 2:
        return []
    x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    frame = [_edge((x0, y, x1, y), "h") for y in (top, bottom)]
    frame += [_edge((x, top, x, bottom), "v") for x in (x0, x1)]
    return [*group, *frame]


def _by_cell(words: Iterable[Word], cells: Sequence[Box]) -> dict[Box, list[Word]]:
    found: dict[Box, list[Word]] = {}
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.y - word.size * 0.3
        for cell in cells:
            if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                found.setdefault(cell, []).append(word)
                break
    return found


def _is_passage(cell: Box, words: Sequence[Word], height: float) -> bool:
    return bool(words) and (cell[3] - cell[1] > _TALLEST * height or len(words) > _WORDIEST)


def _is_table(inside: dict[Box, list[Word]], cells: Sequence[Box]) -> bool:
    """Tell a table from a frame or a box: two by two cells need text."""
    filled = [cell for cell in cells if cell in inside]
    if not filled or len(filled) < _FILLED * len(cells):
        return False
    tops, lefts = _sides(cell[1] for cell in filled), _sides(cell[0] for cell in filled)
    places = {(_nearest(tops, cell[1]), _nearest(lefts, cell[0])) for cell in filled}
    return len(tops) >= 2 and len(places) > len({row for row, _ in places})


def _table(inside: dict[Box, list[Word]], cells: Sequence[Box], page: int) -> Table:
    """Return the table of cells that hold words."""
    tops, lefts = _sides(cell[1] for cell in cells), _sides(cell[0] for cell in cells)
    grid = [[""] * len(lefts) for _ in tops]
    for cell in cells:
        row, column = _nearest(tops, cell[1]), _nearest(lefts, cell[0])
        grid[row][column] = f"{grid[row][column]} {_cell_text(inside[cell])}".strip()
    bottom = max(cell[3] for cell in cells)
    return Table(page, min(tops), bottom, tuple(lefts), tuple(map(tuple, grid)))


def _sides(values: Iterable[float]) -> list[float]:
    """Return distinct positions in order; positions closer than a line's slack are one."""
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > _JOIN:
            distinct.append(value)
    return distinct


def _nearest(positions: Sequence[float], value: float) -> int:
    return min(range(len(positions)), key=lambda n: abs(positions[n] - value))


def _cell_text(words: Sequence[Word]) -> str:
    text, broken = "", False
    for row in rows(words):
        line = " ".join(word.text for word in row)
        text = join(text, line, frozenset(), broken)
        broken = row[-1].broken
    return text
