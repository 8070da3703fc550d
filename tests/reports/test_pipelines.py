"""SARIF, JUnit XML, GitHub annotations and GitLab code quality: their shape, words and safety."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from typer.testing import Result

from policygap.model import ElementResult, Level, Report, State
from policygap.reports import FORMATS, FORMATS_BY_SUFFIX
from policygap.reports.summary import DISCLAIMER
from tests.reports.hostile import hostile_report
from tests.reports.shapes import GITLAB, SARIF

Golden = Callable[[str, bytes], None]
SAMPLES = Path(__file__).parents[2] / "sample_policies"
GOLDENS = {"sarif": "report.sarif", "junit": "junit.xml", "github": "github.txt"}
GOLDENS["gitlab"] = "gitlab.json"
PIPELINES = [*GOLDENS]


def rendered(name: str, report: Report) -> str:
    return FORMATS[name].render(report).decode()


def sarif(report: Report) -> dict[str, Any]:
    """Return the only run of the log."""
    (run,) = json.loads(rendered("sarif", report))["runs"]
    return run


def with_first(report: Report, **changes: Any) -> Report:
    """Return the report with its first element's result changed."""
    finding = report.findings[0]
    first: ElementResult = replace(finding.elements[0], **changes)
    changed = replace(finding, elements=(first, *finding.elements[1:]))
    return replace(report, findings=(changed, *report.findings[1:]))


def test_reports_for_pipelines_are_as_agreed(report: Report, golden: Golden) -> None:
    for name, file in GOLDENS.items():
        golden(f"reports/{file}", FORMATS[name].render(report))


@pytest.mark.parametrize("name", PIPELINES)
def test_reports_of_a_sample_are_as_agreed(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, golden: Golden, name: str
) -> None:
    monkeypatch.chdir(SAMPLES.parent)
    policy = "sample_policies/lake-ansel-campus.txt"
    options = ("--rubric", "eight-cant-wait", "--as-of", "2026-01-01", "--format", name)
    golden(
        f"samples/lake-ansel-campus.{GOLDENS[name]}", run("check", policy, *options).stdout_bytes
    )


@pytest.mark.parametrize("hostile", [False, True])
def test_sarif_and_gitlab_have_the_shape_that_is_asked(report: Report, hostile: bool) -> None:
    told = hostile_report() if hostile else report
    jsonschema.validate(json.loads(rendered("sarif", told)), SARIF)
    jsonschema.validate(json.loads(rendered("gitlab", told)), GITLAB)


@pytest.mark.parametrize("name", PIPELINES)
def test_what_was_checked_is_told(report: Report, name: str) -> None:
    content = rendered(name, report)
    for told in ("0" * 64, DISCLAIMER, "2026-01-31", "3-5, 9 could not be read", "Code 1(c)"):
        assert told.replace(",", "%2C") in content or told in content


@pytest.mark.parametrize("name", PIPELINES)
def test_hostile_text_is_no_control(name: str) -> None:
    content = rendered(name, hostile_report())
    assert content == rendered(name, hostile_report())
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", content)


def test_rules_are_the_requirements_and_results_name_theirs(report: Report) -> None:
    run = sarif(report)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["ca-one/intercede", "ca-one/holds", "guide/talk", "guide/names"]
    results = run["results"]
    assert [rules[result["ruleIndex"]] for result in results] == [r["ruleId"] for r in results]
    assert [result["level"] for result in results] == ["error", "error", "warning"]
    assert run["tool"]["driver"]["rules"][0]["helpUri"] == "https://example.org/intercede"


