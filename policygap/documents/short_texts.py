"""Blocks of a short plain text without pages, such as a passage or an example of a rubric."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policygap.documents import ordinals
from policygap.documents.introductions import is_complete, looks_like_title
from policygap.documents.labels import parse
from policygap.model import Block, BlockKind

_DEEPEST = 8  # lists within lists
_LAST_WORDS = 12  # words of a title line at most
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = re.compile(r"(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|vs)\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its label, if any, and whether a blank line comes before it."""

    text: str
    label: str
    indent: int
    parted: bool


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs, items and headings of a text, hard-wrapped lines joined."""
    lines = _joined(_lines(text))
    last = len(lines) - 1
    depths = _depths(lines)
    return tuple(
        _block(line, depths[n], _heads(lines, n) if n < last else False)
        for n, line in enumerate(lines)
    )


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    parted = True
    for raw in text.expandtabs(4).splitlines():
        bare = " ".join(raw.split())
        if bare:
            label, words = _labelled(bare)
            found.append(_Line(words, label, len(raw) - len(raw.lstrip()), parted))
        parted = not bare
    return found


def _labelled(line: str) -> tuple[str, str]:
    """Return a line's label, "" if it has none or nothing after it, and its words."""
    parsed = parse(line)
    return (parsed[0].text, parsed[1]) if parsed and parsed[1] else ("", line)


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines with those that only wrap around joined to the line before."""
    joined: list[_Line] = []
    for line in lines:
        if joined and _wraps(joined[-1], line):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def _wraps(before: _Line, line: _Line) -> bool:
    """Tell whether a line goes on with the paragraph or item of the line before."""
    if line.parted or line.label:
        return False
    if line.text[:1].islower():
        return True
    if before.label and line.indent > before.indent:
        return True
    return (
        before.text[-1] not in ":;"
        and not _is_title(before)
        and (not before.label or not is_complete(before.text))
    )


def _is_title(line: _Line) -> bool:
    """Tell whether a line looks like a heading: short, in title case or capitals, no verb."""
    words: list[str] = _WORD.findall(line.text)
    named = [word for word in words if not _SMALL.match(word)]
    return (
        bool(named)
        and len(words) <= _LAST_WORDS
        and all(word[0].isupper() for word in named)
        and looks_like_title(line.text.rstrip(":"))
    )


def _depths(lines: Sequence[_Line]) -> list[int]:
    """Return the depth of every item from 1 (0: no item), by the order in which styles appear."""
    opened: list[str] = []
    closed: list[str] = []
    depths = []
    for line in lines:
        if line.label:
            opened = _counted_on(opened, line.label) or _counted_on(closed, line.label) or (
                _one_deeper(opened, line.label)
            )  # fmt: skip
        elif opened:
            opened, closed = [], opened
        depths.append(len(opened))
    return depths


def _one_deeper(opened: list[str], label: str) -> list[str]:
    """Return the labels with one that no open list goes on with; a count may begin anew."""
    anew = opened and ordinals.same_style(opened[-1], label)
    return [*(opened[:-1] if anew else opened[:_DEEPEST]), label]


def _counted_on(opened: list[str], label: str) -> list[str]:
    """Return the labels down to the one that this label comes after, itself last; [] if none."""
    for depth, earlier in enumerate(opened):
        same_bullet = earlier == label and ordinals.is_bullet(label)
        if same_bullet or ordinals.follows(earlier, label):
            return [*opened[:depth], label]
    return []


def _heads(lines: Sequence[_Line], number: int) -> bool:
    """Tell whether a line, not the last, is the heading of what comes under it."""
    line, after = lines[number], lines[number + 1]
    if not _is_title(line) or ordinals.is_bullet(line.label):
        return False
    if line.label:
        sibling = ordinals.follows(line.label, after.label)
        return not sibling and (line.text.isupper() or "." in line.label[:-1])
    if after.label:
        return line.text.isupper() or not line.text.endswith(":")
    # Titles one under the other are rows of a list; only the first two may be title and heading.
    if number == 0 or after.parted:
        return True
    under_title = number > 1 and not line.parted and _is_title(lines[number - 1])
    return not under_title and not _is_title(after)


def _block(line: _Line, depth: int, heads: bool) -> Block:
    if heads:
        return Block(line.text, BlockKind.HEADING, label=line.label, depth=max(depth, 1))
    kind = BlockKind.ITEM if line.label else BlockKind.PARAGRAPH
    return Block(line.text, kind, label=line.label, depth=depth)
