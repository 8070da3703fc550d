"""A second opinion where no pattern matched: what a provision is about, by the words in it.

A linear model, trained on labelled passages (benchmarks/topics.py), says how likely a text speaks
of each element, and another what such a text does with it. It cannot tell why a rule counts, only
which words made it think so; what it decides is always marked as doubtful. docs/accuracy.md has
what it gave on passages by other hands.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from itertools import chain, pairwise
from operator import xor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from policygap.matching.columns import Numbers, counted, numbers
from policygap.matching.language import lemmas, row_of
from policygap.model import State
from policygap.phrases import UNLIKE

WEIGHTS = Path(__file__).with_name("topics.npz")
BITS = 15  # a phrase's number is that many bits of its CRC-32
LONGEST = 3  # words of a phrase
NONE = "none"  # what a text is about that speaks of no element
_SHOWN = 4
_MASK, _CRC = (1 << BITS) - 1, 32
_AT_ONCE = 512  # texts; bounds the memory

Floats = npt.NDArray[np.float32]


class Guess(NamedTuple):
    """The text that most likely speaks of an element, how likely (0 to 1), and what it does."""

    text: int
    likely: float
    state: State
    words: tuple[str, ...]


class Phrases(NamedTuple):
    """The phrases of texts: their numbers, and how often each stands in its text.

    Those of text `n` are the ones from `bounds[n]` to before `bounds[n + 1]`.
    """

    numbers: Numbers
    counts: Numbers
    bounds: Numbers


class Opinions:
    """What the model thinks of some texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Read the texts."""
        self._texts = texts
        self.likely = likely(texts)

    def best(self, name: str) -> Guess | None:
        """Return the text that most likely speaks of an element; None if it is not known."""
        topics, states = models()
        if name not in topics.numbers or not self._texts:
            return None
        column = self.likely[:, topics.numbers[name]]
        text = int(column.argmax())
        phrases = phrases_in(self._texts[text])
        state = states.names[int(states.likely(_alone(phrases)).argmax())]
        return Guess(text, float(column[text]), State(state), topics.reasons(name, phrases))


@dataclass(frozen=True)
class Model:
    """A linear model over phrases: a row of weights for each of its names.

    Weights are whole numbers of `scale`; `rarity` weighs a phrase by how few texts have it.
    """

    names: Sequence[str]
    weights: npt.NDArray[np.int8]
    scale: float
    bias: Floats
    rarity: Floats

    def likely(self, texts: Phrases) -> Floats:
        """Return how likely each name fits each text of these phrases."""
        values = self._values(texts.numbers, texts.counts)
        scores = np.zeros((len(texts.bounds) - 1, len(self.names)), dtype=np.float32)
        for text, (low, high) in enumerate(pairwise(texts.bounds.tolist())):
            own = values[low:high]
            size = max(float(own @ own) ** 0.5, 1e-9)
            scores[text] = own @ self._by_phrase[texts.numbers[low:high]] / size
        scores += self.bias
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)

    def reasons(self, name: str, phrases: Counter[str]) -> tuple[str, ...]:
        """Return the phrases that speak most for a name."""
        texts = _alone(phrases)
        gains = self._values(texts.numbers, texts.counts)
        gains = gains * self.weights[self.numbers[name], texts.numbers]
        best = np.argsort(-gains, kind="stable")[:_SHOWN]
        return tuple(list(phrases)[n] for n in best if gains[n] > 0)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the names' numbers."""
        return {name: number for number, name in enumerate(self.names)}

    @cached_property
    def _by_phrase(self) -> Floats:
        return np.ascontiguousarray(self.weights.T.astype(np.float32) * self.scale)

    def _values(self, numbers: Numbers, counts: Numbers) -> Floats:
        return np.asarray((1 + np.log(counts.astype(np.float32))) * self.rarity[numbers])


def phrases_in(text: str) -> Counter[str]:
    """Return the words of a text and its rows of two and three, in base forms, counted."""
    base = [_base(word) for word in row_of(text)]
    return Counter(_rows(base))


def number(phrase: str) -> int:
    """Return a phrase's number; different phrases may share one."""
    return zlib.crc32(phrase.encode()) & _MASK


def _alone(phrases: Counter[str]) -> Phrases:
    """Return the phrases of one text."""
    each = numbers([number(phrase) for phrase in phrases])
    return Phrases(each, numbers([*phrases.values()]), numbers([0, len(each)]))