def test_a_missing_provision_is_at_the_first_line_in_the_section_that_is_nearest(
    report: Report,
) -> None:
    (location,) = sarif(report)["results"][2]["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 1}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "300.3 Duty to intercede"}]
    (nowhere,) = sarif(with_first(report, evidence=()))["results"][0]["locations"]
    assert nowhere["physicalLocation"]["artifactLocation"] == {"uri": "force.pdf"}
    assert "logicalLocations" not in nowhere


@pytest.mark.parametrize("name", ["sarif", "gitlab"])
def test_a_moved_paragraph_is_no_new_alert(report: Report, name: str) -> None:
    def prints(told: Report) -> list[str]:
        return re.findall(
            r'"(?:primaryLocationLineHash|fingerprint)": "(\w+)"', rendered(name, told)
        )

    (old,) = report.findings[0].elements[0].evidence
    moved = replace(old, section="900", heading="Elsewhere", page=9, text="Members should move.")
    assert prints(with_first(report, evidence=(moved,))) == prints(report)
    assert len(set(prints(report))) == len(prints(report))
    first, *others = report.policy.files
    other = replace(report.policy, files=(replace(first, name="other.pdf"), *others))
    assert set(prints(replace(report, policy=other))).isdisjoint(prints(report))


def test_files_are_named_from_where_the_program_was_started(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "our policies"
    folder.mkdir()
    (folder / "force.txt").write_text("1 FORCE\n\nOfficers should intercede.\n", "utf-8")
    options = ("--rubric", "eight-cant-wait", "--format")
    monkeypatch.chdir(tmp_path)
    told = json.loads(run("check", "our policies/force.txt", *options, "sarif").stdout)
    assert told["runs"][0]["artifacts"][0]["location"] == {"uri": "our%20policies/force.txt"}
    assert "file=our policies/force.txt," in run("check", folder, *options, "github").stdout
    monkeypatch.chdir(folder)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert "file=force.txt," in run("check", folder, *options, "github").stdout


def test_a_test_case_is_a_requirement(report: Report) -> None:
    suites = ElementTree.fromstring(rendered("junit", report))
    assert (suites.get("tests"), suites.get("failures")) == ("4", "3")
    assert [suite.get("name") for suite in suites] == [
        "ca-one required",
        "guide required",
        "guide recommended",
    ]
    cases = suites.findall(".//testcase")
    assert [case.get("classname") for case in cases] == [
        "ca-one.intercede",
        "ca-one.holds",
        "guide.names",
        "guide.talk",
    ]
    assert [f.get("type") for f in suites.findall(".//failure")] == [
        "partial",
        "conflict",
        "missing",
    ]
    assert "Suggested language:\nMembers shall step in." in suites.findall(".//failure")[0].text


def test_doubts_are_told(report: Report) -> None:
    unsure = with_first(report, doubt="only part was recognized")
    for name in PIPELINES:
        assert "Please check: only part was recognized" in rendered(name, unsure)
    met = report.findings[3]
    result = replace(met.elements[0], doubt="passages differ")
    suites = rendered("junit", replace(report, findings=(replace(met, elements=(result,)),)))
    assert "<system-out>present: officers identify themselves" in suites
    assert "<failure" not in suites
    assert "Suggested language" not in suites


def test_nothing_is_suggested_where_the_rubric_has_no_language(report: Report) -> None:
    element = replace(report.findings[0].elements[0].element, suggest="")
    (first, *_) = sarif(with_first(report, element=element))["results"]
    assert first["message"]["text"].endswith("page 4, force.pdf)")


def test_hostile_text_leaves_the_xml_well_formed() -> None:
    suites = ElementTree.fromstring(rendered("junit", hostile_report()))
    failures = "\n".join(failure.text or "" for failure in suites.iter("failure"))
    assert "# no heading | `no code` *no stress*" in failures
    assert "</script></style></title>--><script>alert(1)</script>" in failures


def test_both_sides_of_a_conflict_are_told(report: Report) -> None:
    (old,) = report.findings[0].elements[0].evidence
    against = replace(old, text="Members need not step in.", state=State.CONTRADICTED)
    for name in PIPELINES:
        assert "But: “Members need not step in.”" in rendered(
            name, with_first(report, against=(against,))
        )


def test_annotations_are_a_line_each_and_escaped(report: Report) -> None:
    lines = rendered("github", hostile_report()).splitlines()
    assert len(lines) == sum(not f.is_met for f in hostile_report().findings) + 1
    assert all(
        re.match(r"::(error|warning|notice) file=[^:,]*,line=1,title=[^:,]*::", x) for x in lines
    )
    shown = rendered("github", report).splitlines()
    kinds = [line.split(" ", 1)[0] for line in shown]
    assert kinds == ["::error", "::error", "::warning", "::notice"]
    assert "title=PARTIAL%3A Duty to intercede::Code 1(b)(9) [ca-one/intercede]%0Aweak" in shown[0]


def test_gitlab_tells_how_grave_a_gap_is(report: Report) -> None:
    entries = json.loads(rendered("gitlab", report))
    assert [e["severity"] for e in entries] == ["info", "major", "critical", "minor"]
    assert report.findings[2].requirement.level is Level.RECOMMENDED


def test_formats_without_a_suffix_are_for_standard_output_only() -> None:
    assert [name for name, row in FORMATS.items() if not row.suffix] == ["github", "gitlab"]
    assert "" not in FORMATS_BY_SUFFIX
