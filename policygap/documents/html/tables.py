"""The cells of a table in a web page, and tables that only set out numbered paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policygap.documents import labels
from policygap.documents.html.lists import number
from policygap.documents.html.tree import Element, text_of

_FRAME = frozenset("tbody thead tfoot tr form".split())
_EMPTY = frozenset({"colgroup", "col"})
_CELLS = frozenset({"td", "th"})
BETWEEN = -1  # the column of what stands outside of all cells
_WIDEST = 100  # columns and rows that one cell may span; some pages claim thousands
_MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and where it begins; BETWEEN as its column for what is no cell, such as a caption."""

    element: Element
    row: int
    column: int


def places(table: Element, left_out: Callable[[Element], bool]) -> Iterator[Place]:
    """Yield the cells of a table, but not of those within it, in order."""
    row = -1
    column = 0
    taken: dict[int, int] = {}  # column -> the last row that a cell from above covers
    for element in _elements(table, left_out):
        if element.tag == "tr":
            row, column = row + 1, 0
        elif element.tag not in _CELLS:
            yield Place(element, row, BETWEEN)
        else:
            row = max(row, 0)  # some pages have cells without a row around them
            while taken.get(column, -1) >= row:
                column += 1
            yield Place(element, row, column)
            last = row + _span(element, "rowspan") - 1
            after = column + _span(element, "colspan")
            taken.update(dict.fromkeys(range(column, min(after, _MOST_COLUMNS)), last))
            column = after


def _elements(table: Element, left_out: Callable[[Element], bool]) -> Iterator[Element]:
    """Yield the rows of a table, each followed by its cells, and what stands outside of cells."""
    waiting = list(reversed(table))
    while waiting:
        element = waiting.pop()
        if element.tag in _EMPTY or left_out(element):
            continue
        if element.tag not in _FRAME or element.tag == "tr":
            yield element
        if element.tag in _FRAME:
            waiting.extend(reversed(element))


def loose_text(table: Element) -> str:
    """Return what stands in a table outside of any cell or other element."""
    texts: list[str | None] = []
    waiting = [table]
    while waiting:
        holder = waiting.pop()
        texts += [holder.text, *(each.tail for each in holder)]
        waiting.extend(each for each in holder if each.tag in _FRAME)
    return " ".join(text for text in texts if text and text.strip())


def _span(element: Element, name: str) -> int:
    return max(1, min(number(element.get(name)) or 1, _WIDEST))


def numbered(found: Sequence[Place]) -> list[tuple[str, Element]]:
    """Return label and text of each row of a table that only sets out numbered paragraphs.

    [] if it is any other table: one whose rows hold more or less than a label and its text.
    """
    rows: dict[int, list[Place]] = {}
    for place in found:
        if text_of(place.element) or place.column == BETWEEN:
            rows.setdefault(place.row, []).append(place)
    pairs = [_numbered_row(row) for row in rows.values()]
    return [pair for pair in pairs if pair] if all(pairs) else []


def _numbered_row(row: Sequence[Place]) -> tuple[str, Element] | None:
    if len(row) != 2 or min(place.column for place in row) == BETWEEN:
        return None
    label = labels.parse(f"{text_of(row[0].element)} x")
    return (label[0].text, row[1].element) if label and label[1] == "x" else None
