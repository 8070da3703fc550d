"""Cut the blocks of a document into provisions: sentences with what they depend on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from policygap.documents import inline_lists, list_shapes, orders, sections, sentences, tables
from policygap.documents.introductions import (
    ends_in_modal,
    explains,
    is_complete,
    is_run_in_title,
    is_term,
    lead_in_below,
    stands_alone,
)
from policygap.documents.lead_ins import Spot, spots
from policygap.model import Block, BlockKind, Provision, ProvisionKind, Section

# A list longer than this is not one rule but a chapter; its items are matched one by one.
_LONGEST_LIST = 1_500  # words
_LONGEST_BARE_LIST = 400  # words, of a list that nothing introduces
_LONGEST_BARE_ITEM = 20  # words, as a rule, of its items; longer ones are paragraphs with labels
_LINK = re.compile(r"[;,]?\s{0,3}\b(and/or|and|or)\Z", re.IGNORECASE)
_LONGEST_LINK = 10  # characters


@dataclass(frozen=True, slots=True)
class _Line:
    """A block with its place: section, lists and running number."""

    block: Block
    spot: Spot
    section: Section
    number: int


def provisions(
    blocks: Sequence[Block], file: str, first_paragraph: int = 1
) -> tuple[Provision, ...]:
    """Return the provisions of one file in reading order.

    Block n (from 0) is paragraph `first_paragraph` + n, so the next file's first paragraph is
    `first_paragraph` + len(blocks). The whole-list provisions come after their last item.
    """
    blocks = list_shapes.settled(blocks)
    places = spots(blocks)
    placed = zip(blocks, places, sections.place(blocks, places), strict=True)
    lines = [_Line(*place, first_paragraph + n) for n, place in enumerate(placed)]
    cut = [*_own(lines, file), *_whole_lists(lines, file)]
    return tuple(provision for _, provision in sorted(cut, key=lambda pair: pair[0]))


def _own(lines: Sequence[_Line], file: str) -> Iterator[tuple[int, Provision]]:
    """Yield every block's own provisions, each with the number of its block."""
    for table, members in groupby(lines, key=_table):
        if table is None:
            for line in members:
                yield from ((line.number, p) for p in _of_block(line, file))
        else:
            yield from _rows(list(members), file)


def _table(line: _Line) -> int | None:
    return line.block.cell.table if line.block.cell else None


def _of_block(line: _Line, file: str) -> Iterator[Provision]:
    kind = _kind(line.block)
    if kind is not None:
        whole = replace(_blank(line, file, kind), lead_in=line.spot.lead_in)
        cut = _cut_sentences if kind is ProvisionKind.FOOTNOTE else _cut
        yield from cut(line.block.text, whole)


def _kind(block: Block) -> ProvisionKind | None:
    """Return what a block's provisions are; titles that order something are, set as such or not."""
    if _is_title(block) and orders.gives_order(block.text):
        return ProvisionKind.HEADING
    return _KINDS.get(block.kind)


def _is_title(block: Block) -> bool:
    if block.kind is BlockKind.PARAGRAPH:
        return not is_complete(block.text) and orders.is_in_title_case(block.text)
    return block.kind is BlockKind.HEADING


_KINDS = {
    BlockKind.PARAGRAPH: ProvisionKind.SENTENCE,
    BlockKind.ITEM: ProvisionKind.ITEM,
    BlockKind.CELL: ProvisionKind.ROW,
    BlockKind.FOOTNOTE: ProvisionKind.FOOTNOTE,
}


def _blank(line: _Line, file: str, kind: ProvisionKind) -> Provision:
    block = line.block
    return Provision(
        text="", section=line.section, file=file, kind=kind, label=block.label, page=block.page,
        paragraph=line.number,
    )  # fmt: skip


def _cut(text: str, whole: Provision) -> Iterator[Provision]:
    """Yield the provisions of a text; `whole` holds what they have in common."""
    parts = inline_lists.find(text)
    if not parts:
        yield from _cut_sentences(text, whole)
        return
    before = text[: parts[0].start - len(parts[0].label)].rstrip()
    yield from _cut_sentences(before, whole)
    yield from _items(text, parts, before, whole)


