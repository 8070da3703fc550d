"""Which section each block of a document stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policygap.documents import ordinals
from policygap.documents.lead_ins import Spot
from policygap.model import Block, BlockKind, Section

SEPARATOR = " > "
_NOWHERE = Section(path="", heading="")


def place(blocks: Sequence[Block], spots: Sequence[Spot]) -> tuple[Section, ...]:
    """Return the section of every block; a heading stands in the section that it opens."""
    outline = _Outline()
    return tuple(outline.step(b, spot) for b, spot in zip(blocks, spots, strict=True))


@dataclass(frozen=True, slots=True)
class _Open:
    """A section that is still open; `item` tells a list item that only holds a title."""

    block: Block
    section: Section
    item: bool


@dataclass(slots=True)
class _Outline:
    """The sections that are open, outermost first."""

    opened: list[_Open] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)  # of the items since the last heading

    def step(self, block: Block, spot: Spot) -> Section:
        """Take in one block and return its section."""
        if block.kind is BlockKind.HEADING:
            self.opened = [o for o in self.opened if not o.item and o.block.depth < block.depth]
            self.labels = []
            return self._open(block, item=False)
        if block.kind is BlockKind.ITEM:
            self._close_for(block)
            if spot.title:
                return self._open(block, item=True)
        return self.opened[-1].section if self.opened else _NOWHERE

    def _close_for(self, item: Block) -> None:
        """Close what the item is not part of: titles of its depth, headings that it follows."""
        self.opened = [o for o in self.opened if not o.item or o.block.depth < item.depth]
        if not ordinals.follows_any(self.labels, item.label):
            counted = [ordinals.follows(o.block.label, item.label) for o in self.opened]
            if True in counted:  # "4. Exceptions" is a heading, "5. Officers shall ..." an item
                self.opened = self.opened[: counted.index(True)]
        self.labels = ordinals.counted(self.labels, item.label)

    def _open(self, block: Block, *, item: bool) -> Section:
        outer = tuple(o.section for o in self.opened)
        names = [*(o.block for o in self.opened), block]
        section = Section(
            path=SEPARATOR.join(_name(named) for named in names),
            heading=block.text,
            parents=tuple(s.heading for s in outer),
            page=block.page,
        )
        self.opened.append(_Open(block, section, item))
        return section


def _name(block: Block) -> str:
    """Return what a path calls a section: its number, or its title if it has none."""
    return block.label.rstrip(".:") or block.text
