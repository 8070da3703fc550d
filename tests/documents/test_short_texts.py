"""Short plain texts as policies."""

from __future__ import annotations

import pytest

from policygap.documents import policy_from_text
from policygap.model import ProvisionKind


def test_a_short_text_is_a_policy() -> None:
    policy = policy_from_text(
        "USE OF FORCE\n\nDuties\nOfficers shall, before\nthey act:\n\n"
        "  (a) warn the\n      person;\n  (b) then wait:\n     - a minute;\n     - or more.\n"
        "  (c) report.\n\nThat is all.\n",
        "draft",
    )
    assert policy.name == policy.files[0].name == "draft"
    assert policy.files[0].words == 27
    cut = [(p.lead_in, p.text) for p in policy.provisions if p.kind is not ProvisionKind.LIST]
    lead_in = "Officers shall, before they act:"
    assert cut == [
        ("", lead_in),
        (lead_in, "warn the person;"),
        (lead_in, "then wait:"),
        (f"{lead_in} then wait:", "a minute;"),
        (f"{lead_in} then wait:", "or more."),
        (lead_in, "report."),
        ("", "That is all."),
    ]
    assert policy.provisions[0].section.parents == ()
    assert policy.provisions[0].section.heading == "Duties"


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("Use of Force", "Use of Force"),
        ("Officers shall report.\n", "Officers shall report."),
        ("one line\nand another", "one line and another"),
        ("Officers report\nForce at once.", "Officers report Force at once."),
    ],
)
def test_a_short_text_of_one_provision(text: str, provision: str) -> None:
    assert [p.text for p in policy_from_text(text).provisions] == [provision]


def test_numbered_titles_one_under_the_other_are_items() -> None:
    policy = policy_from_text("5 TERMS\n5.1 Deadly Force\n5.2 Imminent Threat\n")
    assert [p.text for p in policy.provisions if p.label] == ["Deadly Force", "Imminent Threat"]


def test_rows_of_titles_are_not_headings() -> None:
    policy = policy_from_text(
        "TRAINING HOURS\nHandcuffing, 4\nWrestling, 8\nBatons, 8\nIt changes."
    )
    assert len(policy.provisions) == 4


def test_an_empty_text() -> None:
    assert policy_from_text("").provisions == ()


def test_a_wrapped_item_at_its_own_indent() -> None:
    policy = policy_from_text("Do not:\n- strike the\n  Chief; or\n- kick.\n- push\nMembers.")
    assert [p.text for p in policy.provisions if p.label] == [
        "strike the Chief; or",
        "kick.",
        "push Members.",
    ]
