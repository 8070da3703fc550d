"""A town's small rubric, and policies that meet it, miss it and contradict it."""

from __future__ import annotations

from pathlib import Path

import pytest

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
POLICIES = {
    "met.txt": """300 USE OF FORCE

300.1 DUTY TO INTERCEDE

An officer who sees another officer use excessive force shall intercede.

300.2 WARNINGS

Officers should give a verbal warning before using force.

300.3 NECK HOLDS

Chokeholds are prohibited.
""",
    "no-warning.txt": """300 USE OF FORCE

An officer who sees another officer use excessive force shall intercede.
Chokeholds are prohibited.
""",
    "gaps.txt": """300 USE OF FORCE

300.1 DUTY TO INTERCEDE

Officers should intercede when they see excessive force.

300.3 NECK HOLDS

Officers may use a chokehold.
""",
}


@pytest.fixture
def town() -> Path:
    """Return the rubric of the tests: two required requirements, one recommended."""
    return TOWN


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """Return a folder with met.txt, no-warning.txt and gaps.txt."""
    folder = tmp_path / "policies"
    folder.mkdir()
    for name, text in POLICIES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
