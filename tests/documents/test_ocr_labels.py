"""Labels that text recognition mistook."""

from __future__ import annotations

import pytest

from policygap.documents.ocr.labels import mended

SIZE = 10.0


def first(text: str, before: str = "", gap: float = 20) -> str:
    return mended([(text, 0, 10), ("Members", 10 + gap, 60)], SIZE, before)[0][0]


@pytest.mark.parametrize(
    ("read", "before", "meant"),
    [
        ("Ill.", "", "III."), ("Il.", "", "II."), ("Iv.", "", "IV."), ("L", "", "I."),
        ("Vll,", "", "VII."), ("Cc.", "", "C."), ("4,", "", "4."), ("(a),", "", "(a),"),
        ("e", "", "•"), ("¢", "", "•"), ("e", "d.", "e."), ("f", "e.", "f."), ("Jj", "i.", "j."),
        ("(3", "(2)", "(3)"), ("10", "9.", "10."), ("Cc.", "B.", "C."), ("7.", "2.", "7."),
        ("Force", "A.", "Force"), ("If", "", "If"), ("A.", "Z.", "A."), ("Xl", "", "XI."),
        ("IIX.", "", "IIX."),
    ],
)  # fmt: skip
def test_a_label_is_mended(read: str, before: str, meant: str) -> None:
    assert first(read, before) == meant


def test_a_word_of_a_sentence_is_left_alone() -> None:
    assert first("Ill.", gap=3) == "Ill."
    assert mended([], SIZE) == []
    assert mended([("L", 0, 5)], SIZE) == [("I.", 0, 5)]
