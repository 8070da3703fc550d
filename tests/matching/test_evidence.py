"""What each key of a pattern does: one element, one text, one state."""

from __future__ import annotations

from typing import Any

import pytest

from policygap.analysis import finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.readings import PolicyReading
from policygap.model import ElementResult, Polarity, State
from policygap.rubrics.building import build
from policygap.rubrics.extending import alone
from policygap.rubrics.shapes import RubricFile
from policygap.rubrics.words import Shared

CONCEPTS = {
    "officer": ["officer", "deputy"],
    "other-people": ["dispatcher", "corrections officer"],
    "intercede": ["intercede", "step .. in"],
    "excess": ["excessive|unreasonable force"],
    "injury": ["injury", "injure"],
    "hold": ["choke hold"],
    "deadly": ["deadly force"],
    "justified": ["deadly force .. justified"],
    "baton": ["baton"],
    "spray": ["spray"],
    "taser": ["taser"],
    "hindsight": ["hindsight"],
    "force": ["force"],
    "report": ["report"],
    "quarrel": ["quarrel"],
}


def judged(text: str, **element: Any) -> ElementResult:
    """Judge one text for an element that has the given keys."""
    shape = {
        "id": "it",
        "says": "it",
        "strength": "must",
        "asks": "duty",
        "suggest": "It.",
        "examples": {"present": ["One.", "Two."]},
        "topic": ["intercede"],
        **element,
    }
    requirement = {
        "id": "it",
        "title": "It",
        "level": "required",
        "cite": [{"text": "Code 1"}],
        "explanation": "It.",
        "elements": [shape],
    }
    file = RubricFile.model_validate(
        {
            "id": "town",
            "title": "Town",
            "version": "1",
            "authority": "Town",
            "requirements": [requirement],
        }
    )
    shared = {name: tuple(phrases) for name, phrases in CONCEPTS.items()}
    rubric = build(alone(file, Shared(shared)))
    reading = PolicyReading(policy_from_text(text), finder([rubric]))
    return judge_element(reading, rubric.requirements[0].elements[0])


DUTY = {"patterns": [{"all": ["intercede", "excess"]}]}
BAN = {"asks": "ban", "patterns": [{"all": ["hold"]}], "topic": ["hold"]}
STATED = {"asks": "statement", "strength": "states", "patterns": [{"all": ["hindsight"]}]}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("An officer who sees excessive force shall intercede.", State.PRESENT),
        ("Officers should intercede against excessive force.", State.WEAK),
        ("Officers may step quickly in when force is excessive force.", State.WEAK),
        ("Officers intercede against excessive force.", State.WEAK),
        ("Officers are not required to intercede against excessive force.", State.CONTRADICTED),
        ("Officers shall not intercede against excessive force.", State.CONTRADICTED),
        ("Officers shall intercede.", State.ABSENT),
        ("Dispatchers shall intercede against excessive force.", State.ABSENT),
        ("Corrections officers shall intercede against excessive force.", State.ABSENT),
        ("Officers shall intercede against excessive force only when ordered to.", State.WEAK),
        ("Until 2019 officers had to intercede against excessive force.", State.ABSENT),
        ("Officers who intercede against excessive force are praised.", State.ABSENT),
        ("For the duty to intercede see Policy 312.", State.REFERENCED),
        ("Officers shall:\n(a) Intercede against excessive force.", State.PRESENT),
        (
            "Officers shall not be required to:\n(a) Intercede against excessive force.",
            State.CONTRADICTED,
        ),
        (
            "Officers need not intercede against excessive force if:\n(a) It is over.",
            State.WEAK,
        ),
    ],
)
def test_duty(text: str, state: State) -> None:
    assert judged(text, **DUTY).state is state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Choke holds are prohibited.", State.PRESENT),
        ("Officers shall not use choke holds.", State.PRESENT),
        ("Officers should not use choke holds.", State.WEAK),
        ("Officers may use a choke hold.", State.CONTRADICTED),
        ("Choke holds are prohibited unless the subject resists.", State.CONTRADICTED),
        ("Choke holds are prohibited. The only exception is a fight.", State.CONTRADICTED),
        ("A choke hold is a hold on the neck.", State.ABSENT),
        (
            "Choke holds are prohibited unless:\n(a) the subject resists\n(b) it is night",
            State.CONTRADICTED,
        ),
        ("Officers shall not use a choke hold unless:", State.ABSENT),
        ("Except in a fight, officers shall not use:\n(a) Choke holds.", State.CONTRADICTED),
    ],
)
def test_ban(text: str, state: State) -> None:
    assert judged(text, **BAN).state is state


