"""A small rubric, three agencies' policies, and what a batch is told of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policygap.batch.sources import Agency
from policygap.batch.work import Job, Settings, program
from policygap.options import MEBIBYTE

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
MET = """300 USE OF FORCE

An officer who sees another officer use excessive force shall intercede.

Officers should give a verbal warning before using force.

Chokeholds are prohibited.
"""
GAPS = "Officers may use a chokehold. Officers should intercede when they see excessive force.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, in which the program is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def policies(here: Path) -> Path:
    """Return "policies", a folder of three agencies: met.txt, gaps.md, and both/ of two files."""
    for name, text in {
        "met.txt": MET, "gaps.md": GAPS, "both/first.txt": MET, "both/second.md": GAPS
    }.items():  # fmt: skip
        path = here / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Path("policies")


@pytest.fixture
def settings() -> Settings:
    """Return settings with the town's rubric and JSON reports."""
    return Settings((str(TOWN),), date(2026, 1, 1), ("json",), 60.0, 4096 * MEBIBYTE)


@pytest.fixture
def job(policies: Path, settings: Settings) -> Callable[..., Job]:
    """Return what makes a job of files of "policies"."""

    def made(*names: str, **changes: object) -> Job:
        files = tuple(policies / name for name in names)
        given = {
            "agency": Agency(names[0], files, "folder"), "settings": settings,
            "where": str(Path.cwd()), "program": program(), "run": "test", **changes,
        }  # fmt: skip
        return Job(**given)  # type: ignore[arg-type]

    return made
