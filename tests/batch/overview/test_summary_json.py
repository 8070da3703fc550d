from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from policygap.batch.overview import OVERVIEWS
from tests.batch.overview.conftest import AS_OF, HOSTILE, OUTCOMES, RUBRICS
from tests.reports.test_json_report import SCHEMA as REPORT
from tests.reports.test_json_report import fields_of

SCHEMA = json.loads((files("policygap.batch.overview") / "summary.schema.json").read_text("utf-8"))
DOCS = Path(__file__).parents[3] / "docs"


def summary(*outcomes: Any) -> Any:
    return json.loads(OVERVIEWS["summary.json"](outcomes or OUTCOMES, RUBRICS, AS_OF))


@pytest.mark.parametrize("outcomes", [OUTCOMES, HOSTILE, OUTCOMES[-1:]])
def test_summary_validates_against_its_schema(outcomes: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(summary(*outcomes), SCHEMA)


def test_a_field_outside_the_schema_is_refused() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**summary(), "clock": 1}, SCHEMA)


def test_files_and_rubrics_are_told_as_in_the_report_on_one_policy() -> None:
    assert SCHEMA["$defs"]["file"] == REPORT["$defs"]["file"]
    assert SCHEMA["properties"]["rubrics"] == REPORT["properties"]["rubrics"]


def test_each_requirement_counts_every_agency() -> None:
    whole = summary()
    for requirement in whole["requirements"]:
        verdicts = sum(requirement[verdict] for verdict in "conflict missing partial met".split())
        others = requirement["not_checked"] + requirement["failed"]
        assert verdicts + others == whole["summary"]["agencies"] == 4


def test_hostile_names_stay_as_they_are() -> None:
    names = {each["agency"] for each in summary(*HOSTILE)["agencies"]}
    assert names == {each.agency for each in HOSTILE}


def test_every_field_is_documented() -> None:
    documented = (DOCS / "overview.md").read_text("utf-8")
    of_files = set(REPORT["$defs"]["file"]["properties"])  # docs/json-format.md
    fields = set(fields_of(SCHEMA)) - of_files
    assert [name for name in fields if f"`{name}`" not in documented] == []
