from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import Result

from policygap.rubrics import GROUPS, available, load_rubrics

Run = Callable[..., Result]
Golden = Callable[[str, str], None]


def test_list_names_every_rubric_and_group(run: Run) -> None:
    shown = run("rubric", "list").stdout
    assert all(any(line.startswith(name) for line in shown.splitlines()) for name in available())
    assert all(f"  {group} = " in shown for group in GROUPS)
    assert max(map(len, shown.splitlines())) <= 80


def test_show_prints_the_requirements(run: Run, town: Path, golden: Golden) -> None:
    golden("cli/rubric-show.txt", run("rubric", "show", town).stdout)


def test_show_takes_a_group(run: Run) -> None:
    shown = run("rubric", "show", "california").stdout
    for rubric in load_rubrics(["california"]):
        assert f"{rubric.id}: " in shown


def test_validate_passes_a_sound_file(run: Run, town: Path) -> None:
    result = run("rubric", "validate", town)
    assert (result.exit_code, result.stdout) == (0, f"{town}: no mistakes found\n")


def test_validate_names_line_and_field(run: Run, town: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    text = town.read_text("utf-8")
    odd.write_text(text.replace("level: required", "level: wanted", 1), "utf-8")
    line = text[: text.index("level: required")].count("\n") + 1
    result = run("rubric", "validate", odd)
    assert result.exit_code == 3
    assert result.stdout.startswith(f"{odd}:{line}: requirements.0.level: ")


def test_a_missing_file_is_told(run: Run, tmp_path: Path) -> None:
    for command in ("validate", "test", "show", "score"):
        result = run("rubric", command, tmp_path / "missing.yaml")
        assert result.exit_code == 3
        assert "missing.yaml" in result.output


def test_schema_accepts_every_rubric(run: Run, town: Path) -> None:
    schema = json.loads(run("rubric", "schema").stdout)
    # YAML dates are dates to Python, and text to a JSON Schema.
    rubric = json.loads(json.dumps(yaml.safe_load(town.read_text("utf-8")), default=str))
    jsonschema.validate(rubric, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**rubric, "colour": "blue"}, schema)
