from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.compare.pairing import Kind, Pair, pair
from policygap.documents import policy_from_text, read_policy
from policygap.model import Provision, ProvisionKind, Section

SAMPLES = Path(__file__).parents[2] / "sample_policies"
OLD = """300 USE OF FORCE

300.1 DUTY TO INTERCEDE

An officer who sees another officer use excessive force shall intercede.

300.2 WARNINGS

Officers should give a verbal warning before using force.

300.3 NECK HOLDS

Chokeholds are prohibited.
"""


def kinds(old: str, new: str) -> list[tuple[Kind, str]]:
    found = pair(read(old), read(new))
    return [(each.kind, (each.new or each.old).text) for each in found]


def read(text: str) -> tuple[Provision, ...]:
    return policy_from_text(text).provisions


def counted(pairs: list[Pair]) -> Counter[Kind]:
    return Counter(each.kind for each in pairs)


def provision(text: str, **facts: object) -> Provision:
    return Provision(**{"text": text, "section": Section("", ""), "file": "f", **facts})


def test_a_policy_is_the_same_as_itself() -> None:
    assert {kind for kind, _ in kinds(OLD, OLD)} == {Kind.SAME}


def test_wrapped_lines_and_quotation_marks_are_no_change() -> None:
    new = OLD.replace("another officer use", "another officer\nuse").replace(".\n", ".\n")
    assert {kind for kind, _ in kinds(OLD, new)} == {Kind.SAME}


def test_another_number_is_a_move() -> None:
    new = OLD.replace("300.3", "300.4").replace("300.2", "300.3")
    assert [kind for kind, _ in kinds(OLD, new)] == [Kind.SAME, Kind.MOVED, Kind.MOVED]


def test_a_section_that_changed_its_place_is_moved_and_the_others_are_not() -> None:
    parts = OLD.split("\n\n")
    new = "\n\n".join([parts[0], *parts[5:], *parts[1:5]])
    assert sorted(kinds(OLD, new)) == [
        (Kind.MOVED, "Chokeholds are prohibited."),
        (Kind.SAME, "An officer who sees another officer use excessive force shall intercede."),
        (Kind.SAME, "Officers should give a verbal warning before using force."),
    ]


def test_a_changed_word_is_found_again_elsewhere() -> None:
    new = OLD.replace("should give", "shall give").replace("300.2 WARNINGS", "310 BEFORE FORCE")
    assert kinds(OLD, new)[1] == (
        Kind.REWORDED,
        "Officers shall give a verbal warning before using force.",
    )


def test_a_rewritten_sentence_between_the_same_neighbours_is_reworded() -> None:
    new = OLD.replace(
        "Officers should give a verbal warning before using force.",
        "Whenever feasible, each deputy shall first give a clear warning.",
    )
    assert [kind for kind, _ in kinds(OLD, new)] == [Kind.SAME, Kind.REWORDED, Kind.SAME]


def test_what_has_no_like_is_added_or_removed_where_it_stood() -> None:
    new = OLD.replace(
        "Officers should give a verbal warning before using force.", "Dogs are kept on a leash."
    )
    assert [kind for kind, _ in kinds(OLD, new)] == [
        Kind.SAME,
        Kind.REMOVED,
        Kind.ADDED,
        Kind.SAME,
    ]
    assert kinds(OLD, new.split("300.1")[0] + "Dogs bark.")[0][0] is Kind.REMOVED


def test_equal_texts_stay_in_their_own_sections() -> None:
    old = "1 DOGS\n\nNone is allowed.\n\n2 CATS\n\nNone is allowed.\n"
    new = "2 CATS\n\nNone is allowed.\n"
    found = pair(read(old), read(new))
    assert [(each.kind, each.old and each.old.section.heading) for each in found] == [
        (Kind.REMOVED, "1 DOGS"),
        (Kind.SAME, "2 CATS"),
    ]


