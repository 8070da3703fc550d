"""The HTML report as a person uses it, in Chromium; skipped where there is none.

Needs the packages playwright and axe-playwright-python, and Debian's chromium or the like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygap.model import Report
from policygap.reports.html_report import render
from policygap.reports.summary import doubtful
from tests.chromium import IN_CHROMIUM, MODES, WIDE, opened
from tests.reports.hostile import hostile_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = IN_CHROMIUM
IN_VIEW = """element => {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
}"""


@pytest.fixture(scope="module")
def sample(quill_valley: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file with the report on a sample policy."""
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_bytes(render(quill_valley))
    return path


@pytest.fixture
def page(browser: Browser, sample: Path) -> Iterator[Page]:
    """Open the report in a wide window; nothing may be said on the console by the end."""
    yield from opened(browser, sample, WIDE)


def shown(page: Page) -> int:
    return page.locator(".finding:visible").count()


def test_all_findings_are_shown_and_folded(page: Page, quill_valley: Report) -> None:
    total = len(quill_valley.findings)
    assert shown(page) == total
    assert page.locator("#count").inner_text() == f"{total} of {total} shown"
    assert page.locator(".element:visible").count() == 0


def test_filters_narrow_the_findings(page: Page, quill_valley: Report) -> None:
    findings = quill_valley.findings
    page.get_by_label("met", exact=True).uncheck()
    assert shown(page) == sum(f.is_gap for f in findings)
    page.locator("[name=level]").select_option("required")
    required = [f for f in findings if f.is_gap and f.requirement.level == "required"]
    assert shown(page) == len(required)
    page.locator("[name=rubric]").select_option("ca-sb230")
    assert 0 < shown(page) == sum(f.rubric == "ca-sb230" for f in required) < len(required)
    assert page.locator("h3:visible", has_text="recommended").count() == 0
    page.get_by_role("button", name="Show all").click()
    page.locator(".finding[hidden]").first.wait_for(state="detached")
    assert shown(page) == len(findings)


def test_doubtful_findings_can_be_picked(page: Page, quill_valley: Report) -> None:
    page.get_by_label("only what to check").check()
    unsure = [f for f in quill_valley.findings if doubtful(f)]
    assert 0 < shown(page) == len(unsure) < len(quill_valley.findings)


def test_search_finds_all_words_in_any_order(page: Page) -> None:
    page.get_by_label("Search").fill("INTERCEDE  duty")
    found = page.locator(".finding:visible h4").all_inner_texts()
    assert any("intercede" in title.lower() for title in found)
    page.get_by_label("Search").fill("no-such-word")
    assert shown(page) == 0
    assert page.locator("#count").inner_text().startswith("0 of ")


def test_a_click_goes_to_the_words_and_back(page: Page) -> None:
    finding = page.locator(".finding", has=page.locator(".go")).first
    finding.locator("summary").click()
    link = finding.locator(".go").first
    words = finding.locator("blockquote bdi").first.inner_text()
    link.click()
    mark = page.locator("mark:target")
    assert mark.inner_text() in words
    assert mark.evaluate(IN_VIEW)
    assert mark.evaluate("element => document.activeElement === element")
    mark.click()
    page.wait_for_url("**#finding-*")
    page.locator(".element:target").wait_for()
    assert page.locator(".element:target").evaluate(IN_VIEW)


def test_the_way_back_opens_what_is_folded_and_filtered_out(page: Page) -> None:
    page.get_by_label("Search").fill("no-such-word")
    back = page.locator(".text .back").first
    back.click()
    target = page.locator(".element:target")
    target.wait_for()  # the page opens it once the address has changed
    page.locator(".finding:has(.element:target) summary").click()  # fold it, and go there again
    target.wait_for(state="hidden")
    back.click()
    target.wait_for()


def test_an_address_with_a_place_opens_there(browser: Browser, sample: Path) -> None:
    context = browser.new_context(**WIDE)
    page = context.new_page()
    page.goto(f"{sample.as_uri()}#finding-2")
    assert page.locator("#finding-2 .element").first.is_visible()
    assert page.locator("#finding-2 summary").evaluate("e => document.activeElement === e")
    context.close()


def test_keys_are_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the findings"
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.locator(":focus").evaluate("element => element.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.locator("#finding-1 .element").first.is_visible()


def test_all_can_be_opened_and_closed(page: Page, quill_valley: Report) -> None:
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".finding[open]").count() == len(quill_valley.findings)
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".finding[open]").count() == 0


def test_printing_unfolds_the_gaps_and_folds_them_again(page: Page, quill_valley: Report) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".finding[open]").count() == len(quill_valley.gaps())
    assert not page.locator("#filters").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".finding[open]").count() == 0
    assert page.pdf(format="Letter").startswith(b"%PDF")


def test_findings_open_and_links_work_without_script(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False, **WIDE)
    page = context.new_page()
    page.goto(sample.as_uri())
    assert not page.locator("#filters").is_visible()
    page.locator("#finding-1 summary").click()
    assert page.locator("#finding-1 .element").first.is_visible()
    context.close()


@pytest.fixture(scope="module")
def varied(quill_valley: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a report with one finding of each sort: the checker is slow."""
    sorts = {
        (f.verdict, f.requirement.level, f.requirement.confirmed, bool(doubtful(f))): f
        for f in quill_valley.findings
    }
    path = tmp_path_factory.mktemp("html") / "varied.html"
    path.write_bytes(render(replace(quill_valley, findings=tuple(sorts.values()))))
    return path


@pytest.mark.parametrize("mode", list(MODES))
def test_the_accessibility_checker_finds_nothing(browser: Browser, varied: Path, mode: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for page in opened(browser, varied, MODES[mode]):
        page.get_by_role("button", name="Open all").click()
        found = axe.run(page).response["violations"]
        assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("mode", list(MODES))
def test_nothing_is_wider_than_the_window(browser: Browser, sample: Path, mode: str) -> None:
    for page in opened(browser, sample, MODES[mode]):
        page.get_by_role("button", name="Open all").click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("mode", list(MODES))
def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path, mode: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_bytes(render(hostile_report()))
    for page in opened(browser, path, MODES[mode]):
        page.get_by_role("button", name="Open all").click()
        assert page.evaluate("document.images.length + document.scripts.length") == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
