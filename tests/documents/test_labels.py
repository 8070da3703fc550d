"""Labels at the start of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.documents import labels


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("300.3.1 USE OF FORCE", "300.3.1", "USE OF FORCE"),
        ("4.30 FORCE POLICY", "4.30", "FORCE POLICY"),
        ("IV. PROCEDURE", "IV.", "PROCEDURE"),
        ("A. Purpose", "A.", "Purpose"),
        ("(a) Choke holds", "(a)", "Choke holds"),
        ("(b)Policy 312", "(b)", "Policy 312"),
        ("10.All members", "10.", "All members"),
        ("a). Findings of fact", "a).", "Findings of fact"),
        ("(iii) Warnings", "(iii)", "Warnings"),
        ("AA. Reports", "AA.", "Reports"),
        ("• Time", "•", "Time"),
        ("o Distance", "o", "Distance"),
        ("- Cover", "-", "Cover"),
        ("\uf0b7 Talk", "•", "Talk"),
    ],
)
def test_a_label_is_parted_from_its_text(text: str, label: str, rest: str) -> None:
    found = labels.parse(text)
    assert found is not None
    assert (found[0].text, found[1]) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "A member shall warn.",
        "U.S. Supreme Court",
        "a.m. and p.m.",
        "i.e. with a weapon",
        "(1)) and no more",
        "(a)(1) of the section",
        "1.5 feet",
        "835a of the Penal Code",
        "- 3 -",
        "of the person",
        "o clock",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_text(text: str) -> None:
    found = labels.parse(text)
    assert found is None or (found[0].is_decimal and not found[1][:1].isupper())


@pytest.mark.parametrize(
    ("mark", "value"),
    [("i", 1), ("iv", 4), ("IX", 9), ("xiv", 14), ("XL", 40), ("iiii", 0), ("vx", 0), ("a", 0)],
)
def test_roman_numerals(mark: str, value: int) -> None:
    assert labels.roman_value(mark) == value


def test_an_ambiguous_letter_has_both_readings() -> None:
    found = labels.parse("(i) Reports")
    assert found is not None
    assert [reading.ordinal for reading in found[0].readings] == [1, 9]
    assert found[0].may_be_first


@given(st.text(max_size=60))
def test_parsing_never_loses_a_letter(text: str) -> None:
    found = labels.parse(text)
    if found is not None:
        kept = "".join(found[1].split())
        assert "".join(text.split()).endswith(kept)
