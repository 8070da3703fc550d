"""Agencies that do not exist, as a batch would have left them: any number, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from policygap.analysis import asked_on
from policygap.batch.outcomes import Judged, Outcome
from policygap.model import Element, Rubric, SourceFile, State, Verdict

AS_OF = date(2026, 1, 1)
REPORTS = ("report.html", "report.docx", "report.json")
_PLACES = "Alder Birch Cedar Dune Elk Fern Gull Heron Iron Juniper Kestrel Lark Mill Nettle".split()
_SIGHTS = "Hollow Creek Valley Point Ridge Grove".split()
_KINDS = ("Police Department", "Sheriff's Office", "Campus Police", "Transit Police")
_STATES = {  # what an element may be where its requirement has this verdict
    Verdict.CONFLICT: [State.CONTRADICTED],
    Verdict.MISSING: [State.ABSENT],
    Verdict.PARTIAL: [State.WEAK, State.REFERENCED],
    Verdict.MET: [State.PRESENT],
}


def agencies(number: int, rubrics: Sequence[Rubric]) -> list[Outcome]:
    """Return agencies: one in 30 failed, one in 7 was not checked against the last rubric."""
    chance = Random(number)
    return [_agency(place, rubrics, chance) for place in range(number)]


def _agency(place: int, rubrics: Sequence[Rubric], chance: Random) -> Outcome:
    name = " ".join(chance.choice(words) for words in (_PLACES, _SIGHTS, _KINDS))
    tags = (chance.choice(("north", "central", "south")), *(["large"] * (place % 5 == 0)))
    folder = f"{name} {place}"
    if place % 30 == 7:
        return Outcome(f"{name} {place}", folder, tags, error=f"{name}/a.pdf: is encrypted")
    asked = asked_on(rubrics[: -1 if place % 7 == 3 else None], AS_OF)
    good = chance.random()
    judged = tuple(_judged(r, each.id, elements, (good, chance)) for r, each, elements in asked)
    unread = (3, 4, 9) if place % 20 == 4 else ()
    file = SourceFile("force.pdf", f"{place:064x}", 12, 5000, unread_pages=unread)
    return Outcome(f"{name} {place}", folder, tags, (file,), judged, REPORTS)


def _judged(
    rubric: str, requirement: str, elements: Sequence[Element], how: tuple[float, Random]
) -> Judged:
    good, chance = how
    weights = (0.03, 0.35 * (1 - good), 0.4 * (1 - good) + 0.05, good + 0.1)
    (verdict,) = chance.choices(tuple(Verdict), weights)
    states = ((each.id, chance.choice(_STATES[verdict])) for each in elements)
    return Judged(rubric, requirement, verdict, tuple(states), int(chance.random() < 0.1))
