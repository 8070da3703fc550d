"""The idioms of a sentence, as governing words of more than one word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygap.matching.idiom_table import IDIOMS, PENAL, Side
from policygap.matching.lexicon import Effect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Idiom:
    """An idiom at the words start..end of a sentence; without an effect it turns the act round."""

    start: int
    end: int
    side: Side
    effect: Effect | None
    penal: bool = False

    def __contains__(self, place: int) -> bool:
        """Tell whether a word belongs to the idiom."""
        return self.start <= place < self.end

    def reaches(self, place: int) -> bool:
        """Tell whether a word stands on the side that the idiom governs."""
        behind, ahead = place >= self.end, place < self.start
        return {Side.BEHIND: behind, Side.AHEAD: ahead, Side.EITHER: behind or ahead}[self.side]

    def is_within(self, other: Idiom) -> bool:
        """Tell whether another idiom holds this one and more."""
        within = other.start <= self.start and self.end <= other.end
        return within and (other.start, other.end) != (self.start, self.end)

    @property
    def and_next(self) -> range:
        """Return the places of the idiom and of the word behind it."""
        return range(self.start, self.end + 1)

    @property
    def anchor(self) -> int:
        """Return the word that stands nearest to what the idiom governs."""
        return self.end - 1 if self.side is Side.BEHIND else self.start


def _ready(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    own = ("^", r"(?:\b")  # these say themselves where they begin
    return re.compile(
        "|".join(a if a.startswith(own) else rf"\b{a}" for a in alternatives), re.IGNORECASE
    )


_READY = tuple((side, effect, rows is PENAL, _ready(rows)) for side, effect, rows in IDIOMS)


def idioms(doc: Doc) -> tuple[Idiom, ...]:
    """Return the idioms of a sentence, none within another."""
    if "idioms" not in doc.user_data:
        found = tuple(_found(doc))
        doc.user_data["idioms"] = tuple(i for i in found if not any(map(i.is_within, found)))
    known: tuple[Idiom, ...] = doc.user_data["idioms"]
    return known


def _found(doc: Doc) -> Iterator[Idiom]:
    text = doc.text  # put together anew each time it is asked for
    for side, effect, penal, pattern in _READY:
        for match in pattern.finditer(text):
            group = "idiom" if match.groupdict().get("idiom") else 0
            span = doc.char_span(*match.span(group), alignment_mode="expand")
            if span is not None:
                yield Idiom(span.start, span.end, side, effect, penal)


def idiom_at(token: Token) -> Idiom | None:
    """Return the idiom that a word belongs to."""
    return next((i for i in idioms(token.doc) if token.i in i), None)
