"""The footnotes of a web page: a mark that leads to a text that leads back to the mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policygap.documents.html.tree import Element, text_of

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[ivxlc]{1,6}|[a-z])[\])]?")
_BODIES = frozenset("li p div dd td aside section".split())
_NEAR = 3  # elements from a link up to the one that carries its name


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a page: their marks and texts by the link, and the links back."""

    marks: dict[Element, str]
    bodies: dict[Element, Element]  # link -> the element that holds the note
    held: frozenset[Element]  # all such elements
    ways_back: frozenset[Element]

    def within(self) -> Notes:
        """Return the notes as they are to be known while the text of one is read."""
        return Notes({}, {}, frozenset(), self.ways_back)


def read_notes(root: Element) -> Notes:
    """Return the footnotes of a page."""
    named = {name: each for each in root.iter() for name in _names(each)}
    links = [each for each in root.iter("a") if each.get("href", "").startswith("#")]
    leading = {link.get("href", "")[1:]: link for link in links}
    marks: dict[Element, str] = {}
    bodies: dict[Element, Element] = {}
    ways_back: set[Element] = set()
    for link in links:
        target = named.get(link.get("href", "")[1:])
        mark = text_of(link)
        if target is None or link in ways_back or not _MARK.fullmatch(mark):
            continue
        body = _body(target)
        back = [leading[name] for name in _names_near(link) if name in leading]
        back = [way for way in back if _holds(body, way)]
        if back and not _holds(body, link):
            marks[link], bodies[link] = mark.strip("[]()"), body
            ways_back.update(back)
    return Notes(marks, bodies, frozenset(bodies.values()), frozenset(ways_back))


def _names(element: Element) -> list[str]:
    named = (element.get("id"), element.get("name") if element.tag == "a" else None)
    return [name for name in named if name]


def _names_near(link: Element) -> list[str]:
    """Return the names by which a link, or what closely holds it, can be reached."""
    near = [link, *link.iter(), *list(link.iterancestors())[:_NEAR]]
    return [name for each in near for name in _names(each)]


def _body(target: Element) -> Element:
    """Return the element that holds the text of a note: the target, or what it stands in."""
    around = (target, *target.iterancestors())
    return next((each for each in around if each.tag in _BODIES), target)


def _holds(outer: Element, inner: Element) -> bool:
    return any(each is outer for each in (inner, *inner.iterancestors()))
