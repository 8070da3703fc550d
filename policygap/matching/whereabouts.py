"""Where in a policy concepts stand, alone and together, and what of it is worth a search.

Sets of provisions are the bits of whole numbers: a manual has thousands of each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from itertools import chain
from operator import and_, or_

from policygap.matching.columns import bits, mask_of, places_in
from policygap.matching.finder import Finder
from policygap.matching.hits import Span
from policygap.matching.language import row_of
from policygap.matching.quick_looks import has_one
from policygap.matching.reading import parts
from policygap.matching.short_names import speller
from policygap.matching.surroundings import Surroundings
from policygap.matching.survey import Survey
from policygap.matching.units import Group, Units
from policygap.matching.wording import LEFT_OUT, LEFT_OUT_SIGNS
from policygap.model import Pattern, Provision, Unit

OTHER_PEOPLE, OFFICER, SIDE_MATTER = "other-people", "officer", "side-matter"
_LEFT_OUT = re.compile(LEFT_OUT, re.IGNORECASE)
_ONE = (Unit.PROVISION, Unit.LIST)  # a single provision holds all that a pattern needs

Names = Sequence[str]
Wanted = Sequence[tuple[Pattern, int]]  # each pattern with the provisions among which it may count


class Whereabouts:
    """The places of concepts in provisions, and around them; found once somebody asks."""

    def __init__(
        self,
        provisions: Sequence[Provision],
        units: Units,
        finder: Finder,
        titles: Mapping[str, str],
    ) -> None:
        """Look where every concept could stand, in provisions, headings and titles of files."""
        self._units = units
        self._leaving_out = bits(n for n, p in enumerate(provisions) if _leaves_out(p.text))
        self._surroundings = Surroundings(provisions, units, titles)
        spelled = speller((p.text for p in provisions), finder.knows)
        around = ([(0, row_of(title))] for title in self._surroundings.numbers)
        self._survey = Survey(finder, chain((parts(p, spelled) for p in provisions), around))
        self.look = self._survey.look
        self.could_hold = cache(self._could_hold)
        self._could_be_near = cache(self._possibly_near)
        self.everywhere = (1 << len(provisions)) - 1
        self.single = mask_of([place for (place,) in units.groups(Unit.PROVISION)])

    def spans(self, place: int, name: str) -> tuple[Span, ...]:
        """Return where a concept stands in a provision, in order."""
        return self._survey.spans(name, place)

    def speaks(self, unit: Iterable[int], name: str) -> bool:
        """Tell whether one of the provisions of a unit holds a concept."""
        return bool(self._survey.places(name, bits(unit)))

    def says(self, place: int, names: Names) -> bool:
        """Tell whether a provision holds one of these concepts."""
        return bool(self.holding(names, 1 << place))

    def is_titled(self, titles: Iterable[str], names: Names) -> bool:
        """Tell whether one of some headings holds one of these concepts."""
        numbers = self._surroundings.numbers
        return bool(self.holding(names, bits(numbers[title] for title in titles)))

    def holding(self, names: Names, among: int) -> int:
        """Return those of some provisions that hold one of these concepts."""
        return reduce(or_, (self._survey.places(name, among) for name in names), 0)

    def holding_all(self, entries: Sequence[Names], among: int) -> int:
        """Return those of some provisions that hold a concept of each entry."""
        among = reduce(and_, map(self.could_hold, entries), among)
        return reduce(lambda left, entry: self.holding(entry, left), entries, among)

    def near(self, names: Names, among: int) -> int:
        """Return those of some provisions that have one of these in them or around them."""
        could = self._could_be_near(names) & among
        if not could:
            return 0
        found = self.holding(names, self._surroundings.around(could))
        return self._surroundings.near(found) & among

    def units(self, pattern: Pattern, among: int) -> Iterator[Group]:
        """Yield, in reading order, the units that hold a concept of each entry of a pattern.

        Of single provisions only those among some, of larger units those with one of them.
        """
        could = self._could_meet(pattern, among)
        if pattern.unit in _ONE:
            held = [self.holding_all(pattern.entries, could)]
        else:
            held = [among, *(self.holding(entry, could) for entry in pattern.entries)]
        return self._units.meeting(pattern.unit, [places_in(mask) for mask in held])

    def _could_meet(self, pattern: Pattern, among: int) -> int:
        """Return the provisions of those units that could hold what a pattern needs."""
        masks = [among, *map(self.could_hold, pattern.entries)]
        if pattern.unit in _ONE or not all(masks):
            return reduce(and_, masks)
        met = self._units.meeting(pattern.unit, [places_in(mask) for mask in masks])
        return mask_of([place for group in met for place in group])

    def _could_hold(self, names: Names) -> int:
        return reduce(or_, map(self._survey.possible, names), 0) & self.everywhere

    def _possibly_near(self, names: Names) -> int:
        return self._surroundings.near(reduce(or_, map(self._survey.possible, names), 0))

    def look_ahead(self, wanted: Wanted) -> None:
        """Search at once for all that judging provisions by these patterns looks at."""
        could = [self._could_meet(*each) for each in wanted]
        self._look_for(zip((_own_names(pattern) for pattern, _ in wanted), could, strict=True))
        self._look_around(wanted, could)

    def narrowed(self, wanted: Wanted) -> list[int]:
        """Return, for each pattern, what is left of the provisions among which it may count.

        Those that by themselves hold all that it needs, with what it needs around them, and nothing
        that rules it out (but where a sentence leaves something out); of a pattern for larger
        units, those of the units that could. All that the patterns ask for is searched for at once,
        step by step.
        """
        left = [self._could_count(*each) for each in wanted]
        self._look_for((chain(*p.entries), m) for (p, _), m in zip(wanted, left, strict=True))
        left = self._each(wanted, left, self._with_entries)
        self._look_around(wanted, left)
        left = self._each(wanted, left, self._with_context)
        self._look_for((_own_names(p), m) for (p, _), m in zip(wanted, left, strict=True))
        return self._each(wanted, left, self._without)

    def _could_count(self, pattern: Pattern, among: int) -> int:
        could = self._could_meet(pattern, among)
        near = map(self._could_be_near, pattern.context if pattern.unit in _ONE and could else ())
        return reduce(and_, near, could)

    def _with_entries(self, pattern: Pattern, among: int) -> int:
        if pattern.unit in _ONE:
            return self._with_count(pattern, self.holding_all(pattern.entries, among))
        return mask_of([place for unit in self.units(pattern, among) for place in unit])

    def _with_count(self, pattern: Pattern, among: int) -> int:
        """Return those of some provisions that hold as many of the counted concepts as is asked."""
        if pattern.count is None:
            return among
        at_least = [among, *[0] * pattern.count.least]
        for name in pattern.count.of:
            held = self._survey.places(name, among)
            for many in range(pattern.count.least, 0, -1):
                at_least[many] |= at_least[many - 1] & held
        return at_least[-1]

    def _with_context(self, pattern: Pattern, among: int) -> int:
        needed = pattern.context if pattern.unit in _ONE else ()
        return reduce(lambda left, entry: self.near(entry, left), needed, among)

    def _without(self, pattern: Pattern, among: int) -> int:
        if pattern.unit not in _ONE:
            return among
        return among & ~self.holding(pattern.none, among & ~self._leaving_out)

    def _each(
        self, wanted: Wanted, left: Sequence[int], narrow: Callable[[Pattern, int], int]
    ) -> list[int]:
        return [
            narrow(pattern, among) if among else 0
            for (pattern, _), among in zip(wanted, left, strict=True)
        ]

    def _look_around(self, wanted: Wanted, left: Sequence[int]) -> None:
        self._look_for(
            (chain(*pattern.context), self._surroundings.around(among))
            for (pattern, _), among in zip(wanted, left, strict=True)
            if pattern.context and among
        )

    def _look_for(self, asked: Iterable[tuple[Iterable[str], int]]) -> None:
        wanted: dict[str, int] = defaultdict(int)
        for names, among in asked:
            for name in names if among else ():
                wanted[name] |= among
        self.look(wanted)


def _leaves_out(text: str) -> bool:
    return has_one(text, LEFT_OUT_SIGNS) and bool(_LEFT_OUT.search(text))


def _own_names(pattern: Pattern) -> set[str]:
    """Return all concepts that are looked for in a provision itself to judge it by a pattern."""
    needed = chain.from_iterable(pattern.entries)
    kinds = chain.from_iterable((*each.part, *each.whole) for each in pattern.covers)
    ruled = (*pattern.none, *pattern.weak_if, *pattern.actor)
    return {*needed, *kinds, *ruled, OFFICER, OTHER_PEOPLE, SIDE_MATTER}
