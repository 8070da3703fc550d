"""Words that text recognition ran together."""

from __future__ import annotations

import pytest

from policygap.documents.ocr.words import parted


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("achoke", ["a", "choke"]), ("Afirearm,", ["A", "firearm,"]), ("ause", ["a", "use"]),
        ("shallnot", ["shall", "not"]), ("isnot.", ["is", "not."]), ("agent", ["agent"]),
        ("along", ["along"]), ("force", ["force"]), ("cannot", ["cannot"]), ("aBWC", ["aBWC"]),
    ],
)  # fmt: skip
def test_words_are_parted(read: str, meant: list[str]) -> None:
    words = parted([(read, 10.0, 10.0 + 5 * len(read))], frozenset({"use"}))
    assert [text for text, _, _ in words] == meant
    assert words[0][1] == 10.0
    assert words[-1][2] == 10.0 + 5 * len(read)
