"""Word's XML: its names, on/off properties, and the walk that reads tracked changes as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Element: TypeAlias = Any  # an lxml element; lxml ships no types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_WRAPPERS = frozenset(
    W + name
    for name in (
        "ins", "moveTo", "sdtContent", "smartTag", "customXml", "fldSimple", "hyperlink", "dir",
        "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip
REMOVED = frozenset(W + name for name in ("del", "moveFrom", "delText", "instrText", "rt"))
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "pi": 12.0}
OFF = frozenset({"0", "false", "off", "none"})


def flow(parent: Element, *, removed: bool = False) -> Iterator[Element]:
    """Yield what stands in `parent` with all changes accepted, wrappers entered, in order.

    With `removed`, the elements that hold what was taken out are yielded too, unentered.
    """
    for each in parent:
        tag = each.tag
        if tag in _WRAPPERS and len(each):
            yield from flow(each, removed=removed)
        elif tag == W + "sdt":
            yield from _control(each, removed)
        elif tag == MC + "AlternateContent":
            yield from _alternative(each, removed)
        elif removed or tag not in REMOVED:
            yield each


def child(parent: Element | None, *names: str) -> Element | None:
    """Return the element at this path of direct children (without the w: prefix), or None."""
    for name in names:
        parent = None if parent is None else parent.find(W + name)
    return parent


def value(parent: Element | None, *names: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at this path, or None."""
    found = child(parent, *names)
    return None if found is None else found.get(W + attribute)


def number(text: str | None) -> int | None:
    """Return a measure or level as an int; None where it is missing or not a number."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def length(text: str | None, in_point: int) -> int | None:
    """Return a length as a whole number of `in_point`ths of a point, which it is without a unit."""
    found = _LENGTH.fullmatch(text or "")
    return round(float(found[1]) * _POINTS[found[2]] * in_point) if found else number(text)


def switch(properties: Element | None, name: str) -> bool | None:
    """Return an on/off property (w:b, w:vanish): on, off, or None where it is not set."""
    found = child(properties, name)
    return None if found is None else found.get(W + "val", "1") not in OFF


def _control(control: Element, removed: bool) -> Iterator[Element]:
    """Enter a content control, unless it only shows its prompt ("Click to enter a date")."""
    content = child(control, "sdtContent")
    if content is not None and not switch(child(control, "sdtPr"), "showingPlcHdr"):
        yield from flow(content, removed=removed)


def _alternative(alternatives: Element, removed: bool) -> Iterator[Element]:
    """Enter the first choice; the fallback says the same for older programs."""
    chosen = alternatives.find(MC + "Choice")
    if chosen is None:
        chosen = alternatives.find(MC + "Fallback")
    if chosen is not None:
        yield from flow(chosen, removed=removed)
