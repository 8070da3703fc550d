"""What holds for every document: no word is lost, and what is cut is a passage of its block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from policygap.documents import policy_from_text
from policygap.documents.list_shapes import settled
from policygap.documents.orders import gives_order
from policygap.documents.provisions import provisions
from policygap.documents.short_texts import blocks as blocks_of
from policygap.model import Block, BlockKind, Cell, Provision, ProvisionKind

_VOCABULARY = (
    "Officers shall not use force report warn (a) (b) (c) 1) 2) • and or the following: that "
    "Sgt. No. 5 p.m. etc. strike; wait. stop! why? “now.” (see Policy 300.3 Deadly Force: is —"
)
_WORDS = st.sampled_from(_VOCABULARY.split())
_TEXTS = st.lists(_WORDS, max_size=14).map(" ".join)
_LABELS = st.sampled_from(["(a)", "(b)", "(c)", "1.", "2.", "A.", "B.", "•", "-", ""])
_RUNNING = st.builds(
    Block,
    text=_TEXTS,
    kind=st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.CELL]),
    page=st.one_of(st.none(), st.integers(1, 3)),
    label=_LABELS,
    depth=st.integers(1, 3),
)
_CELLS = st.builds(
    Block,
    text=_TEXTS,
    kind=st.just(BlockKind.CELL),
    cell=st.builds(Cell, st.integers(0, 1), st.integers(0, 2), st.integers(0, 2)),
)
_DOCUMENTS = st.lists(st.one_of(_RUNNING, _RUNNING, _CELLS), max_size=12)
_SILENT = (BlockKind.HEADING, BlockKind.CONTENTS)


def own(cut: Sequence[Provision]) -> list[Provision]:
    return [provision for provision in cut if provision.kind is not ProvisionKind.LIST]


def words(text: str) -> list[str]:
    """Return the words without the labels of run-in lists and the marks between cells."""
    return [word for word in text.split() if word != "|" and not _is_label(word)]


@given(_DOCUMENTS)
def test_no_word_is_lost_or_doubled(blocks: list[Block]) -> None:
    said = [word for b in blocks if _speaks(b) for word in words(b.text)]
    kept = [word for p in own(provisions(blocks, "f")) for word in words(p.text)]
    assert kept == said


def _speaks(block: Block) -> bool:
    orders = block.kind is BlockKind.HEADING and gives_order(block.text)
    return orders or block.kind not in _SILENT


def _is_label(word: str) -> bool:
    return re.fullmatch(r"\([abc]\)|[12]\)|•", word) is not None


@given(_DOCUMENTS)
def test_every_provision_is_a_passage_of_its_block(blocks: list[Block]) -> None:
    for provision in own(provisions(blocks, "f")):
        block = blocks[provision.paragraph - 1]
        if block.kind is not BlockKind.CELL:
            assert provision.text in block.text
            assert provision.page == block.page
        assert provision.text.strip() == provision.text != ""


@given(_DOCUMENTS)
def test_provisions_come_in_reading_order(blocks: list[Block]) -> None:
    numbers = [provision.paragraph for provision in own(provisions(blocks, "f"))]
    assert numbers == sorted(numbers)


@given(_DOCUMENTS)
def test_cutting_twice_gives_the_same(blocks: list[Block]) -> None:
    assert provisions(blocks, "f") == provisions(blocks, "f")


@given(_DOCUMENTS)
def test_text_before_a_heading_does_not_depend_on_what_comes_after(blocks: list[Block]) -> None:
    end = [Block("Next Chapter", BlockKind.HEADING, depth=1)]
    alone = provisions([*blocks, *end], "f")
    followed = provisions([*blocks, *end, *blocks], "f")
    assert own(followed)[: len(own(alone))] == own(alone)


@given(_DOCUMENTS)
def test_hidden_items_are_found_block_for_block(blocks: list[Block]) -> None:
    after = settled(blocks)
    assert [(b.text, b.label, b.page) for b in after] == [(b.text, b.label, b.page) for b in blocks]


@given(st.text(max_size=200))
def test_any_text_is_a_policy(text: str) -> None:
    policy = policy_from_text(text)
    assert policy.files[0].words == len(text.split())


@given(st.lists(_TEXTS, max_size=6).map("\n".join))
def test_a_short_text_keeps_its_words(text: str) -> None:
    kept = [word for block in blocks_of(text) for word in words(f"{block.label} {block.text}")]
    assert kept == words(text)
