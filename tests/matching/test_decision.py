"""What several passages come to together, and where a person should check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policygap.analysis import analyze, explain, finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.readings import PolicyReading
from policygap.model import Confidence, ElementResult, Policy, Rubric, State
from policygap.rubrics import load_rubrics
from policygap.rubrics.building import build
from policygap.rubrics.extending import alone
from policygap.rubrics.shapes import RubricFile
from policygap.rubrics.words import Shared

DAY = date(2026, 1, 31)
CONCEPTS = {
    "officer": ["officer", "deputy"],
    "other-people": ["dispatcher"],
    "intercede": ["intercede", "step in"],
    "excess": ["excessive force"],
    "hold": ["choke hold"],
    "injury": ["injury"],
    "records": ["complaint"],
}


def rubric(**element: Any) -> Rubric:
    """Return a rubric of one element, a duty to intercede unless told otherwise."""
    shape = {
        "id": "it",
        "says": "officers intercede",
        "strength": "must",
        "asks": "duty",
        "patterns": [{"all": ["intercede", "excess"]}, {"all": ["intercede"]}],
        "suggest": "Intercede.",
        "examples": {"present": ["a", "b"]},
        **element,
    }
    asked = {
        "id": "duty",
        "title": "Duty",
        "level": "required",
        "cite": [{"text": "Code 1"}],
        "explanation": "Why.",
        "elements": [shape],
    }
    whole = {
        "id": "town",
        "title": "Town",
        "version": "1",
        "authority": "Town",
        "concepts": CONCEPTS,
        "requirements": [asked],
    }
    return build(alone(RubricFile.model_validate(whole), Shared({})))


def judged(text: str | Policy, **element: Any) -> ElementResult:
    made = rubric(**element)
    policy = policy_from_text(text) if isinstance(text, str) else text
    return judge_element(PolicyReading(policy, finder([made])), made.requirements[0].elements[0])


def shipped(key: str, text: str) -> ElementResult:
    """Judge a text for an element of a shipped rubric, which the second opinion knows."""
    rubrics = load_rubrics([key.partition("/")[0]])
    every = (e for r in rubrics for q in r.requirements for e in q.elements)
    element = next(e for e in every if e.key == key)
    return judge_element(PolicyReading(policy_from_text(text), finder(rubrics)), element)


PLAIN = "Officers shall intercede when they see excessive force."


def test_a_contradiction_as_close_as_the_rule_outweighs_it() -> None:
    result = judged(f"{PLAIN}\n\nOfficers need not intercede when they see excessive force.")
    assert result.state is State.CONTRADICTED
    assert [e.text for e in result.against] == [PLAIN]
    assert result.confidence is Confidence.LOW


def test_a_passing_word_does_not_undo_a_plain_rule() -> None:
    result = judged(f"{PLAIN}\n\nNo officer needs to intercede in a quarrel of neighbors.")
    assert result.state is State.PRESENT
    assert [e.text for e in result.against] == [
        "No officer needs to intercede in a quarrel of neighbors."
    ]
    assert result.confidence is Confidence.LOW


def test_a_contradiction_that_is_likelier_by_its_words_stands() -> None:
    """Of a rubric that the second opinion knows: the plain rule has more of the concepts."""
    text = (
        "Deadly force may be used to stop a fleeing person only for a felony in which that person"
        " killed or seriously injured someone, and only if the officer reasonably believes that"
        " the person will kill or seriously injure another unless arrested at once.\n\n"
        "An inmate held on a felony who runs from a work crew may be fired upon to prevent the"
        " escape."
    )
    result = shipped("ca-ab392/deadly-force-necessary/fleeing-felon", text)
    assert result.state is State.CONTRADICTED
    assert result.against


@pytest.mark.parametrize("element_id", ["carotid", "choke"])
def test_what_lifts_a_ban_by_name_stands_whatever_else_it_speaks_of(element_id: str) -> None:
    text = (
        "Neck holds are prohibited.\n\n"
        "Fighting for one's life. A member who would be entitled to fire, and who has no issued"
        " weapon within reach, may use a lamp, a brick, a car or a hold that is otherwise"
        " forbidden, neck holds included."
    )
    result = shipped(f"ca-sb230/neck-restraints/{element_id}", text)
    assert result.state is State.CONTRADICTED
    assert result.against


CASES = "Officers may use a choke hold in these cases only:\n(a) excessive force;\n(b) {}"


@pytest.mark.parametrize(
    ("case", "state"), [("injury.", State.PRESENT), ("a complaint.", State.CONTRADICTED)]
)
def test_a_further_case_in_the_list_that_has_the_rule_contradicts_it(
    case: str, state: State
) -> None:
    """However many of the element's concepts the rule has; elsewhere that one would be vaguer."""
    patterns = [
        {"all": ["hold", "excess"]},
        {"all": ["hold", "records"], "polarity": ["permits"], "gives": "contradicted"},
    ]
    result = judged(CASES.format(case), asks="statement", strength="states", patterns=patterns)
    assert result.state is state


