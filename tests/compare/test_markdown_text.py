from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from policygap.compare.changes import Comparison, Passage, PassageChange
from policygap.compare.markdown_text import render
from policygap.compare.pairing import Kind
from policygap.reports.printable import printable
from tests.compare.hostile import hostile_comparison, without_reasons
from tests.reports.hostile import TEXTS
from tests.reports.test_markdown_report import ESCAPES, MARKED, OURS, PARSER, inline, paragraphs

Golden = Callable[[str, str | bytes], None]
TAGS = {"<ins>", "</ins>", "<del>", "</del>", "<br>", "<sub>", "</sub>", "<!-- -->"}


@pytest.mark.parametrize("name", ["comparison", "draft"])
def test_text_is_the_agreed_one(name: str, request: pytest.FixtureRequest, golden: Golden) -> None:
    golden(f"compare/{name}.md", render(request.getfixturevalue(name)))


def test_hostile_text_is_words_and_nothing_more() -> None:
    tokens = PARSER.parse(render(hostile_comparison()).decode())
    assert {token.type for token in inline(tokens)} <= OURS | ESCAPES
    tags = {token.content for token in inline(tokens) if token.type == "html_inline"}
    assert tags <= TAGS
    blocks = {token.content for token in tokens if token.type == "html_block"}
    assert all(block.startswith(("<details>\n<summary>", "</details>")) for block in blocks)
    told = paragraphs(tokens)
    for text in TEXTS[:-1]:  # the last is longer than what is quoted
        assert any(printable(text) in paragraph for paragraph in told)


def reworded(old: str, new: str) -> PassageChange:
    before, after = (Passage(text, "1", "", None, "f") for text in (old, new))
    return PassageChange(Kind.REWORDED, before, after)


@settings(max_examples=150, deadline=None)
@given(text=MARKED)
def test_any_text_stays_in_its_cell(comparison: Comparison, text: str) -> None:
    odd = replace(comparison, passages=(reworded(f"{text} was", f"{text} is"),))
    tokens = PARSER.parse(render(odd).decode())
    cells = [after.content for token, after in pairwise(tokens) if token.type == "td_open"]
    plain = PARSER.parse(render(replace(comparison, passages=())).decode())
    assert len(cells) == sum(token.type == "td_open" for token in plain) + 2


def test_it_fits_into_a_comment_however_much_changed(draft: Comparison) -> None:
    long = "Members shall report it at once. " * 100
    many = tuple(reworded(f"{long} {n} was", f"{long} {n} is") for n in range(300))
    much = replace(draft, requirements=draft.requirements * 60, passages=many, moves=draft.moves)
    text = render(much).decode()
    assert len(text) < 65_536
    assert re.search(r"\.\.\. and \d{3} more, which a JSON or HTML file has\.", text)
    title = draft.requirements[0].new.requirement.title
    assert text.count(f"#### {title}: was met, now partial\n") == 60


def test_a_state_without_a_reason_has_no_line_for_it(comparison: Comparison) -> None:
    text = render(without_reasons(comparison)).decode()
    assert "intercedes\n\n  | Before | Now |" in text
