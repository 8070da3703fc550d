from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from policygap.compare.changes import Comparison
from policygap.compare.json_file import render
from tests.compare.hostile import hostile_comparison
from tests.reports.test_json_report import fields_of

SCHEMA = json.loads((files("policygap.compare") / "comparison.schema.json").read_text("utf-8"))
REPORT = json.loads((files("policygap.reports") / "report.schema.json").read_text("utf-8"))
DOCS = Path(__file__).parents[2] / "docs"


def told(comparison: Comparison) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(render(comparison))
    return value


def test_comparison_is_as_agreed(
    comparison: Comparison, golden: Callable[[str, bytes], None]
) -> None:
    golden("compare/town.json", render(comparison))


@pytest.mark.parametrize("name", ["comparison", "draft"])
def test_comparison_validates(name: str, request: pytest.FixtureRequest) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    value = told(request.getfixturevalue(name))
    jsonschema.validate(value, SCHEMA)
    assert value["tracked_changes"] is (name == "draft")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**value, "clock": 1}, SCHEMA)


def test_a_hostile_comparison_validates_and_is_safe_to_print() -> None:
    shown = render(hostile_comparison())
    jsonschema.validate(json.loads(shown), SCHEMA)
    assert "\\u202e" in shown.decode()
    assert "\u202e" not in shown.decode()


def test_counts_add_up(draft: Comparison) -> None:
    counts = told(draft)["summary"]
    assert (counts["gaps_closed"], counts["gaps_opened"]) == (2, 1)
    assert sum(counts["requirements"].values()) == len(draft.new.findings)
    assert sum(counts["elements"].values()) == sum(len(f.elements) for f in draft.new.findings)
    assert counts["passages"]["reworded"] == 3


def test_what_both_schemas_hold_is_the_same() -> None:
    defined = SCHEMA["$defs"]
    assert defined["policy"] == REPORT["properties"]["policy"]
    assert defined["file"] == REPORT["$defs"]["file"]
    assert defined["rubric"] == REPORT["properties"]["rubrics"]["items"]


def test_every_field_is_documented() -> None:
    own = {name: part for name, part in SCHEMA["$defs"].items() if name not in ("policy", "file")}
    documented = (DOCS / "versions.md").read_text("utf-8")
    names = [*fields_of({**SCHEMA, "$defs": {}}), *fields_of(own)]
    assert [name for name in names if f"`{name}`" not in documented] == []
