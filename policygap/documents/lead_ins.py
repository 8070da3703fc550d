"""Which words introduce a list, and which list an item stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from policygap.documents import ordinals, sentences
from policygap.model import Block, BlockKind

_MODALS = "shall|must|may|will|should|can|cannot|would|could"
_FINITE = re.compile(
    rf"\b(?:{_MODALS}|is|are|was|were|has|have|had|does|do|did|means|includes|applies|apply|"
    r"requires|require|includes|include|need|needs)\b"
)
_HEADING_LEADS = re.compile(
    rf"(?:[:—–]|\b(?:{_MODALS}|not|to|from|if|when|unless))\W*\Z", re.IGNORECASE
)
_MODAL_END = re.compile(rf"\b(?:{_MODALS}|not|to|never)\W*\Z", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"\b(?:the following|as follows|these|"
    r"(?:listed|stated|set (?:forth|out)|described|shown) below)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"(?:these|they|those|this|such|it|examples?)\b(?:\s+\S+){0,9}\Z", re.I)
_ORDERS = re.compile(r"\b(?:shall|must|will|should)\b")
_COLON = re.compile(r"[:—–]\W*\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")
_END = 40  # characters that tell how a text ends
_TITLE_WORDS = 8
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


def is_complete(text: str) -> bool:
    """Tell whether the text ends as a sentence does."""
    return _SENTENCE_END.search(text.rstrip()[-_END:]) is not None


def stands_alone(sentence: str) -> bool:
    """Tell, by a cheap look at its words, whether a sentence has its own subject and verb."""
    return sentence[:1].isupper() and _FINITE.search(sentence) is not None


def lead_in_below(outer: str, text: str) -> str:
    """Return the words that introduce the list under a text which `outer` introduces, "" if none.

    They are the last sentence, if a list may complete it or if it announces one, after `outer`.
    """
    spans = sentences.split(text)
    last = text[slice(*spans[-1])] if spans else ""
    if is_complete(last) and not _FOLLOWING.search(last):
        return ""
    # "Members shall use crisis tactics. These include:"
    if len(spans) > 1 and _POINTS_BACK.match(last) and not _ORDERS.search(last):
        return text[spans[-2][0] : spans[-1][1]]
    return last if len(spans) > 1 and stands_alone(last) else join(outer, last)


def is_run_in_title(sentence: str) -> bool:
    """Tell whether a sentence only names what the next ones say ("Means.")."""
    return looks_like_title(sentence.rstrip(".:"))


def ends_in_modal(lead_in: str) -> bool:
    """Tell whether the words of a lead-in break off at a verb ("Members shall not:")."""
    return _MODAL_END.search(lead_in[-_END:]) is not None


def heading_introduction(text: str) -> str:
    """Return the heading if its words introduce a list ("Officers shall not"), or ""."""
    return text if _HEADING_LEADS.search(text[-_END:]) else ""


def join(outer: str, inner: str) -> str:
    """Return two lead-ins as one, outermost first."""
    return f"{outer} {inner}".strip()


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
    shelved: list[_Frame] = field(default_factory=list)
    labels: dict[int, list[str]] = field(default_factory=dict)  # by depth, of the open lists
    heading: str = ""  # the label of the last heading
    pending: str = ""
    previous: Block | None = None
    numbers: count[int] = field(default_factory=count)

    def step(self, block: Block, after: Block | None) -> Spot:
        """Take in one block; `after` is the next block of the running text."""
        if block.kind in _PASSED_OVER:
            return Spot()
        spot = self._item(block, after) if block.kind is BlockKind.ITEM else self._other(block)
        self.previous = block
        return spot

    def _other(self, block: Block) -> Spot:
        if self.frames:
            self.shelved = self.frames
        self.frames = []
        if block.kind is BlockKind.HEADING:
            self.shelved, self.labels = [], {}
            self.pending, self.heading = heading_introduction(block.text), block.label
        else:
            paragraph = block.kind is BlockKind.PARAGRAPH
            self.pending = lead_in_below("", block.text) if paragraph else ""
        return Spot()

    def _item(self, block: Block, after: Block | None) -> Spot:
        self._open(block)
        lead_in = self.frames[-1].text
        lists = tuple(frame.number for frame in self.frames)
        title = not lead_in and _is_title(block, self.previous, after)
        deeper = after is not None and after.kind is BlockKind.ITEM and after.depth > block.depth
        text = ""
        if deeper:
            below = heading_introduction(block.text), lead_in_below(lead_in, block.text)
            text = below[0] if title else below[1]
        self.frames.append(_Frame(block.depth, text, next(self.numbers)))
        self.labels = {d: seen for d, seen in self.labels.items() if d <= block.depth}
        seen = self.labels.get(block.depth, [])
        self.labels[block.depth] = ordinals.counted(seen, block.label)
        return Spot(lead_in, lists, title)

    def _open(self, block: Block) -> None:
        """Leave only the introducers of this item open; there is always one."""
        seen = self.labels.get(block.depth, [])
        continues = ordinals.follows_any(seen, block.label)
        self.frames = [frame for frame in self.frames if frame.depth < block.depth]
        if not continues and self._stands_apart(block, seen):
            self.frames, self.pending = [], ""
        elif not self.frames and not self.pending and continues:
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
        return bool(self.pending) and _COLON.search(self.pending[-_END:]) is None


def _is_title(block: Block, previous: Block | None, after: Block | None) -> bool:
    """Tell whether an item is only the title of what comes under it ("A. Deadly Force")."""
    if after is None or not looks_like_title(block.text):
        return False
    if after.kind is BlockKind.ITEM:
        return after.depth > block.depth
    sibling = (
        previous is not None and previous.kind is BlockKind.ITEM and (previous.depth == block.depth)
    )
    return after.kind is BlockKind.PARAGRAPH and not ordinals.is_bullet(block.label) and not sibling


def looks_like_title(text: str) -> bool:
    """Tell whether a text is short, without sentence end and without a finite verb."""
    words = text.split()
    return (
        0 < len(words) <= _TITLE_WORDS
        and not text[:1].islower()
        and text.rstrip()[-1] not in ".;,?!…"
        and (len(words) == 1 or _FINITE.search(text.lower()) is None)
    )
