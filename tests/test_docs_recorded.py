"""The pages that scripts under docs/ make are what the scripts make today."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"


def script(name: str) -> Any:
    """Return a script of docs/ as a module."""
    spec = spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli", "transcript"])
def test_a_page_is_up_to_date(name: str) -> None:
    made = script(name).page()
    assert made == (DOCS / f"{name}.md").read_text("utf-8"), f"run: python docs/{name}.py"


def test_the_reference_has_every_command_option_and_default() -> None:
    page = script("cli").page()
    for words in ("check", "baseline write", "rubric score", "init", "completion", "waive"):
        assert f"\n## policygap {words}\n" in page
    assert "- `--max-bytes SIZE`: Refuse a larger file. [default: (500M)]" in page
    assert "- `POLICYGAP_PASSWORD`: `--password` of check, " in page
    assert "\n| 141 | " in page


def test_the_transcript_goes_through_the_year() -> None:
    recorded = script("transcript")
    commands = [command for _, command in recorded.YEAR]
    for word in ("check", "explain", "draft-fixes", "init", "config", "waive", "baseline"):
        assert any(f"policygap {word} " in f"{command} " for command in commands)
    page = (DOCS / "transcript.md").read_text("utf-8")
    assert "hit a bug" not in page
    assert "Traceback" not in page
    assert "[exit code 2]" not in page
