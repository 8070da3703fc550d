from __future__ import annotations

import pytest

from policygap.matching.targets import is_among, target
from policygap.model import SourceFile


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("For the report to the state, see Policy 322.", "Policy 322"),
        (
            "Complaints are filed under Policy 1020 Personnel Complaints.",
            "Policy 1020 Personnel Complaints",
        ),
        ("Tactics are set out in General Order 6-02, as amended.", "General Order 6-02"),
        ("Records are given out as the Public Records Procedure, A-9 says.",
         "Public Records Procedure, A-9"),
        ("Acts of retaliation are listed in Personnel Rule 8.4.", "Personnel Rule 8.4"),
        ("Refer to Training Bulletin III-H.", "Training Bulletin III-H"),
        ("The term is that of Penal Code § 835a(e)(1).", "Penal Code § 835a(e)(1)"),
        ("See the complaint procedure.", "the complaint procedure"),
        ("Its release is governed by state law.", "law"),
        ("It is dealt with elsewhere.", ""),
    ],
)  # fmt: skip
def test_a_reference_names_its_target(text: str, named: str) -> None:
    assert target(text) == named


@pytest.mark.parametrize(
    ("named", "called", "among"),
    [
        ("Policy 1020 Personnel Complaints", "1020.docx", True),
        ("Policy 1020", "policy-1020-complaints.pdf", True),
        ("Policy 1020", "policy-102.pdf", False),
        ("General Order 6-02", "GO 6-02.pdf", True),
        ("the complaint procedure", "complaint procedure.md", True),
        ("the complaint procedure", "pursuit procedure.md", False),
        ("law", "manual.pdf", False),
        ("", "manual.pdf", False),
    ],
)
def test_a_target_is_found_among_the_files(named: str, called: str, among: bool) -> None:
    file = SourceFile(called, "", pages=None, words=0)
    assert is_among(named, [file]) is among


def test_a_title_counts_as_the_name_does() -> None:
    file = SourceFile("scan-17.pdf", "", pages=None, words=0, title="Personnel Complaints")
    assert is_among("the Personnel Complaints policy", [file])
