"""The text of a Word file as a reader sees it, sign by sign, and where its XML may be cut."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from policygap.annotate.passages import Letters, letters
from policygap.documents.word.xml import MC, Element, W
from policygap.options import Revisions

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REFERENCES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_GONE = {  # what the other side of the tracked changes has
    Revisions.FINAL: (W + "del", W + "moveFrom"),
    Revisions.ORIGINAL: (W + "ins", W + "moveTo"),
}


@dataclass(frozen=True, slots=True)
class _Text:
    """A w:t from its first sign's number on; `reference` is the sign of the note it stands in."""

    start: int
    element: Element
    reference: Element | None = None

    @property
    def top(self) -> Element:
        """Return the child of the body's paragraph that holds the text or refers to it."""
        return _top(self.element if self.reference is None else self.reference)

    @property
    def is_plain(self) -> bool:
        """Tell whether its run may be cut: it stands in its paragraph, in nothing else."""
        return self.top is self.element.getparent()


class WordText:
    """The signs of the body, then those of the notes, each with its place in the XML."""

    def __init__(self, body: Element, notes: dict[str, Element], view: Revisions) -> None:
        """Take one side of the tracked changes; `notes` are the roots of the parts of notes."""
        self._texts: list[_Text] = []
        signs: list[str] = []
        own = ((element, None) for element in _shown(body, view))
        for element, reference in (*own, *_of_notes(body, notes, view)):
            self._texts.append(_Text(len(signs), element, reference))
            signs.extend(element.text)
        self.letters: Letters = letters(signs)

    def paragraph(self, sign: int) -> Element:
        """Return the w:p of the body that a sign stands in."""
        return self._at(sign).top.getparent()

    def before(self, sign: int) -> Element:
        """Return the child of the paragraph that begins with this sign, cutting a run if need be.

        Where a run must not be cut (in a link, an insertion, a text box), it is what holds the run.
        """
        text = self._at(sign)
        if not text.is_plain:
            return text.top
        if sign > text.start:
            text = self._cut(text, sign)
        return _beginning_with(text.element)

    def after(self, sign: int) -> Element:
        """Return the child of the paragraph that ends with this sign, as `before` does."""
        text = self._at(sign)
        if text.is_plain and sign + 1 < text.start + len(text.element.text):
            return self.before(sign + 1).getprevious()
        return text.top

    def _at(self, sign: int) -> _Text:
        return self._texts[bisect_right(self._texts, sign, key=lambda text: text.start) - 1]

    def _cut(self, text: _Text, sign: int) -> _Text:
        """Cut a w:t in two; return the second one."""
        element, at = text.element, sign - text.start
        second = deepcopy(element)
        second.tail = None
        element.text, second.text = element.text[:at], element.text[at:]
        for each in (element, second):
            each.set(_SPACE, "preserve")
        element.addnext(second)
        made = _Text(sign, second)
        insort(self._texts, made, key=lambda each: each.start)
        return made


def _shown(root: Element, view: Revisions) -> Iterator[Element]:
    """Yield the texts of a part that are seen."""
    for each in root.iter(W + "t", W + "delText"):
        above = {parent.tag for parent in each.iterancestors()}
        if each.text and W + "p" in above and above.isdisjoint((*_GONE[view], MC + "Fallback")):
            yield each


def _of_notes(
    body: Element, notes: dict[str, Element], view: Revisions
) -> Iterator[tuple[Element, Element]]:
    """Yield the texts of notes, each with the sign in the body that refers to its note.

    A note is marked there: Word lets nobody comment in some kinds of notes.
    """
    by_id = {
        (kind, note.get(W + "id")): note
        for kind, root in notes.items()
        for note in root.iterchildren(W + kind[:-1])
    }
    for reference in body.iter(*_REFERENCES):
        note = by_id.get((_REFERENCES[reference.tag], reference.get(W + "id")))
        if note is not None:
            yield from ((text, reference) for text in _shown(note, view))


def _top(element: Element) -> Element:
    """Return the child of the body's paragraph that holds an element, or is it.

    That is the outermost paragraph: the one of a text box stands in another.
    """
    chain = [element, *element.iterancestors()]
    return chain[max(n for n, each in enumerate(chain) if each.tag == W + "p") - 1]


def _beginning_with(element: Element) -> Element:
    """Return the run that begins with an element, made of the latter part of its run if need be."""
    run = element.getparent()
    if all(each.tag == W + "rPr" for each in element.itersiblings(preceding=True)):
        return run
    second = run.makeelement(run.tag, run.attrib, run.nsmap)
    properties = run.find(W + "rPr")
    if properties is not None:
        second.append(deepcopy(properties))
    second.extend([element, *element.itersiblings()])
    run.addnext(second)
    return second
