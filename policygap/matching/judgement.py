"""What a sentence does with an act, and how governing words change that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policygap.matching.lexicon import Effect
from policygap.model import Polarity, Strength

_OPPOSITE = {
    Polarity.REQUIRES: Polarity.EXEMPTS,
    Polarity.EXEMPTS: Polarity.REQUIRES,
    Polarity.PROHIBITS: Polarity.PERMITS,
    Polarity.PERMITS: Polarity.PROHIBITS,
}
# What an operator does to an act that is already turned round ("prohibited from failing to").
_REVERSED = {
    Polarity.REQUIRES: Polarity.PROHIBITS,
    Polarity.PROHIBITS: Polarity.REQUIRES,
    Polarity.PERMITS: Polarity.EXEMPTS,
    Polarity.EXEMPTS: Polarity.REQUIRES,
}


def turned(polarity: Polarity) -> Polarity:
    """Return what a governing word does to a reversed act ("barred from failing to")."""
    return _REVERSED[polarity]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a sentence does with an act.

    `actor` is the character span of who acts, if named; `limit` the words that bind the act to a
    condition ("only when ordered"); `exceptions` those of the whole sentence.
    """

    polarity: Polarity | None = None
    strength: Strength = Strength.NONE
    reversed: bool = False
    embedded: bool = False
    actor: tuple[int, int] | None = None
    exceptions: tuple[str, ...] = ()
    limit: str = ""

    def under(self, effect: Effect) -> Judgement:
        """Return the judgement once a governing word has had its effect."""
        polarity, strength = effect
        if self.polarity is None:
            outcome = turned(polarity) if self.reversed else polarity
            if outcome in (Polarity.PROHIBITS, Polarity.REQUIRES) and strength is Strength.MAY:
                strength = Strength.MAY if polarity is Polarity.REQUIRES else Strength.MUST
            return replace(self, polarity=outcome, strength=strength, reversed=False)
        if polarity is Polarity.PROHIBITS:  # barred from permitting, from requiring
            return self.negated()
        weaker = min(self.strength, strength, key=lambda s: s.rank)
        softened = strength is not Strength.NONE and self.polarity is not Polarity.PERMITS
        return replace(self, strength=weaker if softened else self.strength)

    def softened(self) -> Judgement:
        """Return the judgement of a rule for the ordinary case only ("shall normally")."""
        ordinary = self.strength is Strength.MUST
        return replace(self, strength=Strength.SHOULD if ordinary else self.strength)

    def negated(self) -> Judgement:
        """Return the judgement of the denied sentence."""
        if self.polarity is None:
            return replace(self, reversed=not self.reversed)
        opposite = _OPPOSITE[self.polarity]
        barred = opposite is Polarity.PROHIBITS
        bound = opposite is Polarity.REQUIRES and self.strength is not Strength.SHOULD
        strength = Strength.MUST if barred or bound else self.strength
        return replace(self, polarity=opposite, strength=strength)

    def barred(self) -> Judgement:
        """Return the judgement of what nobody shall do."""
        bound = self.polarity is Polarity.REQUIRES
        return replace(self, polarity=Polarity.PROHIBITS) if bound else self.negated()

    @property
    def outcome(self) -> Polarity:
        """Return the polarity, where nothing governs the act: stated or denied."""
        return self.polarity or (Polarity.DENIES if self.reversed else Polarity.STATES)
