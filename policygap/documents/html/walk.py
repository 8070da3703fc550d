"""Walk a web page and yield its paragraphs and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from policygap.documents import labels
from policygap.documents.characters import clean
from policygap.documents.html import styles as html_styles
from policygap.documents.html.asides import Asides
from policygap.documents.html.lists import LISTS, OpenList, is_contents, number
from policygap.documents.html.notes import Notes
from policygap.documents.html.tables import BETWEEN, loose_text, numbered, places
from policygap.documents.html.tree import Element, names, steps, text_of, words
from policygap.documents.word.content import (
    Content,
    Note,
    Paragraph,
    Piece,
    Table,
    TableCell,
    paragraphs_of,
)

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu "
    "nav ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
_BLOCK_DISPLAYS = ("block", "flex", "grid", "table", "list-item", "flow-root")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong", "th", "dt"})
_UNDERLINED = frozenset({"u", "ins"})
_STRUCK = frozenset({"del", "s", "strike"})
_TITLES = frozenset({"title", "heading", "headline", "subtitle", "subheading", "subhead"})
_TITLE_WORDS = 14
_PLAIN = ("normal", "400", "lighter", "300")
_ICON = 100  # pixels
_TABLE, _LEFT = "table", "left"  # how `steps` names what it does not enter
_INDENT = 720  # twips that one level of a list is set in
_BLANKS = re.compile(r"\s+")
_ENDED = (".", ":", ";", "?", "!", "-", "–", "—")
_MARK = re.compile(r"\s*\d{1,3}\s*")


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of an element is shown; an element takes on what its parent has."""

    bold: bool = False
    underlined: bool = False
    struck: bool = False
    caps: bool = False
    kept_blanks: bool = False
    outline: int | None = None
    indent: int = 0
    contents: bool = False


@dataclass(slots=True)
class Walk:
    """Walks one page; `tally` counts words of "struck" text and "pictures" that were left out."""

    asides: Asides
    notes: Notes
    tally: Counter[str] = field(default_factory=Counter)
    _looks: list[_Look] = field(default_factory=lambda: [_Look()])
    _lists: list[OpenList] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _cited: list[Element] = field(default_factory=list)  # marks of notes in the open paragraph
    _read: set[Element] = field(default_factory=set)  # notes that have been given out
    _label: str = ""  # of the item whose first paragraph comes next

    def contents(self, root: Element) -> Iterator[Content]:
        """Yield the paragraphs and tables in an element in order."""
        self._say(root.text)
        for event, element in steps(root, self._apart):
            if event == "start":
                yield from self._start(element)
                self._say(element.text)
                continue
            if event == "end":
                yield from self._end(element)
            elif event == _TABLE:
                yield from self._table(element)
            self._say(element.tail)
        yield from self._flush()

    def _apart(self, element: Element) -> str:
        """Return how to read an element that is not simply entered, "" for all others."""
        if element in self.notes.held or element in self.notes.ways_back:
            return _LEFT
        if element in self.notes.marks:
            self._cited.append(element)
            return _LEFT
        if element.tag == "sup" and self._is_mark(element):
            return _LEFT
        if self.asides.holds(element):
            return _LEFT
        return _TABLE if element.tag == "table" else ""

    def _is_mark(self, raised: Element) -> bool:
        """Tell whether a raised number is a note's mark; glued to a word, it would spoil that."""
        linked = any(link in self.notes.marks for link in raised.iter("a"))
        return bool(self._pieces) and not linked and bool(_MARK.fullmatch(text_of(raised)))

    def _start(self, element: Element) -> Iterator[Content]:
        style = self.asides.styles.of(element)
        if element.tag != "dd" and _is_block(element, style):
            yield from self._flush()
        self._looks.append(_look(element, style, self._looks[-1]))
        if element.tag in LISTS:
            self._lists.append(OpenList(element, style))
        elif element.tag == "li" and self._lists:
            self._label = self._lists[-1].label(element, style)
        elif element.tag == "br":
            self._pieces.append(Piece("\n"))
        elif element.tag == "img":
            self.tally["pictures"] += _is_picture(element)

    def _end(self, element: Element) -> Iterator[Content]:
        if element.tag == "dt":  # "Force", and the definition in an element of its own
            self._pieces.append(Piece(" " if self._said().endswith(_ENDED) else ": "))
        elif _is_block(element, self.asides.styles.of(element)):
            yield from self._flush()
        self._looks.pop()
        if element.tag in LISTS:
            self._lists.pop()
        elif element.tag == "li":
            self._label = ""

    def _table(self, table: Element) -> Iterator[Content]:
        yield from self._flush()
        self._say(loose_text(table))
        yield from self._flush()
        found = list(places(table, self.asides.holds))
        if rows := numbered(found):
            for label, element in rows:
                self._label = label
                yield from self._within(element)
            return
        for place in found:
            if place.column == BETWEEN:
                yield from self._within(place.element)
        cells = (place for place in found if place.column != BETWEEN)
        yield Table(
            tuple(TableCell(c.row, c.column, tuple(self._within(c.element))) for c in cells)
        )

    def _within(self, element: Element) -> Iterator[Content]:
        """Yield what a part of a table holds; nothing of it goes on outside."""
        style = self.asides.styles.of(element)
        self._looks.append(_look(element, style, self._looks[-1]))
        yield from self.contents(element)
        self._looks.pop()
        self._label = ""

    def _say(self, text: str | None) -> None:
        """Add text to the open paragraph as it is shown."""
        look = self._looks[-1]
        if look.struck:
            self.tally["struck"] += len((text or "").split())
        elif text:
            shown = text if look.kept_blanks else _BLANKS.sub(" ", text)
            self._pieces.append(Piece(shown, look.bold, look.underlined, look.caps))

    def _said(self) -> str:
        return clean("".join(piece.text for piece in self._pieces))

    def _flush(self) -> Iterator[Paragraph]:
        """Yield the open paragraph, if it says anything."""
        said = self._said()
        if not said:
            self._pieces.clear()
            return
        look = self._looks[-1]
        typed = labels.parse(said)
        yield Paragraph(
            tuple(self._pieces),
            label="" if typed and typed[1] and not typed[0].is_bullet else self._label,
            list_level=str(len(self._lists)),
            outline=look.outline,
            indent=_INDENT * len(self._lists) + look.indent,
            contents=look.contents,
            notes=tuple(self._notes()),
        )
        self._label = ""
        self._pieces.clear()

    def _notes(self) -> Iterator[Note]:
        for mark in self._cited:
            body = self.notes.bodies[mark]
            if body not in self._read:
                self._read.add(body)
                inner = Walk(self.asides, self.notes.within(), self.tally)
                found = tuple(paragraphs_of(inner.contents(body)))
                yield Note(self.notes.marks[mark], found, None)
        self._cited.clear()


