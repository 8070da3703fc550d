"""Plain-text files."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap.documents import text
from policygap.errors import DocumentError
from policygap.model import BlockKind

POLICY = """Cedar Falls Police Department
Effective: January 5, 2021

300.1 USE OF FORCE

Members shall use only the force that is needed to do their
duty and no more than that.

Members shall not use:
   (a) choke holds, which are banned by this department in all
       cases;
   (b) strikes to the head.
Members shall report what they did.
"""


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_wrapped_text_is_read_with_its_structure(tmp_path: Path) -> None:
    document = text.read(write(tmp_path / "policy.txt", POLICY))
    shown = [(b.kind, b.label, b.text) for b in document.blocks][2:]
    assert shown == [
        (BlockKind.HEADING, "300.1", "USE OF FORCE"),
        (
            BlockKind.PARAGRAPH,
            "",
            "Members shall use only the force that is needed to do their duty and no more "
            "than that.",
        ),
        (BlockKind.PARAGRAPH, "", "Members shall not use:"),
        (
            BlockKind.ITEM,
            "(a)",
            "choke holds, which are banned by this department in all cases;",
        ),
        (BlockKind.ITEM, "(b)", "strikes to the head."),
        (BlockKind.PARAGRAPH, "", "Members shall report what they did."),
    ]
    assert document.source.agency == "Cedar Falls Police Department"
    assert document.source.dates == ("Effective: January 5, 2021",)
    assert document.source.pages is None
    assert {block.page for block in document.blocks} == {None}


def test_form_feeds_are_page_breaks(tmp_path: Path) -> None:
    sheets = ["Order 7\n\nMembers shall warn.\n", "Order 7\n\nMembers shall report.\n"]
    document = text.read(write(tmp_path / "a.txt", "\f".join(sheets)))
    assert document.source.pages == 2
    assert [(b.page, b.text) for b in document.blocks] == [
        (1, "Members shall warn."),
        (2, "Members shall report."),
    ]


def test_a_date_that_the_running_head_repeats_is_told_once(tmp_path: Path) -> None:
    sheets = [f"Order 7   04/24/15\n\n{each}\n" for each in ("Effective: 04/24/15", "We warn.")]
    document = text.read(write(tmp_path / "a.txt", "\f".join(sheets)))
    assert document.source.dates == ("Effective: 04/24/15",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    content = "The officer\u2019s duty \u2013 to warn \u2013 is set by \u00a7 7.".encode(encoding)
    (block,) = text.read(write(tmp_path / "a.txt", content)).blocks
    assert block.text == "The officer's duty \u2013 to warn \u2013 is set by \u00a7 7."


def test_lines_that_were_never_wrapped_are_paragraphs(tmp_path: Path) -> None:
    long = "Members shall use only the force that is needed to do their duty and no more. " * 3
    blocks = text.read(write(tmp_path / "a.txt", f"{long}\nShort end\n{long}\n")).blocks
    assert [len(block.text) for block in blocks] == [len(long) - 1, 9, len(long) - 1]


def test_line_numbers_in_the_margin_are_dropped(tmp_path: Path) -> None:
    rows = [f"{n:2}   Members follow rule number {'x' * n} of this order." for n in range(1, 13)]
    blocks = text.read(write(tmp_path / "a.txt", "\n".join(rows))).blocks
    words = " ".join(block.text for block in blocks).split()
    assert words.count("Members") == 12
    assert not [word for word in words if word.isdigit()]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (bytes(range(256)) * 8, "not a text file"),
        (b"\xff\xfe\x00\xd8", "not a text file"),
        ("\u0416\u0417\u0418\u041b " * 60, "no English text"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    path = write(tmp_path / "bad.txt", content)
    with pytest.raises(DocumentError, match=message) as caught:
        text.read(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        text.read(tmp_path / "none.txt")


def test_long_lines_that_go_on_were_wrapped(tmp_path: Path) -> None:
    words = (
        "members shall use only such force as the case calls for and will report it " * 12
    ).split()
    rows = [" ".join(words[n : n + 30]) + " " for n in range(0, len(words), 30)]
    assert sum(len(row) > 120 for row in rows) > 1
    (block,) = text.read(write(tmp_path / "a.txt", "\n".join(rows) + "\n")).blocks
    assert block.text.split() == words


def test_an_empty_line_within_a_sentence_does_not_end_it(tmp_path: Path) -> None:
    content = (
        "Members shall report every use of force to a sergeant before they go\n"
        "home, and shall write a report of it before the end of the shift in which\n"
        "it was used.\n\n"
        "Deadly force shall not be used against persons who endanger nobody but \n\n"
        "themselves.\n\n"
        "Use of force\n\n"
        "by whom it may be used\n"
    )
    blocks = text.read(write(tmp_path / "a.txt", content)).blocks
    assert [block.text for block in blocks][1:] == [
        "Deadly force shall not be used against persons who endanger nobody but themselves.",
        "Use of force",
        "by whom it may be used",
    ]


def test_an_empty_line_within_a_sentence_of_a_narrow_column_does_not_end_it(tmp_path: Path) -> None:
    content = (
        "5.  A member shall not fire at or into a \n\n"
        "moving vehicle unless a person in it uses\n"
        "a weapon.\n\n"
        "The Duties of Sergeants\n\n"
        "go to the place of every use of force\n"
    )
    blocks = text.read(write(tmp_path / "a.txt", content)).blocks
    assert [block.text for block in blocks] == [
        "A member shall not fire at or into a moving vehicle unless a person in it uses a weapon.",
        "The Duties of Sergeants",
        "go to the place of every use of force",
    ]


def test_lines_of_a_page_number_alone_are_page_breaks(tmp_path: Path) -> None:
    acts = ("warn", "report", "rest", "wait", "call", "write", "listen", "speak", "watch", "learn")
    people = ("Sergeants", "Officers", "Deputies", "Rangers", "Troopers")
    rules = [f"{who} shall {act} when duty asks for it." for act in acts for who in people]
    pages = ["\n\n".join(rules[start : start + 10]) for start in range(0, 50, 10)]
    pages[2] = pages[2].removesuffix("when duty asks for it.")
    pages[3] = "when duty asks for it.\n\n" + pages[3]
    content = "".join(f"{page}\n\n  {n}  \n\n" for n, page in enumerate(pages, start=1))
    document = text.read(write(tmp_path / "policy.txt", content))
    assert document.source.pages == 5
    assert " ".join(block.text for block in document.blocks) == " ".join(rules)
    (sentence,) = [block for block in document.blocks if rules[29] in block.text]
    assert sentence.page == 3


def test_numbers_that_do_not_count_up_are_text(tmp_path: Path) -> None:
    lines = [f"Members shall act with care in case number {n}.\n" for n in range(60)]
    for place, number in ((50, 9), (30, 2), (10, 1)):
        lines.insert(place, f"{number}\n")
    document = text.read(write(tmp_path / "policy.txt", "\n".join(lines)))
    assert document.source.pages is None


def test_a_number_alone_on_its_line_belongs_to_the_text_below(tmp_path: Path) -> None:
    content = (
        "A member reports:\n\n1.\n\nany use of a baton;\n\n2.\n\nany pointing of a firearm;\n\n"
        "•\n\nany injury.\n"
    )
    document = text.read(write(tmp_path / "a.txt", content))
    assert [(b.kind, b.label, b.text) for b in document.blocks][1:] == [
        (BlockKind.ITEM, "1.", "any use of a baton;"),
        (BlockKind.ITEM, "2.", "any pointing of a firearm;"),
        (BlockKind.ITEM, "•", "any injury."),
    ]


def test_glyph_codes_of_bullets_are_bullets_and_others_are_nothing(tmp_path: Path) -> None:
    content = (
        "An officer (cid:120) weighs:\n\n(cid:190)  the threat,\n\n(cid:190)  age, and\n\n"
        "(cid:190)\n\nskill.\n\n(cid:161) (cid:161) (cid:161)\n\nHe reports it.\n"
    )
    document = text.read(write(tmp_path / "a.txt", content))
    assert [(b.label, b.text) for b in document.blocks] == [
        ("", "An officer weighs:"),
        ("•", "the threat,"),
        ("•", "age, and"),
        ("•", "skill."),
        ("", "He reports it."),
    ]


def test_a_text_with_some_glyph_codes_is_read(tmp_path: Path) -> None:
    said = "Officers shall report every use of force to the sergeant on duty at once.\n\n"
    read = text.read(write(tmp_path / "a.txt", ("(cid:190) " + said) * 30))
    assert len(read.blocks) == 30
    with pytest.raises(DocumentError, match="no English text"):
        text.read(write(tmp_path / "b.txt", ("(cid:190)(cid:12)(cid:7)" * 4 + " " + said) * 30))


def test_a_note_on_a_revision_does_not_end_a_list(tmp_path: Path) -> None:
    content = (
        "1. A report is made when a member uses:\n\n   • a baton;\n\n"
        "(Added 06-18-03) (A 1.3.6d.)\n\n   • a firearm; or\n\n(Revised 11-01-97)\n\n   • a dog.\n"
    )
    document = text.read(write(tmp_path / "a.txt", content))
    assert [(b.kind, b.label, b.depth, b.text) for b in document.blocks] == [
        (BlockKind.ITEM, "1.", 1, "A report is made when a member uses:"),
        (BlockKind.ITEM, "•", 2, "a baton; (Added 06-18-03) (A 1.3.6d.)"),
        (BlockKind.ITEM, "•", 2, "a firearm; or (Revised 11-01-97)"),
        (BlockKind.ITEM, "•", 2, "a dog."),
    ]
