"""What holds for every policy: one finding a requirement, real evidence, no loss by addition."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygap.analysis import analyze
from policygap.documents import policy_from_text
from policygap.model import Report, State, Verdict
from policygap.rubrics import load_rubrics

RUBRICS = load_rubrics(["ca-ab392", "eight-cant-wait"])
AS_OF = date(2026, 1, 1)
RULES = [
    "Officers shall use de-escalation techniques whenever feasible.",
    "Choke holds and carotid restraints are prohibited.",
    "An officer who sees another officer use excessive force shall intervene.",
    "Where feasible, an officer shall warn that deadly force may be used before shooting.",
    "Deadly force may be used only when necessary to defend against an imminent threat of death.",
    "Officers should report the pointing of a firearm at a person.",
    "Officers may shoot at any fleeing felon.",
]
UNRELATED = [
    "Uniforms shall be clean and pressed.",
    "The property room closes at five.",
    "Parking permits are issued by the records unit.",
    "Mileage is entered in the log at the end of the month.",
]


def report(*sentences: str) -> Report:
    return analyze(policy_from_text("\n\n".join(sentences)), RUBRICS, AS_OF)


policies = st.lists(st.sampled_from(RULES), min_size=1, max_size=4, unique=True)


@settings(max_examples=25, deadline=None)
@given(policies)
def test_one_finding_a_requirement_in_rubric_order(sentences: list[str]) -> None:
    found = [(f.rubric, f.requirement.id) for f in report(*sentences).findings]
    assert found == [(r.id, q.id) for r in RUBRICS for q in r.requirements]


@settings(max_examples=25, deadline=None)
@given(policies)
def test_evidence_is_a_passage_of_the_policy(sentences: list[str]) -> None:
    for finding in report(*sentences).findings:
        for result in finding.elements:
            assert bool(result.evidence) is (result.state is not State.ABSENT)
            assert all(e.text in sentences for e in result.evidence)
            assert result.nearest is None or result.nearest.text in sentences


@settings(max_examples=25, deadline=None)
@given(policies, st.permutations(UNRELATED))
def test_unrelated_text_changes_no_state(sentences: list[str], others: list[str]) -> None:
    plain, padded = report(*sentences), report(others[0], *sentences, *others[1:])
    states = [[r.state for r in f.elements] for f in plain.findings]
    assert [[r.state for r in f.elements] for f in padded.findings] == states


def test_same_policy_gives_the_same_report() -> None:
    assert report(*RULES) == report(*RULES)


@pytest.mark.parametrize("as_of", [date(2021, 6, 1), date(2026, 1, 1)])
def test_law_that_is_not_in_force_takes_no_part(as_of: date) -> None:
    (rubric,) = load_rubrics(["ca-sb230"])
    found = analyze(policy_from_text(RULES[0]), [rubric], as_of)
    ids = {f.requirement.id for f in found.findings}
    assert ("no-retaliation" in ids) is (as_of.year > 2021)
    excessive = next(f for f in found.findings if f.requirement.id == "report-excessive-force")
    assert len(excessive.elements) == (2 if as_of.year > 2021 else 1)
    assert all(f.verdict is not Verdict.MET or f.elements for f in found.findings)