def test_an_item_put_under_other_words_is_reworded_but_not_if_these_were_reworded() -> None:
    may, never = "Members may use:", "Members shall never use:"
    item = {"kind": ProvisionKind.ITEM, "label": "(a)"}
    old = [provision(may), provision("the baton in a crowd", lead_in=may, **item), provision(never)]
    swapped = [
        provision(may),
        provision(never),
        provision("the baton in a crowd", lead_in=never, **item),
    ]
    assert counted(pair(old, swapped))[Kind.REWORDED] == 1
    dear = "Members who are trained may use:"
    new = [provision(dear), provision("the baton in a crowd", lead_in=dear, **item), old[2]]
    assert [each.kind for each in pair(old, new)] == [Kind.REWORDED, Kind.SAME, Kind.SAME]


def test_short_texts_are_not_found_again_anywhere() -> None:
    other = provision("None.", section=Section("9", "Dogs"), lead_in="Held:")
    assert [each.kind for each in pair([provision("None.")], [other])] == [
        Kind.REMOVED,
        Kind.ADDED,
    ]


def test_signs_without_words_are_nothing() -> None:
    assert pair([provision("* * *")], [provision("—")]) == []


def test_a_whole_list_never_becomes_its_item() -> None:
    whole = provision("strike; choke; or kick", kind=ProvisionKind.LIST)
    assert counted(pair([whole], [provision("strike; choke; or kick")]))[Kind.SAME] == 0


TEXTS = st.lists(
    st.sampled_from(
        [
            "Officers shall report it.",
            "Officers should report it.",
            "None.",
            "Dogs bark at cats.",
            "*",
        ]
    ),
    max_size=12,
)


@given(TEXTS, TEXTS)
def test_every_provision_with_words_is_in_one_pair(old: list[str], new: list[str]) -> None:
    before, after = (
        [provision(text, label=str(n)) for n, text in enumerate(s)] for s in (old, new)
    )
    found = pair(before, after)
    worded = [[each for each in side if each.text != "*"] for side in (before, after)]
    assert sorted((each.old for each in found if each.old), key=_label) == worded[0]
    assert [each.new for each in found if each.new] == worded[1]
    for each in found:
        assert (each.old is None) is (each.kind is Kind.ADDED)
        assert (each.new is None) is (each.kind is Kind.REMOVED)


def _label(each: Provision) -> int:
    return int(each.label)


@given(st.permutations(range(8)))
def test_what_only_moved_is_never_a_change(order: list[int]) -> None:
    texts = [
        f"Rule {word} stands by itself."
        for word in "one two three four five six seven eight".split()
    ]
    old = [provision(text) for text in texts]
    found = pair(old, [old[n] for n in order])
    assert {each.kind for each in found} <= {Kind.SAME, Kind.MOVED}
    assert all(each.old == each.new for each in found)


def test_a_policy_in_another_format_has_the_same_provisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One source, set as a PDF with an outline and as a Word file with automatic numbers."""
    monkeypatch.syspath_prepend(SAMPLES / "sources")
    order_docx, markup = import_module("order_docx"), import_module("markup")
    source = markup.read_source(SAMPLES / "sources" / "north-meridian-transit.md")
    word = replace(source, facts={**source.facts, "date": "2021-08-02", "author": "Board"})
    order_docx.build(word, tmp_path / "order.docx")
    old, new = (
        read_policy([SAMPLES / "north-meridian-transit.pdf"]),
        read_policy([tmp_path / "order.docx"]),
    )
    found = counted(
        [
            each
            for each in pair(old.provisions, new.provisions)
            if each.new and each.new.section.path and each.new.kind is not ProvisionKind.LIST
        ]
    )
    assert found.total() > 60
    assert found[Kind.SAME] + found[Kind.MOVED] >= found.total() - 3  # headings set as items


def test_a_manual_of_ten_thousand_provisions_is_paired_in_seconds() -> None:
    words = [f"word{n}" for n in range(3_000)]
    texts = [" ".join(words[(n * 7 + k * k) % 3_000] for k in range(20)) for n in range(10_000)]
    old = [provision(text) for text in texts]
    new = [replace(each, text=f"{each.text} more") for each in old]
    start = time.process_time()
    found = counted(pair(old, new))
    assert time.process_time() - start < 20
    assert found[Kind.REWORDED] > 3_000
