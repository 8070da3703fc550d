"""The page on all agencies as it is written: its words, its links, and what it may do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from policygap.batch.outcomes import Outcome
from policygap.batch.overview import OVERVIEWS
from policygap.reports.printable import printable
from policygap.reports.summary import DISCLAIMER
from tests.batch.overview.conftest import AS_OF, DRONES, HOSTILE, LAW, OUTCOMES, RUBRICS
from tests.batch.overview.made_up import REPORTS
from tests.reports.hostile import NAME, TEXTS
from tests.reports.test_html_report import body, words


def index(*outcomes: Outcome) -> bytes:
    return OVERVIEWS["index.html"](outcomes or OUTCOMES, RUBRICS, AS_OF)


def page(*outcomes: Outcome) -> html.HtmlElement:
    return html.document_fromstring(index(*outcomes).decode())


def rows(shown: html.HtmlElement) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in shown.xpath("//table[@id='heat']/tbody/tr")]


def test_page_is_the_agreed_one(golden: Callable[[str, str | bytes], None]) -> None:
    golden("batch/index.html", body(index()))


def test_a_row_says_all_in_words() -> None:
    alder, _, oak = rows(page())
    assert alder[:4] == ["Alder Bay Sheriff", "0", "0", "0"]
    assert alder[-4:] == ["met", "met", "met", "not checked"]
    assert oak[0] == "oak point police force.pdf: pages 3-4 could not be read"
    assert oak[1:] == "2|2|2|north large|html docx|partial|conflict|missing|partial".split("|")


def test_counts_stand_at_the_top() -> None:
    tiles = [words(each) for each in page().xpath("//ul[@class='tiles']/li")]
    assert tiles == [
        "3 checked",
        "1 with gaps in what the law requires",
        "1 with gaps only in what is recommended",
        "1 without gaps",
        "1 could not be checked",
    ]


def test_failures_have_a_section_with_their_reasons() -> None:
    shown = page()
    assert shown.xpath("//header//a/@href") == ["#failed"]
    (section,) = shown.xpath("//section[@aria-labelledby='failed']")
    assert [words(cell) for cell in section.xpath(".//tbody/tr/*")] == [
        "Elk Campus",
        "south",
        "elk.pdf: is encrypted; give its --password",
    ]
    assert page(*OUTCOMES[:-1]).xpath("//*[@id='failed']") == []


def test_a_rubric_that_asks_nothing_yet_is_named() -> None:
    late = replace(LAW, id="late", requirements=(DRONES,))
    shown = html.document_fromstring(OVERVIEWS["index.html"](OUTCOMES, (*RUBRICS, late), AS_OF))
    told = words(shown.xpath("//ul[@class='caution']")[0])
    assert "late: nothing in it was in force on 2026-01-31" in told
    assert len(shown.xpath("//th[@scope='colgroup']")) == len(RUBRICS)


def test_every_cell_has_a_heading_of_its_own() -> None:
    shown = page()
    headings = shown.xpath("//thead/tr[2]/*")
    assert {len(row) for row in rows(shown)} == {len(headings)}
    assert len(shown.xpath("//table[@id='heat']//col")) == len(headings)
    groups = shown.xpath("//th[@scope='colgroup']")
    assert [(words(each), each.get("colspan")) for each in groups] == [
        ("A law of the state", "3"),
        ("A guide to talking", "1"),
    ]
    assert [each.get("title") for each in headings[-2:]] == [
        "Names: Code 1(n), recommended",
        "Talking: Code 1(t), recommended",
    ]


def test_columns_that_would_be_empty_are_left_out() -> None:
    bare = Outcome("A", "a", judged=OUTCOMES[1].judged)
    assert [words(each) for each in page(bare).xpath("//thead/tr[2]/th")][:5] == [
        "Agency",
        "Gaps: required",
        "Gaps: recommended",
        "To check",
        "Duty to intercede",
    ]
    assert page(bare).xpath("//select[@name='tag']") == []


def test_the_page_says_what_was_checked_against() -> None:
    told = words(page().find("body"))
    for said in ("A law of the state (law@3)", "2026-01-31", "Code 1(t)", DISCLAIMER):
        assert said in told


def test_links_lead_to_the_reports_of_their_agency() -> None:
    shown = page()
    links = shown.xpath("//tbody//a/@href")
    assert links == [
        "./Alder%20Bay%20Sheriff/report.json",
        "./oak-point-police/report.html",
        "./oak-point-police/report.html",
        "./oak-point-police/report.docx",
    ]
    assert shown.xpath("//tr[@class='linked']/th/a/bdi/text()") == ["oak point police"]


def test_page_needs_no_network() -> None:
    assert page().xpath("//@src | //link | //iframe | //object | //base | //form/@action") == []
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|\.open\(", index().decode())


def test_hostile_text_is_shown_and_nothing_more() -> None:
    shown = page(*HOSTILE)
    assert len(shown.xpath("//script")) == 1
    assert shown.xpath("//img | //title/*") == []
    assert shown.xpath("//@*[starts-with(name(), 'on')] | //@style") == []
    told = words(shown)
    assert [text for text in TEXTS if printable(text[:300]) not in told] == []
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]",
        index(*HOSTILE).decode(),
    )


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    [NAME, "//example.org", "javascript:alert(1)", "a#b?c", "%2e%2e", "a\\b", "https://x/", "é/ü"]
)


@settings(max_examples=60, deadline=None)
@given(folder=names)
def test_a_link_stays_below_the_page_whatever_the_folder_is_called(folder: str) -> None:
    odd = Outcome("A", folder, judged=OUTCOMES[1].judged, reports=REPORTS)
    links = page(odd).xpath("//tbody//a/@href")
    assert len(links) == 1 + len(REPORTS)
    for link, name in zip(links[1:], REPORTS, strict=True):
        address = urlsplit(link)
        assert (address.scheme, address.netloc, address.query, address.fragment) == ("", "", "", "")
        assert unquote(address.path, errors="surrogateescape") == f"./{folder}/{name}"