def _look(element: Element, style: dict[str, str], around: _Look) -> _Look:
    """Return how an element is shown that stands in one of this look."""
    tag = element.tag
    level = number(element.get("aria-level")) if element.get("role") == "heading" else None
    weight = style.get("font-weight", "")
    return replace(
        around,
        bold=tag in _BOLD or _is_emphasised(element, style)
        or (around.bold and weight not in _PLAIN),
        underlined=around.underlined or tag in _UNDERLINED or html_styles.is_underlined(style),
        struck=around.struck or tag in _STRUCK or html_styles.is_struck(style),
        caps=around.caps or style.get("text-transform") == "uppercase",
        kept_blanks=tag == "pre" or style.get("white-space", "").startswith("pre")
        or (around.kept_blanks and "white-space" not in style),
        outline=_HEADINGS.get(tag, level or around.outline),
        indent=around.indent + html_styles.indent(style),
        contents=around.contents or (tag in LISTS and is_contents(element)),
    )  # fmt: skip


def _is_emphasised(element: Element, style: dict[str, str]) -> bool:
    """Tell whether an element is set in bold, or is called a title and short enough for one."""
    if html_styles.is_bold(style):
        return True
    return not _TITLES.isdisjoint(names(element)) and words(element) <= _TITLE_WORDS


def _is_block(element: Element, style: dict[str, str]) -> bool:
    display = style.get("display", "")
    return display.startswith(_BLOCK_DISPLAYS) if display else element.tag in _BLOCKS


def _is_picture(element: Element) -> bool:
    """Tell whether an image may hold text: neither an icon nor marked as mere decoration."""
    sides = (number(element.get(side)) for side in ("width", "height"))
    decoration = element.get("alt") == "" or element.get("role") in ("presentation", "none")
    return not decoration and all(side is None or side >= _ICON for side in sides)
