from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygap.documents.markdown import reader as markdown
from policygap.errors import DocumentError
from policygap.model import Document

Reader = Callable[[str | bytes], Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def save(text: str | bytes) -> Document:
        path = tmp_path / "policy.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return markdown.read(path)

    return save


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.depth, b.label, b.text) for b in document.blocks]


def test_headings_paragraphs_and_facts(read: Reader) -> None:
    document = read(
        "# Policy 300: Use of Force\n\nLarkspur Police Department  \nEffective March 1, 2024\n\n"
        "## 300.1 Purpose\n\nOfficers **shall**\nuse *force* [lawfully](x) and `only` so."
    )
    assert outline(document) == [
        ("heading", 1, "", "Policy 300: Use of Force"),
        ("paragraph", 0, "", "Larkspur Police Department Effective March 1, 2024"),
        ("heading", 2, "300.1", "Purpose"),
        ("paragraph", 0, "", "Officers shall use force lawfully and only so."),
    ]
    source = document.source
    assert (source.pages, source.title) == (None, "Policy 300: Use of Force")
    assert (source.agency, source.dates) == (
        "Larkspur Police Department",
        ("Effective March 1, 2024",),
    )
    assert {block.page for block in document.blocks} == {None}


def test_lists_nest_and_keep_their_labels(read: Reader) -> None:
    document = read(
        "Officers shall:\n\n1. stop:\n   - here\n   - there\n\n   A remark.\n2. report; and\n"
        "4) warn\n5) leave\n\n* (a) typed\n"
    )
    assert outline(document)[1:] == [
        ("item", 1, "1.", "stop:"),
        ("item", 2, "•", "here"),
        ("item", 2, "•", "there"),
        ("paragraph", 0, "", "A remark."),
        ("item", 1, "2.", "report; and"),
        ("item", 2, "4)", "warn"),
        ("item", 2, "5)", "leave"),
        ("item", 3, "(a)", "typed"),
    ]


def test_deep_lists_are_read_and_deeper_ones_refused(read: Reader) -> None:
    items = ["  " * depth + f"- Rule {depth}.\n" for depth in range(51)]
    found = outline(read("".join(items[:50])))
    assert [(depth, text) for _, depth, _, text in found] == [
        (depth + 1, f"Rule {depth}.") for depth in range(50)
    ]
    with pytest.raises(DocumentError, match=r"policy\.md: nests lists or quotes more than 50 deep"):
        read("".join(items))
    with pytest.raises(DocumentError, match="more than 50 deep"):
        read("> " * 120 + "Rule.")


def test_words_broken_at_line_ends_are_whole_again(read: Reader) -> None:
    text = (
        "A mem-\nber shall use de-escala-\n  tion, self-\ncontrol and low-\nand high-level force."
    )
    (block,) = read(text).blocks
    assert block.text == (
        "A member shall use de-escalation, self-control and low- and high-level force."
    )


def test_a_list_of_ones_counts_on(read: Reader) -> None:
    document = read("1. stop\n1. warn\n1. report\n")
    assert [block.label for block in document.blocks] == ["1.", "2.", "3."]


def test_labels_typed_in_a_paragraph_make_items(read: Reader) -> None:
    document = read(
        "Officers shall not:\n(a) strike a person who is\nrestrained; or\n(b) choke.\n\n"
        "    (c) set in by hand\n"
    )
    assert outline(document) == [
        ("paragraph", 0, "", "Officers shall not:"),
        ("item", 1, "(a)", "strike a person who is restrained; or"),
        ("item", 1, "(b)", "choke."),
        ("item", 1, "(c)", "set in by hand"),
    ]


def test_tables_are_read_by_cell(read: Reader) -> None:
    document = read("| Level | Tool |\n|---|---|\n| 1 | **Hands**<br>feet |\n\nAfter.\n")
    cells = [(b.cell.row, b.cell.column, b.text) for b in document.blocks if b.cell]
    assert cells == [(0, 0, "Level"), (0, 1, "Tool"), (1, 0, "1"), (1, 1, "Hands; feet")]


