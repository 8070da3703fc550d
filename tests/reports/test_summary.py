from __future__ import annotations

from dataclasses import replace

import pytest

from policygap.model import Evidence, Level, Report, State, Verdict
from policygap.reports.summary import (
    facts,
    groups,
    headline,
    in_turn,
    place,
    plural,
    ranges,
    recognized,
    tallies,
    unread,
    warnings,
)


def test_tallies_leave_out_what_has_no_requirement(report: Report) -> None:
    assert [(t.rubric.id, t.level, sum(t.counts.values())) for t in tallies(report)] == [
        ("ca-one", Level.REQUIRED, 2),
        ("guide", Level.REQUIRED, 1),
        ("guide", Level.RECOMMENDED, 1),
    ]
    assert tallies(report)[0].counts[Verdict.CONFLICT] == 1


def test_groups_put_the_gaps_first_and_leave_out_what_is_empty(report: Report) -> None:
    assert [(heading, [f.requirement.id for f in those]) for heading, those in groups(report)] == [
        ("Gaps: required by law", ["intercede", "holds"]),
        ("Gaps: recommended", ["talk"]),
        ("Met", ["names"]),
    ]
    met = replace(report, findings=report.findings[-1:])
    assert [heading for heading, _ in groups(met)] == ["Met"]


def test_headline_counts_gaps_by_level(report: Report) -> None:
    assert headline(report) == ("4 requirements checked; gaps: 2 required by law and 1 recommended")


def test_warnings_name_files_only_where_there_are_several(report: Report) -> None:
    unread_pages = "pages 3-5, 9 could not be read: what stands there was not checked"
    future = "idle: nothing in it was in force on 2026-01-31"
    table = "2 tables were read row by row"
    assert list(warnings(report)) == [f"force.pdf: {unread_pages}", f"force.pdf: {table}", future]
    alone = replace(report, policy=replace(report.policy, files=report.policy.files[:1]))
    assert list(warnings(alone)) == [unread_pages, table, future]


@pytest.mark.parametrize(
    ("numbers", "written"),
    [((), ""), ((4,), "4"), ((1, 2, 3, 7, 9, 10), "1-3, 7, 9-10"), ((5, 4, 4), "4-5")],
)
def test_ranges_are_short(numbers: tuple[int, ...], written: str) -> None:
    assert ranges(numbers) == written


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0 pages"), (1, "1 page"), (1204, "1,204 pages")]
)
def test_plural(number: int, written: str) -> None:
    assert plural(number, "page") == written


def test_place_names_what_is_known(report: Report) -> None:
    evidence = report.findings[0].elements[0].evidence[0]
    assert place(evidence, with_file=False) == "300.3 Duty to intercede, page 4"
    assert place(evidence, with_file=True) == "300.3 Duty to intercede, page 4, force.pdf"
    titled = replace(evidence, section="Duty to intercede", page=None)
    assert place(titled, with_file=False) == "Duty to intercede"
    assert place(replace(titled, section="", heading=""), with_file=False) == ""


@pytest.mark.parametrize("view", ["final", "original"])
def test_facts_say_which_side_of_tracked_changes_was_read(report: Report, view: str) -> None:
    plain = report.policy.files[1]
    assert facts(plain) == "1 word"
    assert facts(replace(plain, revisions=view)) == f"1 word; {view} view of tracked changes"


def test_what_was_not_read_or_recognized_is_said_in_words(report: Report) -> None:
    plain = replace(report.policy.files[1], unread_pages=(), ocr_pages=())
    assert (unread(plain), recognized(plain)) == ("", "")
    assert unread(replace(plain, unread_pages=(2, 3, 4))) == "pages 2-4 could not be read"
    one = replace(plain, ocr_pages=(7,))
    assert recognized(one) == "page 7 was read by text recognition"
    several = replace(plain, ocr_pages=(1, 3))
    assert recognized(several) == "pages 1, 3 were read by text recognition"


def test_the_lead_in_of_a_list_is_quoted_once() -> None:
    def item(label: str, section: str = "3", led: str = "Deputies shall:") -> Evidence:
        text = f"{led} ({label}) Act.".lstrip()
        return Evidence(text, section, "", None, "a.md", State.PRESENT, lead_in=led)

    passages = [item("a"), item("b"), item("c", led=""), item("d"), item("e", section="4")]
    assert [words for _, words in in_turn(passages)] == [
        "Deputies shall: (a) Act.",
        "... (b) Act.",
        "(c) Act.",
        "Deputies shall: (d) Act.",
        "Deputies shall: (e) Act.",
    ]
