"""A policy's own definitions of shall, should and may outweigh the usual ones."""

from __future__ import annotations

import pytest

from policygap.matching.own_modals import as_defined, own_modals
from policygap.model import State, Strength
from tests.matching.test_decision import judged

MUST, SHOULD, MAY = Strength.MUST, Strength.SHOULD, Strength.MAY


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "The words shall, will and should are mandatory; the word may is permissive.",
            {"shall": MUST, "will": MUST, "should": MUST, "may": MAY},
        ),
        (
            '"Must" marks a duty, "should" a practice, and "may" a discretion.',
            {"must": MUST, "should": SHOULD, "may": MAY},
        ),
        ("“Should” names a generally required action.", {"should": SHOULD}),
        ("May: Permissive in nature.", {"may": MAY}),
        ("Should | What is required unless it is unsafe", {"should": MUST}),
        (
            "Mandatory words are “shall” and “must”; a permissive one is “may”.",
            {"shall": MUST, "must": MUST, "may": MAY},
        ),
        (
            '"Should" marks a practice that one may depart from, and "may" a choice.',
            {"should": SHOULD, "may": MAY},
        ),
        ("“Will” states a goal and is not mandatory.", {"will": SHOULD}),
        ("Officers should report and shall follow mandatory training.", {}),
        ("Deputies may take the required course.", {}),
        ("In this Department “shall” is mandatory.", {"shall": MUST}),
        (
            "Where a rule says “shall” or “will,” it leaves no choice; “may” gives leave.",
            {"shall": MUST, "will": MUST, "may": MAY},
        ),
        ("“Should” marks what one may depart from; a departure is explained.", {"should": SHOULD}),
    ],
)
def test_definitions_of_modals(text: str, meant: dict[str, Strength]) -> None:
    assert own_modals([text]) == meant


def test_only_the_strength_of_the_modal_itself_changes() -> None:
    own = {"should": MUST, "will": SHOULD}
    assert as_defined(SHOULD, "Officers should report.", own) is MUST
    assert as_defined(MUST, "Officers will report.", own) is SHOULD
    assert as_defined(MUST, "Officers will report and shall sign.", own) is MUST
    assert as_defined(MUST, "Officers are required to report.", own) is MUST
    assert as_defined(MAY, "Officers may report.", own) is MAY


@pytest.mark.parametrize(
    ("definition", "state"),
    [
        ("", State.WEAK),
        ("In this manual the words shall and should are mandatory.", State.PRESENT),
        ("“Should” is advisory.", State.WEAK),
    ],
)
def test_a_policy_is_judged_by_its_own_words(definition: str, state: State) -> None:
    text = f"{definition}\n\nOfficers should intercede when they see excessive force."
    assert judged(text).state is state
