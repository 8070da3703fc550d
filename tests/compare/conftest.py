"""Two versions of a town's policy against a small rubric, and their comparison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policygap.checking import judge
from policygap.compare.changes import Comparison
from policygap.compare.comparing import compare
from policygap.documents import policy_from_text, read_policy
from policygap.model import Report
from policygap.options import ReadOptions, Revisions
from policygap.rubrics import load_rubrics

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
DRAFT = Path(__file__).parents[2] / "sample_policies" / "quill-valley-pd-draft.docx"
DAY = date(2026, 1, 31)
OLD = """300 USE OF FORCE

300.1 DUTY TO INTERCEDE

An officer who sees another officer use excessive force shall intercede.
Force is the last resort.

300.2 WARNINGS

Dogs are kept on a leash.

300.3 NECK HOLDS

Chokeholds are prohibited.
"""
NEW = """300 USE OF FORCE

300.1 DUTY TO INTERCEDE

An officer who sees another officer use excessive force should intercede.
Force is the last resort.

300.2 WARNINGS

Officers should give a verbal warning before using force.

300.4 NECK HOLDS

Chokeholds are prohibited and discouraged.

300.5 LAST

Dogs are kept on a leash.
"""
Judged = Callable[[str], Report]


@pytest.fixture(scope="session")
def judged() -> Judged:
    """Return what judges a short text against the town's rubric."""
    rubrics = load_rubrics([str(TOWN)])
    return lambda text: judge(policy_from_text(text), rubrics, DAY)


@pytest.fixture(scope="session")
def comparison(judged: Judged) -> Comparison:
    """Return a comparison with a change of every sort."""
    return compare(judged(OLD), judged(NEW))


@pytest.fixture(scope="session")
def draft() -> Comparison:
    """Return what the tracked changes of a sample change, against California's law."""
    rubrics = load_rubrics(["california"])
    sides = (read_policy([DRAFT], options=ReadOptions(revisions=view)) for view in Revisions)
    final, original = (judge(side, rubrics, date(2026, 1, 1)) for side in sides)
    return compare(original, final, is_draft=True)
