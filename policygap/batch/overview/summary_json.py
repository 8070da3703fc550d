"""The counts of a batch as JSON; docs/overview.md explains each field, a schema checks them."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from policygap.model import Level
from policygap.reports.json_report import encoded, file_facts, rubric_facts
from policygap.reports.summary import DISCLAIMER, unconfirmed

if TYPE_CHECKING:
    from policygap.batch.outcomes import Outcome
    from policygap.batch.overview.survey import Agency, Standing, Survey

SCHEMA_VERSION = "1"


def render(survey: Survey) -> bytes:
    """Return the counts by requirement, element and agency, and the failures, as UTF-8 JSON."""
    return encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "policygap", "version": version("policygap")},
            "as_of": survey.as_of.isoformat(),
            "rubrics": [rubric_facts(rubric, survey.as_of) for rubric in survey.rubrics],
            "summary": _summary(survey),
            "disclaimer": DISCLAIMER,
            "unconfirmed": list(dict.fromkeys(r.cite for r in unconfirmed(survey.asked))),
            "requirements": [_requirement(s, len(survey.failed)) for s in survey.standings()],
            "agencies": [_agency(survey, agency) for agency in survey.agencies],
            "failures": [_failure(outcome) for outcome in survey.failed],
        }
    )


def _summary(survey: Survey) -> dict[str, Any]:
    return {
        "agencies": survey.total,
        "checked": len(survey.agencies),
        "failed": len(survey.failed),
        "partly_read": survey.partly_read,
        "with_gaps": {level.value: survey.with_gaps(level) for level in Level},
        "without_gaps": len(survey.agencies) - survey.with_gaps(),
    }


def _requirement(standing: Standing, failed: int) -> dict[str, Any]:
    requirement = standing.asked.requirement
    return {
        "rubric": standing.asked.rubric.id,
        "requirement": requirement.id,
        "title": requirement.title,
        "citation": requirement.cite,
        "level": requirement.level.value,
        "confirmed": requirement.confirmed,
        **{verdict.value: number for verdict, number in standing.counts.items()},
        "not_checked": standing.not_checked,
        "failed": failed,
        "elements": [
            {
                "id": element.id,
                "says": element.says,
                **{state.value: number for state, number in numbers.items()},
            }
            for element, numbers in zip(standing.asked.elements, standing.states, strict=True)
        ],
    }


def _agency(survey: Survey, agency: Agency) -> dict[str, Any]:
    return {
        **_who(agency.outcome),
        "reports": list(agency.outcome.reports),
        "gaps": {level.value: survey.gaps(agency, level) for level in Level},
        "to_check": agency.doubts,
        "verdicts": {key: judged.verdict.value for key, judged in agency.found.items()},
    }


def _failure(outcome: Outcome) -> dict[str, Any]:
    return {**_who(outcome), "reason": outcome.error}


def _who(outcome: Outcome) -> dict[str, Any]:
    return {
        "agency": outcome.agency,
        "folder": outcome.folder,
        "tags": list(outcome.tags),
        "files": [file_facts(file) for file in outcome.files],
    }
