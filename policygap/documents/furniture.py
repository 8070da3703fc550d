"""Running heads and feet: what stands at the edge of several pages in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policygap.documents.layout.page import Element, Line, Page, Table

_ZONE = 0.25  # share of the page height at each edge
_LEAST_ZONE = 144.0  # points; of a last page of few lines
_DEEPEST = 12  # elements from an edge inwards
_NEIGHBOURS = (-2, -1, 1, 2)  # pages compared; two away for heads that alternate
_SAME_PLACE = 6.0  # points
NUMBER = re.compile(r"\d+")
_ROMAN_PAGE = re.compile(r"\b[ivx]+$")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*#\s*[-–—]?|(?:page\s*)?#\s*(?:of|/)\s*#|[ivx]+", re.IGNORECASE
)
_VENDOR = re.compile(
    # "(c) 2020: Holds withdrawn." is an item of a list
    r"©|\(c\)\s*(?:19|20)\d\d\b.*\b(?:llc|inc|ltd|corp)\b|\bcopyright\b.*\b(?:19|20)\d\d"
    r"|all rights reserved|^published with permission",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s_\-–—=*.]+")
_SENTENCE = re.compile(r"[.;:!?]['\")\]]*$")
_SENTENCE_WORDS = 7
_OFTEN = 3  # pages on which a line that reads like a sentence has to stand


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is compared between pages: words with numbers levelled, distance from the edge."""

    key: str
    distance: float


@dataclass(frozen=True, slots=True)
class Sifted:
    """The pages without their furniture, and the distinct lines that were taken away."""

    pages: tuple[Page, ...]
    removed: tuple[str, ...]


def sift(pages: Sequence[Page]) -> Sifted:
    """Take running heads, feet, page numbers and vendors' copyright lines off the pages."""
    tops = [_marks(page, top=True) for page in pages]
    feet = [_marks(page, top=False) for page in pages]
    known = _known(tops) | _known(feet)
    sifted: list[Page] = []
    removed: dict[str, None] = {}
    for n, page in enumerate(pages):
        gone = {*_furniture(n, page, tops, known, top=True)}
        gone |= {*_furniture(n, page, feet, known, top=False)}
        kept = tuple(e for i, e in enumerate(page.flow) if i not in gone and not _is_rule(e))
        removed |= {page.flow[i].text: None for i in sorted(gone)}
        sifted.append(replace(page, flow=kept))
    return Sifted(tuple(sifted), tuple(removed))


_Marks = list[tuple[int, _Mark]]  # number within the page's flow, from the edge inwards


def _marks(page: Page, top: bool) -> _Marks:
    """Return the marks of the elements in the zone at one edge, the outermost first."""
    zone = max(_ZONE * page.height, _LEAST_ZONE)
    found = [
        (distance, n, element)
        for n, element in enumerate(page.flow)
        if (distance := _distance(element, page, top)) <= zone and not _is_rule(element)
    ]
    found.sort(key=lambda entry: (round(entry[0]), entry[1]))
    return [(n, _Mark(_key(e.text), distance)) for distance, n, e in found[:_DEEPEST]]


def _distance(element: Element, page: Page, top: bool) -> float:
    if top:
        return element.bottom if isinstance(element, Table) else element.y
    return page.height - element.y


def levelled(text: str) -> str:
    """Return the words of a line in small letters, each number in them as "#"."""
    return NUMBER.sub("#", " ".join(text.lower().split()))


def _key(text: str) -> str:
    key = levelled(text)
    return _ROMAN_PAGE.sub("#", key) if len(key.split()) <= 4 else key


def _known(pages: Sequence[_Marks]) -> frozenset[str]:
    """Return the words of lines that stand in the same place on a page and its neighbours."""
    counts: dict[str, int] = {}
    for n, marks in enumerate(pages):
        for key in {mark.key for _, mark in marks if _stands_beside(mark, n, pages)}:
            counts[key] = counts.get(key, 0) + 1
    least = min(_OFTEN, max(2, len(pages) - 1))
    return frozenset(key for key, count in counts.items() if count >= least and len(key) > 1)


def _stands_beside(mark: _Mark, n: int, pages: Sequence[_Marks]) -> bool:
    neighbours = (pages[n + step] for step in _NEIGHBOURS if 0 <= n + step < len(pages))
    return any(
        mark.key == other.key and abs(mark.distance - other.distance) <= _SAME_PLACE
        for marks in neighbours
        for _, other in marks
    )


def _furniture(
    n: int, page: Page, pages: Sequence[_Marks], known: frozenset[str], *, top: bool
) -> Iterator[int]:
    """Yield the numbers of the elements to take away, from the edge inwards to the first other."""
    counts = _counts(pages, n)
    for number, mark in pages[n]:
        element = page.flow[number]
        known_head = top and n == 0 and _is_known(element, known) and not _is_large(element, page)
        if (
            known_head
            or (_VENDOR.search(element.text) and _is_short(element))
            or _is_page_number(mark, element, n)
            or _repeats(mark, element, counts, n, pages)
        ):
            yield number
        elif not (top and n == 0):  # a first page has another head: look through all its zone
            return


def _counts(pages: Sequence[_Marks], n: int) -> dict[str, int]:
    """Return on how many of the nearest pages each key stands in this zone."""
    counts: dict[str, int] = {}
    for marks in pages[max(0, n - 6) : n + 7]:
        for key in {mark.key for _, mark in marks}:
            counts[key] = counts.get(key, 0) + 1
    return counts


def _repeats(
    mark: _Mark, element: Element, counts: dict[str, int], n: int, pages: Sequence[_Marks]
) -> bool:
    if not _stands_beside(mark, n, pages):
        return False
    return not _reads_on(element) or counts[mark.key] >= _OFTEN


def _reads_on(element: Element) -> bool:
    """Tell whether a line reads like a sentence of the body."""
    return len(element.text.split()) >= _SENTENCE_WORDS and bool(_SENTENCE.search(element.text))


def _is_known(element: Element, known: frozenset[str]) -> bool:
    """Tell whether a line holds words that are a running head on other pages."""
    if _reads_on(element):
        return False
    spans = element.spans if isinstance(element, Line) else ()
    keys = {_key(span.text) for span in spans} | {_key(element.text)}
    return bool(keys & known)


def _is_page_number(mark: _Mark, element: Element, n: int) -> bool:
    if not _PAGE_NUMBER.fullmatch(mark.key):
        return False
    numbers = NUMBER.findall(element.text)
    return "page" in mark.key or len(numbers) == 2 or numbers == [str(n + 1)]


def _is_short(element: Element) -> bool:
    return isinstance(element, Line) and len(element.text.split()) <= 25


def _is_large(element: Element, page: Page) -> bool:
    sizes = [other.size for other in page.flow if isinstance(other, Line)]
    return isinstance(element, Line) and element.size > 1.15 * sorted(sizes)[len(sizes) // 2]


def _is_rule(element: Element) -> bool:
    """Tell whether a line is only drawn with underscores or dashes."""
    if not isinstance(element, Line):
        return False
    text = element.text
    return len(text) > 3 and _RULE.fullmatch(text) is not None
