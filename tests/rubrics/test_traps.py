"""Warnings of alternatives that are read otherwise than they look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from policygap.rubrics.traps import traps

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"


@pytest.mark.parametrize(
    ("phrase", "reading"),
    [
        ("right away|immediately|at once", "right (away|immediately|at) once"),
        ("officer|deputy|law enforcement", "(officer|deputy|law) enforcement"),
        ("calm|de-escalate .. {x|y}", "(calm|de) escalate .. {x|y}"),
        ("path of|way of", "path (of|way) of"),
        ("sick leave|annual leave", "sick (leave|annual) leave"),
    ],
)
def test_a_trap_is_shown_as_it_is_read(phrase: str, reading: str) -> None:
    (((_, name, place), what),) = traps({"it": ["plain", phrase]})
    assert (name, place) == ("it", 1)
    assert f"'{phrase}' is read as '{reading}'; " in what


@pytest.mark.parametrize(
    "phrase",
    [
        "excessive|unreasonable force",
        "less|non lethal force",  # both alternatives make such a pair
        "prior|due to",
        "at once",
        "stop|prevent .. other|another officer|deputy",
        "quickly|at? once",
        "{x|y} once",
        "!right|at once|(",  # what cannot be read is an error, not a warning
    ],
)
def test_other_phrases_are_left_alone(phrase: str) -> None:
    assert list(traps({"it": [phrase]})) == []


def test_validate_warns_and_strict_fails(tmp_path: Path, run: Callable[..., Result]) -> None:
    odd = tmp_path / "odd.yaml"
    text = TOWN.read_text("utf-8").replace("- step|steps in", "- step in|right away|at once")
    odd.write_text(text, "utf-8")
    line = text[: text.index("- step in|")].count("\n") + 1
    result = run("rubric", "validate", odd)
    assert (result.exit_code, result.stdout) == (0, f"{odd}: no mistakes found\n")
    assert result.stderr.startswith(f"warning: {odd}:{line}: concepts.step-in.1: 'step in|right")
    assert run("rubric", "validate", odd, "--strict").exit_code == 1
    assert run("rubric", "validate", TOWN, "--strict").exit_code == 0
