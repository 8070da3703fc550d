"""Which parts of a web page are no text of the policy: navigation, banners, hidden parts.

To keep a menu costs little, to drop a rule costs a false gap: whatever holds a sentence that reads
as a rule stays, however it is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policygap.documents.html.styles import Styles, is_hidden
from policygap.documents.html.tree import NO_TEXT, Element, names, words

_EMBEDDED = frozenset({"iframe", "object", "embed", "frame", "applet"})
_AROUND = frozenset({"nav", "footer", "aside", "header", "dialog"})
_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alertdialog menu menubar".split()
)
_NAMES = frozenset(
    "nav navbar navigation menu breadcrumb breadcrumbs sidebar footer masthead banner cookie "
    "cookies consent gdpr share sharing social search skip pagination pager newsletter subscribe "
    "related popup modal toolbar".split()
)
_UNSEEN = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"})
_ARTICLES = frozenset({"article", "main", "section"})
_SUBJECT = re.compile(
    r"\b(?:officers?|deput(?:y|ies)|members?|employees?|personnel|supervisors?|sergeants?|agents?"
    r"|force|weapons?|firearms?|choke\s?holds?|carotid|subjects?|suspects?|department)\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:shall|must|will|should|may|can|cannot|prohibit(?:s|ed)|authoriz(?:es|ed)|required"
    r"|permitted|forbidden|only)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.;:!?])\s+")


@dataclass(slots=True)
class Asides:
    """Tells what to leave out; `tally` counts its words: "around", "hidden", and "objects"."""

    styles: Styles
    opened: frozenset[str]  # ids of what the page's own controls show and hide
    main: Element | None  # the one element that is marked as the page's main part
    only_title: Element | None
    tally: Counter[str] = field(default_factory=Counter)

    def holds(self, element: Element) -> bool:
        """Tell whether an element is to be left out, and count what it holds."""
        kind = self._kind(element)
        if kind == "objects":
            self.tally[kind] += 1
        elif kind:
            self.tally[kind] += words(element)
        return kind is not None

    def _kind(self, element: Element) -> str | None:
        if element.tag in NO_TEXT:
            return ""
        if element.tag in _EMBEDDED:
            return "objects"
        if self._is_hidden(element):
            return "hidden"
        return "around" if self._may_be_around(element) and not self._is_told(element) else None

    def _is_hidden(self, element: Element) -> bool:
        if element.get("role") == "tabpanel" or element.get("id") in self.opened:
            return False  # an accordion: a click shows it
        return (
            element.get("hidden", "until-found") != "until-found"
            or element.get("aria-hidden") == "true"
            or (element.tag == "dialog" and "open" not in element.attrib)
            or not _UNSEEN.isdisjoint(element.get("class", "").split())
            or is_hidden(self.styles.of(element))
        )

    def _may_be_around(self, element: Element) -> bool:
        """Tell whether an element stands around the text of the page by its tag, place or name."""
        if element is self.main or element.tag in ("html", "body"):
            return False
        if self.main is not None and not _is_within(element, self.main):
            return not _is_within(self.main, element)
        if element.tag in ("header", "footer") and any(
            each.tag in _ARTICLES for each in element.iterancestors()
        ):
            return False
        named = element.tag in _AROUND or element.get("role") in _ROLES
        return named or not _NAMES.isdisjoint(names(element))

    def _is_told(self, element: Element) -> bool:
        """Tell whether an element holds the page's only title, or a sentence that is a rule."""
        title = self.only_title
        if title is not None and (element is title or _is_within(title, element)):
            return True
        text = " ".join(_unlinked(element))
        return any(
            _SUBJECT.search(sentence) and _RULE.search(sentence)
            for sentence in _SENTENCES.split(text)
        )


def read_asides(root: Element, styles: Styles) -> Asides:
    """Return what tells the parts of this page."""
    controls = (each.get("aria-controls", "") for each in root.iter() if each.get("aria-controls"))
    mains = [each for each in root.iter() if each.tag == "main" or each.get("role") == "main"]
    titles = list(root.iter("h1"))
    return Asides(
        styles,
        frozenset(name for control in controls for name in control.split()),
        mains[0] if len(mains) == 1 else None,
        titles[0] if len(titles) == 1 else None,
    )


def _is_within(element: Element, outer: Element) -> bool:
    return any(each is outer for each in element.iterancestors())


def _unlinked(element: Element) -> Iterator[str]:
    """Yield the texts of an element that stand in no link."""
    links = (link for link in element.iter("a") if link.get("href"))
    linked = {each for link in links for each in link.iter()}
    for each in element.iter():
        if each not in linked and each.tag not in NO_TEXT:
            yield each.text or ""
        if each is not element and each.getparent() not in linked:
            yield each.tail or ""


def sentence_on(tally: Counter[str]) -> tuple[str, ...]:
    """Return the sentence on what stood around the text, if anything did."""
    if not tally["around"]:
        return ()
    count = tally["around"]
    return (f"{count} word{'s' * (count > 1)} of navigation and the like were set aside.",)
