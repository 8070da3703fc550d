"""What a paragraph or run gets from its styles: heading level, list, indent, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policygap.documents.word.xml import Element, W, child, length, number, switch, value

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)|table of (?:figures|authorities)|index [1-9]")
_BODY_LEVEL = 9  # w:outlineLvl of running text
_DEFAULT_SIZE = 20  # half-points, where nothing sets one
_CHAIN = 20  # styles based on one another; a cycle ends here


@dataclass(slots=True)
class Styles:
    """The styles of one document by id."""

    by_id: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    size: int = _DEFAULT_SIZE
    _chains: dict[str, tuple[Element, ...]] = field(default_factory=dict)
    _switches: dict[tuple[str, str], bool | None] = field(default_factory=dict)
    _sizes: dict[str, int | None] = field(default_factory=dict)

    def chain(self, style: str) -> tuple[Element, ...]:
        """Return the style and those that it is based on, nearest first."""
        if style not in self._chains:
            self._chains[style] = tuple(self._ancestry(style))
        return self._chains[style]

    def of_paragraph(self, properties: Element | None) -> str:
        """Return the id of a paragraph's style, given its w:pPr."""
        return value(properties, "pStyle") or self.default

    def lists(self) -> dict[str, str]:
        """Return the list id of every list style."""
        found = ((key, value(each, "pPr", "numPr", "numId")) for key, each in self.by_id.items())
        return {key: list_id for key, list_id in found if list_id is not None}

    def names(self, style: str) -> list[str]:
        """Return the names of the style and its ancestors in small letters."""
        return [(value(each, "name") or "").lower() for each in self.chain(style)]

    def is_contents(self, style: str) -> bool:
        """Tell whether a style is for lines of a table of contents."""
        return any(_CONTENTS.fullmatch(name) for name in self.names(style))

    def is_title(self, style: str) -> bool:
        """Tell whether a style is Word's own for the title of the document."""
        return "title" in self.names(style)

    def heading_level(self, style: str, properties: Element | None) -> int | None:
        """Return the level from 1 that style or paragraph set for the outline, or None."""
        own = number(value(properties, "outlineLvl"))
        if own is not None:
            return own + 1 if own < _BODY_LEVEL else None
        return next(self._levels(style), None)

    def _levels(self, style: str) -> Iterator[int]:
        for name, each in zip(self.names(style), self.chain(style), strict=True):
            named, outline = _HEADING.match(name), number(value(each, "pPr", "outlineLvl"))
            if named:
                yield int(named[1])
            elif outline is not None and outline < _BODY_LEVEL:
                yield outline + 1
            elif outline is not None:
                return

    def run_switch(self, run: Element | None, paragraph_style: str, name: str) -> bool:
        """Tell whether a run property is on: set on the run, or by one of its two styles.

        Character and paragraph style together switch it off again (ECMA-376 part 1, 17.7.3).
        """
        own = switch(run, name)
        if own is not None:
            return own
        of_run = self._switch(value(run, "rStyle") or "", name) or False
        return of_run != (self._switch(paragraph_style, name) or False)

    def run_size(self, run: Element | None, paragraph_style: str) -> int:
        """Return the size of a run in half-points."""
        own = length(value(run, "sz"), 2) or self._size(value(run, "rStyle") or "")
        return own or self._size(paragraph_style) or self.size

    def _switch(self, style: str, name: str) -> bool | None:
        if (style, name) not in self._switches:
            states = (switch(child(each, "rPr"), name) for each in self.chain(style))
            self._switches[style, name] = next((s for s in states if s is not None), None)
        return self._switches[style, name]

    def _size(self, style: str) -> int | None:
        if style not in self._sizes:
            sizes = (length(value(each, "rPr", "sz"), 2) for each in self.chain(style))
            self._sizes[style] = next((size for size in sizes if size), None)
        return self._sizes[style]

    def _ancestry(self, style: str) -> Iterator[Element]:
        for _ in range(_CHAIN):
            found = self.by_id.get(style)
            if found is None:
                return
            yield found
            style = value(found, "basedOn") or ""


def read_styles(root: Element | None) -> Styles:
    """Return the styles of a document; none where the file has no styles part."""
    if root is None:
        return Styles()
    found = {each.get(W + "styleId", ""): each for each in root.iterchildren(W + "style")}
    defaults = (
        key
        for key, each in found.items()
        if each.get(W + "type") == "paragraph" and each.get(W + "default", "0") in ("1", "true")
    )
    size = length(value(root, "docDefaults", "rPrDefault", "rPr", "sz"), 2)
    return Styles(found, next(defaults, ""), size or _DEFAULT_SIZE)


def indent_of(properties: Element | None) -> int | None:
    """Return the left indent in twips that a w:pPr sets, or None."""
    left = value(properties, "ind", attribute="left")
    return length(left or value(properties, "ind", attribute="start"), 20)