def test_ban_allows_the_exceptions_that_its_element_names() -> None:
    for text in (
        "Choke holds are prohibited unless deadly force is justified.",
        "Officers may use a choke hold only when deadly force is justified.",
    ):
        assert judged(text, **BAN, exception=["justified"]).state is State.PRESENT
        assert judged(text, **BAN).state is State.CONTRADICTED
    other = "Choke holds are prohibited unless the subject resists."
    assert judged(other, **BAN, exception=["justified"]).state is State.CONTRADICTED
    assert judged(other, **BAN, exception=["any"]).state is State.PRESENT


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Force is not judged with hindsight but as it was seen.", State.CONTRADICTED),
        ("Hindsight is no measure: force is judged as it was seen then.", State.CONTRADICTED),
        ("Reviewers avoid the clarity of hindsight.", State.CONTRADICTED),
        ("Reviewers look at it with hindsight.", State.PRESENT),
        ("Reviewers who do not use hindsight are fair.", State.ABSENT),
    ],
)
def test_denied_statement_is_contradicted_unless_a_pattern_says_otherwise(
    text: str, state: State
) -> None:
    assert judged(text, **STATED).state is state


@pytest.mark.parametrize(
    ("pattern", "text", "state"),
    [
        ({"all": ["intercede | report"]}, "Officers shall report.", State.PRESENT),
        ({"all": ["report"], "none": ["injury"]}, "Officers shall report an injury.", State.ABSENT),
        (
            {"all": ["report", "force"], "within": 4},
            "Officers shall report any force.",
            State.PRESENT,
        ),
        (
            {"all": ["report", "force"], "within": 4},
            "Officers shall report to the desk at the end of a shift in force.",
            State.ABSENT,
        ),
        (
            {"all": ["report", "force"], "within": 9, "unit": "paragraph"},
            "Officers look at any force. They shall report.",
            State.PRESENT,
        ),
        (
            {"all": ["report", "force"], "within": 4, "unit": "paragraph"},
            "Officers look at any force and its cause. At the end of a shift they shall report.",
            State.ABSENT,
        ),
        (
            {"all": ["report", "force"], "ordered": True, "unit": "paragraph"},
            "Officers look at any force. They shall report.",
            State.ABSENT,
        ),
        (
            {"all": ["report", "force"], "ordered": True},
            "Any force officers shall report.",
            State.ABSENT,
        ),
        (
            {"all": ["report", "force"], "ordered": True},
            "Officers shall report force.",
            State.PRESENT,
        ),
        (
            {"all": ["report"], "context": ["injury"]},
            "Injuries\n\nOfficers shall report at once.",
            State.PRESENT,
        ),
        (
            {"all": ["report"], "context": ["injury"]},
            "Officers shall report at once.",
            State.ABSENT,
        ),
        (
            {"all": ["report"], "weak_if": ["injury"]},
            "Officers shall report an injury.",
            State.WEAK,
        ),
        ({"all": ["report"], "gives": "contradicted"}, "Officers report.", State.CONTRADICTED),
        ({"all": ["report"], "polarity": ["prohibits"]}, "Officers shall report.", State.ABSENT),
        ({"all": ["report"], "actor": ["officer"]}, "The dispatcher shall report.", State.ABSENT),
        (
            {"all": ["report"], "actor": ["other-people"]},
            "The dispatcher shall report.",
            State.PRESENT,
        ),
        ({"all": ["report"], "actor": ["officer"]}, "A report shall be made.", State.PRESENT),
        (
            {"all": ["report", "injury"], "unit": "paragraph"},
            "Officers shall report. This includes any injury.",
            State.PRESENT,
        ),
        (
            {"all": ["report", "injury"], "unit": "section"},
            "Officers shall report.\n\nAny injury is serious.",
            State.PRESENT,
        ),
        (
            {
                "count": {"of": ["baton", "spray", "taser"], "least": 2},
                "unit": "list",
                "gives": "present",
            },
            "Officers carry:\n(a) a baton\n(b) a spray",
            State.PRESENT,
        ),
        (
            {
                "count": {"of": ["baton", "spray", "taser"], "least": 2},
                "unit": "document",
                "gives": "present",
            },
            "The baton is issued.\n\nThe baton is carried.",
            State.ABSENT,
        ),
    ],
)
def test_pattern_keys(pattern: dict[str, Any], text: str, state: State) -> None:
    assert judged(text, patterns=[pattern], topic=[]).state is state


