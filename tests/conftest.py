"""What all tests share: a fixed terminal, golden files, and the command line in process."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from typer.testing import CliRunner, Result

from policygap.cli import app
from tests.chromium import CHROMIUM

# A machine that does other work as well is slow now and then; that is no error.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(__file__).parents[1] / "sample_policies"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the golden files.")
    parser.addoption("--mutants", type=int, default=200, help="How many broken files to read.")


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test the same terminal, wherever it runs."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TERM", "LINES", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the caches of all tests."""
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def own_cache(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, caches: Path
) -> Path:
    """Give every test a cache of its own, not yet made; the user's stays as it is."""
    folder = caches / f"{hash(request.node.nodeid):x}"
    monkeypatch.setenv("POLICYGAP_CACHE", str(folder))
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compare a text with tests/golden/NAME; with --update-golden, write it instead."""

    def compare(name: str, content: str | bytes) -> None:
        actual = content if isinstance(content, bytes) else content.encode()
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual)
        expected = path.read_bytes() if path.exists() else b""
        if actual != expected:
            lines = (text.decode().splitlines() for text in (expected, actual))
            pytest.fail("\n".join(difflib.unified_diff(*lines, "golden", "actual", lineterm="")))

    return compare


_HOLDING = """
import time
from policygap import alongside

def main():
    held = b"1" * (120 * 2**20)
    alongside.end_with_starter()
    print("holding", flush=True)
    time.sleep(len(held))
"""


@pytest.fixture
def holding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a module whose `main` holds 120 MiB, says so and waits."""
    (tmp_path / "holding.py").write_text(_HOLDING)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # for processes of processes
    return "holding"


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command line in process: run("check", "policy.txt").exit_code."""
    runner = CliRunner()

    def invoke(*arguments: object) -> Result:
        return runner.invoke(app, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium without a window."""
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()
