"""The style sheet of a Rich Text file: which of its styles are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from policygap.documents.rtf.words import NO_OUTLINE, ParagraphLook

_HEADING = re.compile(r"heading ([1-9])\b", re.IGNORECASE)


@dataclass(slots=True)
class StyleSheet:
    """Styles by number: their names, and the outline levels that they give."""

    _names: dict[int, str] = field(default_factory=dict)
    _outlines: dict[int, int] = field(default_factory=dict)

    def define(self, look: ParagraphLook, said: str) -> None:
        """Take in a style: the look that it gives, and its name as the sheet says it."""
        if name := said.strip(" ;"):
            self._names.setdefault(look.style, name)
            self._outlines.setdefault(look.style, look.outline)

    def name(self, look: ParagraphLook) -> str:
        """Return the name of a paragraph's style, "" if the sheet has none."""
        return self._names.get(look.style, "")

    def heading_level(self, look: ParagraphLook) -> int | None:
        """Return a paragraph's heading level from 1, by itself or by its style, else None."""
        if look.outline < NO_OUTLINE:
            return look.outline + 1
        named = _HEADING.match(self.name(look))
        if named:
            return int(named[1])
        outline = self._outlines.get(look.style, NO_OUTLINE)
        return outline + 1 if outline < NO_OUTLINE else None
