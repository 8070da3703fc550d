"""A ban or a licence in a sentence whose pronoun stands for what was named before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from policygap.analysis import asked_on, finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.finder import Finder
from policygap.matching.phrasebook import compiled
from policygap.matching.readings import PolicyReading
from policygap.model import ElementResult, State
from policygap.rubrics import load_rubrics

CHOKE = "ca-sb230/neck-restraints/choke"
CAROTID = "ca-sb230/neck-restraints/carotid"
NAMED = "A choke hold presses on the throat so that the person cannot breathe."
BANS = (
    "It shall not be used by any member.",
    "This technique is prohibited.",
    "The practice is forbidden.",
    "Members shall not apply one.",
    "It is not to be attempted, whatever the danger.",
    "This hold, however it is applied, is not authorized.",
    "Such holds may never be employed.",
)
LICENCES = (
    "It may be used on a person who resists.",
    "This technique is authorized against assault.",
    "Members may apply it when a person fights.",
    "An officer may resort to one when nothing else is at hand.",
    "An officer may nevertheless do so if his own life is at stake.",
)
NEITHER = (
    "It is dangerous.",
    "It was taught in the academy for many years.",
    "They shall be seen by a physician.",
    "Its use shall be reported to a supervisor.",
)
EXCEPTIONS = (
    "They may be used where deadly force is justified.",
    "The one exception is a fight for life.",
    "There is one exception: a fight for life.",
    "The foregoing does not apply in a fight for life.",
    "The preceding sentence does not bind a member who fights for life.",
    "This prohibition is relaxed in a fight for life.",
    "The Chief may set this aside in an emergency.",
    "When a member fights for life, however, the member may use that hold.",
    "A member who fights for life is outside this rule.",
)


@pytest.fixture(scope="module")
def judged() -> Callable[[str, str], ElementResult]:
    """Return what judges an element, by its key, in a text under the heading of a policy."""
    rubrics = load_rubrics(["ca-sb230"])
    found = finder(rubrics)
    elements = {
        f"{rubric}/{requirement.id}/{element.id}": element
        for rubric, requirement, each in asked_on(rubrics, date(2026, 1, 1))
        for element in each
    }

    def judge(key: str, text: str) -> ElementResult:
        policy = policy_from_text(f"# Use of Force\n\n{text}\n")
        return judge_element(PolicyReading(policy, found), elements[key])

    return judge


Judged = Callable[[str, str], ElementResult]


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        *((each, State.PRESENT) for each in BANS),
        *((each, State.CONTRADICTED) for each in LICENCES),
        *((each, State.ABSENT) for each in NEITHER),
    ],
)
def test_a_pronoun_carries_what_is_said_of_the_thing_before(
    judged: Judged, sentence: str, state: State
) -> None:
    assert judged(CHOKE, f"{NAMED} {sentence}").state is state


def test_a_heading_may_name_the_thing(judged: Judged) -> None:
    assert judged(CHOKE, "## Choke holds\n\nNone may be used by a member.").state is State.PRESENT
    assert judged(CHOKE, "## Flashlights\n\nNone may be used as a club.").state is State.ABSENT


def test_both_sentences_are_shown(judged: Judged) -> None:
    shown = judged(CHOKE, f"{NAMED} {BANS[0]}").evidence
    assert [each.text for each in shown] == [NAMED, BANS[0]]


def test_a_pronoun_reaches_back_over_two_sentences() -> None:
    policy = policy_from_text("Holds kill. We teach none. Few need any. They may not be used.")
    pronouns = PolicyReading(policy, Finder(compiled({"hold": ["hold"]}))).pronouns
    assert list(pronouns.places) == [3]
    assert list(pronouns.places[3].before) == [2, 1]


@pytest.mark.parametrize("exception", EXCEPTIONS)
def test_an_exception_in_a_sentence_of_its_own(judged: Judged, exception: str) -> None:
    assert judged(CHOKE, "Choke holds are prohibited.").state is State.PRESENT
    result = judged(CHOKE, f"Choke holds are prohibited. {exception}")
    assert result.state is State.CONTRADICTED
    assert exception in [each.text for each in result.evidence]


def test_what_is_not_taught_may_be_banned_in_the_next_sentence(judged: Judged) -> None:
    text = "Choke holds are not taught. They are prohibited."
    assert judged(CHOKE, text).state is State.PRESENT


def test_what_is_only_a_case_lets_nothing_be_used(judged: Judged) -> None:
    text = "Choke holds are prohibited. Keep your gun in its holster unless you may have to use it."
    assert judged(CHOKE, text).state is State.PRESENT


def test_what_a_later_sentence_lets_use_it_names_itself(judged: Judged) -> None:
    text = "Choke holds are prohibited. The carotid restraint is a last resort; it may be used."
    assert judged(CHOKE, text).state is State.PRESENT


@pytest.mark.parametrize(
    "excess", ["anything less than a threat to life", "short of a deadly threat"]
)
def test_less_than_a_deadly_threat_makes_an_exception(judged: Judged, excess: str) -> None:
    ban = f"The carotid restraint shall not be used for {excess}."
    assert judged(CAROTID, ban).state is State.CONTRADICTED
