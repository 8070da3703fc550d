"""What people decided is in every format, apart from what is met, and is no gap in any."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree

import docx
import jsonschema
import pytest

from policygap.model import Level, Report, Settled, SettledAs
from policygap.reports import FORMATS
from policygap.reports.outcomes import outcomes
from policygap.reports.summary import headline, tallies
from policygap.reports.terminal import Detail, text
from policygap.waivers import with_settled
from tests.reports.shapes import SARIF
from tests.reports.test_crosswalk import dump as dump_workbook
from tests.reports.test_docx_report import dump as dump_memo
from tests.reports.test_html_report import body
from tests.reports.test_json_report import SCHEMA

Golden = Callable[[str, str | bytes], None]

WAIVED = Settled(SettledAs.WAIVED, "bargaining until spring", "Lt. Ortega", date(2026, 6, 30))
CONFIRMED = Settled(SettledAs.CONFIRMED, "it says shall", "Chief Lund", None, "General Order 12")
KNOWN = Settled(SettledAs.KNOWN, "in the baseline")
NOTICE = "waiver of ca-one/old (Lt. Ortega): ended with 2025-12-31; decide anew"
DECIDED = {
    "ca-one/intercede/duty": WAIVED,
    "ca-one/holds/holds": KNOWN,
    "guide/talk/talk": CONFIRMED,
}
DUMPS: dict[str, Callable[[bytes], str | bytes]] = {
    "docx": lambda content: dump_memo(docx.Document(BytesIO(content))),
    "xlsx": dump_workbook,
    "html": body,
}


@pytest.fixture
def decided(report: Report) -> Report:
    """Return the report with each of its gaps settled in another way, and a notice."""
    return with_settled(report, DECIDED, [NOTICE])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_what_was_decided(decided: Report, golden: Golden, name: str) -> None:
    content = FORMATS[name].render(decided)
    golden(f"reports/settled.{name}.txt", DUMPS.get(name, bytes)(content))


@pytest.mark.parametrize("name", ["terminal", *FORMATS])
def test_every_format_has_all_words_of_a_decision(decided: Report, name: str) -> None:
    content = text(decided) if name == "terminal" else FORMATS[name].render(decided)
    dumped = DUMPS.get(name, bytes)(content) if isinstance(content, bytes) else content
    shown = " ".join((dumped.decode() if isinstance(dumped, bytes) else dumped).split())
    for words in (
        "waived", "bargaining until spring", "Lt. Ortega", "2026-06-30",
        "confirmed", "it says shall", "Chief Lund", "General Order 12",
        "known", "in the baseline", "ended with 2025-12-31",
    ):  # fmt: skip
        assert words in shown


@pytest.mark.parametrize("detail", Detail)
def test_the_terminal_shows_what_was_decided(
    decided: Report, golden: Golden, detail: Detail
) -> None:
    golden(f"reports/settled-{detail.value}.txt", text(decided, detail))


def test_nothing_is_a_gap_nor_met_that_a_person_decided_on(decided: Report) -> None:
    assert decided.gaps() == ()
    assert [f.is_met for f in decided.findings] == [False, False, False, True]
    assert headline(decided) == (
        "4 requirements checked; gaps: 0 required by law and 0 recommended; "
        "1 confirmed by a person; 1 waived; 1 known before"
    )
    assert outcomes(decided)[4:] == ("confirmed", "waived", "known")
    for tally in tallies(decided):
        assert sum(tally.counts.values()) == sum(
            (f.rubric, f.requirement.level) == (tally.rubric.id, tally.level)
            for f in decided.findings
        )


def test_json_keeps_the_verdicts_and_says_what_is_open(decided: Report) -> None:
    told = json.loads(FORMATS["json"].render(decided))
    jsonschema.validate(told, SCHEMA)
    assert told["notices"] == [NOTICE]
    assert [f["verdict"] for f in told["findings"]] == ["partial", "conflict", "missing", "met"]
    assert [f["settled"] for f in told["findings"]] == ["waived", "known", "confirmed", None]
    counts = told["summary"]
    assert (counts["gaps"], counts["open"]) == (3, 0)
    assert (counts["waived"], counts["known"], counts["confirmed"]) == (1, 1, 1)
    assert told["findings"][0]["elements"][0]["settled"] == {
        "as": "waived",
        "reason": "bargaining until spring",
        "owner": "Lt. Ortega",
        "expires": "2026-06-30",
        "by": "",
    }


def test_sarif_suppresses_what_is_settled_and_says_so_of_no_other(report: Report) -> None:
    bare = json.loads(FORMATS["sarif"].render(report))["runs"][0]["results"]
    assert [each for each in bare if "suppressions" in each] == []
    only = with_settled(report, {"ca-one/intercede/duty": WAIVED}, [NOTICE])
    log = json.loads(FORMATS["sarif"].render(only))
    jsonschema.validate(log, SARIF)
    results = log["runs"][0]["results"]
    assert [len(each["suppressions"]) for each in results] == [1, 0, 0]
    assert results[0]["suppressions"][0]["status"] == "accepted"
    assert [each["level"] for each in results] == ["note", "error", "warning"]
    told = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert NOTICE in [each["message"]["text"] for each in told]


def test_junit_skips_what_is_settled(decided: Report, report: Report) -> None:
    suites = ElementTree.fromstring(FORMATS["junit"].render(decided))
    assert suites.attrib["failures"] == "0"
    assert [s.attrib["skipped"] for s in suites.iter("testsuite")] == ["2", "0", "1"]
    assert len([*suites.iter("skipped")]) == 3
    assert [*suites.iter("failure")] == []
    before = ElementTree.fromstring(FORMATS["junit"].render(report))
    assert len([*before.iter("failure")]) == 3


def test_annotations_of_what_is_settled_only_inform(decided: Report) -> None:
    lines = FORMATS["github"].render(decided).decode().splitlines()
    assert {line.split(" ")[0] for line in lines} == {"::notice"}
    entries = json.loads(FORMATS["gitlab"].render(decided))
    assert {entry["severity"] for entry in entries} == {"info"}


def test_a_gap_stays_one_while_an_element_of_it_is_open(report: Report) -> None:
    first = report.findings[0]
    duty, said = first.elements
    both = replace(first, elements=(duty, replace(said, state=duty.state)))
    mixed = with_settled(
        replace(report, findings=(both, *report.findings[1:])),
        {"ca-one/intercede/duty": WAIVED},
        [],
    )
    shown = text(mixed)
    assert "PARTIAL   Duty to intercede" in shown
    assert "waived until 2026-06-30 (Lt. Ortega): bargaining until spring" in shown
    (row,) = [
        row
        for row in csv.reader(StringIO(FORMATS["csv"].render(mixed).decode("utf-8-sig")))
        if row[-1] == "ca-one/intercede"
    ]
    assert row[3] == "partial"
    assert "1. weak (waived)" in row[7]
    assert mixed.gaps()[0].key == "ca-one/intercede"


def test_a_severity_weighs_annotations_and_leaves_the_law_alone(report: Report) -> None:
    talk = replace(report.findings[2], severity=Level.REQUIRED)
    heavier = replace(report, findings=(*report.findings[:2], talk, report.findings[3]))
    lines = FORMATS["github"].render(heavier).decode().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::error", "::notice"]
    told = json.loads(FORMATS["json"].render(heavier))["findings"][2]
    assert (told["level"], told["severity"]) == ("recommended", "required")
    assert headline(heavier) == headline(report)