def likely(texts: Sequence[str]) -> Floats:
    """Return how likely each text speaks of each element that is known (0 to 1)."""
    topics, _ = models()
    order = {
        text: n for n, text in enumerate(dict.fromkeys(texts))
    }  # in a manual, a quarter repeat
    different = [*order]
    found = np.zeros((len(different), len(topics.names)), dtype=np.float32)
    for first in range(0, len(different), _AT_ONCE):
        part = different[first : first + _AT_ONCE]
        found[first : first + len(part)] = topics.likely(phrases_of(map(row_of, part)))
    return found[numbers([*map(order.__getitem__, texts)])]


def relevant(likely: Floats) -> Floats:
    """Return how much of what texts speak of is each element or its like (0 to about 1).

    Where several elements are spoken of in the same words ("chokeholds are prohibited"), each has
    but a share of the likelihood; here each counts by how much its weights are like the element's.
    That the text may speak of none is left out.
    """
    topics, _ = models()
    of_any = np.maximum(1 - likely[:, [topics.numbers[NONE]]], 1e-6)
    return np.asarray(likely @ _kinship() / of_any, dtype=np.float32)


def phrases_of(texts: Iterable[Sequence[str]]) -> Phrases:
    """Return the phrases of texts that are rows of words.

    As `phrases_in` and `number` do for one text, for many at once: the CRC-32 of a phrase is put
    together from those of its words (both are linear, but for their length).
    """
    rows = list(texts)
    words = dict.fromkeys(chain.from_iterable(rows))
    forms = {word: _base(word).encode() for word in words}
    order = {word: n for n, word in enumerate(forms)}
    word = numbers([*map(order.__getitem__, chain.from_iterable(rows))])
    text, offset = counted(numbers([len(row) for row in rows]))
    alone, behind = (
        numbers([zlib.crc32(before + form) for form in forms.values()])[word]
        for before in (b"", b" ")
    )
    longer = _longer(numbers([len(form) + 1 for form in forms.values()])[word])
    found = [text << _CRC | alone]
    for more in range(1, LONGEST):
        alone = longer(np.roll(alone, 1)) ^ behind
        whole = offset >= more  # the others begin in the text before
        found.append((text << _CRC | alone)[whole])
    phrase, counts = np.unique(np.concatenate(found), return_counts=True)
    bounds = np.searchsorted(phrase >> _CRC, np.arange(len(rows) + 1))
    return Phrases(phrase & _MASK, counts, bounds)


def _longer(lengths: Numbers) -> Callable[[Numbers], Numbers]:
    """Return how the CRC-32 of some bytes changes by so many more, all zero, place by place."""
    sizes, which = np.unique(lengths, return_inverse=True)
    tables = np.array([_shifts(size) for size in sizes.tolist()], dtype=np.int64)
    tables = tables.reshape(-1, 4, 256)

    def longer(crc: Numbers) -> Numbers:
        parts = (tables[which, byte, crc >> 8 * byte & 255] for byte in range(4))
        return reduce(xor, parts)

    return longer


@cache
def _shifts(length: int) -> list[list[int]]:
    """Return what a byte of a CRC-32, by its place and value, comes to after so many zeros."""
    zeros = bytes(length)
    start = zlib.crc32(zeros)
    return [[zlib.crc32(zeros, n << 8 * byte) ^ start for n in range(256)] for byte in range(4)]


@cache
def _kinship() -> Floats:
    """Return how much the weights of each two elements are alike: the cosine, 0 where below."""
    with np.load(WEIGHTS, allow_pickle=False) as kept:
        return np.asarray(kept["kinship"])


@cache
def models() -> tuple[Model, Model]:
    """Return the model of topics and that of states."""
    with np.load(WEIGHTS, allow_pickle=False) as kept:
        return _model(kept, "topics"), _model(kept, "states")


def _model(kept: np.lib.npyio.NpzFile, kind: str) -> Model:
    return Model(
        [str(name) for name in kept[f"{kind}_names"]],
        kept[f"{kind}_weights"],
        float(kept[f"{kind}_scale"]),
        kept[f"{kind}_bias"],
        kept[f"{kind}_rarity"].astype(np.float32),
    )


@lru_cache(maxsize=16_384)
def _base(word: str) -> str:
    plain = word.removeprefix(UNLIKE)
    return word[: -len(plain)] + min(lemmas(plain), key=lambda form: (len(form), form))


def _rows(base: Sequence[str]) -> Iterator[str]:
    for length in range(1, LONGEST + 1):
        for start in range(len(base) - length + 1):
            yield " ".join(base[start : start + length])
