"""All agencies beside all requirements, and the counts of both: what every overview shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from policygap.analysis import asked_on
from policygap.batch.outcomes import Judged, Outcome
from policygap.errors import RubricError
from policygap.model import Element, Level, Requirement, Rubric, State, Verdict
from policygap.reports.summary import Tally


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement that was in force, with its elements that were."""

    rubric: Rubric
    requirement: Requirement
    elements: tuple[Element, ...]

    @property
    def key(self) -> str:
        """Return "rubric/requirement"."""
        return f"{self.rubric.id}/{self.requirement.id}"

    @property
    def title(self) -> str:
        """Return what the requirement is about."""
        return self.requirement.title

    @property
    def level(self) -> Level:
        """Return the requirement's level."""
        return self.requirement.level


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that was checked, with what was found by "rubric/requirement"."""

    outcome: Outcome
    found: Mapping[str, Judged]

    def verdict(self, asked: Asked) -> Verdict | None:
        """Return how it meets a requirement; None if it was checked against other rubrics."""
        judged = self.found.get(asked.key)
        return judged.verdict if judged else None

    def states(self, asked: Asked) -> tuple[State | None, ...]:
        """Return the states of a requirement's elements, None throughout if it was not asked."""
        judged = self.found.get(asked.key)
        states = dict(judged.states) if judged else {}
        return tuple(states.get(element.id) for element in asked.elements)

    @property
    def doubts(self) -> int:
        """Return how many elements a person should check."""
        return sum(judged.doubts for judged in self.found.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """How many agencies meet one requirement, and how many say each of its elements."""

    asked: Asked
    counts: Mapping[Verdict, int]
    states: tuple[Mapping[State, int], ...]  # in the order of the elements
    not_checked: int  # agencies that were checked against other rubrics

    @property
    def title(self) -> str:
        """Return what is counted."""
        return self.asked.title

    @property
    def level(self) -> Level:
        """Return the requirement's level."""
        return self.asked.level


@dataclass(frozen=True, slots=True)
class Survey:
    """Requirements in order, and agencies by name: those that were checked, and the others."""

    as_of: date
    rubrics: tuple[Rubric, ...]
    asked: tuple[Asked, ...]
    agencies: tuple[Agency, ...]
    failed: tuple[Outcome, ...]

    @property
    def total(self) -> int:
        """Return how many agencies there are, those that could not be checked among them."""
        return len(self.agencies) + len(self.failed)

    def gaps(self, agency: Agency, *levels: Level) -> int:
        """Count what an agency does not meet, of these levels (all if none is named)."""
        verdicts = (agency.verdict(a) for a in self.asked if not levels or a.level in levels)
        return sum(verdict not in {None, Verdict.MET} for verdict in verdicts)

    def with_gaps(self, *levels: Level) -> int:
        """Count the agencies that have gaps of these levels (all if none is named)."""
        return sum(self.gaps(agency, *levels) > 0 for agency in self.agencies)

    @property
    def partly_read(self) -> int:
        """Return how many agencies have pages that could not be read."""
        files = (agency.outcome.files for agency in self.agencies)
        return sum(any(file.unread_pages for file in those) for those in files)

    def standings(self) -> Iterator[Standing]:
        """Yield the counts of each requirement."""
        for asked in self.asked:
            counts = Counter(agency.verdict(asked) for agency in self.agencies)
            columns = zip(*(agency.states(asked) for agency in self.agencies), strict=True)
            states = [Counter(column) for column in columns] or [Counter()] * len(asked.elements)
            yield Standing(
                asked,
                {verdict: counts[verdict] for verdict in Verdict},
                tuple({state: each[state] for state in State} for each in states),
                counts[None],
            )

    def tallies(self) -> Iterator[Tally]:
        """Yield the verdicts on all agencies by rubric and level; no pair without requirements."""
        for rubric in self.rubrics:
            for level in Level:
                those = [a for a in self.asked if a.rubric is rubric and a.level is level]
                verdicts = Counter(each.verdict(a) for each in self.agencies for a in those)
                if those:
                    yield Tally(rubric, level, {verdict: verdicts[verdict] for verdict in Verdict})


def survey(outcomes: Iterable[Outcome], rubrics: Iterable[Rubric], as_of: date) -> Survey:
    """Hold outcomes beside what the rubrics ask on a day.

    Raises RubricError where two different rubrics have one id, and ValueError where an outcome
    tells of a requirement that none of them asks: its verdict would be lost.
    """
    by_id = _by_id(rubrics)
    each_used = tuple(by_id.values())
    asked = tuple(Asked(by_id[r], each, tuple(e)) for r, each, e in asked_on(each_used, as_of))
    known = {each.key for each in asked}
    ordered = sorted(outcomes, key=lambda each: (each.agency.casefold(), each.agency, each.folder))
    return Survey(
        as_of,
        each_used,
        asked,
        tuple(_agency(each, known) for each in ordered if not each.error),
        tuple(each for each in ordered if each.error),
    )


def _by_id(rubrics: Iterable[Rubric]) -> dict[str, Rubric]:
    by_id: dict[str, Rubric] = {}
    for rubric in rubrics:
        if by_id.setdefault(rubric.id, rubric) != rubric:
            raise RubricError(
                f"{rubric.id}: two different rubrics have this id; rename one of them"
            )
    return by_id


def _agency(outcome: Outcome, known: set[str]) -> Agency:
    found = {f"{each.rubric}/{each.requirement}": each for each in outcome.judged}
    if unknown := found.keys() - known:
        raise ValueError(f"{outcome.agency}: no rubric of the batch asks {min(unknown)}")
    return Agency(outcome, found)