def test_contradiction_outweighs_presence() -> None:
    text = (
        "Officers shall intercede against excessive force.\n\n"
        "No officer is required to intercede against excessive force."
    )
    result = judged(text, **DUTY)
    assert result.state is State.CONTRADICTED
    assert [e.polarity for e in result.evidence] == [Polarity.EXEMPTS]


def test_evidence_quotes_the_provision_with_its_place() -> None:
    result = judged("Duties\n\nOfficers shall:\n(a) Intercede against excessive force.", **DUTY)
    (shown,) = result.evidence
    assert shown.text == "Officers shall: (a) Intercede against excessive force."
    assert shown.heading == "Duties"


def test_absent_element_shows_the_nearest_passage_and_what_it_lacks() -> None:
    result = judged("Officers shall intercede when asked.", **DUTY)
    assert result.nearest is not None
    assert result.nearest.text == "Officers shall intercede when asked."
    assert result.reason == "the nearest passage does not speak of: excess"


def test_title_is_no_provision() -> None:
    assert judged("Hindsight and Force", **STATED).state is State.ABSENT


def test_pointer_counts_for_no_pattern_that_gives_presence() -> None:
    pattern = {"all": ["intercede"], "gives": "present"}
    result = judged("When officers intercede is described in Policy 301.", patterns=[pattern])
    assert result.state is State.REFERENCED


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("No officer shall be looked at in hindsight, other than in a quarrel.", State.PRESENT),
        ("No officer shall be looked at in hindsight in a quarrel.", State.ABSENT),
        ("In a quarrel nobody is looked at in hindsight, other than a deputy.", State.ABSENT),
    ],
)
def test_what_a_rule_leaves_out_rules_nothing_out(text: str, state: State) -> None:
    pattern = {"all": ["hindsight"], "none": ["quarrel"], "gives": "present"}
    assert judged(text, **{**STATED, "patterns": [pattern]}).state is state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("A choke hold is prohibited unless deadly force is justified.", State.CONTRADICTED),
        ("A choke hold is prohibited.", State.PRESENT),
    ],
)
def test_what_holds_on_the_same_terms_has_the_same_exceptions(text: str, state: State) -> None:
    same = "\n\nA baton across the throat is prohibited on the same terms."
    ban = {**BAN, "patterns": [{"all": ["baton"]}], "topic": ["baton"]}
    assert judged(text + same, **ban).state is state


@pytest.mark.parametrize(
    ("after", "state"),
    [
        ("They are handled as Chapter Three, Quarrels, provides.", State.REFERENCED),
        ("They are handled as the law provides.", State.ABSENT),
        ("The kitchen is described in Chapter Three, Buildings.", State.ABSENT),
    ],
)
def test_a_pointer_may_be_for_the_sentence_before_it(after: str, state: State) -> None:
    text = f"Some officers intercede in quarrels. {after}"
    assert judged(text, **DUTY).state is state


def test_nothing_near_is_said() -> None:
    result = judged("Uniforms shall be clean.", **DUTY)
    assert (result.state, result.nearest) == (State.ABSENT, None)
