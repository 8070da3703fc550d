from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from policygap.model import Report
from policygap.reports.json_report import render

SCHEMA = json.loads((files("policygap.reports") / "report.schema.json").read_text("utf-8"))
DOCS = Path(__file__).parents[2] / "docs" / "json-format.md"


def test_report_is_as_agreed(report: Report, golden: Callable[[str, bytes], None]) -> None:
    golden("reports/report.json", render(report))


def test_report_validates_against_its_schema(report: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(render(report)), SCHEMA)


def test_a_field_outside_the_schema_is_refused(report: Report) -> None:
    odd = {**json.loads(render(report)), "clock": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(odd, SCHEMA)


def test_bytes_are_the_same_each_time_and_end_in_a_newline(report: Report) -> None:
    assert render(report) == render(report)
    assert render(report).endswith(b"}\n")


def test_text_keeps_every_sign_but_none_that_a_terminal_obeys(report: Report) -> None:
    shown = render(report).decode()
    assert "\\u001b[31mshall" in shown
    assert "\\u202eyfitnedi" in shown
    assert "\\u009b2J" in shown
    told = json.loads(shown)["findings"][3]["elements"][0]["evidence"][0]["text"]
    assert told == report.findings[3].elements[0].evidence[0].text


def test_lone_surrogates_survive(report: Report) -> None:
    odd = replace(report, policy=replace(report.policy, name="caf\udce9"))
    assert json.loads(render(odd))["policy"]["name"] == "caf\udce9"


def test_counts_add_up(report: Report) -> None:
    summary = json.loads(render(report))["summary"]
    assert summary["requirements"] == 4
    assert summary["gaps"] == 3
    for part in ("by_level", "by_rubric"):
        assert sum(counts["gaps"] for counts in summary[part].values()) == 3
    assert summary["by_rubric"]["idle"]["requirements"] == 0


def test_pages_are_unknown_where_no_file_has_pages(report: Report) -> None:
    text_only = replace(report, policy=replace(report.policy, files=report.policy.files[1:]))
    assert json.loads(render(text_only))["policy"]["pages"] is None


def test_every_field_is_documented() -> None:
    documented = DOCS.read_text("utf-8")
    assert [name for name in fields_of(SCHEMA) if f"`{name}`" not in documented] == []


def fields_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from fields_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from fields_of(part)
