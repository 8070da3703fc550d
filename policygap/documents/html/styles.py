"""What a web page's styles say about an element: hidden, struck, bold, how far it is set in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policygap.documents.html.tree import Element

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BY_CLASS = re.compile(r"([a-z]+\d?)?\.([\w-]+)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(in|pt|px|cm|mm|em|rem)\b")
_TWIPS = {"in": 1440, "pt": 20, "px": 15, "cm": 567, "mm": 56.7, "em": 240, "rem": 240}
_INDENTS = ("margin-left", "padding-left")
_BOLD = re.compile(r"bold|bolder|[6-9]00")

_Style = dict[str, str]


@dataclass(frozen=True, slots=True)
class Styles:
    """The declarations of a page's own style sheets that name a class: (tag, class) to style.

    What they hide is not taken from here: sheets hide what a click brings out, too.
    """

    by_class: dict[tuple[str, str], _Style]

    def of(self, element: Element) -> _Style:
        """Return the declarations for an element, its own style attribute last."""
        style: _Style = {}
        for name in element.get("class", "").split() if self.by_class else ():
            for key in (("", name), (element.tag, name)):
                style.update(self.by_class.get(key, {}))
        style.pop("display", None)
        style.update(_declarations(element.get("style", "")))
        return style


def read_styles(root: Element) -> Styles:
    """Return the styles of the <style> elements of a page."""
    found: dict[tuple[str, str], _Style] = {}
    for sheet in root.iter("style"):
        text = _AT_RULE.sub(" ", _COMMENT.sub(" ", sheet.text or ""))
        for selectors, body in _RULE.findall(text):
            for selector in selectors.split(","):
                if match := _BY_CLASS.fullmatch(selector.strip()):
                    found.setdefault((match[1] or "", match[2]), {}).update(_declarations(body))
    return Styles(found)


def _declarations(text: str) -> _Style:
    pairs = (part.split(":", 1) for part in text.lower().split(";") if ":" in part)
    return {name.strip(): value.replace("!important", "").strip() for name, value in pairs}


def is_hidden(style: _Style) -> bool:
    """Tell whether a style hides its element."""
    return style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse")


def is_struck(style: _Style) -> bool:
    """Tell whether a style strikes its element through."""
    return "line-through" in _decoration(style)


def is_underlined(style: _Style) -> bool:
    """Tell whether a style underlines its element."""
    return "underline" in _decoration(style)


def is_bold(style: _Style) -> bool:
    """Tell whether a style sets its element in bold."""
    return _BOLD.match(style.get("font-weight", "")) is not None


def indent(style: _Style) -> int:
    """Return how far a style sets its element in, in twips; 0 where it does not say."""
    found = (_LENGTH.match(style.get(name, "")) for name in _INDENTS)
    return int(sum(float(match[1]) * _TWIPS[match[2]] for match in found if match))


def _decoration(style: _Style) -> str:
    return f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