def _items(
    text: str, parts: Sequence[inline_lists.Part], before: str, whole: Provision
) -> Iterator[Provision]:
    """Yield the items of a list that runs on within a text, and the whole list."""
    lead_in = lead_in_below(whole.lead_in, before) if before else whole.lead_in
    item = replace(whole, kind=ProvisionKind.ITEM, lead_in=lead_in)
    for part in parts:
        yield from _cut(text[part.start : part.end].strip(), replace(item, label=part.label))
    items = [text[part.start : part.end].strip() for part in parts]
    yield replace(item, kind=ProvisionKind.LIST, text=join_items(items), label="")


def _cut_sentences(text: str, whole: Provision) -> Iterator[Provision]:
    """Yield each sentence; one that stands alone has no lead-in unless it opens the item."""
    opens = True
    for start, end in _with_terms(text):
        sentence = text[start:end]
        alone = not opens and stands_alone(sentence)
        own = replace(whole, text=sentence, lead_in="" if alone else whole.lead_in)
        parts = inline_lists.without_labels(sentence)
        if parts:
            before = sentence[: parts[0].start].rstrip()
            yield replace(own, text=before)
            yield from _items(sentence, parts, before, own)
        else:
            yield own
        # "(a) Means. The person can injure the officer": a run-in title only names the item.
        opens = opens and is_run_in_title(sentence) and not ends_in_modal(whole.lead_in)


def _with_terms(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a text, a term before its meaning as one ("Force. Any effort ...")."""
    spans = sentences.split(text)
    if len(spans) > 1 and is_term(text[slice(*spans[0])]) and explains(text[slice(*spans[1])]):
        spans[:2] = [(spans[0][0], spans[1][1])]
    yield from spans


def _whole_lists(lines: Sequence[_Line], file: str) -> Iterator[tuple[int, Provision]]:
    """Yield one provision for each list of at least two items, with its last block's number."""
    members: dict[int, list[_Line]] = {}
    for line in lines:
        for number in line.spot.lists:
            members.setdefault(number, []).append(line)
    for number, items in members.items():
        own = [line for line in items if line.spot.lists[-1] == number]
        provision = _whole_list(items, own, file) if len(own) > 1 else None
        if provision is not None:
            yield items[-1].number, provision


def _whole_list(items: Sequence[_Line], own: Sequence[_Line], file: str) -> Provision | None:
    """Return the list as one provision, or None where its items do not make one rule."""
    lead_in = own[0].spot.lead_in
    text = join_items([line.block.text for line in items])
    limit = _LONGEST_LIST if lead_in else _LONGEST_BARE_LIST
    usual = median(len(line.block.text.split()) for line in own)
    apart = not lead_in and usual > _LONGEST_BARE_ITEM
    if apart or any(line.spot.title for line in own) or len(text.split()) > limit:
        return None
    whole = _blank(items[0], file, ProvisionKind.LIST)
    return replace(whole, text=text, lead_in=lead_in, label="")


def join_items(items: Sequence[str]) -> str:
    """Return the items as one text: "strike; choke; or kick"."""
    said = [text for item in items if (text := item.strip())]
    return " ".join([*map(_closed, said[:-1]), *said[-1:]])


def _closed(text: str) -> str:
    """Return an item with ";" or ":" at its end, a final "and" or "or" after it."""
    if text[-1:] in ":—–":
        return text
    link = _LINK.search(text, len(text) - _LONGEST_LINK)
    bare = (text[: link.start()] if link else text).rstrip().rstrip(";,.")
    return f"{bare}; {link[1]}" if link else f"{bare};"


def _rows(cells: Sequence[_Line], file: str) -> Iterator[tuple[int, Provision]]:
    """Yield the rows of one table, and all rows under its header as one list."""
    by_block = {id(line.block): line for line in cells}
    rows: list[tuple[int, Provision]] = []
    for row in tables.rows([line.block for line in cells]):
        line = by_block[id(row.block)]
        own = replace(_blank(line, file, ProvisionKind.ROW), text=row.text, lead_in=row.lead_in)
        rows.append((line.number, own))
    yield from rows
    under = [row for _, row in rows if row.lead_in] or [row for _, row in rows]
    text = join_items([row.text for row in under])
    limit = _LONGEST_LIST if under and under[0].lead_in else _LONGEST_BARE_LIST
    alike = len({row.lead_in for row in under}) == 1  # no row was so long that it was cut
    if len(under) > 1 and alike and len(text.split()) <= limit:
        yield rows[-1][0], replace(under[0], kind=ProvisionKind.LIST, text=text)
