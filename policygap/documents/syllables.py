"""Words whose syllables a file's text layer holds apart: "po lice of fi cers" are police officers.

Programs for layout left such spaces where a word might be broken at a line's end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from policygap.documents.legibility import is_word
from policygap.model import Block

_LETTERS = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
# Pieces of letters in a row; a hyphen with spaces around it was at the end of a line.
_ROW = re.compile(rf"{_LETTERS.pattern}(?: (?:- )?{_LETTERS.pattern})+")
_ENDING = re.compile(r"['’][a-z]+$")  # "officer's" is a word if "officer" is
# Words that stand alone though they also are pieces of longer ones.
_SMALL = frozenset(
    "a about above after again all also am among an and any are as at be been before being "
    "below both but by can could did do does done down each for from had has have he her him "
    "his how i if in into is it its may me might more most must my no nor not of off on once "
    "one only or other our out over own shall she should since so some such than that the "
    "their them then there these they this those through to too under until up upon us very "
    "was we were what when where which while who whom whose why will with without would yet "
    "you your".split()
)
_SHORT = 3.5  # letters in a word: policies have 3.9 to 5.4 on average, in syllables 2.8
_LEAST, _MOST = 200, 5_000  # words that are looked at; fewer do not tell
_PIECES = 7  # of one word
_SHORTEST = 4  # letters of a word that was parted
_USUAL = 6  # twice as often as two words must at least stand together to be syllables of one
_END = 3  # letters of the ends of words that the list knows
# What a word costs, a piece that is no word, and a small word that becomes a part of one.
_WORD, _UNKNOWN, _TAKEN = 10, 30, 1


def are_parted(texts: Iterable[str]) -> bool:
    """Tell whether the words of texts stand in syllables."""
    words = (word for text in texts for word in _LETTERS.findall(text))
    lengths = [len(word) for word in islice(words, _MOST)]
    return len(lengths) >= _LEAST and sum(lengths) < _SHORT * len(lengths)


def mended(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with their words whole; the same ones where they are whole already."""
    if not are_parted(block.text for block in blocks):
        return tuple(blocks)
    for _ in range(2):  # "un rea son able": what the first pass makes, the second puts together
        seen = _Seen(block.text for block in blocks)
        blocks = [replace(block, text=_ROW.sub(seen.joined, block.text)) for block in blocks]
    return tuple(blocks)


class _Seen:
    """How often each piece stands in some texts, and each with the one behind it."""

    def __init__(self, texts: Iterable[str]) -> None:
        rows = [row.lower().replace("- ", "").split() for t in texts for row in _ROW.findall(t)]
        self._often = Counter(piece for row in rows for piece in row)
        self._pairs = Counter(pair for row in rows for pair in pairwise(row))

    def joined(self, match: re.Match[str]) -> str:
        """Return a row of pieces as the fewest words that it can be."""
        pieces = re.split(r"(?<!-) ", match.group())
        low = [piece.lower().removeprefix("- ") for piece in pieces]
        best: list[tuple[int, int]] = [(0, 0)]  # to each place: the cost, where its word begins
        for end in range(1, len(pieces) + 1):
            starts = range(max(0, end - _PIECES), end)
            best.append(min((best[n][0] + self._cost(low[n:end]), -n) for n in starts))
        words, end = [], len(pieces)
        while end:
            start = -best[end][1]
            own = [pieces[start], *(piece.removeprefix("- ") for piece in pieces[start + 1 : end])]
            words.append("".join(own))
            end = start
        return " ".join(reversed(words))

    def _cost(self, pieces: Sequence[str]) -> int:
        word = "".join(pieces)
        if len(pieces) == 1:
            return _WORD if _is_known(word) else _UNKNOWN
        apart = any(_ENDING.search(piece) for piece in pieces[:-1])
        whole = (
            not apart and len(word) >= _SHORTEST and _is_known(word) and self._are_syllables(pieces)
        )
        taken = sum(piece in _SMALL for piece in pieces)
        return _WORD + _TAKEN * taken if whole else _UNKNOWN * len(pieces) + 1

    def _are_syllables(self, pieces: Sequence[str]) -> bool:
        """Tell whether pieces that make a word are no words of their own ("not able")."""
        if all(piece in _SMALL for piece in pieces):
            return False
        if len(pieces) > 2 or not all(map(self._stands_alone, pieces)):
            return True
        often, least = self._pairs[pieces[0], pieces[1]], min(self._often[p] for p in pieces)
        return 2 * often >= max(least, _USUAL)

    def _stands_alone(self, piece: str) -> bool:
        """Tell whether a piece is a word; the list knows the ends of words, too ("ing")."""
        if len(piece) <= _END and not (len(piece) == _END and _is_known(piece + "s")):
            return piece in _SMALL
        return _is_known(piece)


def _is_known(word: str) -> bool:
    return word in ("a", "i") or is_word(_ENDING.sub("", word))
