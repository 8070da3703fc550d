"""Which signs of a PDF are highlighted for what: where passages overlap, each sign once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygap.annotate.marks import WORST_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygap.annotate.marks import Mark, Note
    from policygap.model import State

Sign = tuple[int, int]  # a page, from 1, and a character on it, from 0
Run = tuple[int, int, int]  # a page, its first character, the one after the last

_FEWEST = 4  # signs that are worth a highlight of their own


@dataclass(frozen=True, slots=True)
class Area:
    """Signs of one colour, in order, with all that is said about them."""

    state: State
    signs: Sequence[Sign]
    notes: list[Note]


def areas(placed: Iterable[tuple[Mark, Sequence[Sign]]]) -> list[Area]:
    """Return the areas that marks make, given with their signs, in the order of the pages.

    A sign has the colour of the worst passage that it is part of, the shorter one among equals. A
    passage that others cover, such as a list by its items, adds its notes to the first of them.
    """
    made: list[Area] = []
    owners: dict[Sign, Area] = {}
    for mark, signs in sorted(placed, key=_rank):
        own = [sign for sign in signs if sign not in owners]
        if len(own) < _FEWEST and signs[0] in owners:
            owners[signs[0]].notes.extend(mark.notes)
        else:
            area = Area(mark.state, own, [*mark.notes])
            owners.update(dict.fromkeys(own, area))
            made.append(area)
    return sorted(made, key=lambda area: area.signs[0])


def _rank(placed: tuple[Mark, Sequence[Sign]]) -> tuple[int, int]:
    return WORST_FIRST.index(placed[0].state), len(placed[1])


def runs(signs: Iterable[Sign]) -> Iterator[Run]:
    """Yield the signs run by run, each run on one page."""
    run: Run | None = None
    for page, at in signs:
        if run and run[0] == page and run[2] == at:
            run = page, run[1], at + 1
            continue
        if run:
            yield run
        run = page, at, at + 1
    if run:
        yield run
