"""The numbers that a browser shows in front of list items."""

from __future__ import annotations

from policygap.documents.html.tree import Element
from policygap.documents.word.formats import in_format
from policygap.documents.word.numbers import BULLET

LISTS = frozenset({"ol", "ul", "menu", "dir"})

_FORMATS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip
_NONE = "none"


class OpenList:
    """A list that is being read; `label` is to be asked for each of its items in order."""

    def __init__(self, element: Element, style: dict[str, str]) -> None:
        """Begin a list; `style` holds the element's CSS."""
        self._ordered = element.tag == "ol"
        self._step = -1 if "reversed" in element.attrib else 1
        self._format = _style_type(style) or element.get("type", "1")
        start = number(element.get("start"))
        if start is None:
            start = 1 if self._step > 0 else sum(1 for _ in element.iterchildren("li"))
        self._next = start

    def label(self, item: Element, style: dict[str, str]) -> str:
        """Count an item and return what stands in front of it ("3.", "c.", "•"), "" for nothing."""
        value = number(item.get("value"))
        count = self._next if value is None else value
        self._next = count + self._step
        shown = _style_type(style) or item.get("type") or self._format
        if shown == _NONE:
            return ""
        if not self._ordered:
            return BULLET
        return f"{in_format(count, _FORMATS.get(shown, 'decimal'))}."


def _style_type(style: dict[str, str]) -> str:
    named = (*style.get("list-style", "").split(), *style.get("list-style-type", "").split())
    return next((name for name in reversed(named) if name in _FORMATS or name == _NONE), "")


def number(text: str | None) -> int | None:
    """Return an attribute's whole number, None where it is missing or none."""
    try:
        return None if text is None else max(-99_999, min(99_999, int(text)))
    except ValueError:
        return None


def is_contents(element: Element) -> bool:
    """Tell whether all items of a list only lead to places in the page itself."""
    items = list(element.iterchildren("li"))
    links = [item.find(".//a[@href]") for item in items]
    return len(items) > 2 and all(
        link is not None
        and link.get("href", "").startswith("#")
        and len(_direct_text(item).split()) <= len("".join(link.itertext()).split()) + 1
        for item, link in zip(items, links, strict=True)
    )


def _direct_text(item: Element) -> str:
    """Return what an item says without the lists in it."""
    inner = next(item.iter(*LISTS), None)
    text = "".join(item.itertext())
    return text if inner is None else text.replace("".join(inner.itertext()), "", 1)
