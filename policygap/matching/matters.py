"""What each provision of a policy is about as a whole, by the second opinion on its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property

import numpy as np

from policygap import alongside
from policygap.matching.columns import Flags, mask_of
from policygap.matching.topics import Floats, likely, models, relevant
from policygap.matching.units import Units
from policygap.model import Provision, ProvisionKind

READ = 600  # characters of a provision that tell what it is about
_MOST_PARTS = 8
_INTRODUCED = 5  # provisions that are read with the one that introduces them
_TELLING = 8  # words from which on a provision tells by itself what it is about
# People, cases or a means of force that the sentences before it name.
_SUCH = re.compile(
    r"\b(?:such|these|those) (?:an? )?"
    r"(?:persons?|people|individuals?|subjects?|cases|situations)\b"
    r"|\b(?:use|apply|employ|attempt) (?:it|them)\b",
    re.IGNORECASE,
)


class Matters:
    """How likely each provision speaks of each element, all worked out at once when first asked."""

    def __init__(self, provisions: Sequence[Provision], units: Units) -> None:
        """Take the provisions; nothing is read yet."""
        self._provisions = provisions
        self._units = units
        self.about = cache(self._about)
        self.meant = cache(self._meant)

    def likely(self, place: int, key: str) -> float:
        """Return how likely a provision speaks of an element, by its words alone; 1 if unknown."""
        topics, _ = models()
        return float(self._likely[0][place, topics.numbers[key]]) if key in topics.numbers else 1.0

    def relevant(self, place: int, key: str) -> float:
        """Return how likely a provision speaks of an element or its like; 1 if unknown."""
        topics, _ = models()
        return float(self._likely[1][place, topics.numbers[key]]) if key in topics.numbers else 1.0

    @contextmanager
    def read_alongside(self) -> Iterator[None]:
        """Have another process work it all out while the block is gone through.

        What that cannot do, for whatever reason, is done in this one when it is asked for.
        """
        with alongside.started(__name__, 1) as processes:
            for process in processes:
                alongside.give(process, (self._provisions, self._units))
            yield
            for process in processes:
                if found := alongside.taken(process):
                    self._likely = found

    def _about(self, key: str, least: float) -> int:
        """Return the provisions, as bits, that are as relevant as that for an element."""
        return self._at_least(1, key, least)

    def _meant(self, key: str, least: float) -> int:
        """Return the provisions, as bits, that speak as likely as that of an element."""
        return self._at_least(0, key, least)

    def _at_least(self, which: int, key: str, least: float) -> int:
        topics, _ = models()
        if key not in topics.numbers:
            return (1 << len(self._provisions)) - 1
        enough: Flags = self._likely[which][:, topics.numbers[key]] >= np.float64(least)
        return mask_of(np.flatnonzero(enough))

    @cached_property
    def _likely(self) -> tuple[Floats, Floats]:
        """Return how likely, and how relevant: the most of what a provision's parts are."""
        parts = [self._telling(place) for place in range(len(self._provisions))]
        found = likely([part for each in parts for part in each])
        first = np.cumsum([0, *map(len, parts)])[:-1]
        of_all, of_like = (np.maximum.reduceat(of, first) for of in (found, relevant(found)))
        return of_all, of_like

    def _telling(self, place: int) -> Sequence[str]:
        """Return the texts that tell what a provision is about: a long one's parts are several.

        A short one ("You must.") tells too little by itself, and is read with its paragraph; one
        that introduces a list, with that. An item is read by itself as well, for its lead-in may
        speak of much else; and one on "such persons" with those before it that say who they are.
        """
        own = self._provisions[place]
        short = len(own.full_text.split()) < _TELLING
        whole = {place, *self._units.paragraph(place)} if short else {place}
        if own.text.endswith(":"):
            whole |= {*range(place, min(place + _INTRODUCED, len(self._provisions)))}
        text = " ".join(self._provisions[n].full_text for n in sorted(whole))
        longest = min(len(text), READ * _MOST_PARTS)
        parts = [text[start : start + READ] for start in range(0, max(longest, 1), READ)]
        alone = own.kind is ProvisionKind.ITEM and len(own.text.split()) >= _TELLING
        if alone:
            parts.append(own.text[:READ])
        if own.kind is ProvisionKind.LIST and own.lead_in:
            parts.append(own.lead_in[-READ:])
        if _SUCH.search(own.text):
            before = [n for n in self._units.paragraph(place) if n <= place][-_INTRODUCED:]
            parts.append(" ".join(self._provisions[n].full_text for n in before)[-READ:])
        return parts


def main() -> None:
    """Work out for another process what it is given provisions for."""
    alongside.work(lambda given: Matters(*given)._likely)
