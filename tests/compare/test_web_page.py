from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import html

from policygap.compare.changes import Comparison
from policygap.compare.web_page import render
from policygap.reports.printable import printable
from tests.compare.hostile import hostile_comparison
from tests.reports.hostile import NAME, TEXTS
from tests.reports.test_html_report import body, words

Golden = Callable[[str, str | bytes], None]


def page(comparison: Comparison) -> html.HtmlElement:
    return html.document_fromstring(render(comparison).decode())


@pytest.mark.parametrize("name", ["comparison", "draft"])
def test_page_is_the_agreed_one(name: str, request: pytest.FixtureRequest, golden: Golden) -> None:
    golden(f"compare/{name}.html", body(render(request.getfixturevalue(name))))


def test_page_needs_no_network_and_runs_nothing(draft: Comparison) -> None:
    shown = page(draft)
    assert shown.xpath("//script | //@src | //link | //iframe | //object | //base | //form") == []
    assert not re.search(r"@import|url\(", render(draft).decode())
    (allowed,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert allowed.startswith("default-src 'none'; ")


def test_both_texts_stand_side_by_side_with_what_changed(comparison: Comparison) -> None:
    first = page(comparison).xpath("//table[@class='sides']")[0]
    assert [words(each) for each in first.xpath(".//th")] == ["Before", "Now"]
    old, new = first.xpath(".//td")
    assert words(old.xpath(".//del")[0]) == "shall"
    assert words(new.xpath(".//ins")[0]) == "should"
    assert words(old.xpath(".//*[@class='place']")[0]).startswith("300.1")


def test_what_could_not_be_read_is_said(draft: Comparison) -> None:
    cautions = page(draft).xpath("//ul[@class='caution']/li")
    assert [words(each).partition(":")[0] for each in cautions] == ["Original", "Final"]


def test_hostile_text_is_shown_and_nothing_more() -> None:
    shown = page(hostile_comparison())
    assert shown.xpath("//script | //img | //title/*") == []
    assert shown.xpath("//@*[starts-with(name(), 'on')] | //@style") == []
    assert shown.xpath("//a[not(starts-with(@href, '#'))]") == []
    told = words(shown)
    for text in (*TEXTS, NAME):
        assert printable(text) in told
    text = render(hostile_comparison()).decode()
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
