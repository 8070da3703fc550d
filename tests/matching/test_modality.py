"""How sentences speak of an act: the hostile ones that undo keyword matchers, and plain ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap.matching.modality import exceptions, judge
from policygap.model import Polarity, Strength

SENTENCES = [
    line
    for line in (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("line", SENTENCES)
def test_judge(line: str) -> None:
    wanted, marked, lead_in = [*line.split(" | "), ""][:3]
    polarity, strength, *case = wanted.split()
    start, end = marked.index("*"), marked.rindex("*") - 1
    found = judge(marked.replace("*", ""), start, end, lead_in)
    assert (found.outcome, found.strength, found.embedded) == (
        Polarity(polarity),
        Strength(strength),
        bool(case),
    )


def test_actor_is_told_in_the_characters_of_the_whole_sentence() -> None:
    text = "Note: The supervisor (or the officer in charge) shall review the report."
    found = judge(text, text.index("report"), text.index("report") + 6)
    assert found.actor is not None
    assert text[slice(*found.actor)] == "The supervisor"


def test_actor_behind_what_stands_aside() -> None:
    text = "Step 2: If you (or others) are hurt, the officer shall call a medic."
    found = judge(text, text.index("call"), text.index("medic") + 5)
    assert found.actor is not None
    assert text[slice(*found.actor)] == "the officer"


def test_exceptions_that_stand_aside_are_seen() -> None:
    text = "Officers shall (unless it is unsafe) warn the person."
    found = judge(text, text.index("warn"), text.index("warn") + 4)
    assert found.exceptions == ("unless it is unsafe) warn the person",)


@pytest.mark.parametrize(
    "text",
    [
        "Officers shall not shoot a person who is a danger only to himself or herself.",
        "Deadly force is barred against one who poses a threat only to themselves.",
        "Deadly force is barred against one whose acts are injurious only to himself.",
        "Deadly force is barred against one who endangers no one other than himself.",
        "The bank is open, but a shot stops short of the target.",
        "It will not be used for anything short of that.",
        "Any hold, including but not limited to the carotid restraint, is prohibited.",
        "Exceptional circumstances are documented.",
        "Officers shall not shoot at a moving vehicle solely to disable it.",
        "Officers should wait; provided, however, that nothing here requires them to be hurt.",
    ],
)
def test_scope_is_no_exception(text: str) -> None:
    assert exceptions(text) == ()


def test_exception_behind_a_scope_is_seen() -> None:
    text = "Officers shall not shoot a danger only to themselves, unless a supervisor approves."
    assert exceptions(text) == ("unless a supervisor approves",)


def test_exception_that_opens_a_sentence_ends_at_its_comma() -> None:
    assert exceptions("Unless force is justified, holds are barred.") == (
        "Unless force is justified",
    )


@pytest.mark.parametrize("proviso", ["provided that", "provided, however, that"])
def test_a_proviso_is_an_exception(proviso: str) -> None:
    exception = f"{proviso} a sniper may shoot at a gun"
    assert exceptions(f"Nobody shall shoot at them; {exception}.") == (exception,)


def test_exceptions_are_quoted_to_the_end_of_their_clause() -> None:
    text = "Choke holds are prohibited except where deadly force is justified; see below."
    assert exceptions(text) == ("except where deadly force is justified",)


def test_the_point_of_a_section_ends_no_exception() -> None:
    text = "A hold shall not be used except by one who is justified under Part IV.E in its use."
    assert exceptions(text) == ("except by one who is justified under Part IV.E in its use",)


def test_characters_outside_a_sentence_say_nothing() -> None:
    assert judge("Officers shall wait.", 60, 70).polarity is None
