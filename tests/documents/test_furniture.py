"""Running heads and feet."""

from __future__ import annotations

from collections.abc import Sequence

from policygap.documents import furniture
from policygap.documents.layout.page import Line, Page, Span


def page(number: int, rows: Sequence[tuple[float, str]], size: float = 11) -> Page:
    lines = (Line(number, (Span(text, 72, 72 + 5 * len(text)),), y, size) for y, text in rows)
    return Page(number, 612, 792, tuple(lines))


def texts(pages: Sequence[Page]) -> list[str]:
    return [element.text for page in furniture.sift(pages).pages for element in page.flow]


def test_heads_and_feet_go_and_page_numbers_may_change() -> None:
    pages = [
        page(n, [(30, "Cedar Falls Police"), (120, f"Rule {word} applies."), (760, f"Force - {n}")])
        for n, word in enumerate(["one", "two", "three", "four"], start=1)
    ]
    assert texts(pages) == [f"Rule {word} applies." for word in ["one", "two", "three", "four"]]


def test_heads_may_alternate() -> None:
    pages = [
        page(n, [(30, "Cedar Falls" if n % 2 else "Use of Force"), (150, f"Body {word}")])
        for n, word in enumerate(["one", "two", "three", "four", "five"], start=1)
    ]
    assert texts(pages) == ["Body one", "Body two", "Body three", "Body four", "Body five"]


def test_two_pages_are_enough() -> None:
    pages = [page(n, [(30, "Order 12"), (200, f"Text {w}")]) for n, w in ((1, "a"), (2, "b"))]
    assert texts(pages) == ["Text a", "Text b"]


def test_a_sentence_of_the_body_is_not_furniture_because_it_comes_twice() -> None:
    rule = "The officer shall call for medical aid at once."
    pages = [page(n, [(100, rule), (200, f"Text {w}")]) for n, w in ((1, "a"), (2, "b"))]
    assert texts(pages).count(rule) == 2


def test_a_vendors_line_goes_even_from_a_single_page() -> None:
    rows = [(200.0, "Members shall warn."), (760.0, "Copyright Vendor, LLC 2020/01/01, All Rights")]
    assert texts([page(1, rows)]) == ["Members shall warn."]


def test_an_item_c_about_a_year_is_no_vendors_line() -> None:
    rows = [(200.0, "(b) 2015: Rule on vehicles."), (760.0, "(c) 2020: Neck holds withdrawn.")]
    assert texts([page(1, rows)]) == [text for _, text in rows]
    assert texts([page(1, [*rows[:1], (760.0, "(c) 1995-2015 Vendor, LLC")])]) == [rows[0][1]]


def test_a_page_number_and_a_drawn_rule_go_from_a_single_page() -> None:
    rows = [(200.0, "Members shall warn."), (300.0, "__________"), (770.0, "Page 1 of 1")]
    assert texts([page(1, rows)]) == ["Members shall warn."]


def test_what_was_removed_is_told() -> None:
    pages = [page(n, [(30, "Order 12"), (200, f"Text {w}")]) for n, w in ((1, "a"), (2, "b"))]
    assert furniture.sift(pages).removed == ("Order 12",)
