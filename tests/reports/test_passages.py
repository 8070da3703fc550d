from __future__ import annotations

from pathlib import Path

import pytest

from policygap.documents import read_policy
from policygap.model import Evidence, Policy, ProvisionKind, Report, Section, State
from policygap.reports.passages import Part, PolicyText

TEXT = """# 300 Force

## 300.1 Reports

Members shall:

- Tell a supervisor at once. The supervisor writes it down.
- Write a report.

Members who saw it shall: (a) stay at the scene; (b) say what they saw.

## 300.2 Holds

Neck holds are prohibited.
"""


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    """Return a policy with a list of two items and a list within a sentence."""
    path = tmp_path / "force.md"
    path.write_text(TEXT, "utf-8")
    return read_policy([path])


def evidence_of(policy: Policy) -> list[tuple[ProvisionKind, Evidence]]:
    return [
        (
            p.kind,
            Evidence(p.full_text, p.section.path, p.section.heading, p.page, p.file, State.WEAK),
        )
        for p in policy.provisions
    ]


def test_every_word_is_shown_once_under_its_section(policy: Policy) -> None:
    parts = list(PolicyText(policy).parts())
    assert [part.title for part in parts] == ["300.1 Reports", "300.2 Holds"]
    shown = [
        [(passage.label, passage.provision.text) for passage in paragraph]
        for part in parts
        for paragraph in part.paragraphs
    ]
    assert shown == [
        [("", "Members shall:")],
        [("•", "Tell a supervisor at once."), ("", "The supervisor writes it down.")],
        [("•", "Write a report.")],
        [
            ("", "Members who saw it shall:"),
            ("(a)", "stay at the scene;"),
            ("(b)", "say what they saw."),
        ],
        [("", "Neck holds are prohibited.")],
    ]


@pytest.mark.parametrize(
    ("path", "heading", "title"),
    [
        ("", "", ""),
        ("", "Holds", "Holds"),
        ("300 Force", "300 Force", "300 Force"),
        ("300.3 > 300.3.1", "Holds", "300.3.1 Holds"),
        ("IV > A", "Holds", "IV > A Holds"),
        ("12 > 12.1 > (a)", "", "12.1 > (a)"),
    ],
)
def test_a_part_has_a_title_that_says_where_it_is(path: str, heading: str, title: str) -> None:
    assert Part(Section(path, heading), "force.md", ()).title == title


def test_passages_are_numbered_in_reading_order(policy: Policy) -> None:
    assert [each.number for each in PolicyText(policy).passages] == list(range(1, 9))


def test_a_passage_is_found_by_its_words_and_a_list_by_its_items(policy: Policy) -> None:
    text = PolicyText(policy)
    found = [(kind, text.where(evidence)) for kind, evidence in evidence_of(policy)]
    assert [place for kind, place in found if kind is not ProvisionKind.LIST] == [
        (n,) for n in range(1, 9)
    ]
    assert [place for kind, place in found if kind is ProvisionKind.LIST] == [(2, 3, 4), (6, 7)]


def test_words_that_stand_nowhere_are_not_found(policy: Policy) -> None:
    elsewhere = Evidence("Not said.", "300.1", "Reports", None, "force.md", State.WEAK)
    assert PolicyText(policy).where(elsewhere) == ()


def test_all_evidence_of_a_sample_is_found(quill_valley: Report) -> None:
    text = PolicyText(quill_valley.policy)
    results = [result for finding in quill_valley.findings for result in finding.elements]
    quoted = [e for r in results for e in (*r.evidence, *r.against, *filter(None, [r.nearest]))]
    assert len(quoted) > 50
    assert [evidence for evidence in quoted if not text.where(evidence)] == []
