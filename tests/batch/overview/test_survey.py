"""Agencies beside requirements: what is asked, what is blank, and that all counts add up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.batch.outcomes import Judged, Outcome
from policygap.batch.overview.survey import Survey, survey
from policygap.errors import RubricError
from policygap.model import Level, State, Verdict
from tests.batch.overview.conftest import AS_OF, GUIDE, LAW, OUTCOMES, RUBRICS


def surveyed(*outcomes: Outcome) -> Survey:
    return survey(outcomes or OUTCOMES, RUBRICS, AS_OF)


def test_only_what_was_in_force_is_asked() -> None:
    asked = surveyed().asked
    assert [each.key for each in asked] == ["law/intercede", "law/holds", "law/names", "guide/talk"]
    assert [element.id for element in asked[0].elements] == ["step-in", "report-it"]


def test_agencies_stand_by_name_whatever_the_order_in_which_they_were_done() -> None:
    assert surveyed(*reversed(OUTCOMES)) == surveyed()
    names = [agency.outcome.agency for agency in surveyed().agencies]
    assert names == ["Alder Bay Sheriff", "Mill Hill Transit", "oak point police"]
    assert [each.agency for each in surveyed().failed] == ["Elk Campus"]


def test_what_an_agency_was_not_checked_for_is_neither_met_nor_a_gap() -> None:
    alder, mill, oak = surveyed().agencies
    talk = surveyed().asked[-1]
    assert [each.verdict(talk) for each in (alder, mill, oak)] == [
        None,
        Verdict.MISSING,
        Verdict.PARTIAL,
    ]
    assert alder.states(talk) == (None,)
    assert surveyed().gaps(alder) == 0
    assert surveyed().gaps(oak, Level.REQUIRED) == surveyed().gaps(oak, Level.RECOMMENDED) == 2
    assert [each.doubts for each in (alder, mill, oak)] == [0, 0, 2]


def test_counts_by_requirement_and_element() -> None:
    intercede, *_, talk = surveyed().standings()
    assert intercede.counts == {
        Verdict.CONFLICT: 0,
        Verdict.MISSING: 0,
        Verdict.PARTIAL: 1,
        Verdict.MET: 2,
    }
    assert [states[State.PRESENT] for states in intercede.states] == [3, 2]
    assert (talk.not_checked, sum(talk.counts.values())) == (1, 2)


def test_counts_of_agencies() -> None:
    whole = surveyed()
    assert (whole.total, len(whole.agencies), whole.partly_read) == (4, 3, 1)
    assert whole.with_gaps() == 2
    assert (whole.with_gaps(Level.REQUIRED), whole.with_gaps(Level.RECOMMENDED)) == (1, 2)


def test_tallies_are_of_all_agencies() -> None:
    tallies = [(each.title, each.level, each.counts[Verdict.MET]) for each in surveyed().tallies()]
    assert tallies == [
        ("A law of the state", Level.REQUIRED, 4),
        ("A law of the state", Level.RECOMMENDED, 2),
        ("A guide to talking", Level.RECOMMENDED, 0),
    ]


def test_nothing_is_counted_where_every_agency_failed() -> None:
    whole = surveyed(OUTCOMES[-1])
    assert len(whole.asked) == 4
    assert all(not any(each.counts.values()) for each in whole.standings())
    assert [len(each.states) for each in whole.standings()] == [2, 1, 1, 1]


def test_a_verdict_without_a_requirement_is_refused_not_lost() -> None:
    odd = replace(OUTCOMES[0], judged=(Judged("law", "drones", Verdict.MISSING, ()),))
    with pytest.raises(
        ValueError, match="oak point police: no rubric of the batch asks law/drones"
    ):
        surveyed(odd)


def test_the_same_rubric_may_come_twice_but_no_other_by_its_name() -> None:
    assert survey(OUTCOMES, (*RUBRICS, replace(LAW)), AS_OF) == surveyed()
    with pytest.raises(RubricError, match="guide: two different rubrics have this id"):
        survey(OUTCOMES, (*RUBRICS, replace(GUIDE, version="9")), AS_OF)


@st.composite
def outcomes(draw: Any) -> Outcome:
    """Return an agency with any verdicts on some of the requirements, or a failure."""
    judged = tuple(
        Judged(
            rubric.id,
            asked.id,
            draw(st.sampled_from(Verdict)),
            tuple((e.id, draw(st.sampled_from(State))) for e in asked.elements if e.until is None),
        )
        for rubric in RUBRICS
        for asked in rubric.requirements
        if asked.since is None and draw(st.booleans())
    )
    failed = draw(st.booleans())
    return Outcome(draw(st.text()), "f", judged=() if failed else judged, error="no" * failed)


@given(st.lists(outcomes(), max_size=6))
def test_every_agency_is_counted_once_for_each_requirement(given_ones: list[Outcome]) -> None:
    whole = survey(given_ones, RUBRICS, AS_OF)
    assert len(whole.agencies) + len(whole.failed) == len(given_ones)
    standings = tuple(whole.standings())
    for standing in standings:
        judged = sum(standing.counts.values())
        assert judged + standing.not_checked == len(whole.agencies)
        assert {sum(states.values()) for states in standing.states} == {judged}
    gaps = sum(n for each in standings for v, n in each.counts.items() if v is not Verdict.MET)
    assert sum(whole.gaps(agency) for agency in whole.agencies) == gaps
