from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.reports.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [bold]text[/bold]", "plain [bold]text[/bold]"),
        ("§ 7286(b) “quoted” – naïve", "§ 7286(b) “quoted” – naïve"),
        ("two\nlines\tand  a\x0bhalf\u2028more", "two lines and a half more"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]0;never closed", "0;never closed"),
        ("\x9b2Jgone", "gone"),
        ("\x1bcreset", "reset"),
        ("a\x00b\x08c\x7fd\x90e", "abcde"),
        ("\u202eevil\u202c \u2066iso\u2069 zero\u200bwidth\ufeff", "evil iso zerowidth"),
        ("caf\udce9", "caf\ufffd"),
    ],
)
def test_printable_shows_the_words_alone(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Cc", "Cf", "Cs", "Zs"])))
def test_printable_text_is_safe_and_stays_so(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert all(sign.isprintable() or sign > "\xad" or sign == "\xad" for sign in shown)
    shown.encode()
