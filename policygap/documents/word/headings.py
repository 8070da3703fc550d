"""Which lines of a document are headings, by style or by their looks, and how deep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policygap.documents.labels import Label
from policygap.documents.word.lines import TextLine

DEEPEST = 9
_TITLE_WORDS = 14  # words in a heading by looks without a number at most
_STYLED_WORDS = 25  # words in a heading by style at most; more is text in a heading's style
_MODALS = "shall|must|may|will|should|can|cannot"
_MODAL = re.compile(rf"\b(?:{_MODALS})\b", re.IGNORECASE)
_FINITE = re.compile(rf"\b(?:{_MODALS}|is|are|was|were|has|have|means|includes)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_FACT = re.compile(
    r"(?:effective|revis|issu|approv|adopt|amend|review|supersed|replac|rescind|distribut|"
    r"prepar|date|by order|to|from|subject|re|draft|page|see)\w*\b[^:]{0,30}:",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(?:note|notice|warning|caution|exceptions?|examples?|important)\b", re.I)
_SMALL = 3  # letters; shorter words need no capital in a title


def is_heading(line: TextLine, before: TextLine | None, in_list: bool) -> bool:
    """Tell whether a line is a heading; it follows `before`, a list item if `in_list`."""
    if line.outline is not None:
        return not _reads_as_text(line.text)
    if before and in_list and _stands_out(before, ()) and continues(before.counts, line.counts):
        return False  # the next item of a list that is set in bold
    return _looks_like_heading(line, before.text if before else "")


def _reads_as_text(text: str) -> bool:
    """Tell whether words in a heading's style are a rule: styles are used for their numbers."""
    words = text.split()
    ended = text[-1:] in (".", ";") and len(words) > 4
    return len(words) > _STYLED_WORDS or (ended and _FINITE.search(text) is not None)


def _looks_like_heading(line: TextLine, before: str) -> bool:
    words = _WORD.findall(line.text)
    longest = _STYLED_WORDS if line.label else _TITLE_WORDS
    if not words or len(words) > longest or _FACT.match(line.text):
        return False
    if _is_list_label(line) or (before.endswith(":") and not _is_section_number(line)):
        return False
    if not _ends_as_title(line, len(words)):
        return False
    return _stands_out(line, words)


def _is_list_label(line: TextLine) -> bool:
    return line.label.startswith("(") or (line.counts is not None and line.counts.is_bullet)


def _is_section_number(line: TextLine) -> bool:
    return line.counts is not None and line.counts.is_decimal


def _ends_as_title(line: TextLine, words: int) -> bool:
    last = line.text[-1]
    if last == ":":
        return words <= 4 and not _FINITE.search(line.text) and not _REMARK.match(line.text)
    if last == ".":
        return words <= 6 and not _FINITE.search(line.text)
    return last not in ";,"


def _stands_out(line: TextLine, words: Sequence[str]) -> bool:
    if line.caps:
        return any(len(word) > _SMALL for word in words) and not _MODAL.search(line.text)
    if line.bold or line.underlined:
        short = len(words) <= _TITLE_WORDS and not _MODAL.search(line.text)
        return short or _is_in_title_case(words)
    plain = _is_section_number(line) and not _FINITE.search(line.text)
    return plain and line.text[-1] not in ".:" and _is_in_title_case(words)


def _is_in_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > _SMALL]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that is open; `look` is empty for one by style."""

    depth: int
    look: str = ""
    counts: Label | None = None
    parts: int = 0  # of its section number: 300.3.1 has 3
    size: int = 0


@dataclass(slots=True)
class Headings:
    """The headings that are open, outermost first."""

    opened: tuple[_Open, ...] = ()

    def depth(self, line: TextLine) -> int:
        """Take in a heading and return its depth from 1."""
        if line.outline is not None:
            kept = tuple(each for each in self.opened if each.depth < line.outline)
            new = _Open(line.outline, parts=_parts(line))
        else:
            kept = _outside(self.opened, line)
            depth = min(_depth_below(self.opened, kept, line), DEEPEST)
            new = _Open(depth, _look(line), line.counts, _parts(line), line.size)
        self.opened = (*kept, new)
        return new.depth


def _depth_below(opened: tuple[_Open, ...], kept: tuple[_Open, ...], line: TextLine) -> int:
    """Return one more than the heading above, or what a heading of equal number has by style."""
    sibling = opened[len(kept)] if len(opened) > len(kept) else None
    if sibling and sibling.parts and sibling.parts == _parts(line):
        return sibling.depth
    return kept[-1].depth + 1 if kept else 1


def _outside(opened: tuple[_Open, ...], line: TextLine) -> tuple[_Open, ...]:
    """Return the headings that one by looks stands under."""
    parts = _parts(line)
    if parts:
        return _above_number(opened, parts)
    alike = [n for n, each in enumerate(opened) if each.look == _look(line)]
    for fits in (continues, counts_alike):
        for n in alike:
            if fits(opened[n].counts, line.counts):
                return opened[:n]
    while opened and opened[-1].look and opened[-1].size < line.size and not opened[-1].parts:
        opened = opened[:-1]
    return opened


def continues(earlier: Label | None, later: Label | None) -> bool:
    """Tell whether a label is the next one after another."""
    return any(
        one.style == two.style and one.ordinal + 1 == two.ordinal
        for one in (earlier.readings if earlier else ())
        for two in (later.readings if later else ())
    )


def counts_alike(one: Label | None, two: Label | None) -> bool:
    """Tell whether two labels, or none, are of one style."""
    if one is None or two is None:
        return one is two
    return bool({r.style for r in one.readings} & {r.style for r in two.readings})


def _above_number(opened: tuple[_Open, ...], parts: int) -> tuple[_Open, ...]:
    for n, each in enumerate(opened):
        if each.parts >= parts:
            return opened[:n]
    numbered = [n for n, each in enumerate(opened) if each.parts]
    return opened[: numbered[-1] + 1] if numbered else opened


def _parts(line: TextLine) -> int:
    return len(line.label.strip(".").split(".")) if _is_section_number(line) else 0


def _look(line: TextLine) -> str:
    return f"{line.caps} {line.bold} {line.underlined} {line.size}"
