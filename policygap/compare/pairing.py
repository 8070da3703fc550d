"""Which provision of the old version became which of the new one.

First by equal words, from the closest place to any other, so that of several equal texts those stay
together that stand in the same place; then by like words (`likeness`). No step looks at all pairs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policygap.compare.likeness import LONE_WORDS, Side, near
from policygap.compare.words import text_key
from policygap.model import Provision, ProvisionKind

_FEW = 5  # passages under one heading that are all compared with a new one there
_ROUNDS = 3  # each finds what stands beside what the one before has found


class Kind(StrEnum):
    """What became of a provision."""

    SAME = "same"
    MOVED = "moved"  # or renumbered
    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Pair:
    """A provision before and after; None where it was added or removed."""

    kind: Kind
    old: Provision | None
    new: Provision | None


@dataclass(frozen=True, slots=True)
class _Text:
    """A provision as it is looked up."""

    provision: Provision
    words: str
    lead_in: str
    heading: str

    @property
    def whole_list(self) -> bool:
        return self.provision.kind is ProvisionKind.LIST

    @property
    def led_by(self) -> str:
        """The words that introduce it next, of several lead-ins ("Members shall: If asked:")."""
        return text_key(self.provision.lead_in.rstrip(": ").rpartition(":")[2])

    @property
    def label(self) -> tuple[str, str]:
        return self.provision.section.path, self.provision.label


_Key = Callable[[_Text], Hashable | None]  # None: not to be looked up in this way
_STEPS: tuple[_Key, ...] = (
    lambda t: (t.whole_list, t.words, t.lead_in, t.heading, t.label),
    lambda t: (t.whole_list, t.words, t.lead_in, t.heading),
    lambda t: (t.whole_list, t.words, t.lead_in),
    lambda t: (t.whole_list, t.words, t.heading),
    lambda t: (t.whole_list, t.words) if len(t.provision.text.split()) >= LONE_WORDS else None,
)


def pair(old: Sequence[Provision], new: Sequence[Provision]) -> list[Pair]:
    """Return what became of every provision that has words, in the new version's order.

    What was removed stands where it would stand now.
    """
    before, after = ([text for text in map(_text, side) if text.words] for side in (old, new))
    matches = _equal(before, after)
    for _ in range(_ROUNDS):
        matches |= _alike(before, after, matches)
    judge = _Judge(before, after, matches)
    gone = _gone(len(before), matches)
    pairs: list[Pair] = []
    for j in range(-1, len(after)):
        pairs += [judge.pair(j)] if j >= 0 else []
        pairs += [Pair(Kind.REMOVED, before[i].provision, None) for i in gone.get(j, ())]
    return pairs


def _text(provision: Provision) -> _Text:
    heading = text_key(provision.section.heading)
    return _Text(provision, text_key(provision.text), text_key(provision.lead_in), heading)


def _equal(before: Sequence[_Text], after: Sequence[_Text]) -> dict[int, int]:
    """Return new place -> old place of the provisions with equal words."""
    matches: dict[int, int] = {}
    used: set[int] = set()
    for key in _STEPS:
        waiting: dict[Hashable, deque[int]] = {}
        for i, text in enumerate(before):
            if i not in used and (known := key(text)) is not None:
                waiting.setdefault(known, deque()).append(i)
        for j, text in enumerate(after):
            if j not in matches and (places := waiting.get(key(text))):
                matches[j] = places.popleft()
                used.add(matches[j])
    return matches


def _alike(
    before: Sequence[_Text], after: Sequence[_Text], matches: Mapping[int, int]
) -> dict[int, int]:
    """Return new place -> old place of the provisions with like words, among those left over."""
    used = set(matches.values())
    left = [i for i in range(len(before)) if i not in used]
    fresh = [j for j in range(len(after)) if j not in matches]
    close = {j: frozenset(_beside(j, matches)) for j in fresh}
    for j, places in _under_one_heading(before, left, after, fresh):
        close[j] |= places
    return near(Side.of(_texts(before), left), Side.of(_texts(after), fresh), close)


def _under_one_heading(
    before: Sequence[_Text], left: Sequence[int], after: Sequence[_Text], fresh: Sequence[int]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield new places with the old ones under the same heading, where few are left there."""
    under: dict[str, set[int]] = {}
    for i in left:
        under.setdefault(before[i].heading, set()).add(i)
    for j in fresh:
        heading = after[j].heading
        if heading and 0 < len(places := under.get(heading, ())) <= _FEW:
            yield j, frozenset(places)


def _texts(side: Iterable[_Text]) -> list[tuple[bool, str]]:
    return [(each.whole_list, each.provision.text) for each in side]


def _beside(j: int, matches: Mapping[int, int]) -> Iterator[int]:
    if (place := matches.get(j - 1)) is not None:
        yield place + 1
    if (place := matches.get(j + 1)) is not None:
        yield place - 1


def _gone(count: int, matches: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the old places without a match, by the new place that they come after (-1: none)."""
    now = {i: j for j, i in matches.items()}
    gone: dict[int, list[int]] = {}
    last = -1
    for i in range(count):
        if i in now:
            last = now[i]
        else:
            gone.setdefault(last, []).append(i)
    return gone


class _Judge:
    """Tells what became of a provision that has a match, or has none."""

    def __init__(
        self, before: Sequence[_Text], after: Sequence[_Text], matches: Mapping[int, int]
    ) -> None:
        """Note what stays in order, and what each version says."""
        self._before, self._after, self._matches = before, after, matches
        self._in_order = _in_order(matches)
        self._said_before, self._said_after = _said(before), _said(after)

    def pair(self, j: int) -> Pair:
        """Return what became of the provision at a new place."""
        new = self._after[j]
        if j not in self._matches:
            return Pair(Kind.ADDED, None, new.provision)
        old = self._before[self._matches[j]]
        return Pair(self._kind(old, new, j), old.provision, new.provision)

    def _kind(self, old: _Text, new: _Text, j: int) -> Kind:
        if old.words != new.words or not self._led_alike(old, new):
            return Kind.REWORDED
        stays = j in self._in_order and (old.label, old.heading) == (new.label, new.heading)
        return Kind.SAME if stays else Kind.MOVED

    def _led_alike(self, old: _Text, new: _Text) -> bool:
        """Tell whether the same words introduce it, or those that replaced them.

        What is reworded is then the introduction, once, and not every item that it introduces.
        Where one version has none, the list was only read otherwise: from another format, say.
        """
        if not (old.lead_in and new.lead_in):
            return True
        gone, fresh = old.led_by not in self._said_after, new.led_by not in self._said_before
        return old.lead_in == new.lead_in or (gone and fresh)


def _said(side: Sequence[_Text]) -> set[str]:
    """Return the words of all passages and of what introduces them."""
    return {each.words for each in side} | {each.led_by for each in side}


def _in_order(matches: Mapping[int, int]) -> set[int]:
    """Return the new places of the longest run of matches that has kept its order."""
    places = sorted(matches)
    ends: list[int] = []  # by length - 1, the least old place that ends such a run
    lengths: list[int] = []
    for j in places:
        length = bisect_left(ends, matches[j])
        ends[length : length + 1] = [matches[j]]
        lengths.append(length)
    kept: set[int] = set()
    wanted = len(ends) - 1
    for j, length in zip(reversed(places), reversed(lengths), strict=True):
        if length == wanted:
            kept.add(j)
            wanted -= 1
    return kept
