"""What orders nothing counts as no duty, however like one it reads; nor does a side matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from policygap.analysis import asked_on, finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.readings import PolicyReading
from policygap.matching.remarks import defines, remark
from policygap.model import ElementResult, State
from policygap.rubrics import available, load_rubrics

PURPOSE = "tells a purpose or a wish, and orders nothing"
EXAMPLE = "only gives an example"
FORM = "tells what a form or a record holds"
OTHERS = "tells what others do"
BESIDE = "speaks of another matter than the use of force"


@pytest.fixture(scope="module")
def judged() -> Callable[[str, str], ElementResult]:
    """Return what judges an element, by its key, in a text under the heading of a policy."""
    rubrics = load_rubrics(available())
    found = finder(rubrics)
    elements = {e.key: e for _, _, each in asked_on(rubrics, date(2026, 1, 1)) for e in each}

    def judge(key: str, text: str) -> ElementResult:
        policy = policy_from_text(f"# Use of Force\n\n{text}\n")
        return judge_element(PolicyReading(policy, found), elements[key])

    return judge


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The purpose of this order is that force is written up in full.", PURPOSE),
        ("It is the Sheriff's hope that deputies step in early.", PURPOSE),
        ("The Department believes that officers who talk first get hurt less.", PURPOSE),
        ("We value the courage of members who intervene.", PURPOSE),
        ("Example: Officer Diaz takes a man down and writes a report.", EXAMPLE),
        ("Deputy Roe calls for a medic.", EXAMPLE),
        ("Form 12 has a box for the time at which a sergeant was told.", FORM),
        ("The review checklist lists the warning given before a shot.", FORM),
        ("A number of states outlawed choke holds in those years.", OTHERS),
        ("The neighboring county requires its deputies to render first aid.", OTHERS),
    ],
)
def test_a_remark_says_why_it_orders_nothing(text: str, why: str) -> None:
    assert remark(text) == why


@pytest.mark.parametrize(
    "text",
    [
        "The purpose of this order is plain: officers shall write up all force.",
        "It is the policy of the Department to step in.",
        "For example, if a gun is pointed, a report is required.",
        "Officer safety is considered.",
        "The form shall have a box for the warning given.",
        "Retaliation in any form against a member who has spoken up is prohibited.",
        "Members of other agencies shall be told of this order.",
    ],
)
def test_what_orders_something_is_no_remark(text: str) -> None:
    assert not remark(text)


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        ("Alternatives to force - Options such as a citation or a later warrant.", True),
        ("De-escalation. Tactics such as voice and space that an officer uses.", True),
        ("Proportional means suited to the resistance that is met.", True),
        ("Verbal Warning: words that make known that a shot will follow.", False),
        ("Verbal Warning: words that make known the intention to fire.", True),
        ("Choke holds. Any hold that presses on the windpipe is prohibited.", False),
        ("Members shall gain compliance by other means, including advice.", False),
        ("This does not mean that every other means is tried first.", False),
        ("Talk First: De-escalation for Deputies, 8 hours.", False),
        ("Q: When is the report due? A: By the end of the shift.", False),
        ("Course: De-escalation | Hours: 8", False),
    ],
)
def test_what_explains_a_term(text: str, *, defined: bool) -> None:
    assert any(map(defines, policy_from_text(text).provisions)) is defined


def test_an_item_under_a_duty_explains_no_term() -> None:
    policy = policy_from_text("Members shall take:\n\n- Calm Talk: a course that lasts a day;\n")
    assert not any(map(defines, policy.provisions))


ORDERS = {
    "ca-sb230/reporting/report": "Officers shall document each use of force in a written report.",
    "ca-sb230/medical-aid/aid": (
        "Officers shall promptly get medical aid for persons whom force has injured."
    ),
    "eight-cant-wait/ban-chokeholds/chokeholds": "Chokeholds are prohibited.",
}
NO_ORDERS = {
    "ca-sb230/reporting/report": (
        "The purpose of this order is to have each use of force documented in a written report.",
        "Example: Officer Lee takes a man to the ground and writes a force report.",
        "The records database lists each written report of the use of force.",
    ),
    "ca-sb230/medical-aid/aid": (
        "We hope that persons injured by force get prompt medical aid.",
        "The neighboring county requires prompt medical aid for persons injured by force.",
        "The kennel gets prompt medical aid for a dog that force has injured.",
    ),
    "eight-cant-wait/ban-chokeholds/chokeholds": (
        "A number of states banned chokeholds.",
        "The press reported that many cities have prohibited chokeholds.",
    ),
}


@pytest.mark.parametrize("key", NO_ORDERS)
def test_a_remark_meets_nothing(judged: Callable[[str, str], ElementResult], key: str) -> None:
    assert judged(key, ORDERS[key]).state is State.PRESENT
    for text in NO_ORDERS[key]:
        assert judged(key, text).state is State.ABSENT
        assert judged(key, f"{text}\n\n{ORDERS[key]}").state is State.PRESENT


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("ca-post/wellness/wellness", "The kennel log shows fatigue and stress in each dog."),
        (
            "ca-post/analysis/lessons",
            "The Fleet Safety Committee reviews each incident for lessons in training.",
        ),
        (
            "ca-sb230/reporting/report",
            "Recruiters shall write a report of each use of force in an applicant's past.",
        ),
    ],
)
def test_a_side_matter_meets_nothing(
    judged: Callable[[str, str], ElementResult], key: str, text: str
) -> None:
    assert judged(key, text).state is State.ABSENT


def test_a_side_matter_that_is_asked_for_is_none(
    judged: Callable[[str, str], ElementResult],
) -> None:
    text = "Call-takers shall ask callers about weapons and pass it on to the responding officers."
    assert judged("ca-post/assessment/dispatch", text).state is State.PRESENT


def test_who_acts_is_found_behind_an_article(
    judged: Callable[[str, str], ElementResult],
) -> None:
    """Parsers take "the" in front of "call-taker" for a subject of its own."""
    text = (
        "When a call concerns a person in crisis the call-taker shall employ the crisis"
        " intervention script, keep a calm tone, listen actively and show empathy."
    )
    assert judged("ca-sb230/deescalation/crisis-intervention", text).state is State.ABSENT
