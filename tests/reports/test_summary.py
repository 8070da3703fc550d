from __future__ import annotations

from dataclasses import replace

import pytest

from policygap.model import Level, Report, Verdict
from policygap.reports.summary import place, plural, ranges, tallies


def test_tallies_leave_out_what_has_no_requirement(report: Report) -> None:
    assert [(t.rubric.id, t.level, sum(t.counts.values())) for t in tallies(report)] == [
        ("ca-one", Level.REQUIRED, 2),
        ("guide", Level.REQUIRED, 1),
        ("guide", Level.RECOMMENDED, 1),
    ]
    assert tallies(report)[0].counts[Verdict.CONFLICT] == 1


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
