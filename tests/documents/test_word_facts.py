from __future__ import annotations

from collections import Counter

import pytest

from policygap.documents.word.changes import sentence_on_changes, sentences_about
from policygap.documents.word.facts import agency, dates, front_lines, title
from policygap.model import Block, BlockKind, Cell
from policygap.options import Revisions

PARAGRAPH, HEADING, CELL = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CELL


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Larkspur Police Department Policy Manual", "Larkspur Police Department"),
        ("This tells members of the Elm County Sheriff's Office", "Elm County Sheriff's Office"),
        ("The Larkspur Police Department values life.", "Larkspur Police Department"),
        ("CITY OF LARKSPUR POLICE DEPARTMENT", "CITY OF LARKSPUR POLICE DEPARTMENT"),
        ("Larkspur Department of Public Safety", "Larkspur Department of Public Safety"),
        ("Department of Police of Larkspur", "Department of Police of Larkspur"),
        ("Larkspur Police Manual", "Larkspur Police"),
        ("The police department shall report.", ""),
    ],
)  # fmt: skip
def test_an_agency_is_found_by_its_name(line: str, name: str) -> None:
    assert agency(["Use of Force", line]) == name


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Effective date: March 1, 2024 Supersedes: Policy 300 dated July 1, 2021",
         ("Effective date: March 1, 2024",)),
        ("Revised 05/01/2023", ("Revised 05/01/2023",)),
        ("Date Issued 2023-05-01. Review: 1 May 2025",
         ("Date Issued 2023-05-01", "Review: 1 May 2025")),
        ("Last revised: Sept. 2022", ("Last revised: Sept. 2022",)),
        ("Replaces General Order 5 of May 2017", ()),
        ("Officers shall effect arrests.", ()),
    ],
)  # fmt: skip
def test_dates_are_those_of_this_text_as_written(line: str, found: tuple[str, ...]) -> None:
    assert dates([line]) == found


def test_a_date_may_stand_in_the_cell_beside_its_name() -> None:
    row = [
        Block("Effective Date:", CELL, cell=Cell(0, 0, 0)),
        Block("5/1/2023", CELL, cell=Cell(0, 0, 1)),
    ]
    assert dates(front_lines(row, ["Page foot"])) == ("Effective Date: 5/1/2023",)


def test_the_title_is_the_first_usable_one() -> None:
    blocks = [
        Block("LARKSPUR POLICE DEPARTMENT", HEADING, depth=1),
        Block("Policy Manual", PARAGRAPH),
        Block("Use of Force", HEADING, label="300", depth=1),
    ]
    owner = "LARKSPUR POLICE DEPARTMENT"
    assert title(blocks, ["Force Policy"], owner) == "Force Policy"
    assert (
        title(blocks, ["", "Document1", "Microsoft Word - draft.doc"], owner) == "300 Use of Force"
    )
    assert title(blocks[1:2], [], "") == ""
    assert title([Block("Officers shall report.", PARAGRAPH)], [], "") == ""
    assert title([Block("Use of Force", PARAGRAPH)], [], "") == "Use of Force"


def test_what_was_set_aside_is_said_in_sentences() -> None:
    tally = Counter(hidden=1, diagrams=2, pictures=3)
    assert list(sentences_about(tally)) == [
        "1 word of hidden text was left out.",
        "3 pictures were not read; text in pictures needs text recognition (OCR).",
        "2 diagrams or charts were not read; check whether they hold policy text.",
    ]


def test_tracked_changes_are_counted_and_their_reading_is_said() -> None:
    tally = Counter(insertions=1, deletions=2, moves=1)
    assert sentence_on_changes(tally, Revisions.FINAL) == (
        "1 tracked insertion, 2 tracked deletions and 1 tracked move were read as accepted.",
    )
    assert sentence_on_changes(Counter(insertions=1), Revisions.ORIGINAL) == (
        "1 tracked insertion was read as rejected: the original is checked.",
    )
    assert sentence_on_changes(Counter(), Revisions.FINAL) == ()
