"""The overview as CSV and as a workbook: what its cells say, and that none is a formula."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from policygap.batch.overview import OVERVIEWS
from policygap.batch.overview.matrix import states, verdicts
from policygap.batch.overview.survey import survey
from policygap.reports.summary import DISCLAIMER
from policygap.rubrics import load_rubrics
from tests.batch.overview.conftest import AS_OF, HOSTILE, OUTCOMES, RUBRICS
from tests.batch.overview.made_up import agencies
from tests.reports.hostile import EMOJI, FORMULAS, MARKUP
from tests.reports.spreadsheets import FORMULA_SIGNS, cells, dump, workbook

Golden = Callable[[str, str | bytes], None]


@pytest.mark.parametrize("name", ["matrix.csv", "matrix.xlsx", "summary.json"])
def test_the_files_are_as_agreed(name: str, golden: Golden) -> None:
    content = OVERVIEWS[name](OUTCOMES, RUBRICS, AS_OF)
    if name.endswith(".xlsx"):
        golden(f"batch/{name}.txt", dump(content))
    else:
        golden(f"batch/{name}", content)


@pytest.mark.parametrize("name", list(OVERVIEWS))
def test_the_same_outcomes_in_any_order_give_the_same_bytes(name: str) -> None:
    once = OVERVIEWS[name](OUTCOMES, RUBRICS, AS_OF)
    assert OVERVIEWS[name](OUTCOMES[::-1], RUBRICS, AS_OF) == once


def test_an_agency_that_failed_has_a_row_that_says_so() -> None:
    rows = cells(OVERVIEWS["matrix.csv"](OUTCOMES, RUBRICS, AS_OF))
    row = dict(zip(rows[0], rows[-1], strict=True))
    assert (row["Agency"], row["Status"]) == ("Elk Campus", "failed")
    assert row["Please note"] == "elk.pdf: is encrypted; give its --password"
    assert {row[heading] for heading in rows[0][-4:]} == {""}


def test_pages_that_could_not_be_read_are_told_with_their_file() -> None:
    table = verdicts(survey(OUTCOMES, RUBRICS, AS_OF))
    note = table.rows[2][table.headings.index("Please note")]
    assert note == (
        "force.pdf: pages 3-4 could not be read: what stands there was not checked\n"
        "force.pdf: A note."
    )


def test_elements_have_their_states_and_blanks_where_nobody_asked() -> None:
    table = states(survey(OUTCOMES, RUBRICS, AS_OF))
    assert table.headings[3] == "officers step in (law/intercede/step-in)"
    assert table.rows[0][3:] == ("present", "present", "present", "present", "")
    assert table.rows[2][3:] == ("present", "weak", "contradicted", "absent", "referenced")


def test_sheets_can_be_filtered_and_keep_their_headings() -> None:
    book = workbook(OVERVIEWS["matrix.xlsx"](OUTCOMES, RUBRICS, AS_OF))
    assert book.sheetnames == ["Verdicts", "Elements", "Counts", "Failed", "About"]
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
    coloured = {str(area.sqref) for sheet in book for area in sheet.conditional_formatting}
    assert coloured == {"I2:L5", "D2:H4"}
    assert book["Counts"]["D2"].value == 2  # a number, to add and to sort by


def test_what_was_checked_against_is_told() -> None:
    about = workbook(OVERVIEWS["matrix.xlsx"](OUTCOMES, RUBRICS, AS_OF))["About"]
    told = [(row[0].value, row[1].value) for row in about.iter_rows()]
    assert ("Rubric", "A law of the state (law@3)") in told
    assert ("Law and guidance as of", "2026-01-31") in told
    assert ("Citation not yet confirmed", "Code 1(t) (Talking)") in told
    assert ("Disclaimer", DISCLAIMER) in told


def test_no_cell_of_hostile_text_is_a_formula() -> None:
    book = workbook(OVERVIEWS["matrix.xlsx"](HOSTILE, RUBRICS, AS_OF))
    used = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in used} <= {"s", "n"}
    starting = [c for c in used if str(c.value or "")[:1] in tuple(FORMULA_SIGNS)]
    assert len(starting) > len(FORMULAS)
    assert all(cell.quotePrefix for cell in starting)
    for row in cells(OVERVIEWS["matrix.csv"](HOSTILE, RUBRICS, AS_OF)):
        assert [cell for cell in row if cell[:1] and cell[0] in FORMULA_SIGNS] == []


def test_hostile_names_arrive_whole() -> None:
    names = [row[0] for row in cells(OVERVIEWS["matrix.csv"](HOSTILE, RUBRICS, AS_OF))]
    assert {MARKUP, EMOJI} <= set(names)
    assert len(names) == 1 + len(HOSTILE)


def test_nothing_but_headings_where_there_is_no_agency() -> None:
    book = workbook(OVERVIEWS["matrix.xlsx"]((), RUBRICS, AS_OF))
    assert book["Verdicts"].max_row == 1
    assert len(cells(OVERVIEWS["matrix.csv"]((), RUBRICS, AS_OF))) == 1


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice is installed")
def test_libreoffice_opens_a_workbook_of_many_agencies(tmp_path: Path) -> None:
    rubrics = load_rubrics(("california", "eight-cant-wait"))
    outcomes = agencies(600, rubrics)
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(OVERVIEWS["matrix.xlsx"](outcomes, rubrics, AS_OF))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    first_sheet = path.with_suffix(".csv").read_text("utf-8", "replace").splitlines()
    assert len(first_sheet) == 601
