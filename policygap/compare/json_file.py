"""The comparison as JSON; docs/versions.md explains each field, comparison.schema.json checks."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from policygap.compare import summary
from policygap.compare.changes import Trend
from policygap.reports.json_report import encoded, policy_facts, rubric_facts
from policygap.reports.summary import DISCLAIMER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygap.compare.changes import (
        Comparison,
        ElementChange,
        Passage,
        PassageChange,
        RequirementChange,
    )
    from policygap.compare.words import Run

SCHEMA_VERSION = "1"


def render(comparison: Comparison) -> bytes:
    """Return UTF-8 JSON with a trailing newline; equal comparisons give equal bytes."""
    return encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "policygap", "version": version("policygap")},
            "tracked_changes": comparison.is_draft,
            "old": policy_facts(comparison.old.policy),
            "new": policy_facts(comparison.new.policy),
            "rubrics": [
                rubric_facts(each, comparison.new.as_of) for each in comparison.new.rubrics
            ],
            "summary": _summary(comparison),
            "disclaimer": DISCLAIMER,
            "requirements": [_requirement(each) for each in comparison.requirements],
            "passages": [_change(each) for each in comparison.passages],
            "moves": [
                {"old": each.old, "new": each.new, "passages": each.passages}
                for each in comparison.moves
            ],
        }
    )


def _summary(comparison: Comparison) -> dict[str, Any]:
    return {
        "gaps_closed": sum(each.closed for each in comparison.requirements),
        "gaps_opened": sum(each.opened for each in comparison.requirements),
        "requirements": _counts(summary.requirements(comparison)),
        "elements": _counts(summary.elements(comparison)),
        "passages": {kind.value: number for kind, number in comparison.counts.items()},
    }


def _counts(counts: Mapping[Trend, int]) -> dict[str, int]:
    return {trend.value: counts[trend] for trend in Trend}


def _requirement(change: RequirementChange) -> dict[str, Any]:
    requirement = change.new.requirement
    return {
        "rubric": change.new.rubric,
        "requirement": requirement.id,
        "title": requirement.title,
        "citation": requirement.cite,
        "level": requirement.level.value,
        "old_verdict": change.old.verdict.value,
        "new_verdict": change.new.verdict.value,
        "trend": change.trend.value,
        "elements": [_element(each) for each in change.elements],
    }


def _element(change: ElementChange) -> dict[str, Any]:
    return {
        "id": change.element.id,
        "says": change.element.says,
        "old_state": change.old.state.value,
        "new_state": change.new.state.value,
        "trend": change.trend.value,
        "old_reason": change.old.reason,
        "new_reason": change.new.reason,
        "old_doubt": change.old.doubt,
        "new_doubt": change.new.doubt,
        "passages": [_sides(each) for each in change.passages],
    }


def _change(change: PassageChange) -> dict[str, Any]:
    return {**_sides(change), "quoted": list(change.quoted)}


def _sides(change: PassageChange) -> dict[str, Any]:
    old, new = change.words
    return {
        "kind": change.kind.value,
        "old": _passage(change.old, old),
        "new": _passage(change.new, new),
    }


def _passage(passage: Passage | None, runs: Sequence[Run]) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "text": passage.text,
        "section": passage.section,
        "heading": passage.heading,
        "page": passage.page,
        "file": passage.file,
        "runs": [{"text": run.text, "changed": run.changed} for run in runs],
    }
