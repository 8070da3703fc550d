"""Lists that their layout hides: items without a label, and items nested without an indent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policygap.documents import ordinals
from policygap.documents.introductions import announces, ends_in_modal, is_complete
from policygap.model import Block, BlockKind

# How a sentence begins that has a subject of its own, and so completes no "Officers shall:".
_OWN_SUBJECT = re.compile(
    r"\W*(?:the|an?|any|all|each|every|no|nothing|this|that|these|those|such|its?|they|he|she|you"
    r"|we|who|there|if|when(?:ever)?|where|while|once|after|before|in|on|at|for|from|as|under|upon"
    r"|unless|except|note|see|refer|(?:[\w’'-]+ ){1,5}"
    r"(?:shall|must|will|may|should|can|cannot|is|are|was|were|has|have|had|means?))\b"
    r"|\W*(?:officers?|members?|employees?|deput(?:y|ies)|supervisors?|personnel)\b|[^A-Za-z]*\Z",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:[;,]|\b(?:and|or|and/or))\s{0,3}\Z", re.IGNORECASE)


def settled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, one for one, with the items that only their words show made items."""
    return tuple(_nested(_leveled(_itemized(blocks))))


def _itemized(blocks: Sequence[Block]) -> list[Block]:
    """Make items of the unlabelled lines that follow "Officers shall not:" as paragraphs."""
    found = list(blocks)
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and announces(block.text):
            completed = ends_in_modal(block.text)
            for member in (_completing if completed else _members)(blocks, index + 1):
                found[member] = replace(
                    blocks[member], kind=BlockKind.ITEM, depth=found[index].depth + 1
                )
    return found


def _completing(blocks: Sequence[Block], start: int) -> range:
    """Return the numbers of the paragraphs from `start` on that go on with "Officers shall:".

    They begin with its verb, whether or not each ends as a sentence does.
    """
    members = _members(blocks, start)
    end = start
    while end < len(blocks) and blocks[end].kind is BlockKind.PARAGRAPH:
        text = blocks[end].text
        if announces(text) or _OWN_SUBJECT.match(text):
            break
        end += 1
    return range(start, max(end, members.stop))


def _members(blocks: Sequence[Block], start: int) -> range:
    """Return the numbers of the paragraphs from `start` on that read as a list's members.

    One that begins with a small letter goes on with what announces it, and may stand alone; of the
    others, which end without a full stop but for the last, there are at least two.
    """
    end = start
    while end < len(blocks) and blocks[end].kind is BlockKind.PARAGRAPH:
        text = blocks[end].text
        if announces(text) or not (text[:1].islower() or _follows_on(blocks, start, end)):
            break
        end += 1
    alone = end - start == 1 and blocks[start].text[:1].islower()
    return range(start, end) if alone or end - start > 1 else range(0)


def _follows_on(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Tell whether the line before lets another member come, or says so before a full sentence."""
    before = blocks[end - 1].text if end > start else ""
    if is_complete(blocks[end].text):
        return _GOES_ON.search(before) is not None
    return not is_complete(before)


def _leveled(blocks: Sequence[Block]) -> list[Block]:
    """Lift the items whose number counts on from a list further out: "2.", (a), (b), "3."."""
    found: list[Block] = []
    labels: dict[int, str] = {}  # the last label by depth
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            depth = _level(labels, block)
            found.append(replace(block, depth=depth))
            labels = {d: label for d, label in labels.items() if d < depth}
            labels[depth] = block.label
        else:
            labels = {} if block.kind is BlockKind.HEADING else labels
            found.append(block)
    return found


def _level(labels: dict[int, str], item: Block) -> int:
    """Return the item's depth, or that of the list that its number goes on with."""
    own = labels.get(item.depth, "")
    if not own or ordinals.is_first(item.label) or ordinals.same_style(own, item.label):
        return item.depth
    outer = [d for d in labels if d < item.depth and ordinals.follows(labels[d], item.label)]
    return max(outer, default=item.depth)


def _nested(blocks: Sequence[Block]) -> list[Block]:
    """Put the items that follow "(a) Officers shall:" at the same depth one level deeper."""
    found: list[Block] = []
    outer: Block | None = None  # the announcing item whose followers are being put deeper
    for block in blocks:
        if block.kind is BlockKind.ITEM:
            outer = _announcer(outer, found, block)
        elif block.kind is not BlockKind.FOOTNOTE:
            outer = None
        put_deeper = block.kind is BlockKind.ITEM and outer is not None
        found.append(replace(block, depth=block.depth + 1) if put_deeper else block)
    return found


def _announcer(outer: Block | None, before: Sequence[Block], item: Block) -> Block | None:
    """Return the item of the same depth that announces this one, or None."""
    if outer is not None:
        over = item.depth < outer.depth or _alike(outer.label, item.label)
        return None if over else outer
    last = before[-1] if before else None
    if last is None or last.kind is not BlockKind.ITEM or last.depth != item.depth:
        return None
    begins = ordinals.is_first(item.label) and not _alike(last.label, item.label)
    return last if begins and announces(last.text) else None


def _alike(one: str, other: str) -> bool:
    """Tell whether two labels may belong to the same list."""
    return one == other or ordinals.follows(one, other)
