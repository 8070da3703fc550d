"""Words that were quoted are found in the file as it is, and only there."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from policygap.annotate.passages import find, letters

RULE = (
    "An officer who sees another officer use excessive force shall intercede at once, if the "
    "officer is in a position to do so, and shall report it to a supervisor"
)


def _found(quoted: str, text: str, earlier: int = 0) -> list[str]:
    return [text[first:end] for first, end in find(quoted, letters(text), earlier)]


def test_line_ends_hyphens_ligatures_and_curly_quotes_do_not_matter() -> None:
    text = "Be “ef\ufb01cient” and de-\r\nescalate before force. More."
    quoted = '"efficient" and de-escalate before force.'
    assert _found(quoted, text) == ["ef\ufb01cient” and de-\r\nescalate before force."]


def test_the_marks_that_close_a_sentence_belong_to_it_and_no_opening_ones() -> None:
    assert _found("Use force (if lawful).", "Use force (if lawful).(b) Next") == [
        "Use force (if lawful)."
    ]


def test_a_running_foot_within_a_sentence_is_left_out() -> None:
    words = RULE.split()
    text = " ".join([*words[:11], "Policy 300 Use of Force - 2 Police Manual", *words[11:]])
    found = _found(RULE, text)
    assert " ".join(found) == RULE
    assert not any("Manual" in part for part in found)


def test_labels_between_the_items_of_a_list_are_left_out() -> None:
    text = "(a) The threat to the officer. (b) The seriousness of the offense. (c) The time."
    quoted = "The threat to the officer; The seriousness of the offense; The time."
    assert _found(quoted, text) == [
        "The threat to the officer.", "The seriousness of the offense.", "The time.",
    ]  # fmt: skip


def test_words_that_stand_several_times_are_told_apart_by_how_many_stand_before() -> None:
    text = "See Policy 810. Then: See Policy 810. End."
    assert [find("See Policy 810.", letters(text), n) for n in (0, 1, 2)] == [
        ((0, 15),), ((22, 37),), ((0, 15),),
    ]  # fmt: skip


def test_what_is_mostly_not_there_is_not_found() -> None:
    text = "An officer who sees another officer use a radio shall say so."
    assert _found(RULE, text) == []
    assert _found("--- ", text) == []
    assert _found("", "") == []


@example("¾", "3", "")
@given(st.text(max_size=80), st.text(max_size=60), st.text(max_size=80))
def test_a_text_with_letters_is_found_wherever_it_stands(
    before: str, quoted: str, after: str
) -> None:
    text = f"{before} {quoted} {after}"
    spans = find(quoted, letters(text))
    assert bool(spans) == any(letters(quoted).text)
    said = "".join(letters(text[first:end]).text for first, end in spans)
    assert letters(quoted).text in said
    if all(len(letters(sign).text) < 2 for sign in text):  # "¾" is "34", and never cut
        assert said == letters(quoted).text
    assert all(0 <= first < end <= len(text) for first, end in spans)
