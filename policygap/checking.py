"""One check: policy files in, report out; what every command does that judges a policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policygap.analysis import analyze
from policygap.documents import read_policy
from policygap.errors import RubricError
from policygap.model import Policy, Report, Rubric
from policygap.options import DEFAULT, ReadOptions
from policygap.rubrics import load_rubrics


def check_policy(
    paths: Sequence[Path], rubrics: Sequence[str], as_of: date, options: ReadOptions = DEFAULT
) -> Report:
    """Return the report on the policy that these files make up, against rubrics by name or file.

    Raises DocumentError where a file cannot be read, and RubricError where a rubric cannot be used
    or nothing of it was in force on that day.
    """
    loaded = load_rubrics(rubrics)  # a mistake in them shows at once
    return judge(read_policy(paths, options=options), loaded, as_of)


def judge(policy: Policy, rubrics: Sequence[Rubric], as_of: date) -> Report:
    """Return the report on a policy that was read; RubricError where nothing was in force."""
    report = analyze(policy, rubrics, as_of)
    if not report.findings:  # nothing was looked for, so finding nothing means nothing
        names = ", ".join(rubric.id for rubric in rubrics)
        raise RubricError(f"{names}: nothing was in force on {as_of}; choose a later --as-of")
    return report
