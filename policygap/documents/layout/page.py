"""Lines and tables as they stand on a page: what the PDF and the plain-text reader share.

All measures are points (1/72 inch) from the page's top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace


class _Sent:
    """What may come from another process, packed as what it is made from: small, and at once."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Tell `pickle` what it is made from."""
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Span(_Sent):
    """A run of words in one style without a wide gap in it; `broken` as with a line.

    `order` tells which of two spans of a page the file has first, where it has an order of its own.
    """

    text: str
    x0: float
    x1: float
    bold: bool = False
    underlined: bool = False
    broken: bool = False
    order: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Line(_Sent):
    """One line of text; `y` is its baseline.

    `broken` marks a hyphen that was taken off the end of the line, `closed` a line that is known
    to end its paragraph. `column` is 0 for a line as wide as the page.
    """

    page: int
    spans: tuple[Span, ...]
    y: float
    size: float
    column: int = 0
    broken: bool = False
    closed: bool = False

    @property
    def text(self) -> str:
        """Return the words of the line."""
        spans = self.spans
        return spans[0].text if len(spans) == 1 else " ".join([span.text for span in spans])

    @property
    def x0(self) -> float:
        """Return where the line begins."""
        return self.spans[0].x0

    @property
    def x1(self) -> float:
        """Return where the line ends."""
        return self.spans[-1].x1

    @property
    def bold(self) -> bool:
        """Tell whether every word is bold."""
        return all(span.bold for span in self.spans)

    @property
    def underlined(self) -> bool:
        """Tell whether every word is underlined."""
        return all(span.underlined for span in self.spans)

    def without_first_span(self) -> Line | None:
        """Return the line without its first span, None if nothing is left."""
        return replace(self, spans=self.spans[1:]) if len(self.spans) > 1 else None


@dataclass(frozen=True, slots=True)
class Table(_Sent):
    """A ruled table: `edges` are its columns' left sides; a cell merged into another is ""."""

    page: int
    y: float
    bottom: float
    edges: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """Return the words of all cells, row by row."""
        return " ".join(cell for row in self.rows for cell in row if cell)

    @property
    def x0(self) -> float:
        """Return where the table begins."""
        return self.edges[0]


Element = Line | Table


@dataclass(frozen=True, slots=True)
class Page(_Sent):
    """A page in reading order; `picture` is the share of its area under its largest image.

    `undecoded` counts characters that the file gives no meaning to. `struck` and `unseen` tell that
    words were left out because they are struck out, or because nothing of them shows.
    """

    number: int
    width: float
    height: float
    flow: tuple[Element, ...]
    picture: float = 0.0
    drawn: bool = False  # more is drawn on it than some text and lines
    undecoded: int = 0
    struck: bool = False
    unseen: bool = False


def lines_of(flow: Sequence[Element]) -> list[Line]:
    """Return the lines of a flow, tables left out."""
    return [element for element in flow if isinstance(element, Line)]


def page_text(page: Page) -> str:
    """Return all words of a page."""
    return " ".join(element.text for element in page.flow)
