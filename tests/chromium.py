"""Pages as a person sees them, in Chromium; tests that need it are skipped where there is none.

Needs the packages playwright and axe-playwright-python, and Debian's chromium or the like.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
IN_CHROMIUM = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
MODES: dict[str, dict[str, Any]] = {
    "wide": WIDE,
    "phone, dark": {**PHONE, "color_scheme": "dark"},
}


def opened(browser: Browser, file: Path, mode: dict[str, Any]) -> Iterator[Page]:
    """Open a file; nothing may be asked of the network or said on the console by the end."""
    said: list[str] = []
    context = browser.new_context(**mode)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if asked.url[:5] != "file:" else None)
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert said == []
