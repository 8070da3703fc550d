from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from policygap.model import Report
from policygap.reports.summary import DISCLAIMER
from policygap.reports.terminal import Detail, text

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("detail", list(Detail))
def test_report_is_laid_out_as_agreed(report: Report, detail: Detail, golden: Golden) -> None:
    golden(f"reports/terminal-{detail.value}.txt", text(report, detail))


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_lines_fit_the_terminal(
    report: Report, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(map(len, text(report, Detail.ALL).splitlines())) <= min(columns, 100)


@pytest.mark.parametrize("detail", list(Detail))
def test_report_ends_with_the_disclaimer(report: Report, detail: Detail) -> None:
    assert " ".join(text(report, detail).split()).endswith(DISCLAIMER)


def test_policy_text_is_neither_markup_nor_terminal_codes(report: Report) -> None:
    shown = " ".join(text(report, Detail.ALL).split())
    assert "“[red]Members[/red] shall yfitnedi themselves [see 4.1]”" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_colour_is_used_only_where_it_is_wanted(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" not in text(report)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31mCONFLICT" in text(report)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in text(report)


def test_unread_pages_are_told_even_in_the_counts(report: Report) -> None:
    for detail in Detail:
        assert "pages 3-5, 9 could not be read" in text(report, detail)


def test_file_names_are_left_out_where_there_is_one_file(report: Report) -> None:
    alone = replace(report, policy=replace(report.policy, files=report.policy.files[:1]))
    assert "page 4, force.pdf" in text(report)
    assert "page 4, force.pdf" not in text(alone)


def test_caveat_lists_only_the_citations_that_are_shown(report: Report) -> None:
    caveat = "Not yet confirmed against the official code"
    assert "Guide, page 8 (Names)" not in text(report).partition(caveat)[2]
    assert "Guide, page 8 (Names)" in text(report, Detail.ALL).partition(caveat)[2]


def test_a_report_without_gaps_says_so_of_what_was_checked(report: Report) -> None:
    met = replace(report, findings=report.findings[3:])
    assert "No gap was found in what was checked." in text(met)
    assert "No gap was found" not in text(report)


def test_a_result_without_a_reason_shows_its_evidence(report: Report) -> None:
    finding = report.findings[0]
    bare = replace(finding, elements=(replace(finding.elements[0], reason=""),))
    assert "“Members should step in.”" in text(replace(report, findings=(bare,)))
