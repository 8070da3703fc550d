"""What is left out before anything is searched for, parsed or weighed changes nothing."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from policygap.analysis import asked_on, finder
from policygap.documents import read_policy
from policygap.matching.evidence import best_of, weigh
from policygap.matching.language import row_of, words
from policygap.matching.prospects import all_prospects, prospects
from policygap.matching.reading import parts
from policygap.matching.readings import PolicyReading
from policygap.model import Element, State
from policygap.phrases import UNLIKE
from policygap.rubrics import available, load_rubrics

SAMPLE = Path(__file__).parents[2] / "sample_policies" / "quill-valley-pd.md"
ABROAD = Path(__file__).parents[1] / "policies" / "pell-creek.md"


@cache
def asked() -> list[Element]:
    day = date(2026, 1, 1)
    return [e for _, _, each in asked_on(load_rubrics(available()), day) for e in each]


def reading_of(path: Path) -> PolicyReading:
    return PolicyReading(read_policy([path]), finder(load_rubrics(available())))


@pytest.fixture(scope="module", params=[SAMPLE, ABROAD], ids=["sample", "other"])
def policy(request: pytest.FixtureRequest) -> PolicyReading:
    reading = reading_of(request.param)
    everywhere = reading.where.everywhere
    reading.where.look_ahead([(p, everywhere) for e in asked() for p in e.patterns])
    return reading


def test_patterns_narrowed_down_keep_every_prospect_that_nothing_bars(
    policy: PolicyReading,
) -> None:
    left = list(prospects(policy, asked()))
    everywhere = policy.where.everywhere
    for element, found in zip(asked(), left, strict=True):
        every = all_prospects(policy, element, everywhere)
        assert found == tuple(prospect for prospect in every if not prospect.bar)
    assert sum(map(len, left)) > 20


def test_a_prospect_gives_no_state_that_outweighs_its_best(policy: PolicyReading) -> None:
    given = [
        (best_of(policy, prospect), weigh(policy, prospect).state)
        for found in prospects(policy, asked()[::3])
        for prospect in found
    ]
    assert all(state is None or (best and best.rank <= state.rank) for best, state in given)
    assert {State.PRESENT, State.WEAK} <= {state for _, state in given}


def test_asked_bit_by_bit_a_survey_tells_what_a_finder_finds() -> None:
    reading = reading_of(SAMPLE)
    known = finder(load_rubrics(available()))
    rows = [[row for _, row in parts(one.provision, str)] for one in reading.readings]
    for place, row in [(n, each[0]) for n, each in enumerate(rows) if len(each) == 1][:12]:
        found = known.find(row)
        for name in known.names[::20]:
            assert reading.where.spans(place, name) == found.get(name, ())
            assert reading.where.could_hold((name,)) >> place & 1 or name not in found


def test_a_concept_that_no_rubric_has_stands_nowhere() -> None:
    reading = reading_of(SAMPLE)
    assert not reading.where.holding(("town/unknown",), reading.where.everywhere)
    assert reading.where.spans(0, "town/unknown") == ()


def test_not_only_denies_nothing() -> None:
    assert "not" not in row_of("He not only has a duty to stop it, but also to report it.")
    assert "not" in row_of("He reports not only the blow, but what he saw.")


@pytest.mark.parametrize(
    "text",
    ["", "Officers don't, won’t; they'd — O'Brien's", "Non-use of force: 30’ (§ 835a)", "’s s's"],
)
def test_the_words_of_a_row_are_those_that_have_places(text: str) -> None:
    assert [w.removeprefix(UNLIKE) for w in row_of(text)] == [word.text for word in words(text)]
