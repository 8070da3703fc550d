"""A second opinion where no pattern matched: what a provision is about, by the words in it.

A linear model, trained on labelled passages (benchmarks/topics.py), says how likely a text speaks
of each element, and another what such a text does with it. It cannot tell why a rule counts, only
which words made it think so; what it decides is always marked as doubtful. docs/accuracy.md has
what it gave on passages by other hands.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from policygap.matching.language import lemmas, words
from policygap.model import State
from policygap.recall import remembered

WEIGHTS = Path(__file__).with_name("topics.npz")
BITS = 14  # a phrase's number is that many bits of its CRC-32
LONGEST = 3  # words of a phrase
NONE = "none"  # what a text is about that speaks of no element
_SHOWN = 4

Floats = npt.NDArray[np.float32]


class Guess(NamedTuple):
    """The text that most likely speaks of an element, how likely (0 to 1), and what it does."""

    text: int
    likely: float
    state: State
    words: tuple[str, ...]


class Opinions:
    """What the model thinks of some texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Read the texts."""
        self._texts = texts
        self._likely = np.array([_likely(text) for text in texts])

    def best(self, name: str) -> Guess | None:
        """Return the text that most likely speaks of an element; None if it is not known."""
        topics, states = models()
        if name not in topics.names or not self._texts:
            return None
        column = self._likely[:, topics.names.index(name)]
        text = int(column.argmax())
        phrases = phrases_in(self._texts[text])
        state = states.names[int(states.likely(phrases).argmax())]
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

    def likely(self, phrases: Counter[str]) -> Floats:
        """Return how likely each name fits a text of these phrases."""
        numbers, values = self._values(phrases)
        scores = self.weights[:, numbers].astype(np.float32) @ values * self.scale + self.bias
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), dtype=np.float32)

    def reasons(self, name: str, phrases: Counter[str]) -> tuple[str, ...]:
        """Return the phrases that speak most for a name."""
        numbers, values = self._values(phrases)
        gains = self.weights[self.names.index(name), numbers] * values
        best = np.argsort(-gains, kind="stable")[:_SHOWN]
        return tuple(list(phrases)[n] for n in best if gains[n] > 0)

    def _values(self, phrases: Counter[str]) -> tuple[npt.NDArray[np.int64], Floats]:
        numbers = np.array([number(phrase) for phrase in phrases], dtype=np.int64)
        counts = np.fromiter(phrases.values(), dtype=np.float32, count=len(phrases))
        values = (1 + np.log(counts)) * self.rarity[numbers]
        return numbers, np.asarray(values / max(float(np.linalg.norm(values)), 1e-9))


def phrases_in(text: str) -> Counter[str]:
    """Return the words of a text and its rows of two and three, in base forms, counted."""
    base = [_base(word.text) for word in words(text)]
    return Counter(_rows(base))


def number(phrase: str) -> int:
    """Return a phrase's number; different phrases may share one."""
    return zlib.crc32(phrase.encode()) & ((1 << BITS) - 1)


def likelihood(name: str, text: str) -> float:
    """Return how likely a text speaks of an element (0 to 1); 1 for one that is not known."""
    topics, _ = models()
    return float(_likely(text)[topics.names.index(name)]) if name in topics.names else 1.0


def relevance(name: str, text: str) -> float:
    """Return how much of what a text speaks of is an element or its like (0 to about 1).

    1 for an element that is not known. Where several elements are spoken of in the same words
    ("chokeholds are prohibited"), each has but a share of the likelihood; here each counts by how
    much its weights are like the element's. That the text may speak of none is left out.
    """
    topics, _ = models()
    if name not in topics.names:
        return 1.0
    likely = _likely(text)
    of_any = max(1 - float(likely[topics.names.index(NONE)]), 1e-6)
    return float(_kinship()[topics.names.index(name)] @ likely) / of_any


@cache
def _kinship() -> Floats:
    """Return how much the weights of each two elements are alike: the cosine, 0 where below."""
    topics, _ = models()
    weights = topics.weights.astype(np.float32)
    weights -= weights.mean(axis=0)
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    alike = np.asarray(np.clip(weights @ weights.T, 0, 1), dtype=np.float32)
    alike[:, topics.names.index(NONE)] = 0
    return alike


@remembered(16_384)  # many elements ask of the same text; 500 bytes each
def _likely(text: str) -> Floats:
    return models()[0].likely(phrases_in(text))


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
    return min(lemmas(word), key=lambda form: (len(form), form))


def _rows(base: Sequence[str]) -> Iterator[str]:
    for length in range(1, LONGEST + 1):
        for start in range(len(base) - length + 1):
            yield " ".join(base[start : start + length])
