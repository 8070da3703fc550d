"""The second opinion: what a text is about by its words, where no pattern matched."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.analysis import finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.language import row_of
from policygap.matching.rarity import clear_bar, own_bar
from policygap.matching.readings import PolicyReading
from policygap.matching.topics import (
    BITS,
    Opinions,
    likely,
    models,
    number,
    phrases_in,
    phrases_of,
    relevant,
)
from policygap.model import Element, State
from policygap.rubrics import load_rubric

INTERCEDE = "ca-sb230/intercede/duty"
RUBRIC = load_rubric("ca-post")


def element_of(key: str) -> Element:
    return next(e for r in RUBRIC.requirements for e in r.elements if e.key == key)


def likelihood(key: str, text: str) -> float:
    return float(likely([text])[0, models()[0].numbers[key]])


def relevance(key: str, text: str) -> float:
    return float(relevant(likely([text]))[0, models()[0].numbers[key]])


def test_phrases_are_words_and_rows_of_words_in_base_forms() -> None:
    assert phrases_in("Officers reported, officers") == {
        "officer": 2,
        "report": 1,
        "officer report": 1,
        "report officer": 1,
        "officer report officer": 1,
    }


def test_a_phrase_has_the_same_number_everywhere() -> None:
    assert number("use of force") == number("use of force") < 2**BITS


@given(st.lists(st.text("ab’'-. sé", max_size=30), max_size=5))
def test_phrases_of_many_texts_at_once_are_those_of_each(texts: list[str]) -> None:
    found = phrases_of([row_of(text) for text in texts])
    pairs = list(zip(found.numbers.tolist(), found.counts.tolist(), strict=True))
    for text, (low, high) in zip(texts, pairwise(found.bounds.tolist()), strict=True):
        each = Counter((number(phrase), many) for phrase, many in phrases_in(text).items())
        assert Counter(pairs[low:high]) == each


@pytest.mark.parametrize(
    ("key", "text", "state"),
    [
        (
            INTERCEDE,
            "An officer who sees a partner use too much force shall step in and stop it.",
            State.PRESENT,
        ),
        (
            "ca-sb230/reporting/doj",
            "For what is sent to the Department of Justice, see Policy 12.",
            State.REFERENCED,
        ),
    ],
)
def test_the_likeliest_text_is_found_and_read(key: str, text: str, state: State) -> None:
    texts = ["Uniforms are pressed.", text, "Keys are kept in the safe."]
    guess = Opinions(texts).best(key)
    assert guess is not None
    assert (guess.text, guess.state) == (1, state)
    assert guess.words


def test_likelihood_tells_the_matter_from_others() -> None:
    text = "An officer who sees another use excessive force shall intercede."
    others = ("ca-sb230/reporting/doj", "ca-post/wellness/wellness")
    assert likelihood(INTERCEDE, text) > 10 * max(likelihood(key, text) for key in others)


def test_of_an_element_of_other_rubrics_nothing_is_thought() -> None:
    assert Opinions(["Officers intercede."]).best("town/duty/it") is None
    assert Opinions([]).best(INTERCEDE) is None
    reading = PolicyReading(policy_from_text("Officers intercede."), finder([RUBRIC]))
    assert reading.likely(0, "town/duty/it") == reading.relevant(0, "town/duty/it") == 1.0


@pytest.mark.parametrize(
    ("key", "text", "counts"),
    [
        ("ca-sb230/neck-restraints/choke", "Chokeholds and carotid restraints are banned.", True),
        ("ca-sb230/complaints/investigation", "Internal Affairs investigates the complaint.", True),
        ("ca-post/assessment/plan", "Applicants who speak Spanish receive extra pay.", False),
        ("ca-post/wellness/wellness", "Vehicles are washed on Mondays and kept in the lot.", False),
    ],
)
def test_what_speaks_of_several_like_elements_counts_for_each(
    key: str, text: str, counts: bool
) -> None:
    hundred = 1 + 2 * log(10)  # by which the bar is raised for so many provisions
    assert (relevance(key, text) >= clear_bar(()) * hundred) is counts


@pytest.mark.parametrize(
    ("present", "absent", "state", "asks"),
    [
        (30, 5, State.PRESENT, False),  # most say all of it
        (5, 30, State.PRESENT, True),
        (5, 2, State.WEAK, False),  # most say something of it
        (2, 30, State.WEAK, True),
    ],
)
def test_what_most_policies_do_not_say_must_be_spoken_of_itself(
    present: int, absent: int, state: State, asks: bool
) -> None:
    seen = ((State.PRESENT, present), (State.WEAK, 10), (State.ABSENT, absent))
    assert bool(own_bar(seen, state)) is asks
    assert not own_bar((), state)


def test_a_pattern_in_a_sentence_about_another_matter_does_not_count() -> None:
    element = element_of("ca-post/wellness/wellness")
    kept = "The Employee Assistance Program helps officers with stress and fatigue."
    stray = "Stress tests of the radio tower are run at night, and fatigue of its steel is noted."
    reading = PolicyReading(policy_from_text(f"{stray}\n\n{kept}"), finder([RUBRIC]))
    found = judge_element(reading, element)
    assert [evidence.text for evidence in found.evidence] == [kept]
