from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from policygap.model import Report, SourceFile
from policygap.reports.html_report import render
from policygap.reports.printable import printable
from policygap.reports.summary import DISCLAIMER
from tests.reports.hostile import NAME, TEXTS, hostile_report

Golden = Callable[[str, str | bytes], None]


def page(report: Report) -> html.HtmlElement:
    return html.document_fromstring(render(report).decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def body(text: bytes) -> str:
    """Return the page without the program's own style and script, which change for looks."""
    own = re.compile(r"(<style>|<script>).*?(?=</style>|</script>)|sha256-[\w+/=]+", re.DOTALL)
    return own.sub(r"\1", text.decode())


def test_page_is_the_agreed_one(quill_valley: Report, golden: Golden) -> None:
    golden("reports/quill-valley-pd.html", body(render(quill_valley)))


def test_equal_reports_give_equal_bytes(quill_valley: Report) -> None:
    assert render(quill_valley) == render(replace(quill_valley))


def test_page_needs_no_network(quill_valley: Report) -> None:
    text = render(quill_valley).decode()
    shown = page(quill_valley)
    assert shown.xpath("//@src | //link | //iframe | //object | //base | //form/@action") == []
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|\.open\(", text)
    outside = [url for url in shown.xpath("//@href") if not url.startswith("#")]
    assert outside
    assert all(url.startswith("https://") for url in outside)


def test_only_the_pages_own_script_and_style_may_run(quill_valley: Report) -> None:
    shown = page(quill_valley)
    (allowed,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert allowed.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (own,) = shown.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(own.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in allowed


def test_every_link_within_the_page_leads_somewhere(quill_valley: Report) -> None:
    shown = page(quill_valley)
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {url[1:] for url in shown.xpath("//@href") if url.startswith("#")} <= set(ids)


def test_quotations_lead_to_the_words_and_the_words_back(quill_valley: Report) -> None:
    shown = page(quill_valley)
    quotes = shown.xpath("//blockquote")
    assert len(quotes) > 50
    for quote in quotes:
        (link,) = quote.xpath(".//a[@class='go']/@href")
        (mark,) = shown.xpath(f"//mark[@id='{link[1:]}']")
        finding = quote.xpath("ancestor::details/@id")[0]
        back = mark.xpath("following-sibling::a/@href")
        assert any(url.startswith(f"#{finding}-") for url in back)


def test_a_passage_has_the_mark_of_the_worst_that_is_said_of_it(quill_valley: Report) -> None:
    worst = "contradicted weak referenced present nearest absent".split()
    for mark in page(quill_valley).xpath("//mark[@id]"):
        links = takewhile(lambda each: each.tag == "a", mark.itersiblings())
        ranks = [worst.index(link.get("class").split()[1]) for link in links]
        assert worst.index(mark.get("class")) == min(ranks)


def test_words_that_stand_nowhere_in_the_text_have_no_link(report: Report) -> None:
    shown = page(report)
    assert shown.xpath("//a[@class='go']") == []
    assert "No text was kept." in words(shown.xpath("//*[@id='text']")[0])


def test_page_says_what_was_checked_and_what_not(report: Report) -> None:
    shown = words(page(report).find("body"))
    for said in (
        "force.pdf: pages 3-5, 9 could not be read: what stands there was not checked",
        "idle: nothing in it was in force on 2026-01-31",
        "0" * 64,
        "A law of the state (ca-one@1)",
        "policygap 0.1.0",
        "Code 1(c) (Neck holds)",
        DISCLAIMER,
        "4 requirements checked; gaps: 2 required by law and 1 recommended",
    ):
        assert said in shown


def test_bars_are_as_long_as_the_counts_say(report: Report) -> None:
    bars = page(report).xpath("//svg")
    assert [
        [(rect.get("class"), rect.get("x"), rect.get("width")) for rect in bar] for bar in bars
    ] == [
        [
            ("met", "0.0%", "0.0%"),
            ("partial", "0.0%", "50.0%"),
            ("missing", "50.0%", "0.0%"),
            ("conflict", "50.0%", "50.0%"),
        ],
        [
            ("met", "0.0%", "100.0%"),
            ("partial", "100.0%", "0.0%"),
            ("missing", "100.0%", "0.0%"),
            ("conflict", "100.0%", "0.0%"),
        ],
        [
            ("met", "0.0%", "0.0%"),
            ("partial", "0.0%", "0.0%"),
            ("missing", "0.0%", "100.0%"),
            ("conflict", "100.0%", "0.0%"),
        ],
    ]


def test_both_sides_of_a_contradiction_doubts_and_remedies_are_shown() -> None:
    first = words(page(hostile_report()).xpath("//details[@id='finding-1']")[0])
    assert "But: “" in first
    assert "Suggested language" in first
    doubtful = page(hostile_report()).xpath("//details[@data-doubt]")
    assert len(doubtful) == len(TEXTS) // 2
    assert all("Please check:" in words(each) for each in doubtful)


def test_passages_of_several_files_stand_under_their_names(quill_valley: Report) -> None:
    policy = quill_valley.policy
    other = SourceFile("annex.md", "2" * 64, None, 5)
    moved = [
        replace(p, file="annex.md", paragraph=p.paragraph + 1000) for p in policy.provisions[:2]
    ]
    both = replace(policy, files=(*policy.files, other), provisions=(*policy.provisions, *moved))
    shown = page(replace(quill_valley, policy=both))
    assert [words(each) for each in shown.xpath("//p[@class='file']")] == [
        "quill-valley-pd.md",
        "annex.md",
    ]


# --- hostile text -------------------------------------------------------------------------------


def test_hostile_text_is_shown_and_nothing_more() -> None:
    shown = page(hostile_report())
    assert len(shown.xpath("//script")) == 1
    assert shown.xpath("//img | //title/*") == []
    assert shown.xpath("//@*[starts-with(name(), 'on')] | //@style") == []
    assert shown.xpath("//a[not(starts-with(@href, '#'))]") == []
    told = words(shown)
    for text in (*TEXTS, NAME):
        assert printable(text) in told
    marks = [words(mark) for mark in shown.xpath("//mark[@id]")]
    assert marks == [printable(text) for text in TEXTS]


def test_nothing_in_the_page_reorders_or_controls() -> None:
    text = render(hostile_report()).decode()
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )


@pytest.fixture(scope="module")
def one_passage() -> Report:
    """Return a report with one finding, to put any text into."""
    whole = hostile_report()
    files = (SourceFile(NAME, "f" * 64, 1, 9),)
    policy = replace(whole.policy, files=files, provisions=whole.policy.provisions[:1])
    return replace(whole, policy=policy, findings=whole.findings[:1])


@settings(max_examples=40, deadline=None)
@given(text=st.text(min_size=1))
def test_any_text_is_shown_as_it_is(one_passage: Report, text: str) -> None:
    (provision,) = one_passage.policy.provisions
    policy = replace(one_passage.policy, provisions=(replace(provision, text=text),))
    shown = page(replace(one_passage, policy=policy)).xpath("//section[@id='text']/p[@dir]")[0]
    assert words(shown) == " ".join(printable(text).split())
