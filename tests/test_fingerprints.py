"""Fingerprints change with the words of a policy, not with their numbers, order or place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.fingerprints import PATTERN, Fingerprints, stands_in, words
from policygap.model import (
    Asks,
    Element,
    ElementResult,
    Evidence,
    Need,
    Policy,
    Provision,
    ProvisionKind,
    Section,
    State,
)

DUTY = Element("duty", "an officer intercedes", Need.MUST, Asks.DUTY, patterns=())
WORDS = st.text("abcdefghij", min_size=1, max_size=8)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)
PLACES = st.tuples(
    st.sampled_from(("300.3", "4.1 > 4.1.2", "IV", "")),
    st.none() | st.integers(1, 99),
    st.sampled_from(("", "(a)", "1.", "iv.", "•")),
    st.sampled_from(("force.pdf", "draft.docx")),
)


def provision(text: str, place: tuple[str, int | None, str, str], lead_in: str = "") -> Provision:
    path, page, label, file = place
    kind = ProvisionKind.ITEM if label else ProvisionKind.SENTENCE
    return Provision(text, Section(path, "Force"), file, kind, lead_in, label, page)


def said(provisions: list[Provision], state: State = State.WEAK) -> tuple[Policy, ElementResult]:
    """Return a policy, and an element for which all of it is evidence."""
    evidence = tuple(
        Evidence(p.full_text, p.section.path, p.section.heading, p.page, p.file, state)
        for p in provisions
    )
    return Policy("p", (), tuple(provisions)), ElementResult(DUTY, state, "why", evidence)


def fingerprint(provisions: list[Provision], state: State = State.WEAK) -> str:
    policy, result = said(provisions, state)
    return Fingerprints(policy).of(result)


@given(SENTENCES, st.data())
def test_numbers_labels_pages_files_and_order_do_not_count(
    texts: list[str], data: st.DataObject
) -> None:
    def drawn(texts: list[str]) -> list[Provision]:
        return [provision(text, data.draw(PLACES), "members shall:") for text in texts]

    assert fingerprint(drawn(texts)) == fingerprint(drawn(data.draw(st.permutations(texts))))


@given(SENTENCES, WORDS, PLACES, st.data())
def test_a_word_more_or_less_counts(
    texts: list[str], word: str, place: tuple[str, int | None, str, str], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(texts) - 1))
    changed = [f"{t} {word}zz" if n == number else t for n, t in enumerate(texts)]
    before, after = ([provision(text, place) for text in each] for each in (texts, changed))
    assert fingerprint(before) != fingerprint(after)


def test_the_state_counts() -> None:
    place = ("300.3", 4, "", "force.pdf")
    shown = [provision("Members should intercede.", place)]
    assert fingerprint(shown) != fingerprint(shown, State.CONTRADICTED)


def test_nothing_found_is_the_same_whatever_comes_nearest() -> None:
    policy, result = said([provision("Talking is a skill.", ("1", None, "", "force.pdf"))])
    bare = ElementResult(DUTY, State.ABSENT, "no passage speaks of it")
    near = replace(bare, nearest=result.evidence[0], reason="the nearest passage is no rule of it")
    assert Fingerprints(policy).of(near) == Fingerprints(Policy("q", (), ())).of(bare)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Report as Section 300.4(a) says.", "Report as section 301.12 (b) says.", True),
        ("See Policy 300.", "See Policy 304.", True),
        ("As § 4.1.2 says, report it.", "As § 9.6.10 says, report it.", True),
        ("Report it within 24 hours.", "Report it within 48 hours.", False),
        ("As Penal Code section 835a asks.", "As Penal Code section 832a asks.", False),
        ("As Government Code section 7286 asks.", "As Government Code section 7287 asks.", False),
        ("De-escalate  first!", "de-escalate first", True),
        ("Members shall report.", "Members should report.", False),
        ("ﬁrst aid", "first aid", True),
    ],
)
def test_references_within_the_policy_do_not_count_but_other_numbers_do(
    one: str, other: str, same: bool
) -> None:
    place = ("300.3", 4, "", "force.pdf")
    prints = [fingerprint([provision(text, place)]) for text in (one, other)]
    assert (prints[0] == prints[1]) is same
    assert all(re.match(PATTERN, each) for each in prints)


def test_words_of_a_report_made_by_hand_count_as_they_stand() -> None:
    _, result = said([provision("Members should intercede.", ("1", 1, "(a)", "f"), "They:")])
    assert Fingerprints(Policy("p", (), ())).of(result).startswith("v1-")


TEXT = """300 USE OF FORCE

Members shall:

(a) intercede when they see excessive force;
(b) report it.

Supervisors review each report. They do so within a week.
"""


@pytest.mark.parametrize(
    ("quotation", "stands"),
    [
        ("Members shall: (a) intercede when they see excessive force", True),
        ("review each report. They do so", True),
        ("(b) REPORT  it", True),
        ("intercede when they see excessive force; (b) report it", True),
        ("intercede when they see excessive force; report it", True),
        ("Members should intercede", False),
        ("embers shall", False),
    ],
)
def test_a_quotation_is_found_over_sentences_and_labels(
    tmp_path: Path, quotation: str, stands: bool
) -> None:
    from policygap.documents import read_policy

    (tmp_path / "p.txt").write_text(TEXT, "utf-8")
    assert stands_in(quotation, read_policy([tmp_path / "p.txt"])) is stands


def test_words_are_small_and_without_signs() -> None:
    assert words("De-escalate, §300.3: NOW!") == ("de", "escalate", "300", "3", "now")
