from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.compare.words import Run, marked, shortened, text_key, word_key

WORDS = st.lists(st.sampled_from(["shall", "may", "use", "force", "a", "the", "1.5", "—"]))
TEXTS = WORDS.map(" ".join) | st.text(max_size=40)


def plain(runs: tuple[Run, ...]) -> str:
    return " ".join(run.text for run in runs)


def changed(runs: tuple[Run, ...]) -> list[str]:
    return [run.text for run in runs if run.changed]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De-escalation is a goal.", "de- escalation is a goal"),
        ("“Force,” the Chief’s word", '"Force", the chief\'s word'),
        ("ﬁrearms", "firearms"),
        ("(a) strike; or", "a strike or"),
    ],
)
def test_typography_is_no_change(one: str, other: str) -> None:
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within 1.5 hours", "within 15 hours"),
        ("aged 18 24", "aged 1824"),
        ("25% of force", "25 of force"),
        ("≥ 5", "5"),
        ("shall", "should"),
    ],
)
def test_figures_and_words_count(one: str, other: str) -> None:
    assert text_key(one) != text_key(other)


def test_what_is_gone_and_new_is_marked_word_by_word() -> None:
    old, new = marked("Officers may use the baton.", "Officers shall use a baton.")
    assert changed(old) == ["may", "the"]
    assert changed(new) == ["shall", "a"]


def test_a_few_equal_words_amid_longer_changes_are_part_of_them() -> None:
    old, new = marked("a b c and d e f end", "g h i and j k l end")
    assert changed(old) == ["a b c and d e f"]
    assert changed(new) == ["g h i and j k l"]


def test_a_lone_sign_is_no_change() -> None:
    old, new = marked("It is reported in writing .", "It is reported in writing")
    assert changed(old) == changed(new) == []


@given(TEXTS, TEXTS)
def test_runs_hold_every_word_in_order(old: str, new: str) -> None:
    before, after = marked(old, new)
    assert plain(before) == " ".join(old.split())
    assert plain(after) == " ".join(new.split())
    for runs in (before, after):
        assert all(one.changed is not other.changed for one, other in pairwise(runs))


@given(TEXTS, TEXTS)
def test_what_is_not_marked_is_in_both(old: str, new: str) -> None:
    kept = [
        [
            key
            for run in runs
            if not run.changed
            for word in run.text.split()
            if (key := word_key(word))
        ]
        for runs in marked(old, new)
    ]
    assert kept[0] == kept[1]


@given(TEXTS)
def test_equal_texts_have_no_mark(text: str) -> None:
    assert [changed(side) for side in marked(text, text)] == [[], []]


def test_long_and_hostile_texts_end_in_time() -> None:
    start = time.process_time()
    marked("a b " * 40_000, "b a c " * 30_000)
    marked("x " + "a " * 1_990 + "y", "z " + "a " * 1_995 + "w")
    assert time.process_time() - start < 5


def test_words_far_from_a_change_are_left_out_where_it_is_quoted() -> None:
    words = [f"w{n}" for n in range(100)]
    old, _ = marked(" ".join([*words, "may", *words]), " ".join([*words, "shall", *words]))
    first, change, last = shortened(old)
    assert first.text == "... " + " ".join(words[-16:])
    assert change == Run("may", changed=True)
    assert last.text == " ".join(words[:16]) + " ..."


def test_a_long_passage_that_stands_alone_is_cut_at_its_end() -> None:
    (run,) = shortened([Run(" ".join(["word"] * 100), changed=False)])
    assert run.text == " ".join(["word"] * 80) + " ..."
    short = (Run("word", changed=False), Run("other", changed=True))
    assert shortened(short) == short


def test_words_between_two_changes_are_kept_beside_both() -> None:
    runs = (
        Run("x", changed=True),
        Run(" ".join(map(str, range(50))), changed=False),
        Run("y", True),
    )
    middle = shortened(runs)[1].text
    assert middle == " ".join(map(str, [*range(16), "...", *range(34, 50)]))