LIMITED = [
    {"all": ["intercede", "excess"]},
    {"all": ["injury", "records"], "gives": "weak", "limits": True, "why": "not for injuries"},
]


def test_what_limits_a_rule_makes_it_weak_and_is_shown_with_it() -> None:
    leaves_out = "A complaint of injury is left to the sergeant."
    result = judged(f"{PLAIN}\n\n{leaves_out}", patterns=LIMITED)
    assert (result.state, result.reason) == (State.WEAK, "not for injuries")
    assert [e.text for e in result.evidence] == [leaves_out, PLAIN]
    assert judged(PLAIN, patterns=LIMITED).state is State.PRESENT
    denied = f"Officers need not intercede when they see excessive force.\n\n{leaves_out}"
    assert judged(denied, patterns=LIMITED).state is State.CONTRADICTED


def test_a_permission_undoes_a_ban_however_closely_it_speaks() -> None:
    result = judged(
        "Officers shall not use a choke hold that causes injury.\n\nOfficers may use a choke hold.",
        asks="ban",
        patterns=[{"all": ["hold"]}],
    )
    assert result.state is State.CONTRADICTED


def test_a_plain_rule_is_sure() -> None:
    result = judged(PLAIN)
    assert (result.state, result.confidence, result.doubt) == (State.PRESENT, Confidence.HIGH, "")


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Any member who uses force on a person must report it in writing.", True),
        ("Every swing of a baton shall be entered in the blotter.", False),
    ],
)
def test_what_rests_on_one_passage_in_unusual_words_is_to_be_checked(text: str, sure: bool) -> None:
    result = shipped("ca-sb230/reporting/report", text)
    assert result.state is State.PRESENT
    assert (result.confidence is Confidence.HIGH) is sure


def test_an_absence_beside_the_right_words_is_to_be_checked() -> None:
    result = judged("Officers who intercede are praised.", asks="ban", patterns=[
        {"all": ["intercede"], "context": ["records"]}])  # fmt: skip
    assert (result.state, result.confidence) == (State.ABSENT, Confidence.LOW)


def test_an_absence_without_a_word_of_it_is_sure() -> None:
    result = judged("Uniforms are worn.")
    assert (result.state, result.confidence) == (State.ABSENT, Confidence.HIGH)


def test_an_explanation_tells_what_was_found_and_what_ruled_it_out() -> None:
    text = f"{PLAIN}\n\nUntil 2019 officers did not intercede."
    (told,) = explain(policy_from_text(text), [rubric()], DAY, "town/duty/it".__eq__)
    counted = [w for w in told.weighed if w.state]
    assert {w.state for w in counted} == {State.PRESENT}
    assert ("excess", "excessive force") in counted[0].words
    assert {w.why for w in told.weighed if not w.state} == {"looks back at what once was"}


def test_an_explanation_has_the_result_of_the_report() -> None:
    policy = policy_from_text(PLAIN)
    (told,) = explain(policy, [rubric()], DAY, lambda key: True)
    assert told.result == analyze(policy, [rubric()], DAY).findings[0].elements[0]


def test_all_items_of_a_list_are_shown_before_other_passages_are_left_out() -> None:
    kinds = ("boxing", "kicking", "pushing", "striking", "holding", "dragging", "shoving")
    items = "\n".join(f"({'abcdefg'[n]}) excessive force by {kind}" for n, kind in enumerate(kinds))
    others = "\n\n".join(f"Deputies shall intercede in a fight in ward {n}." for n in range(9))
    result = judged(f"Officers shall intercede upon:\n\n{items}\n\n{others}")
    led = [e for e in result.evidence if e.lead_in == "Officers shall intercede upon:"]
    assert {kind for kind in kinds if any(kind in e.text for e in led)} == {*kinds}
    assert len(result.evidence) == 10


