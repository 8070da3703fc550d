"""The sentences that undo keyword matchers, held against the shipped rubrics."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policygap.model import State
from policygap.rubrics import load_rubrics
from policygap.trials import run_passages

INTERCEDE = "ca-sb230/intercede/duty"
CALM = "ca-sb230/deescalation/techniques"
CHOKE = "ca-sb230/neck-restraints/choke"
CAROTID = "ca-sb230/neck-restraints/carotid"
CHOKE_8 = "eight-cant-wait/ban-chokeholds/chokeholds"
WARN = "eight-cant-wait/warn-before-shooting/warning"
VEHICLE = "ca-sb230/moving-vehicles/at"
VEHICLE_8 = "eight-cant-wait/moving-vehicles/ban"

# element, sentence, the states that are right
HOSTILE = [
    (
        INTERCEDE,
        "Officers shall not be required to intercede when force is excessive.",
        "contradicted",
    ),
    (
        CALM,
        "Officers shall use de-escalation only when a supervisor orders it.",
        "weak contradicted",
    ),
    (
        CHOKE,
        "Choke holds may be used at any time except where the subject is handcuffed.",
        "contradicted",
    ),
    (
        WARN,
        "A warning is not required and need not precede the use of deadly force.",
        "contradicted",
    ),
    (
        INTERCEDE,
        "An officer must intercede to stop another officer's excessive use of force.",
        "present",
    ),
    (CALM, "Officers must attempt to de-escalate a situation when feasible.", "present"),
    (CALM, "When feasible, officers shall utilize de-escalation techniques.", "present"),
    (CHOKE, "Chokeholds and carotid restraints are prohibited.", "present"),
    (CAROTID, "Chokeholds and carotid restraints are prohibited.", "present"),
    (
        VEHICLE,
        "Officers are prohibited from discharging a firearm at a moving vehicle.",
        "present",
    ),
    (CHOKE, "Choke holds are prohibited except where deadly force is justified.", "contradicted"),
    (CHOKE_8, "Choke holds are prohibited except where deadly force is justified.", "present"),
    (CHOKE, "Members are prohibited from using choke holds.", "present"),
    (
        INTERCEDE,
        "Nothing in this policy requires an officer to intercede in another officer's use of "
        "excessive force.",
        "contradicted",
    ),
    (CHOKE, "Officers shall refrain from using choke holds.", "present"),
    (
        CALM,
        "Failure to use de-escalation techniques is not a violation of this policy.",
        "contradicted",
    ),
    (
        INTERCEDE,
        "Deputies have no duty to intercede when a colleague uses excessive force.",
        "contradicted",
    ),
    (CHOKE, "Choke holds are permitted.", "contradicted"),
    (
        INTERCEDE,
        "An officer may intercede when another officer uses excessive force.",
        "weak",
    ),
    (
        CALM,
        "Troopers are under no obligation to de-escalate before using force.",
        "contradicted",
    ),
    (CALM, "An officer need not de-escalate before using force.", "contradicted"),
    (
        INTERCEDE,
        "An officer who sees another officer use force beyond what is necessary should intercede.",
        "weak",
    ),
    (
        VEHICLE_8,
        "Officers shall not fire at a moving vehicle unless there is no other reasonable means "
        "to avert the threat of the vehicle.",
        "contradicted",
    ),
]


@pytest.fixture(scope="module")
def judge() -> Callable[[str, str], State]:
    """Return the state that the shipped rubrics give an element for one text."""
    rubrics = load_rubrics(["california", "eight-cant-wait"])

    def state(key: str, text: str) -> State:
        (trial,) = run_passages(rubrics, [(key, State.PRESENT, text)])
        return trial.result.state

    return state


@pytest.mark.parametrize(("key", "text", "states"), HOSTILE)
def test_hostile_sentence(
    judge: Callable[[str, str], State], key: str, text: str, states: str
) -> None:
    assert judge(key, text).value in states.split()
