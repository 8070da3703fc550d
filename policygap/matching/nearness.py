"""How near provisions come to an element: how much of what its patterns need they hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Generator, Sequence
from itertools import chain

from policygap.matching.columns import mask_of, places_in
from policygap.matching.readings import PolicyReading
from policygap.model import Element

_NEAR = 0.5

Entries = Sequence[tuple[str, ...]]
Near = tuple[int, tuple[str, ...]]  # a provision, and the first concept of each entry it lacks
Wanted = dict[str, int]  # concepts, and the provisions, as bits, in which they are searched for


def closeness(policy: PolicyReading, element: Element, places: Collection[int]) -> Counter[int]:
    """Return how many of an element's concepts each of some provisions holds."""
    among = mask_of(list(places))
    policy.where.look(dict.fromkeys(names_of(element), among))
    held = (places_in(policy.where.holding((n,), among)) for n in names_of(element))
    return Counter(chain.from_iterable(held))


def names_of(element: Element) -> set[str]:
    """Return the concepts that an element's patterns need."""
    return {name for pattern in element.patterns for entry in pattern.all for name in entry}


def nearest(policy: PolicyReading, elements: Sequence[Element]) -> list[Near | None]:
    """Return, for each element, the provision that comes nearest to it, and what that lacks.

    That is the one that has most of what a pattern needs; of two, the one that holds more of the
    element's concepts, then the shorter. A provision that lacks more than half is not near. What
    all of the elements ask for next is searched for at once.
    """
    found: list[Near | None] = [None] * len(elements)
    going = {number: _search(policy, element) for number, element in enumerate(elements)}
    while going:
        wanted: Wanted = defaultdict(int)
        for number, search in list(going.items()):
            try:
                asked = next(search)
            except StopIteration as end:
                found[number] = end.value
                del going[number]
            else:
                for name, places in asked.items():
                    wanted[name] |= places
        policy.where.look(wanted)
    return found


def _search(policy: PolicyReading, element: Element) -> Generator[Wanted, None, Near | None]:
    """Yield what must be searched for, step by step; return the nearest provision."""
    needs = [pattern.all for pattern in element.patterns if pattern.all]
    found = yield from _least_lacking(policy, needs)
    if not found:
        return None
    yield dict.fromkeys(names_of(element), mask_of([place for place, _ in found]))
    near = closeness(policy, element, {place for place, _ in found})
    return min(
        found, key=lambda f: (-near[f[0]], len(policy.readings[f[0]].provision.full_text), *f)
    )


def _least_lacking(
    policy: PolicyReading, needs: Sequence[Entries]
) -> Generator[Wanted, None, list[Near]]:
    """Return the provisions that lack the least share of what one of these asks, and what.

    What could lack least is searched first; what proves to lack more waits for its turn.
    """
    waiting: dict[float, list[tuple[Entries, int]]] = defaultdict(list)
    for entries in needs:
        could = [policy.where.could_hold(entry) & policy.where.single for entry in entries]
        _line_up(waiting, entries, could)
    while waiting and (share := min(waiting)) <= _NEAR:
        asked = waiting.pop(share)
        yield _wanted(asked)
        for entries, places in asked:
            _line_up(waiting, entries, [policy.where.holding(entry, places) for entry in entries])
        if found := waiting.get(share):
            return [
                (place, _lacks(policy, entries, place))
                for entries, places in found
                for place in places_in(places)
            ]
    return []


def _line_up(
    waiting: dict[float, list[tuple[Entries, int]]], entries: Entries, held: Sequence[int]
) -> None:
    """Sort the provisions that hold the first entry by the share of the entries that they lack."""
    first, *others = held
    by_lack = [first]
    for one in others:
        more, fewer = [*by_lack, 0], [0, *by_lack]
        by_lack = [(a & one) | (b & ~one) for a, b in zip(more, fewer, strict=True)]
    for lacking, places in enumerate(by_lack):
        if places:
            waiting[lacking / len(entries)].append((entries, places))


def _wanted(asked: Sequence[tuple[Entries, int]]) -> Wanted:
    wanted: Wanted = defaultdict(int)
    for entries, places in asked:
        for name in chain.from_iterable(entries):
            wanted[name] |= places
    return wanted


def _lacks(policy: PolicyReading, entries: Entries, place: int) -> tuple[str, ...]:
    """Return the first concept of each entry of which a provision holds none."""
    return tuple(entry[0] for entry in entries if not policy.where.says(place, entry))
