from __future__ import annotations

from dataclasses import replace

import pytest

from policygap.checking import judge
from policygap.compare import summary
from policygap.compare.changes import Comparison, Move, Passage
from policygap.compare.comparing import compare
from policygap.documents import policy_from_text
from policygap.rubrics import load_rubrics
from tests.compare.conftest import DAY, TOWN


def test_the_first_line_tells_what_a_draft_closes_and_opens(draft: Comparison) -> None:
    assert summary.headline(draft) == "Accepting these changes closes 2 gaps and opens 1."


def test_the_first_line_of_two_versions(comparison: Comparison) -> None:
    assert summary.headline(comparison) == "The new version closes 1 gap and opens 1."
    assert summary.headline(comparison, "This save").startswith("This save closes")
    none = replace(comparison, requirements=())
    assert summary.headline(none) == "The new version closes no gap and opens none."


def test_what_else_changed_is_told(comparison: Comparison) -> None:
    texts = ("Hair is short.", "Officers should intercede when they see excessive force.")
    rubrics = load_rubrics([str(TOWN)])
    old, new = (judge(policy_from_text(text), rubrics, DAY) for text in texts)
    told = "1 other requirement got better, without opening or closing a gap."
    assert summary.besides(compare(old, new, is_draft=False)) == told
    assert summary.besides(comparison) == ""
    none = "No requirement and no element changed its state."
    assert summary.besides(replace(comparison, requirements=())) == none


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("300.1 Duty", "300.2 Duty", "300.1 Duty -> 300.2 Duty"),
        ("300 > 300.1 Duty", "300 > 300.2 Duty", "300.1 Duty -> 300.2 Duty"),
        ("IV > A > 1", "IV > B > 2", "A > 1 -> B > 2"),
        ("IV > A", "IV > A", "within A"),
        ("", "IV > A", "no section -> IV > A"),
        ("", "", "within the text"),
    ],
)
def test_ways_leave_out_the_parents_that_both_places_have(old: str, new: str, told: str) -> None:
    assert summary.way(Move(old, new, 1)) == told


@pytest.mark.parametrize(
    ("section", "heading", "told"),
    [
        ("300 > 300.1", "Duty", "300.1 Duty, page 2"),
        ("IV > A", "Duty", "IV > A Duty, page 2"),
        ("1 > IV > A", "Duty", "IV > A Duty, page 2"),
        ("", "", "page 2"),
    ],
)
def test_places_are_short(section: str, heading: str, told: str) -> None:
    passage = Passage("Words.", section, heading, 2, "force.pdf")
    assert summary.where(passage, with_file=False) == told
    assert summary.where(passage, with_file=True) == f"{told}, force.pdf"
    assert summary.where(None, with_file=True) == ""
