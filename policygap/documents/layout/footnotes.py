"""Footnotes: small print at the foot of a page that begins with a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policygap.documents.layout.page import Line, Page, lines_of

_SMALL = 0.9  # times the body's print size
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]+)\s*\S")
_LOWER_PART = 0.5  # of the page height


def lines(pages: Sequence[Page], size: float) -> frozenset[int]:
    """Return the ids of the lines of footnotes; `size` is the body's print size in points."""
    found: set[int] = set()
    for page in pages:
        small: list[Line] = []
        for line in reversed(lines_of(page.flow)):
            if line.size > _SMALL * size or line.y < _LOWER_PART * page.height:
                break
            small.insert(0, line)
        first = next((n for n, line in enumerate(small) if _MARK.match(line.text)), None)
        if first == 0 and len(small) < len(lines_of(page.flow)):
            found |= {id(line) for line in small}
    return frozenset(found)


def groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each footnote."""
    group: list[Line] = []
    for line in lines:
        if group and (_MARK.match(line.text) or line.page != group[-1].page):
            yield group
            group = []
        group.append(line)
    if group:
        yield group
