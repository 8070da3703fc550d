"""Which words introduce each item, and which lists it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from policygap.documents import introductions, ordinals
from policygap.documents.introductions import lead_in_below
from policygap.model import Block, BlockKind

_PASSED_OVER = frozenset({BlockKind.FOOTNOTE, BlockKind.CONTENTS})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands among lists.

    `lead_in`: the words that introduce it, outermost first. `lists`: the numbers of the lists that
    hold it, outermost first. `title`: an item that is only the title of what is nested under it.
    """

    lead_in: str = ""
    lists: tuple[int, ...] = ()
    title: bool = False


def spots(blocks: Sequence[Block]) -> tuple[Spot, ...]:
    """Return for every block its place among the lists of the document."""
    walk = _Walk()
    return tuple(walk.step(b, after) for b, after in zip(blocks, _followers(blocks), strict=True))


def _followers(blocks: Sequence[Block]) -> list[Block | None]:
    """Return for every block the next one of the running text."""
    found: list[Block | None] = []
    following: Block | None = None
    for block in reversed(blocks):
        found.append(following)
        if block.kind not in _PASSED_OVER:
            following = block
    return found[::-1]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A block that is still open for deeper items, and the words that introduce them, if any."""

    depth: int
    text: str
    number: int


@dataclass(slots=True)
class _Walk:
    """The state of reading on from block to block."""

    frames: list[_Frame] = field(default_factory=list)
    shelved: list[_Frame] = field(default_factory=list)  # as they were before other text came
    labels: dict[int, list[str]] = field(default_factory=dict)  # by depth, of the open lists
    heading: str = ""  # the label of the last heading
    pending: str = ""  # what a paragraph or heading introduces
    announced: str = ""  # what the block just before introduces, if it ends with a colon
    outer: str = ""  # what introduces the paragraph that introduces a list
    previous: Block | None = None
    numbers: count[int] = field(default_factory=count)

    def step(self, block: Block, after: Block | None) -> Spot:
        """Take in one block; `after` is the next block of the running text."""
        if block.kind in _PASSED_OVER:
            return Spot()
        if block.kind is BlockKind.ITEM:
            spot = self._item(block, after)
        else:
            self._other(block, after)
            spot = Spot()
        self.previous = block
        return spot

    def _other(self, block: Block, after: Block | None) -> None:
        """Take in a block that is no item: lists end, though some may go on later."""
        self.shelved = self.frames or self.shelved
        self.frames = []
        if block.kind is BlockKind.HEADING:
            self.shelved, self.labels, self.heading = [], {}, block.label
            item = after.text if after is not None and after.kind is BlockKind.ITEM else ""
            leads = introductions.heading_introduction(block.text)
            self.pending = leads or introductions.heading_of_duties(block.text, item)
            self.outer, self.announced = "", ""
        else:
            self._paragraph(block.text if block.kind is BlockKind.PARAGRAPH else "")

    def _paragraph(self, text: str) -> None:
        """Note what a paragraph introduces; "WILL NOT:" depends on the block before it."""
        announces = introductions.announces(text)
        if not announces or introductions.stands_alone(text):
            self.outer = ""
        elif self.announced:
            self.outer = self.announced
        elif not introductions.looks_like_title(text):
            self.outer = ""
        self.pending = lead_in_below(self.outer, text)
        self.announced = self.pending if announces else ""

    def _item(self, block: Block, after: Block | None) -> Spot:
        self._open(block)
        lead_in = self.frames[-1].text
        lists = tuple(frame.number for frame in self.frames)
        title = not lead_in and _is_title(block, self.previous, after)
        deeper = after is not None and after.kind is BlockKind.ITEM and after.depth > block.depth
        announces = introductions.announces(block.text)
        below = lead_in_below(lead_in, block.text) if announces or deeper else ""
        self.announced = below if announces else ""
        if title:
            below = introductions.heading_introduction(block.text)
        self.frames.append(_Frame(block.depth, below if deeper else "", next(self.numbers)))
        self.labels = {d: seen for d, seen in self.labels.items() if d <= block.depth}
        seen = self.labels.get(block.depth, [])
        self.labels[block.depth] = ordinals.counted(seen, block.label)
        return Spot(lead_in if introductions.depends(block.text, lead_in) else "", lists, title)

    def _open(self, block: Block) -> None:
        """Leave only the introducers of this item open; there is always one."""
        seen = self.labels.get(block.depth, [])
        continues = ordinals.follows_any(seen, block.label)
        self.frames = [frame for frame in self.frames if frame.depth < block.depth]
        if continues and not introductions.announces(self.pending):
            self.pending = ""
        elif not continues and self._stands_apart(block, seen):
            self.frames, self.pending = [], ""
        if continues and not self.frames and not self.pending:
            self.frames = [frame for frame in self.shelved if frame.depth < block.depth]
        if not self.frames:
            self.frames = [_Frame(block.depth - 1, self.pending, next(self.numbers))]
            self.labels.pop(block.depth, None)
        self.pending = ""

    def _stands_apart(self, block: Block, seen: Sequence[str]) -> bool:
        """Tell whether an item's number shows that it belongs to no list that is open.

        Either it counts on from the heading ("4. Exceptions:", (a), (b), "5."), or it is in the
        middle of a count that is not the list's, or it is no beginning for what a mere
        unfinished line seems to introduce.
        """
        if not block.label or ordinals.is_first(block.label):
            return False
        if ordinals.follows(self.heading, block.label):
            return True
        if self.frames and seen:
            return bool(seen[-1]) and not ordinals.same_style(seen[-1], block.label)
        return bool(self.pending) and not introductions.announces(self.pending)


def _is_title(block: Block, previous: Block | None, after: Block | None) -> bool:
    """Tell whether an item is only the title of what comes under it ("A. Deadly Force")."""
    if after is None or not introductions.looks_like_title(block.text):
        return False
    if after.kind is BlockKind.ITEM:
        return after.depth > block.depth
    sibling = (
        previous is not None and previous.kind is BlockKind.ITEM and previous.depth == block.depth
    )
    return after.kind is BlockKind.PARAGRAPH and not ordinals.is_bullet(block.label) and not sibling
