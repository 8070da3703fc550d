"""A rule for a part of the cases is weak, however that is said; what is no part changes nothing.

Each duty is bound to each part, before it, behind it, by who has it, by an exception or by a
sentence elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from policygap.analysis import asked_on, finder, judge_element
from policygap.documents import policy_from_text
from policygap.matching.parts import narrows, partial_case
from policygap.matching.readings import PolicyReading
from policygap.model import Element, State
from policygap.rubrics import available, load_rubrics

StateOf = Callable[[str, str], State]

DUTIES = {
    "ca-sb230/deescalation/techniques": "{} shall use de-escalation techniques when feasible",
    "ca-sb230/reporting/report": "{} shall document each use of force in a written report",
    "ca-sb230/reporting/notify": "{} shall notify a supervisor of any use of force",
    "ca-sb230/policy-training/training": "{} shall be trained on this policy each year",
    "ca-sb230/intercede/duty": "{} who see another officer use excessive force shall intercede",
    "eight-cant-wait/warn-before-shooting/warning": "{} shall give a warning before shooting",
}
TOOLS = ("a Taser", "an ECW", "a baton", "OC spray", "the launcher", "a spit hood")
# What covers a tool only, where force as such must be covered.
OF_A_TOOL = {
    "ca-sb230/reporting/notify": "After using {}, officers shall notify a supervisor.",
    "ca-sb230/reporting/report": "Officers who deploy {} shall document it in a written report.",
    "ca-sb230/supervisor-review/role": "A supervisor shall review each use of {}.",
    "ca-sb230/review-factors/all-incidents": "A supervisor shall review each use of {}.",
    "ca-post/scene-supervision/respond": "A supervisor shall respond whenever {} has been used.",
    "eight-cant-wait/comprehensive-reporting/all-force": (
        "Whenever {} is used, the officer shall complete a written report."
    ),
}
PARTS = (
    "In the jail, {}.",
    "During demonstrations, {}.",
    "When the subject is a juvenile, {}.",
    "For Level 3 incidents, {}.",
    "{} when a warrant team makes a planned entry.",
    "{} in the jail.",
    "{}, except during planned tactical operations.",
    "{}, other than in cases of low-level force.",
    "{}. Members of the tactical team are exempt from this requirement.",
    "{}. The watch commander may waive this requirement.",
    "{}.\n\nThe preceding paragraph does not bind detectives working undercover.",
    "{}.\n\nReserve officers are exempt from this section.",
    "{}. Detectives are excused from this.",
    "{}. The foregoing is waived where nobody was hurt.",
)
PEOPLE = (
    "Reserve officers",
    "Bailiffs",
    "Officers assigned to the jail",
    "Members of the tactical team",
    "Detectives",
    "Members of the Crisis Team, a unit of four,",
    "Tactical Unit members",
    "Officers who hold a special certification",
)
WHOLE = (
    "At all times, {}.",
    "{}, unless it would endanger someone.",
    "{}, on duty and off duty.",
    "{}. This section does not apply to training on the range.",
    "{}.\n\nThe uniform requirement does not apply to detectives.",
    "{}.\n\nAn officer who breaks this rule may be suspended.",
    "{}.\n\nNon-lethal training munitions are exempt from the section on storage.",
)


@pytest.fixture(scope="module")
def state_of() -> StateOf:
    """Return what gives the state of an element, by its key, in a text."""
    rubrics = load_rubrics(available())
    found = finder(rubrics)
    elements: dict[str, Element] = {
        f"{rubric}/{requirement.id}/{element.id}": element
        for rubric, requirement, each in asked_on(rubrics, date(2026, 1, 1))
        for element in each
    }

    def state(key: str, text: str) -> State:
        policy = policy_from_text(f"# Use of Force\n\n{text}\n")
        return judge_element(PolicyReading(policy, found), elements[key]).state

    return state


def put(duty: str, who: str, frame: str = "{}.") -> str:
    """Return a duty in its frame; it begins with a capital only where it begins the text."""
    said = duty.format(who)
    return frame.format(said if frame.startswith("{}") else said[0].lower() + said[1:])


@pytest.mark.parametrize("key", DUTIES)
@pytest.mark.parametrize("frame", PARTS)
def test_a_part_of_the_cases_is_weak(state_of: StateOf, key: str, frame: str) -> None:
    assert state_of(key, put(DUTIES[key], "All officers")) is State.PRESENT
    assert state_of(key, put(DUTIES[key], "All officers", frame)) is State.WEAK


@pytest.mark.parametrize("key", DUTIES)
@pytest.mark.parametrize("who", PEOPLE)
def test_a_part_of_the_people_is_weak(state_of: StateOf, key: str, who: str) -> None:
    assert state_of(key, put(DUTIES[key], who)) is State.WEAK


@pytest.mark.parametrize("key", DUTIES)
@pytest.mark.parametrize("frame", WHOLE)
def test_what_is_no_part_changes_nothing(state_of: StateOf, key: str, frame: str) -> None:
    assert state_of(key, put(DUTIES[key], "All officers", frame)) is State.PRESENT


@pytest.mark.parametrize("key", OF_A_TOOL)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_rule_for_one_tool_is_weak(state_of: StateOf, key: str, tool: str) -> None:
    assert state_of(key, OF_A_TOOL[key].format(tool)) is State.WEAK


@pytest.mark.parametrize(
    "text",
    [
        "Holds of the lowest level, such as a firm grip, are entered in the daily log only.",
        "Reportable force is force of Level Two or higher.",
        "Control holds from which nobody is hurt fall outside the reporting rule.",
    ],
)
def test_the_lowest_force_left_out_makes_the_whole_weak(state_of: StateOf, text: str) -> None:
    key = "eight-cant-wait/comprehensive-reporting/all-force"
    rule = "Officers shall complete a written report of each use of force."
    assert state_of(key, rule) is State.PRESENT
    assert state_of(key, f"{rule}\n\n{text}") is State.WEAK


@pytest.mark.parametrize(
    ("exception", "part"),
    [
        ("except in the jail", True),
        ("other than reserve officers", True),
        ("unless the officer is off duty", True),
        ("unless it is not feasible", False),
        ("unless the officer is unable to do so", False),
        ("unless a supervisor is already aware of it", False),
        ("except by a tactical team in training", False),
    ],
)
def test_what_an_exception_takes_out(exception: str, part: bool) -> None:
    assert narrows(exception) is part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("In the jail, deputies shall report force.", "In the jail"),
        ("When a baton or any other force is used, officers shall report it.", ""),
        ("For Level 1, 2 and 3 force, officers shall file a report.", ""),
        ("Detectives shall report force.", "Detectives"),
        ("Detectives and patrol officers shall report force.", ""),
        ("Any officer who has been off duty for six months shall be trained.", ""),
        ("When requested, the unit shall review the use of force.", "When requested"),
        ("When requested to stop, officers shall stop.", ""),
        ("Units assigned to a call shall plan their approach.", ""),
        ("Force is used to make an arrest, or to keep order in the jail.", ""),
        ("Where force was excessive it shall be assigned to a detective, who reports.", ""),
        ("A lateral neck restraint shall not be used.", ""),
        ("In serious cases, officers shall report force.", "In serious cases"),
        (
            "Where an officer believes it appropriate, and time allows, the officer shall act.",
            "Where an officer believes it appropriate, and time allows",
        ),
        (
            "A report shall be written when the watch commander asks for one.",
            "when the watch commander asks for one.",
        ),
        (
            "When a person is not believed to be armed, officers shall wait.",
            "When a person is not believed to be armed",
        ),
        ("Sergeants who use force shall report it.", "Sergeants who use"),
        ("Members holding a certificate shall act.", "Members holding a certificate"),
        (
            "Supervisors who are present when force is used shall act.",
            "Supervisors who are present when",
        ),
        ("Officers who have used force shall report it.", ""),
        ("Officers shall attend training for duty and off-duty weapons.", ""),
        ("Officers shall attend training for off-duty weapons.", "for off-duty weapons."),
    ],
)
def test_the_part_is_quoted(text: str, part: str) -> None:
    assert partial_case(text, duty=True) == part


def test_one_tool_is_a_part_where_tools_are_not_the_matter() -> None:
    text = "Where the launcher is on scene, it shall be considered."
    assert partial_case(text, duty=True)
    assert not partial_case(text, duty=False)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "ca-sb230/reporting/notify",
            "Officers shall promptly notify a supervisor of any use of force, also where there was "
            "a loss of consciousness.",
        ),
        (
            "ca-sb230/reporting/report",
            "Any use of force, with or without injury or loss of consciousness, shall be "
            "documented in a force report.",
        ),
    ],
)
def test_a_loss_of_consciousness_is_no_loss_of_equipment(
    state_of: StateOf, key: str, text: str
) -> None:
    assert state_of(key, text) is State.PRESENT


def test_a_lists_cases_are_those_of_its_lead_in(state_of: StateOf) -> None:
    items = ("(a) effect an arrest;", "(b) overcome resistance;", "(c) give aid if requested.")
    text = "\n".join(("Members may use force to:", *items))
    assert state_of("ca-ab392/objectively-reasonable/purposes", text) is State.PRESENT
