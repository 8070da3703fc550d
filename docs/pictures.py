"""Make the pictures of docs/ from a sample policy: `python docs/pictures.py [NAME ...]`.

Those of the HTML report and the overview (of agencies that tests make up) need Chromium and the
package playwright, those of the proposed language, the memo and the crosswalk LibreOffice and a
font as wide as Calibri (Debian's fonts-crosextra-carlito). Without a name, all pictures are made.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image

from policygap.analysis import analyze
from policygap.documents import read_policy
from policygap.model import Report
from policygap.options import DEFAULT
from policygap.reports import FORMATS
from policygap.rubrics import load_rubrics

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "sample_policies" / "north-meridian-transit.pdf"
WORD = HERE.parent / "sample_policies" / "port-calder-sheriff.docx"
MEMO_PAGE = 8  # of a gap that has all that a gap can have
COLOURS = 64  # enough for pages of text, and a third of the bytes


@cache
def sample_report() -> Report:
    """Return the report that all pictures show."""
    rubrics = load_rubrics(("california", "eight-cant-wait"))
    return analyze(read_policy([SAMPLE]), rubrics, date(2026, 1, 1))


def html() -> Image.Image:
    """Return the HTML report with the first finding open, and its words beside it."""

    def use(page: Page) -> None:
        page.locator("#finding-1 summary").click()
        page.locator("#finding-1 .go").first.click()
        page.evaluate("scrollTo(0, 0)")

    return _browsed(FORMATS["html"].render(sample_report()), use, 1500)


def overview() -> Image.Image:
    """Return the heat map of made-up agencies, those with the most gaps first."""
    sys.path.insert(0, str(HERE.parent))
    from policygap.batch.overview import OVERVIEWS
    from tests.batch.overview.made_up import AS_OF, agencies

    def use(page: Page) -> None:
        page.locator("#heat thead button", has_text="Gaps: required").dispatch_event("click")
        page.locator("#agencies").evaluate("title => title.scrollIntoView()")

    rubrics = load_rubrics(("california", "eight-cant-wait"))
    return _browsed(OVERVIEWS["index.html"](agencies(60, rubrics), rubrics, AS_OF), use, 900)


def _browsed(content: bytes, use: Callable[[Page], None], height: int) -> Image.Image:
    """Return a page as Chromium shows it after it was used."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_bytes(content)
        page = playwright.chromium.launch(executable_path=chromium).new_page(
            viewport={"width": 1280, "height": height}
        )
        page.goto(path.as_uri())
        use(page)
        return Image.open(io.BytesIO(page.screenshot()))


def annotated() -> Image.Image:
    """Return a page of the policy with its marks."""
    from policygap.annotate import annotate

    return _page(annotate(SAMPLE, SAMPLE.read_bytes(), sample_report(), DEFAULT), 2)


def fixes() -> Image.Image:
    """Return a page of a Word policy with the proposed language, as LibreOffice shows it."""
    from policygap.annotate import draft_fixes

    report = analyze(read_policy([WORD]), load_rubrics(["ca-ab392"]), date(2026, 1, 1))
    return _page(_printed(draft_fixes(WORD, WORD.read_bytes(), report, DEFAULT), "docx"), 2)


def memo() -> Image.Image:
    """Return the first page of the memo, and beside it the page of a gap."""
    pdf = _printed(FORMATS["docx"].render(sample_report()), "docx")
    pages = _page(pdf, 1), _page(pdf, MEMO_PAGE)
    both = Image.new("RGB", (pages[0].width * 2 + 2, pages[0].height), "grey")
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width + 2, 0))
    return both.resize((1200, both.height * 1200 // both.width), Image.Resampling.LANCZOS)


def crosswalk() -> Image.Image:
    """Return the upper half of the workbook's first page, as LibreOffice prints it."""
    page = _page(_printed(FORMATS["xlsx"].render(sample_report()), "xlsx"), 1)
    return page.crop((0, 0, page.width, page.height // 2))


def _printed(content: bytes, suffix: str) -> bytes:
    """Return an office file as LibreOffice prints it to PDF."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{suffix}"
        path.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(path)], check=True, capture_output=True)
        return path.with_suffix(".pdf").read_bytes()


def _page(pdf: bytes, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[number - 1].render(scale=1.25, may_draw_forms=True).to_pil()


# A new picture is a function that returns it, and a line here: docs/pictures/NAME.png.
PICTURES: dict[str, Callable[[], Image.Image]] = {
    "html": html,
    "annotated": annotated,
    "fixes": fixes,
    "memo": memo,
    "crosswalk": crosswalk,
    "overview": overview,
}


def main(names: list[str]) -> None:
    """Write the pictures with these names, all if there is none."""
    (HERE / "pictures").mkdir(exist_ok=True)
    for name in names or PICTURES:
        picture = PICTURES[name]().convert("RGB").quantize(COLOURS)
        picture.save(HERE / "pictures" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
