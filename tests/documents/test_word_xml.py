"""Lengths as Word writes them, with a unit and without."""

from __future__ import annotations

import pytest

from policygap.documents.word.xml import length


@pytest.mark.parametrize(
    ("text", "twips"),
    [
        ("720", 720), ("-360", -360), ("36pt", 720), ("0.5in", 720), ("-0.5in", -720),
        ("1.27cm", 720), ("12.7mm", 720), ("3pc", 720), ("3pi", 720), ("", None), (None, None),
        ("12 miles", None), ("1e999", None),
    ],
)  # fmt: skip
def test_a_length_is_a_number_or_has_a_unit(text: str | None, twips: int | None) -> None:
    assert length(text, 20) == twips
