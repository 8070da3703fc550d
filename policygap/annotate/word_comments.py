"""Comments of a Word file (ECMA-376 part 1, 17.13.4): added beside those that it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from policygap.annotate.wording import AUTHOR
from policygap.documents.word.xml import W, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from policygap.annotate.word_file import WordFile
    from policygap.documents.word.xml import Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Reviewer:
    """The author of comments and changes: gives each its id, and to all the same day."""

    file: WordFile
    day: date
    _last: int = -1

    def signed(self) -> dict[str, str]:
        """Return the attributes of a new comment or change."""
        return {
            W + "id": str(self._next()),
            W + "author": AUTHOR,
            W + "date": f"{self.day.isoformat()}T00:00:00Z",
        }

    def comment(self, first: Element, last: Element, lines: Iterable[str]) -> None:
        """Comment on what stands from one child of a paragraph to another, both included."""
        attributes = self.signed()
        comment = etree.SubElement(
            self.file.with_comments(), W + "comment", attributes | {W + "initials": "pg"}
        )
        for line in lines:
            run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
            run.append(text(line))
        key = {W + "id": attributes[W + "id"]}
        first.addprevious(element("commentRangeStart", key))
        reference = element("r")
        reference.append(element("commentReference", key))
        last.addnext(reference)
        last.addnext(element("commentRangeEnd", key))

    def comment_on(self, paragraph: Element, lines: Iterable[str]) -> None:
        """Comment on a whole paragraph."""
        if not len(paragraph) or paragraph[-1].tag == W + "pPr":
            paragraph.append(element("r"))
        start = 1 if paragraph[0].tag == W + "pPr" else 0
        self.comment(paragraph[start], paragraph[-1], lines)

    def _next(self) -> int:
        if self._last < 0:
            roots = (self.file.document, self.file.with_comments())
            ids = (number(each.get(W + "id")) for root in roots for each in root.iter("{*}*"))
            self._last = max((each for each in ids if each is not None), default=-1)
        self._last = max(self._last, -1) + 1
        return self._last


def element(name: str, attributes: dict[str, str] | None = None) -> Element:
    """Return a new element of Word's own."""
    return etree.Element(W + name, attributes, nsmap={"w": W[1:-1]})


def text(words: str) -> Element:
    """Return a w:t whose blanks are kept."""
    made = element("t", {_SPACE: "preserve"})
    made.text = words
    return made
