"""The comparison's page in Chromium, as the report's; skipped where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygap.compare.changes import Comparison
from policygap.compare.web_page import render
from tests.chromium import IN_CHROMIUM, MODES, opened
from tests.compare.hostile import hostile_comparison

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = IN_CHROMIUM


@pytest.mark.parametrize("mode", list(MODES))
def test_the_accessibility_checker_finds_nothing(
    browser: Browser, draft: Comparison, tmp_path: Path, mode: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    path = tmp_path / "comparison.html"
    path.write_bytes(render(draft))
    for page in opened(browser, path, MODES[mode]):
        found = axe.run(page).response["violations"]
        assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_bytes(render(hostile_comparison()))
    for page in opened(browser, path, MODES["wide"]):
        assert page.locator("del, ins").count() > 0
