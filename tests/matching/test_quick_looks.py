"""What is looked for first misses nothing of what the long search would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from policygap.matching import exemptions, pronouns, wording
from policygap.matching.quick_looks import has_one


@given(
    st.from_regex(exemptions.EXEMPTS)
    | st.from_regex(exemptions.WAIVES)
    | st.from_regex(exemptions.NO_NEED)
)
def test_no_exemption_is_missed(text: str) -> None:
    assert has_one(text, exemptions.SIGNS)


@given(st.from_regex(pronouns.OF_IT))
def test_no_pronoun_is_missed(text: str) -> None:
    assert has_one(text, pronouns.SIGNS)


@given(st.from_regex(re.compile(wording.LEFT_OUT, re.IGNORECASE)))
def test_nothing_left_out_is_missed(text: str) -> None:
    assert has_one(text, wording.LEFT_OUT_SIGNS)


def test_a_text_without_any_of_them_is_told() -> None:
    assert not has_one("Members shall carry the card.", pronouns.SIGNS)
