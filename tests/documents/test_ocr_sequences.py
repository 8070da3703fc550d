"""Roman numbers of a scan that the numbers around them mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from policygap.documents.layout.page import Line, Page, Span, Table
from policygap.documents.ocr.sequences import mended

TABLE = Table(1, 9, 9, (0.0,), (("I.",),))


def lines(words: Sequence[str], page: int, indent: float) -> Iterator[Line]:
    for n, word in enumerate(words):
        spans = (Span(word, 70 + indent * (n % 2), 80), Span("Rules", 90, 120))
        yield Line(page, spans, 20.0 * n, 11)


def read(*pages: str, indent: float = 0.0) -> str:
    """Mend pages of words, each a line; every second line is moved by the indent."""
    made = {
        number: Page(number, 612, 792, (TABLE, *lines(text.split(), number, indent)))
        for number, text in enumerate(pages, start=1)
    }
    flows = (page.flow[1:] for page in mended(made).values())
    return " | ".join(" ".join(line.text.removesuffix(" Rules") for line in flow) for flow in flows)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("I. A. I. B. III.", "I. A. II. B. III."), ("I. III. III.", "I. II. III."),
        ("IX. X. X. XII.", "IX. X. XI. XII."), ("VI. VI. VIII.", "VI. VII. VIII."),
        ("I. I. II.", "I. I. II."),  # two lists
        ("I. V. III.", "I. V. III."),  # no stroke makes this two
        ("II. I. III.", "II. I. III."), ("I. II. III.", "I. II. III."), ("I.", "I."),
        ("A. I. III.", "A. I. III."), ("XXXIX. XL. XLI.", "XXXIX. XL. XLI."),
    ],
)  # fmt: skip
def test_a_number_between_its_neighbours_is_mended(seen: str, meant: str) -> None:
    assert read(seen) == meant


def test_lists_go_on_over_pages() -> None:
    assert read("I. A. I.", "B. III.") == "I. A. II. | B. III."


def test_numbers_at_other_indents_prove_nothing() -> None:
    assert read("I. I. III.", indent=30) == "I. I. III."
