"""The styles of an OpenDocument text, with what they inherit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policygap.documents.odt.package import FO, OFFICE, STYLE, TEXT, Element, Parts

_LENGTH = re.compile(r"(-?\d*\.?\d+)(in|pt|px|cm|mm|pc)")
_TWIPS = {"in": 1440, "pt": 20, "px": 15, "cm": 567, "mm": 56.7, "pc": 240}
_DEEPEST = 40  # styles that inherit from each other
# What is asked of styles: the element that holds it, and its attribute.
_PROPERTIES = {
    "weight": ("text-properties", f"{FO}font-weight"),
    "underline": ("text-properties", f"{STYLE}text-underline-style"),
    "strike": ("text-properties", f"{STYLE}text-line-through-style"),
    "strike-type": ("text-properties", f"{STYLE}text-line-through-type"),
    "display": ("text-properties", f"{TEXT}display"),
    "transform": ("text-properties", f"{FO}text-transform"),
    "size": ("text-properties", f"{FO}font-size"),
    "indent": ("paragraph-properties", f"{FO}margin-left"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style sets; a name of `_PROPERTIES` that is missing is not set."""

    parent: str
    properties: dict[str, str]
    shown_name: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document by family ("paragraph", "text", "section") and name."""

    by_name: dict[tuple[str, str], Style]

    def value(self, family: str, name: str, asked: str) -> str:
        """Return what a style or one that it inherits from sets, "" if none does."""
        found = (style.properties.get(asked) for style in self._line(family, name))
        return next((value for value in found if value is not None), "")

    def is_title(self, name: str) -> bool:
        """Tell whether a paragraph style is the one for titles."""
        return any(style.shown_name == "Title" for style in self._line("paragraph", name))

    def _line(self, family: str, name: str) -> Iterator[Style]:
        for _ in range(_DEEPEST):
            style = self.by_name.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent


def read_styles(parts: Parts) -> Styles:
    """Return the styles of a document, its own and the automatic ones."""
    found: dict[tuple[str, str], Style] = {}
    for root in (parts.styles, parts.content):
        for group in ("styles", "automatic-styles"):
            for each in () if root is None else root.iterfind(f"{OFFICE}{group}/{STYLE}style"):
                key = (each.get(f"{STYLE}family", ""), each.get(f"{STYLE}name", ""))
                found[key] = _style(each)
    return Styles(found)


def _style(element: Element) -> Style:
    name = element.get(f"{STYLE}name", "")
    properties = {}
    for asked, (holder, attribute) in _PROPERTIES.items():
        value = element.find(f"{STYLE}{holder}")
        if value is not None and attribute in value.attrib:
            properties[asked] = value.get(attribute)
    return Style(
        element.get(f"{STYLE}parent-style-name", ""),
        properties,
        element.get(f"{STYLE}display-name", name),
    )


def twips(length: str | None) -> int | None:
    """Return a length ("0.5in") in twips, None where there is none or in units of something."""
    match = _LENGTH.match(length or "")
    return round(float(match[1]) * _TWIPS[match[2]]) if match else None
