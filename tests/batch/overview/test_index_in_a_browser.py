"""The page on all agencies as a person uses it, in Chromium; skipped where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygap.batch.outcomes import Outcome, judged
from policygap.batch.overview import OVERVIEWS
from policygap.batch.overview.survey import Survey, survey
from policygap.model import Level, Rubric, Verdict
from policygap.reports.html_report import render
from policygap.rubrics import load_rubrics
from tests.batch.overview.conftest import AS_OF, HOSTILE, OUTCOMES, RUBRICS
from tests.batch.overview.made_up import agencies
from tests.chromium import IN_CHROMIUM, MODES, WIDE, opened
from tests.reports.conftest import quill_valley

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["quill_valley"]
pytestmark = IN_CHROMIUM
SOME, MANY = 60, 600
WORST_FIRST = [*Verdict, "unasked"]


def written(folder: Path, outcomes: Sequence[Outcome], rubrics: Sequence[Rubric]) -> Path:
    path = folder / "index.html"
    path.write_bytes(OVERVIEWS["index.html"](outcomes, rubrics, AS_OF))
    return path


def made_up(number: int) -> Survey:
    """Return what there is to show of so many agencies and all rubrics that ship."""
    rubrics = load_rubrics(("california", "eight-cant-wait"))
    return survey(agencies(number, rubrics), rubrics, AS_OF)


@pytest.fixture(scope="module")
def whole() -> Survey:
    return made_up(SOME)


@pytest.fixture(scope="module")
def index(whole: Survey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shown_whole(tmp_path_factory.mktemp("index"), whole)


def shown_whole(folder: Path, whole: Survey) -> Path:
    outcomes = [*(each.outcome for each in whole.agencies), *whole.failed]
    return written(folder, outcomes, whole.rubrics)


@pytest.fixture
def page(browser: Browser, index: Path) -> Iterator[Page]:
    """Open the page in a wide window."""
    yield from opened(browser, index, WIDE)


def shown(page: Page) -> list[str]:
    """Return the names of the agencies that are shown, in their order."""
    script = (
        "rows => rows.filter(row => !row.hidden).map(row => row.querySelector('bdi').textContent)"
    )
    found: list[str] = page.locator("#heat tbody tr").evaluate_all(script)
    return found


def column(page: Page, number: int) -> list[str]:
    """Return the verdicts of a column of the heat map, from 0, in the order of the rows."""
    script = """(rows, number) => rows.map(row =>
        [...row.querySelectorAll('td:not(.fact)')][number].classList[0])"""
    found: list[str] = page.locator("#heat tbody tr").evaluate_all(script, number)
    return found


def sort(page: Page, heading: str) -> None:
    page.locator("#heat thead button", has_text=heading).first.click()


def test_six_hundred_agencies_are_no_burden(browser: Browser, tmp_path: Path) -> None:
    whole = made_up(MANY)
    assert len(whole.asked) >= 50
    path = shown_whole(tmp_path, whole)
    assert path.stat().st_size < 2_500_000
    for page in opened(browser, path, WIDE):
        assert shown(page) == [each.outcome.agency for each in whole.agencies]
        first = page.locator("#heat tbody tr").first  # what is out of sight is not laid out
        assert first.evaluate("row => getComputedStyle(row).contentVisibility") == "auto"
        page.locator("#heat thead th.asked button").first.click()
        ranks = [WORST_FIRST.index(each) for each in column(page, 0)]
        assert ranks == sorted(ranks)


def test_headings_and_names_stay_while_the_rest_scrolls(page: Page) -> None:
    page.locator(".heat").evaluate("heat => heat.scrollTo(900, 500)")
    box = page.locator(".heat").bounding_box()
    heading = page.locator("#heat thead tr").first.bounding_box()
    name = page.locator("#heat tbody th").nth(25).bounding_box()
    assert box is not None
    assert heading is not None
    assert name is not None
    assert abs(heading["y"] - box["y"]) < 3
    assert abs(name["x"] - box["x"]) < 3


def test_a_heading_stands_above_its_cells(page: Page) -> None:
    page.locator(".heat").evaluate("heat => heat.scrollTo(100000, 0)")
    left = "cells => cells.at(-1).getBoundingClientRect().left"
    heading = page.locator("#heat thead tr:nth-child(2) > *").evaluate_all(left)
    assert page.locator("#heat tbody tr:nth-child(3) > *").evaluate_all(left) == heading
    right = "cells => cells.at(-1).getBoundingClientRect().right"
    assert page.locator("#heat thead tr:nth-child(1) > *").evaluate_all(right) == pytest.approx(
        page.locator("#heat thead tr:nth-child(2) > *").evaluate_all(right)
    )


def test_agencies_sort_by_a_requirement_the_worst_first(page: Page, whole: Survey) -> None:
    last = whole.asked[-1]
    button = page.locator("#heat thead th.asked button").last
    button.click()
    assert page.locator("[aria-sort]").count() == 1
    ranks = [WORST_FIRST.index(each) for each in column(page, len(whole.asked) - 1)]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2, 3, 4}
    button.click()  # the best first, yet those that were not checked against it last
    turned = column(page, len(whole.asked) - 1)
    assert turned[0] == "met"
    assert turned[-1] == "unasked"
    assert sum(each == "unasked" for each in turned) == sum(
        agency.verdict(last) is None for agency in whole.agencies
    )


def test_agencies_sort_by_gaps_and_by_name(page: Page, whole: Survey) -> None:
    sort(page, "Gaps: required")
    by_gaps = sorted(whole.agencies, key=lambda each: -whole.gaps(each, Level.REQUIRED))
    assert shown(page) == [each.outcome.agency for each in by_gaps]
    assert page.locator("[aria-sort=descending]").inner_text().startswith("Gaps: required")
    sort(page, "Agency")
    names = [each.outcome.agency for each in whole.agencies]
    assert shown(page) == names
    sort(page, "Agency")
    assert shown(page) == names[::-1]


def test_search_finds_all_words_in_any_order(page: Page, whole: Survey) -> None:
    page.get_by_label("Search").fill("police  HERON")
    found = [a.outcome.agency for a in whole.agencies]
    wanted = [name for name in found if "Heron" in name and "Police" in name]
    assert shown(page) == wanted != []
    assert page.locator("#count").inner_text() == f"{len(wanted)} of {len(found)} shown"
    page.get_by_label("Search").fill("no-such-word")
    assert shown(page) == []
    assert page.get_by_text("No agency fits.").is_visible()


def test_filters_by_tag_and_verdict_narrow_the_agencies(page: Page, whole: Survey) -> None:
    asked = whole.asked[4]
    page.locator("[name=tag]").select_option("large")
    large = [each for each in whole.agencies if "large" in each.outcome.tags]
    assert shown(page) == [each.outcome.agency for each in large]
    page.locator("[name=requirement]").select_option(asked.title)
    page.locator("[name=verdict]").select_option("missing")
    missing = [each for each in large if each.verdict(asked) is Verdict.MISSING]
    assert shown(page) == [each.outcome.agency for each in missing] != []
    page.locator("[name=verdict]").select_option("gap")
    gaps = [each for each in large if each.verdict(asked) is not Verdict.MET]
    assert shown(page) == [each.outcome.agency for each in gaps]
    page.get_by_role("button", name="Show all").click()
    page.locator("#heat tr[hidden]").first.wait_for(state="detached")
    assert len(shown(page)) == len(whole.agencies)


def test_not_checked_can_be_looked_for(page: Page, whole: Survey) -> None:
    page.locator("[name=verdict]").select_option("not checked")
    blank = [each for each in whole.agencies if None in map(each.verdict, whole.asked)]
    assert shown(page) == [each.outcome.agency for each in blank] != []


@pytest.mark.parametrize("level", list(Level))
def test_one_level_can_be_looked_at(page: Page, whole: Survey, level: Level) -> None:
    page.locator("[name=level]").select_option(level)
    those = [each for each in whole.asked if each.level is level]
    assert page.locator("#heat th.asked:visible").all_inner_texts() == [e.title for e in those]
    assert page.locator("#heat tbody tr:first-child td:not(.fact):visible").count() == len(those)
    rubrics = dict.fromkeys(each.rubric.title for each in those)
    assert page.locator("#heat .rubric:visible").all_inner_texts() == [*rubrics]
    assert page.locator("#heat th.number:visible").count() == 2  # gaps of this level, and to check
    page.locator("[name=verdict]").select_option("conflict")
    conflicts = [
        each
        for each in whole.agencies
        if Verdict.CONFLICT in (each.verdict(asked) for asked in those)
    ]
    assert shown(page) == [each.outcome.agency for each in conflicts]


def test_a_click_on_a_verdict_opens_its_finding(
    browser: Browser, quill_valley: object, tmp_path: Path
) -> None:
    report = quill_valley
    outcome = Outcome("Quill #1?", "Quill #1?", judged=judged(report), reports=("report.html",))
    (tmp_path / outcome.folder).mkdir()
    (tmp_path / outcome.folder / "report.html").write_bytes(render(report))
    for page in opened(browser, written(tmp_path, [outcome], report.rubrics), WIDE):
        cell = page.locator("#heat tbody td.partial").first
        cell.hover()
        named = cell.get_attribute("title")
        cell.click()
        opened_one = page.locator(".finding[open]")
        opened_one.wait_for()  # the report opens it once it is loaded; more than one is an error
        title = opened_one.locator("h4").inner_text()
        assert named == f"Quill #1?: {title}: partial"


def test_keys_are_enough(page: Page, whole: Survey) -> None:
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the agencies"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text().startswith("Gaps: required"):
            break
    page.keyboard.press("Enter")
    assert (
        shown(page)[0]
        == max(whole.agencies, key=lambda each: whole.gaps(each, Level.REQUIRED)).outcome.agency
    )


def test_the_table_is_whole_without_script(browser: Browser, index: Path, whole: Survey) -> None:
    context = browser.new_context(java_script_enabled=False, **WIDE)
    page = context.new_page()
    page.goto(index.as_uri())
    assert not page.locator("#filters").is_visible()
    assert page.locator("#heat tbody tr").count() == len(whole.agencies)
    first = page.locator("#heat tbody tr").first
    width = first.locator("td").last.evaluate("cell => cell.getBoundingClientRect().width")
    assert width == pytest.approx(32, abs=1)
    context.close()


def test_the_heat_map_prints_as_wide_as_a_page(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    page.set_viewport_size({"width": 1556, "height": 980})  # tabloid paper without its margins
    table = page.locator("#heat").bounding_box()
    assert table is not None
    assert table["x"] + table["width"] <= 1556
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("mode", list(MODES))
def test_the_accessibility_checker_finds_nothing(
    browser: Browser, tmp_path: Path, mode: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for page in opened(browser, written(tmp_path, OUTCOMES, RUBRICS), MODES[mode]):
        found = axe.run(page).response["violations"]
        assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("mode", list(MODES))
def test_nothing_is_wider_than_the_window(browser: Browser, index: Path, mode: str) -> None:
    for page in opened(browser, index, MODES[mode]):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("mode", list(MODES))
def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path, mode: str) -> None:
    outcomes = [replace(each, reports=("report.html",)) for each in HOSTILE]
    for page in opened(browser, written(tmp_path, outcomes, RUBRICS), MODES[mode]):
        page.get_by_label("Search").fill("alert(1)")
        assert 0 < len(shown(page)) < len(outcomes)
        assert page.evaluate("document.images.length + document.scripts.length") == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_batch_of_failures_has_a_page_too(browser: Browser, tmp_path: Path) -> None:
    for page in opened(browser, written(tmp_path, OUTCOMES[-1:], RUBRICS), WIDE):
        assert page.locator("#count").inner_text() == "0 of 0 shown"
        assert page.get_by_text("elk.pdf: is encrypted").is_visible()
