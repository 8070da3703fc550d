"""What stands beside a sentence is left out before it is parsed, and nothing is lost by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.matching.asides import pared, place_before

PIECES = st.sampled_from(
    (
        "Step 3: |Note: |First, |As soon as possible, |Officers |may|shall|are permitted|, but need"
        " not,|, but not required,| (where safe)| (|)|(s)|, if it is safe,| warn| call a medic|.| "
    ).split("|")
)


@pytest.mark.parametrize(
    ("text", "act", "said"),
    [
        ("Step 3: Warn the person.", "Warn", "Warn the person."),
        ("Rule 2 - Warn the person.", "Warn", "Warn the person."),
        ("Note: Warn the person.", "Note", "Note: Warn the person."),
        ("Officers may, but need not, warn.", "warn", "Officers may warn."),
        ("Officers may, but need not, warn.", "need not", "Officers may, but need not, warn."),
        ("Officers shall (where safe) warn.", "warn", "Officers shall warn."),
        ("Officers shall (where safe) warn.", "safe", "Officers shall (where safe) warn."),
        ("Officers shall, where safe, warn.", "warn", "Officers shall warn."),
        ("Officers shall wait so that force is not needed.", "wait", "Officers shall wait."),
        (
            "Officers wait only so that none is hurt.",
            "wait",
            "Officers wait only so that none is hurt.",
        ),
        ("Officers shall do (a) and (b).", "do", "Officers shall do (a) and (b)."),
        ("To the extent possible, warn.", "warn", "warn."),
        ("No list is complete, but officers shall warn.", "warn", "officers shall warn."),
        ("While no policy can foresee every case, warn.", "warn", "warn."),
        (
            "Nobody is asked to use them all. Officers warn.",
            "warn",
            "Nobody is asked to use them all. Officers warn.",
        ),
        ("No officer is to use all of these. They are: warn.", "warn", "They are: warn."),
        (
            "No officer may lie, and officers shall warn.",
            "warn",
            "No officer may lie, and officers shall warn.",
        ),
        (
            "Officers are not, however, required to warn.",
            "warn",
            "Officers are not required to warn.",
        ),
        ("Nobody need try, or rule out, all.", "try", "Nobody need try all."),
        ("Weigh the facts, not a rule of thumb, and warn.", "warn", "Weigh the facts, and warn."),
    ],
)
def test_pared(text: str, act: str, said: str) -> None:
    start = text.index(act)
    found, low, high = pared(text, start, start + len(act))
    assert found == said
    assert found[low:high] == act


@given(st.lists(PIECES, min_size=1, max_size=12), st.data())
def test_characters_are_found_again(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    said, low, high = pared(text, start, end)
    assert said[low:high] == text[start:end]
    assert [text[place_before(text, start, end, i)] for i in range(len(said))] == [*said]
