"""The numbers of LISTNUM fields, which Word computes each time it shows them and never saves.

Rules of ISO/IEC 29500 part 1, 17.16.5.33: a field counts in one of three lists that every document
has, in the list of its paragraph, in a list with a name, or in the one that was counted last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from policygap.documents.word.numbers import LEVELS, Counter, Level, List
from policygap.documents.word.xml import number

FIELD = "LISTNUM"
_ORDINARY = "NumberDefault"
_PART = re.compile(r'"([^"]*)"|(\S+)')
_DECIMAL, _LETTER, _ROMAN = "decimal", "lowerLetter", "lowerRoman"
_SHOWN = {
    _ORDINARY: (
        (_DECIMAL, "{})"), (_LETTER, "{})"), (_ROMAN, "{})"),
        (_DECIMAL, "({})"), (_LETTER, "({})"), (_ROMAN, "({})"),
        (_DECIMAL, "{}."), (_LETTER, "{}."), (_ROMAN, "{}."),
    ),
    "OutlineDefault": (
        ("upperRoman", "{}."), ("upperLetter", "{}."), (_DECIMAL, "{}."),
        (_LETTER, "{})"), (_DECIMAL, "({})"), (_LETTER, "({})"),
        (_ROMAN, "({})"), (_LETTER, "({})"), (_ROMAN, "({})"),
    ),
}  # fmt: skip

Place = tuple[str, int]  # a list's id and the depth in it, from 0


def _every_documents_lists() -> Iterator[tuple[str, List]]:
    for name, levels in _SHOWN.items():
        shown = enumerate(levels, start=1)
        own = tuple(Level(format=kind, text=text.format(f"%{n}")) for n, (kind, text) in shown)
        yield name, List(name, own, name=name)
    places = [f"%{n}." for n in range(1, LEVELS + 1)]
    legal = tuple(Level(text="".join(places[: n + 1])) for n in range(LEVELS))
    yield "LegalDefault", List("LegalDefault", legal, name="LegalDefault")


BUILT_IN: Mapping[str, List] = dict(_every_documents_lists())


@dataclass(frozen=True, slots=True)
class NumberField:
    """What a field asks for: a list by name, a depth from 0, a start."""

    name: str = ""
    depth: int | None = None
    start: int | None = None


def parsed(instruction: str) -> NumberField | None:
    """Return what an instruction such as 'LISTNUM "Articles" \\l 2' asks for; None for others."""
    parts = [quoted or bare for quoted, bare in _PART.findall(instruction)]
    if not parts or parts.pop(0).upper() != FIELD:
        return None
    name = "" if not parts or parts[0].startswith("\\") else parts[0]
    switches = {a.lower(): number(b) for a, b in pairwise(parts)}
    level = switches.get("\\l")
    depth = None if level is None else min(max(level, 1), LEVELS) - 1
    return NumberField(name, depth, switches.get("\\s"))


@dataclass(slots=True)
class Numbering:
    """Numbers the paragraphs and fields of a part that counts on its own, in reading order."""

    counter: Counter
    _last: Place | None = None  # of the last number, be it a paragraph's or a field's
    _paragraph: Place | None = None  # of the paragraph that is being read
    _before: Place | None = None  # of the last field in it

    def anew(self) -> Numbering:
        """Return one for a text box or for notes, which count on their own."""
        return Numbering(Counter(self.counter.lists))

    def begin(self, place: Place | None) -> str:
        """Count a paragraph that stands at a place in a list; return its number, if it shows any.

        Must be asked in reading order, before the paragraph's fields.
        """
        label = self.counter.label(*place) if place else ""
        self._paragraph, self._before = place if label else None, None
        self._last = self._paragraph or self._last
        return label

    def shown(self, field: NumberField, *, first: bool) -> str:
        """Return the number of a field; `first`: only numbers stand before it in the paragraph."""
        list_id = self._list(field.name)
        depth = self._depth(list_id, first=first) if field.depth is None else field.depth
        self._last = self._before = (list_id, depth)
        return self.counter.label(list_id, depth, field.start)

    def _list(self, name: str) -> str:
        if name in BUILT_IN:
            return name
        if self._paragraph is not None:
            return self._paragraph[0]
        named = self.counter.named(name) if name else None
        return named or (self._last[0] if self._last else _ORDINARY)

    def _depth(self, list_id: str, *, first: bool) -> int:
        """Return one level deeper than the number it stands behind, else the level as it was."""
        before = self._before
        if before and before[0] == list_id:
            return min(before[1] + first, LEVELS - 1)
        if self._paragraph and self._paragraph[0] == list_id:
            return min(self._paragraph[1] + 1, LEVELS - 1)
        goes_on = not first and self._last is not None and self._last[0] == list_id
        return self._last[1] if goes_on and self._last else 0
