"""Which words of a text are new and which are gone, and when two texts say the same words.

Typography is no change: letters' case, hyphens, quotation marks and other punctuation differ
between a PDF and the Word file that it was printed from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from unicodedata import normalize

# What is no part of a word; between two digits ("1.5", "10:30") it is.
_SIGN = r"[^\w%$§≥≤<>=+]|_"
_DROPPED = re.compile(rf"(?<!\d)(?:{_SIGN})+|(?:{_SIGN})+(?!\d)")
_GAP = re.compile(r"(?<!\d) +| +(?!\d)")
# Pairs of words that are compared at the most; a passage of 2,000 words is none. It bounds the
# work on a hostile text, which is quadratic where a word is repeated.
_MOST_PAIRS = 4_000_000
_QUOTED = 80  # words shown of a passage that stands alone, or of a change
_BESIDE = 16  # words shown beside a change

Block = tuple[int, int, int]  # of equal words: where in the old, where in the new, how many


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row, all of them changed (gone from the old, or new) or none."""

    text: str
    changed: bool


def word_key(word: str) -> str:
    """Return what of a word counts: no case, no punctuation around or within it."""
    return _DROPPED.sub("", word).casefold()


def text_key(text: str) -> str:
    """Return what two texts share if they say the same words, however these are hyphenated."""
    return _GAP.sub("", " ".join(keys(text)))


def keys(text: str) -> list[str]:
    """Return the keys of the words of a text; signs that stand alone have none."""
    return [key for word in normalize("NFKC", text).split() if (key := word_key(word))]


def marked(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both texts in runs, with the words marked that only one of them has."""
    before, after = old.split(), new.split()
    a, b = ([word_key(normalize("NFKC", word)) for word in words] for words in (before, after))
    kept = list(_readable(list(_blocks(a, b))))
    return (
        tuple(_runs(before, a, [(i, n) for i, _, n in kept])),
        tuple(_runs(after, b, [(j, n) for _, j, n in kept])),
    )


def shortened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs as they are quoted: dots for what is far from any change, or just long."""
    last = len(runs) - 1
    return tuple(
        Run(_cut(run.text, *_around(run, n > 0, n < last)), run.changed)
        for n, run in enumerate(runs)
    )


def _around(run: Run, after: bool, before: bool) -> tuple[int, int]:
    """Return how many words of a run to keep at its start and end, beside which changes stand."""
    if run.changed or not (after or before):
        return _QUOTED, 0
    return after * _BESIDE, before * _BESIDE


def _cut(text: str, head: int, tail: int) -> str:
    words = text.split(" ")
    if len(words) <= head + tail:
        return text
    return " ".join([*words[:head], "...", *words[len(words) - tail :]])


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[Block]:
    """Yield what both have in common: a common start and end first, for they cost nothing."""
    shorter = min(len(a), len(b))
    start = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if a[-1 - n] != b[-1 - n]), rest)
    yield 0, 0, start
    inner_a, inner_b = a[start : len(a) - end], b[start : len(b) - end]
    if len(inner_a) * len(inner_b) <= _MOST_PAIRS:
        matcher = SequenceMatcher(None, inner_a, inner_b, autojunk=False)
        yield from ((i + start, j + start, n) for i, j, n in matcher.get_matching_blocks() if n)
    yield len(a) - end, len(b) - end, end


def _readable(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out a few equal words amid longer changes: they only make the change hard to read."""
    changes = [max(after[0] - i - n, after[1] - j - n) for (i, j, n), after in pairwise(blocks)]
    yield blocks[0]
    for block, left, right in zip(blocks[1:-1], changes[:-1], changes[1:], strict=True):
        if block[2] >= min(left, right):
            yield block
    yield blocks[-1]


def _runs(
    words: Sequence[str], keyed: Sequence[str], blocks: Sequence[tuple[int, int]]
) -> Iterator[Run]:
    """Cut words into runs: those in a block, and those outside; a lone sign is no change."""
    kept = {place for start, length in blocks for place in range(start, start + length)}
    told = {place for place, key in enumerate(keyed) if key} - kept
    inside = [place not in told for place in range(len(words))]
    for same, places in groupby(range(len(words)), key=inside.__getitem__):
        yield Run(" ".join(words[place] for place in places), changed=not same)
