"""The words within a paragraph of an OpenDocument text, in the view that is read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from policygap.documents.odt.changes import Changes
from policygap.documents.odt.lists import whole
from policygap.documents.odt.package import DRAW, OFFICE, TEXT, Element
from policygap.documents.odt.styles import Styles
from policygap.documents.word.content import Piece

_SIGNS = {f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
_LEFT_OUT = frozenset(
    {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}ruby-text", f"{TEXT}script",
     f"{TEXT}hidden-paragraph"}
)  # fmt: skip
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_NOT_SET = ("", "none")
_MOST_BLANKS = 100
_BLANKS = re.compile(r"\s+")

_Look = tuple[tuple[str, str], ...]  # the styles that hold a text, innermost first


@dataclass(slots=True)
class Line:
    """What one paragraph holds: words, notes as (mark, text:note-body), drawings."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, Element]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Spans:
    """Reads paragraphs in order; `tally` counts what was left out, "hidden" and "struck" by words.

    `goes_on` tells that in the view that is read the last paragraph does not end where it ends in
    the file: its end was inserted.
    """

    styles: Styles
    changes: Changes
    tally: Counter[str] = field(default_factory=Counter)

    @property
    def goes_on(self) -> bool:
        """Tell whether an insertion is open that is not to be read."""
        return self.changes.left_out

    def read(self, paragraph: Element, line: Line | None = None) -> Line:
        """Return what a text:p or text:h holds, after what `line` holds already."""
        line = line or Line()
        name = paragraph.get(f"{TEXT}style-name", "")
        self._inside(paragraph, (("paragraph", name),), line)
        return line

    def mark(self, element: Element) -> bool:
        """Tell whether an element only marks a tracked change, and take note of it."""
        return self.changes.mark(element)

    def shows(self, section: Element) -> bool:
        """Tell whether a text:section (or anything else) is shown; count its words if not."""
        hidden = section.get(f"{TEXT}display") == "none"
        self.tally["hidden"] += len("".join(section.itertext()).split()) if hidden else 0
        return not hidden

    def is_hidden(self, paragraph: Element) -> bool:
        """Tell whether all of a paragraph is hidden, with its number."""
        return self._look((("paragraph", paragraph.get(f"{TEXT}style-name", "")),), "display") == (
            "none"
        )

    def count_pictures(self, drawn: Element) -> None:
        """Count the pictures and embedded objects of a drawing."""
        objects = sum(1 for _ in drawn.iter(f"{DRAW}object", f"{DRAW}object-ole"))
        self.tally["objects"] += objects
        if not objects:  # an object has a picture of itself besides
            frames = [drawn] if drawn.tag == f"{DRAW}frame" else list(drawn.iter(f"{DRAW}frame"))
            self.tally["pictures"] += sum(f.find(f"{DRAW}image") is not None for f in frames)

    def _inside(self, element: Element, look: _Look, line: Line) -> None:
        self._say(element.text, look, line)
        for each in element:
            self._each(each, look, line)
            self._say(each.tail, look, line)

    def _each(self, element: Element, look: _Look, line: Line) -> None:
        tag = element.tag
        if tag == f"{TEXT}note":
            self._note(element, line)
        elif tag.startswith(DRAW):
            if not self.changes.left_out:
                line.boxes.append(element)
        elif tag in _SIGNS:
            self._say(_SIGNS[tag], look, line)
        elif tag == f"{TEXT}s":
            self._say(" " * min(whole(element.get(f"{TEXT}c"), 1), _MOST_BLANKS), look, line)
        elif self.changes.mark(element):
            self._restore(element, look, line)
        elif tag not in _LEFT_OUT and element.get(f"{TEXT}is-hidden") != "true":
            style = element.get(f"{TEXT}style-name")
            self._inside(element, (("text", style), *look) if style else look, line)

    def _note(self, note: Element, line: Line) -> None:
        body = note.find(f"{TEXT}note-body")
        if body is not None and not self.changes.left_out:
            line.notes.append((note.findtext(f"{TEXT}note-citation") or "", body))

    def _restore(self, mark: Element, look: _Look, line: Line) -> None:
        """Put back what was deleted at a mark, if the text before all changes is read."""
        for number, paragraph in enumerate(self.changes.deleted_at(mark)):
            if number:
                line.pieces.append(Piece("\n\n"))
            self._inside(paragraph, look, line)

    def _say(self, text: str | None, look: _Look, line: Line) -> None:
        if not text or self.changes.left_out:
            return
        if reason := self._reason_to_leave_out(look):
            self.tally[reason] += len(text.split())
            return
        line.pieces.append(
            Piece(
                text if text == "\n" else _BLANKS.sub(" ", text),
                bold=self._look(look, "weight") in _BOLD,
                underlined=self._look(look, "underline") not in _NOT_SET,
                caps=self._look(look, "transform") == "uppercase",
                size=_half_points(self._look(look, "size")),
            )
        )

    def _reason_to_leave_out(self, look: _Look) -> str:
        if self._look(look, "display") == "none":
            return "hidden"
        struck = (self._look(look, "strike"), self._look(look, "strike-type"))
        return "struck" if any(value not in _NOT_SET for value in struck) else ""

    def _look(self, look: _Look, asked: str) -> str:
        """Return what the innermost style says that says anything."""
        found = (self.styles.value(family, name, asked) for family, name in look)
        return next((value for value in found if value), "")


def _half_points(size: str) -> int:
    number = size.removesuffix("pt")
    try:
        return round(2 * float(number)) if size.endswith("pt") else 0
    except (ValueError, OverflowError):
        return 0
