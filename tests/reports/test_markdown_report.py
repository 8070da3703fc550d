from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policygap.model import Report, SourceFile
from policygap.reports.markdown_report import render
from policygap.reports.printable import printable
from policygap.reports.summary import DISCLAIMER
from tests.reports.hostile import TEXTS, hostile_report

Golden = Callable[[str, str | bytes], None]
PARSER = MarkdownIt("gfm-like", {"linkify": False})
OURS = {"text", "strong_open", "strong_close", "link_open", "link_close", "softbreak"}
ESCAPES = {"text_special", "html_inline"}


def parsed(report: Report) -> list[Token]:
    return PARSER.parse(render(report).decode())


def inline(tokens: list[Token]) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or ())


def paragraphs(tokens: list[Token]) -> list[str]:
    """Return the words of every paragraph, heading and cell, without any markup."""
    return [
        "".join(child.content for child in token.children or () if child.type != "html_inline")
        for token in tokens
        if token.type == "inline"
    ]


def test_report_is_the_agreed_one(quill_valley: Report, golden: Golden) -> None:
    golden("reports/quill-valley-pd.md", render(quill_valley))


def test_equal_reports_give_equal_bytes(quill_valley: Report) -> None:
    assert render(quill_valley) == render(replace(quill_valley))


def test_report_says_what_was_checked_and_what_not(report: Report) -> None:
    told = "\n".join(paragraphs(parsed(report)))
    for said in (
        "4 requirements checked; gaps: 2 required by law and 1 recommended.",
        "Note: force.pdf: pages 3-5, 9 could not be read: what stands there was not checked",
        "Note: idle: nothing in it was in force on 2026-01-31",
        "0" * 64,
        "A law of the state (ca-one@1)",
        "Code 1(c) (citation not confirmed), required, ca-one/holds",
        DISCLAIMER,
    ):
        assert said in told


def test_sections_are_those_of_the_report(report: Report) -> None:
    tokens = parsed(report)
    headings = [
        (token.tag, after.content)
        for token, after in pairwise(tokens)
        if token.type == "heading_open"
    ]
    assert headings == [
        ("h1", "Policy gap report: force.pdf and notes.txt"),
        ("h2", "Coverage"),
        ("h2", "Gaps: required by law (2)"),
        ("h3", "Duty to intercede: partial"),
        ("h3", "Neck holds: conflict"),
        ("h2", "Gaps: recommended (1)"),
        ("h3", "Talking: missing"),
        ("h2", "Met (1)"),
        ("h3", "Names: met"),
        ("h2", "About this report"),
    ]


def test_each_line_of_a_suggestion_is_a_paragraph_of_its_quotation(report: Report) -> None:
    text = render(report).decode()
    assert "  > Members should talk first.\n" in text
    finding = report.findings[0].elements[1]
    weak = replace(finding, state=report.findings[0].elements[0].state)
    changed = replace(report.findings[0], elements=(weak,))
    assert (
        "  > Report it.\n  >\n  > Now.\n" in render(replace(report, findings=(changed,))).decode()
    )


def test_citations_link_to_web_addresses_only(report: Report) -> None:
    links = [token.attrGet("href") for token in inline(parsed(report)) if token.type == "link_open"]
    assert links == [
        f"https://example.org/{name}" for name in ("intercede", "holds", "talk", "names")
    ]
    assert "link_open" not in {token.type for token in inline(parsed(hostile_report()))}


# --- hostile text -------------------------------------------------------------------------------


def test_hostile_text_is_words_and_nothing_more() -> None:
    tokens = parsed(hostile_report())
    assert {token.type for token in inline(tokens)} <= OURS | ESCAPES
    tags = {token.content for token in inline(tokens) if token.type == "html_inline"}
    assert tags <= {"<!-- -->"}
    blocks = {token.type for token in tokens}
    assert not blocks & {"html_block", "code_block", "fence", "ordered_list_open", "hr"}
    assert sum(token.type == "heading_open" for token in tokens) == 3 + 6 + len(TEXTS)
    told = paragraphs(tokens)
    for text in TEXTS:
        assert any(printable(text) in paragraph for paragraph in told)


def test_nothing_reorders_or_controls() -> None:
    text = render(hostile_report()).decode()
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )


def test_an_element_without_a_reason_has_no_line_for_it(one_finding: Report) -> None:
    lines = render(with_text(one_finding, "")).decode().splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("- **contradicted**"))
    assert lines[place + 2].startswith("  > “")


def test_nobody_is_called_by_a_name_in_a_policy(one_finding: Report) -> None:
    told = render(with_text(one_finding, "Ask @chief or chief@example.org.")).decode()
    assert "Ask @<!-- -->chief or chief@example.org." in told


@pytest.fixture(scope="module")
def one_finding() -> Report:
    """Return a report with one finding, to put any text into."""
    whole = hostile_report()
    policy = replace(whole.policy, files=(SourceFile("force.pdf", "f" * 64, 1, 9),))
    return replace(whole, policy=policy, findings=whole.findings[:1])


def with_text(report: Report, text: str) -> Report:
    (finding,) = report.findings
    result = replace(finding.elements[0], reason=text)
    return replace(report, findings=(replace(finding, elements=(result,)),))


MARKED = st.text("#*_-+=|`~<>[]()!\\&;:.1 a@$\n\t\u202e", min_size=1)


@settings(max_examples=150, deadline=None)
@given(text=MARKED | st.text(min_size=1))
def test_any_text_is_shown_as_it_is(one_finding: Report, text: str) -> None:
    if printable(text):
        assert printable(text) in paragraphs(parsed(with_text(one_finding, text)))
