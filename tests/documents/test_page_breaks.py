"""Pages of plain texts, with form feeds and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap.documents import text
from policygap.documents.page_breaks import with_breaks
from policygap.model import Document

ACTS = ("warn", "report", "rest", "wait", "call", "write", "listen", "speak", "watch", "learn")
PEOPLE = ("Sergeants", "Officers", "Deputies", "Rangers", "Troopers", "Captains", "Agents")
RULES = [f"{who} shall {act} when duty asks for it." for act in ACTS for who in PEOPLE]
PAGES = [RULES[start : start + 8 + start % 3] for start in (0, 8, 18, 27, 35)]  # unlike lengths
BROKEN = ("Members shall hold their fire until the way is", "clear of other people.")


def read(folder: Path, content: str) -> Document:
    path = folder / "policy.txt"
    path.write_text(content)
    return text.read(path)


def bodies() -> list[str]:
    """Return the texts of the pages; a sentence goes on from the third to the fourth one."""
    bodies = ["\n\n".join(rules) for rules in PAGES]
    bodies[2] += f"\n\n{BROKEN[0]}"
    bodies[3] = f"{BROKEN[1]}\n\n{bodies[3]}"
    return bodies


def told() -> str:
    rules = [[*each] for each in PAGES]
    rules[2].append(" ".join(BROKEN))
    return " ".join(rule for each in rules for rule in each)


FEET_AND_HEADS = [
    ("Rev. 11/2016     Page {n} of 5     Directive 1.3\n", "CEDAR FALLS POLICE     FORCE\n\n"),
    ("G.O. 7, Force\nIssued 3 March 2013\nForm 1 (7/09)   Page {n}\n", "CEDAR FALLS\nG.O. 7\n\n"),
    ("Adopted: 2013/04/09\n\nUse of Force - {n}\n", "\nCedar Falls Police\n\nPolicy Manual\n\n"),
]


@pytest.mark.parametrize(("foot", "head"), FEET_AND_HEADS)
@pytest.mark.parametrize("feed", ["", "\f"])
def test_a_foot_with_words_ends_a_page(tmp_path: Path, foot: str, head: str, feed: str) -> None:
    sheets = [f"{body}\n\n{foot.format(n=n)}" for n, body in enumerate(bodies(), start=1)]
    document = read(tmp_path, f"{feed}{head}".join(sheets))
    assert document.source.pages == 5
    assert " ".join(block.text for block in document.blocks) == told()
    (sentence,) = [block for block in document.blocks if BROKEN[0] in block.text]
    assert sentence.page == 3


def test_a_head_with_words_begins_a_page(tmp_path: Path) -> None:
    head = "CEDAR FALLS POLICE DEPARTMENT\nGO #: 1.27   SUBJECT: Force\nPage: {n}\nR/01-08-14\n\n"
    content = "".join(head.format(n=n) + f"{body}\n\n" for n, body in enumerate(bodies(), start=1))
    document = read(tmp_path, content)
    assert document.source.pages == 5
    assert document.source.agency == "CEDAR FALLS POLICE DEPARTMENT"
    shown = [b for b in document.blocks if b.page > 1 or "shall" in b.text]  # type: ignore[operator]
    assert " ".join(block.text for block in shown) == told()


def test_the_last_page_may_be_short(tmp_path: Path) -> None:
    foot = "Order 7\n\nCEDAR FALLS POLICE\n\nPage {n}\n\f"
    sheets = [*bodies(), "Members shall read this order."]
    content = "".join(f"{each}\n\n{foot.format(n=n)}" for n, each in enumerate(sheets, start=1))
    blocks = read(tmp_path, content).blocks
    assert [b.text for b in blocks if b.page == 6] == ["Members shall read this order."]
    assert not [b for b in blocks if "CEDAR" in b.text or "Order 7" in b.text]


def test_a_last_page_of_a_few_lines_has_its_number_alone() -> None:
    sheets = [*bodies(), "Members shall read this order."]
    text = "".join(f"{each}\n\n {n} \n\n" for n, each in enumerate(sheets, start=1))
    assert with_breaks(text).count("\f") == len(sheets)


@pytest.mark.parametrize("line", ["({n})", "SECTION {n}", "Level {n} Force", "{n}. Reporting"])
def test_parts_that_count_up_are_no_pages(line: str) -> None:
    content = "".join(
        f"{line.format(n=n)}\n\n{body}\n\n" for n, body in enumerate(bodies(), start=1)
    )
    assert with_breaks(content) == content


def test_what_stands_close_together_is_no_foot() -> None:
    content = "".join(f"{rule}\nForce Report, copy {n}\n" for n, rule in enumerate(RULES[:9]))
    assert with_breaks(content) == content
