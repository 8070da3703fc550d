"""Parse a web page with lxml, and look at its elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from policygap.errors import DocumentError

Element: TypeAlias = Any  # an lxml element; lxml ships no types

NO_TEXT = frozenset(
    "head script style template noscript canvas audio video select datalist textarea input meter "
    "progress link meta title desc metadata base".split()
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 2048  # bytes in which an encoding is declared; browsers look at 1024
_DATA = re.compile(r"""\bdata:[\w./+;=-]*,[^"'\s)>]{200,}""")  # pictures kept in the page itself
_END_OF_ALL = re.compile(r"</(?:html|body)\b[^>]*>", re.IGNORECASE)  # lxml reads no further
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PARTS_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page names in its head, "" if it names none."""
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii", "replace") if found else ""


def without_pictures(text: str) -> str:
    """Return a page without the pictures that are written into it letter by letter."""
    return _DATA.sub("data:,", text)


def parse(path: Path, text: str) -> Element | None:
    """Return the root of a page, None if it is empty; DocumentError if lxml gives up on it."""
    from lxml import etree, html

    # Old pages leave inline tags open, one within the other, hundreds deep.
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    source = _END_OF_ALL.sub(" ", _NO_XML.sub(" ", text))
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except etree.ParserError:
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError(
            f"{path}: its elements are nested too deep to be read; print it to PDF and give that"
        )
    return root


def steps(root: Element, apart: Callable[[Element], str]) -> Iterator[tuple[str, Element]]:
    """Yield ("start", element) and ("end", element) for all below `root` in document order.

    An element that `apart` has a word for is not entered: it comes once, with that word. There is
    no recursion: pages may be nested deeper than Python allows.
    """
    opened = [(root, iter(root))]
    while opened:
        element, children = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            if opened:
                yield "end", element
        elif word := apart(child):
            yield word, child
        else:
            yield "start", child
            opened.append((child, iter(child)))


def words(element: Element) -> int:
    """Return how many words an element holds."""
    return len(text_of(element).split())


def text_of(element: Element) -> str:
    """Return all text of an element, with blanks collapsed."""
    texts = (
        (each.text if each.tag not in NO_TEXT else "", each.tail if each is not element else "")
        for each in element.iter()
    )
    return " ".join(" ".join(text for pair in texts for text in pair if text).split())


def names(element: Element) -> frozenset[str]:
    """Return the words that an element's class and id are made of: "siteNav-2" is site, nav, 2."""
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return frozenset(part.lower() for part in _PARTS_OF_NAME.findall(named))