def test_quotes_are_paragraphs_and_bold_lines_headings(read: Reader) -> None:
    document = read(
        "**Duty to Intercede**\n\n> Quoted law.\n\n## 1 Rules\n\n**300.2 Scope**\n\nx\n"
    )
    assert [entry[:2] for entry in outline(document)] == [
        ("heading", 1), ("paragraph", 0), ("heading", 2), ("heading", 3), ("paragraph", 0),
    ]  # fmt: skip


def test_a_rule_under_a_sentence_makes_no_heading(read: Reader) -> None:
    document = read("Officers shall report all force.\n---\n\nThen:\n\n***\n")
    assert [entry[0] for entry in outline(document)] == ["paragraph", "paragraph"]


def test_markup_that_is_no_policy_text_is_left_out(read: Reader) -> None:
    document = read(
        "<!-- shall dance -->\nOfficers ~~may~~ shall <b>stop</b>.<!-- no -->\n\n"
        "```py\ncode\n```\n\n"
        "<div>\nMembers report.<br>Always.\n</div>\n\n<script>\nx\n</script>\n\n![chart](c.png)\n"
    )
    assert [block.text for block in document.blocks] == [
        "Officers shall stop.", "Members report.", "Always.",
    ]  # fmt: skip
    assert document.source.notes == (
        "1 code block was left out.",
        "1 picture was not read; text in pictures needs text recognition (OCR).",
        "1 struck-through passage was left out.",
    )


def test_notes_follow_their_paragraph(read: Reader) -> None:
    document = read("Officers aid.[^a] Always[^z].\n\nNext.\n\n[^a]: See **835a**\n  at once.\n")
    assert outline(document) == [
        ("paragraph", 0, "", "Officers aid. Always."),
        ("footnote", 0, "a", "See 835a at once."),
        ("paragraph", 0, "", "Next."),
    ]


def test_front_matter_gives_facts_and_no_text(read: Reader) -> None:
    document = read(
        '---\ntitle: "Use of Force"\nagency: Elm County Sheriff\'s Office\neffective: 2024-03-01\n'
        "tags: [a, b]\n---\n\nText.\n"
    )
    source = document.source
    assert [block.text for block in document.blocks] == ["Text."]
    assert (source.title, source.agency) == ("Use of Force", "Elm County Sheriff's Office")
    assert source.dates == ("Effective: 2024-03-01",)


def test_a_contents_list_is_set_apart(read: Reader) -> None:
    document = read("# A\n\n## Contents\n\n- [Purpose](#p)\n- [Rules](#r)\n\n## Purpose\n\nText.\n")
    assert [entry[0] for entry in outline(document)] == [
        "heading", "contents", "contents", "contents", "heading", "paragraph",
    ]  # fmt: skip
    assert document.source.notes == ("A table of contents was set aside.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(read: Reader, encoding: str) -> None:
    assert read("“Shall” – § 835a".encode(encoding)).blocks[0].text == '"Shall" – § 835a'


@pytest.mark.parametrize("text", ["", "\n \n", "---\ntitle: x\n---\n", "<!-- x -->", "```\nx\n```"])
def test_no_text_is_an_error(read: Reader, text: str) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read(text)


def test_glyph_codes_of_bullets_are_bullets_and_others_are_nothing(read: Reader) -> None:
    document = read(
        "Officers shall:\n\n(cid:190) Report force.\n(cid:190) Give aid.\n\nIt is (cid:3) due."
    )
    assert [(b.label, b.text) for b in document.blocks] == [
        ("", "Officers shall:"),
        ("•", "Report force."),
        ("•", "Give aid."),
        ("", "It is due."),
    ]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        markdown.read(tmp_path / "none.md")


LINES = st.lists(
    st.sampled_from(
        ["Officers shall stop", "- item one", "  - inner two", "1. first thing", "> quoted words",
         "## Heading here", "| a | b |", "|---|---|", "", "    set in", "(a) typed words", "***"]
    ),
    max_size=12,
)  # fmt: skip


@given(LINES)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_word_is_lost(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "drawn.md"
    path.write_text("\n\n".join(["Start", *lines]))
    read = markdown.read(path)
    found = " ".join(f"{block.label} {block.text}" for block in read.blocks)
    expected = [w for line in lines for w in line.split() if w.isalpha() and len(w) > 1]
    assert [w for w in found.split() if w.isalpha() and len(w) > 1] == ["Start", *expected]