def test_an_exception_that_stands_elsewhere_is_shown_with_the_rule() -> None:
    text = (
        "Officers shall not:\n\n(a) Use a choke hold, except as provided in (b).\n\n"
        "(b) The ban in (a) has no force where a life is at stake.\n\n(c) Use a whip."
    )
    result = judged(text, asks="ban", patterns=[{"all": ["hold"]}])
    assert result.state is State.CONTRADICTED
    assert [e.text.partition("(")[2][:1] for e in result.evidence] == ["a", "b"]


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        ((), State.PRESENT),
        (((State.PRESENT, 40), (State.ABSENT, 2)), State.PRESENT),
        (((State.PRESENT, 1), (State.WEAK, 33), (State.ABSENT, 8)), State.ABSENT),
        (((State.ABSENT, 42),), State.ABSENT),
    ],
)
def test_what_few_policies_say_takes_clearer_words(
    seen: tuple[tuple[State, int], ...], state: State
) -> None:
    assert (
        trusted(
            "A fight that is avoided keeps the good name of the watch among the boat crews.", seen
        )
        is state
    )


def test_what_likely_speaks_of_the_element_itself_counts_for_it() -> None:
    seen = ((State.PRESENT, 1), (State.WEAK, 33), (State.ABSENT, 8))
    text = "A fight that is avoided keeps the good name of the deputies at the mill."
    assert trusted(text, seen) is State.PRESENT


def trusted(text: str, seen: tuple[tuple[State, int], ...]) -> State:
    """Return the state of an element on trust, of a policy that speaks of much else."""
    rubrics = load_rubrics(["ca-post"])
    every = (e for r in rubrics for q in r.requirements for e in q.elements)
    element = replace(next(e for e in every if e.key.endswith("commitment/trust")), seen=seen)
    beside = "\n\n".join(f"Route {n} leads past the harbor and the mill." for n in range(20))
    policy = PolicyReading(policy_from_text(f"{text}\n\n{beside}"), finder(rubrics))
    return judge_element(policy, element).state


@pytest.mark.parametrize("joint", ["and", "or"])
def test_conditions_that_are_joined_are_read_together(joint: str) -> None:
    text = (
        "Officers need not intercede when:\n\n(a) they see excessive force; "
        f"{joint}\n\n(b) an injury keeps them from it."
    )
    pattern = {"all": ["intercede", "excess"], "none": ["injury"], "gives": "contradicted"}
    result = judged(text, patterns=[pattern])
    assert result.state is (State.ABSENT if joint == "and" else State.CONTRADICTED)


def test_items_that_are_no_conditions_are_read_alone() -> None:
    text = (
        "Officers need not:\n\n(a) intercede when they see excessive force; and\n\n"
        "(b) write about an injury."
    )
    pattern = {"all": ["intercede", "excess"], "none": ["injury"], "gives": "contradicted"}
    assert judged(text, patterns=[pattern]).state is State.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Officers shall intercede.", State.PRESENT),
        ("Officers should intercede.", State.WEAK),
        ("Officers may intercede.", State.WEAK),
        ("Officers may intercede only if it is safe.", State.PRESENT),
    ],
)
def test_what_a_pattern_gives_is_weak_where_the_words_bind_too_little(
    text: str, state: State
) -> None:
    given = [{"all": ["intercede"], "gives": "present"}]
    assert judged(text, patterns=given).state is state


OTHERS = "\n\n".join(f"Members shall keep vehicle {number} clean." for number in range(120))


@pytest.mark.parametrize(
    ("key", "text", "state"),
    [
        # its pattern asks for more around it; by itself it is not likely enough among so many
        (
            "ca-ab392/deadly-force-definition/firearm",
            "Discharging a firearm at a person is always a lethal response, wherever it is aimed.",
            State.PRESENT,
        ),
        # something in it rules its pattern out, and it reads like one that says it beyond doubt
        (
            "ca-sb230/intercede-discipline/discipline",
            "A member who stands by may be disciplined.",
            State.WEAK,
        ),
        # likeness does not see that these deny it; the second would count without its "not"
        (
            "eight-cant-wait/comprehensive-reporting/pointing",
            "The following call for no form, unless somebody is injured: the drawing of a firearm, "
            "or its leveling at a person.",
            State.ABSENT,
        ),
        (
            "ca-ab392/totality-definition/known-facts",
            "It does not rest on everything that you knew or perceived at that moment, taken as a "
            "whole.",
            State.ABSENT,
        ),
    ],
)
def test_likeness_bears_out_what_a_pattern_found_in_part(key: str, text: str, state: State) -> None:
    found = shipped(key, f"{text}\n\n{OTHERS}")
    assert found.state is state
    assert found.doubt


def test_what_rules_a_pattern_out_weighs_more_than_some_likeness() -> None:
    text = (
        "A deputy who uses force and fails to report it is subject to discipline, dismissal"
        " included."
    )
    found = shipped("ca-sb230/intercede-discipline/discipline", f"{text}\n\n{OTHERS}")
    assert found.state is State.ABSENT
