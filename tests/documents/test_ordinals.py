"""The order of list labels."""

from __future__ import annotations

import pytest

from policygap.documents import ordinals


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("(a)", "(b)"), ("1.", "2."), ("9.", "10."), ("(h)", "(i)"), ("(i)", "(ii)"), ("IV.", "V.")],
)
def test_what_follows(earlier: str, later: str) -> None:
    assert ordinals.follows(earlier, later)
    assert ordinals.same_style(earlier, later)
    assert not ordinals.follows(later, earlier)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("(a)", "(c)"), ("(a)", "b."), ("1.", "2)"), ("•", "•"), ("", "1."), ("1.", ""), ("A.", "b.")],
)
def test_what_does_not_follow(earlier: str, later: str) -> None:
    assert not ordinals.follows(earlier, later)


def test_labels_without_a_count() -> None:
    assert ordinals.same_style("", "")
    assert not ordinals.same_style("", "(a)")
    assert ordinals.is_bullet("•")
    assert ordinals.is_first("•")
    assert not ordinals.is_first("")


def test_a_count_keeps_one_label_for_each_list() -> None:
    seen: list[str] = []
    for label in ("1.", "2.", "•", "•", "3."):
        seen = ordinals.counted(seen, label)
    assert seen == ["•", "3."]
