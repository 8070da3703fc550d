"""Pages of a book print have other margins on the left than on the right: shift them alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policygap.documents.layout.page import Element, Line, Page, lines_of

_LEAST_PAGES = 3
_SLACK = 4.0  # points
_FARTHEST = 72.0  # points: the widest difference that a binding margin makes


def aligned(pages: Sequence[Page]) -> list[Page]:
    """Return the pages with the text of even pages moved to the left edge of odd ones."""
    shift = _shift(pages)
    if not _SLACK < abs(shift) <= _FARTHEST:
        return list(pages)
    return [page if page.number % 2 else _moved(page, shift) for page in pages]


def _shift(pages: Sequence[Page]) -> float:
    """Return how far right even pages have to go; 0 if the edges do not tell."""
    odd = sorted(x for page in pages if page.number % 2 for x in _edges(page))
    even = sorted(x for page in pages if not page.number % 2 for x in _edges(page))
    if min(len(odd), len(even)) < _LEAST_PAGES:
        return 0.0
    left = odd[1] - even[1]  # the second smallest: one page may have an odd mark
    right = odd[-2] - even[-2]
    return left if abs(left - right) <= 2 * _SLACK or abs(left) > _SLACK else 0.0


def _edges(page: Page) -> list[float]:
    starts = [line.x0 for line in lines_of(page.flow)]
    return [min(starts)] if starts else []


def _moved(page: Page, shift: float) -> Page:
    return replace(page, flow=tuple(_moved_element(element, shift) for element in page.flow))


def _moved_element(element: Element, shift: float) -> Element:
    if not isinstance(element, Line):
        return replace(element, edges=tuple(edge + shift for edge in element.edges))
    spans = (replace(s, x0=s.x0 + shift, x1=s.x1 + shift) for s in element.spans)
    return replace(element, spans=tuple(spans))
