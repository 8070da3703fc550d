"""The crosswalk as CSV and as a workbook: what its cells say, and that none is a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import Result

from policygap.model import Report, State, Verdict
from policygap.reports import csv_report, xlsx_report
from policygap.reports.crosswalk import answers, elements
from policygap.reports.summary import DISCLAIMER
from tests.reports.hostile import FORMULAS, LONG, hostile_report
from tests.reports.spreadsheets import FORMULA_SIGNS, cells, dump, workbook

Golden = Callable[[str, str | bytes], None]
SAMPLES = Path(__file__).parents[2] / "sample_policies"


def test_the_crosswalk_is_as_agreed(report: Report, golden: Golden) -> None:
    golden("reports/crosswalk.csv", csv_report.render(report))
    golden("reports/crosswalk.xlsx.txt", dump(xlsx_report.render(report)))


def test_the_crosswalk_of_a_sample_is_as_agreed(
    run: Callable[..., Result], tmp_path: Path, golden: Golden
) -> None:
    targets = [tmp_path / "walk.csv", tmp_path / "walk.xlsx"]
    outputs = [argument for target in targets for argument in ("--output", target)]
    options = ("--rubric", "eight-cant-wait", "--as-of", "2026-01-01", "--quiet")
    run("check", SAMPLES / "lake-ansel-campus.txt", *options, *outputs)
    golden("samples/lake-ansel-campus.csv", targets[0].read_bytes())
    golden("samples/lake-ansel-campus.xlsx.txt", dump(targets[1].read_bytes()))


def test_csv_on_standard_output_is_that_of_the_file(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    target = tmp_path / "WALK.CSV"
    policy = tmp_path / "force.txt"
    policy.write_text("1 FORCE\n\nOfficers shall intercede.\n", "utf-8")
    options = ("--rubric", "eight-cant-wait", "--as-of", "2026-01-01")
    result = run("check", policy, *options, "--format", "csv", "--output", target)
    assert result.stdout_bytes == target.read_bytes()


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert xlsx_report.render(report) == xlsx_report.render(report)
    assert csv_report.render(report) == csv_report.render(report)


def test_a_row_answers_a_requirement(report: Report) -> None:
    table = answers(report)
    row = dict(zip(table.headings, table.rows[1], strict=True))
    assert len(table.rows) == len(report.findings)
    assert (row["Verdict"], row["Level"], row["ID"]) == ("conflict", "required", "ca-one/holds")
    assert row["Note"].splitlines() == [
        "citation not confirmed",
        "the text permits what must be prohibited",
    ]
    assert row["Quoted words"].startswith("“Hold 1 may be used. More words follow.")
    assert row["Quoted words"].endswith(" ...” (force.pdf)")
    assert (row["Owner"], row["Due"]) == ("", "")


def test_elements_are_numbered_where_there_are_several(report: Report) -> None:
    table = answers(report)
    states = table.headings.index("Element states")
    assert table.rows[0][states].splitlines()[0].startswith("1. weak: an officer who sees")
    assert table.rows[1][states] == "contradicted: neck holds are prohibited"


def test_doubts_and_both_sides_of_a_conflict_are_told(report: Report) -> None:
    first = report.findings[1]
    (result,) = first.elements
    other = replace(result.evidence[0], text="Holds are prohibited.", state=State.PRESENT)
    unsure = replace(result, against=(other,), doubt="passages say opposite things")
    odd = replace(report, findings=(replace(first, elements=(unsure,)),))
    row = dict(zip(answers(odd).headings, answers(odd).rows[0], strict=True))
    assert "please check: passages say opposite things" in row["Note"]
    assert "“Holds are prohibited.”" in row["Quoted words"]
    detail = dict(zip(elements(odd).headings, elements(odd).rows[0], strict=True))
    assert detail["Against it"] == "“Holds are prohibited.” (force.pdf)"
    assert detail["Please check"] == "passages say opposite things"


def test_suggested_language_stands_with_what_is_not_present(report: Report) -> None:
    table = elements(report)
    suggested = [row[table.headings.index("Suggested language")] for row in table.rows]
    assert suggested[:3] == ["Members shall step in.", "", "Neck holds are prohibited."]


def test_what_was_checked_stands_at_the_end(report: Report) -> None:
    rows = cells(csv_report.render(report))
    told = dict(row[:2] for row in rows[len(report.findings) + 1 :])
    about = workbook(xlsx_report.render(report))["About"]
    in_book = {row[0].value: row[1].value for row in about.iter_rows()}
    for found in (told, in_book):
        assert found["Disclaimer"] == DISCLAIMER
        assert found["Law and guidance as of"] == "2026-01-31"
        assert found["Program"].startswith("policygap ")
    texts = [row[1] for row in rows[len(report.findings) + 1 :]]
    assert "0" * 64 in texts
    assert "pages 3-5, 9 could not be read: what stands there was not checked" in texts
    assert "A law of the state (ca-one@1)" in texts
    assert "Code 1(c) (Neck holds)" in texts


def test_every_row_has_all_columns() -> None:
    rows = cells(csv_report.render(hostile_report()))
    assert {len(row) for row in rows} == {13}


def test_no_cell_of_hostile_text_is_a_formula() -> None:
    book = workbook(xlsx_report.render(hostile_report()))
    used = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in used} <= {"s", "n"}
    assert [cell.value for cell in used if cell.data_type == "n" and cell.value is not None] == []
    starting = [c for c in used if str(c.value or "")[:1] in tuple(FORMULA_SIGNS)]
    assert len(starting) > len(FORMULAS)
    assert all(cell.quotePrefix for cell in starting)
    for row in cells(csv_report.render(hostile_report())):
        assert [cell for cell in row if cell[:1] and cell[0] in FORMULA_SIGNS] == []


def test_hostile_text_arrives_whole() -> None:
    book = workbook(xlsx_report.render(hostile_report()))
    quoted = "\n".join(str(row[8].value) for row in book["Elements"].iter_rows())
    assert "</script></style></title>--><script>alert(1)</script>" in quoted
    assert "👮🏽‍♀️ 🚔 👨‍👩‍👧" in quoted
    assert "bell null escape red csi delete form feed" in quoted
    assert max(len(str(c.value)) for row in book["Elements"].iter_rows() for c in row) < 32_767
    assert LONG[:31_000] in quoted


@given(st.text(alphabet=st.sampled_from([*FORMULA_SIGNS, *" ;,\n\"'a1|("]), max_size=12))
def test_no_cell_of_csv_begins_as_a_formula(text: str) -> None:
    first = hostile_report().findings[0]
    named = replace(first, requirement=replace(first.requirement, title=text))
    odd = replace(hostile_report(), findings=(named,))
    content = csv_report.render(odd).decode("utf-8-sig")
    for separator in (",", ";"):  # as Excel reads it here, and where the comma is decimal
        rows = csv.reader(StringIO(content, newline=""), delimiter=separator)
        starts = {cell.lstrip(' "')[:1] for row in rows for cell in row}
        assert starts.isdisjoint(FORMULA_SIGNS)


@pytest.mark.parametrize(("sheet", "words"), [("Crosswalk", Verdict), ("Elements", State)])
def test_sheets_can_be_filtered_and_keep_their_header(
    report: Report, sheet: str, words: type[StrEnum]
) -> None:
    shown = workbook(xlsx_report.render(report))[sheet]
    assert shown.freeze_panes == "B2"
    assert shown.auto_filter.ref == shown.dimensions
    assert len(shown.conditional_formatting) == 1
    (rules,) = (area.rules for area in shown.conditional_formatting)
    assert {rule.formula[0] for rule in rules} == {f'"{word}"' for word in words}
    assert all(shown.column_dimensions[letter].width >= 6 for letter in "ABCDEFGHIJK")
