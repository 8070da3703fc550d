"""Lines to blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from policygap.documents import structure
from policygap.documents.layout import margins as layout_margins
from policygap.documents.layout.page import Line, Page, Span
from policygap.model import Block, BlockKind

LETTER = 5.0  # points that a letter is wide in these tests


def line(text: str, x: float = 72, y: float = 100, page: int = 1, bold: bool = False) -> Line:
    spans = []
    start = x
    for part in re.split(r"\s{3,}", text):
        spans.append(Span(part, start, start + LETTER * len(part), bold))
        start += LETTER * (len(part) + 4)
    return Line(page, tuple(spans), y, 11)


def page(number: int, rows: Sequence[tuple[float, str] | None], bold: str = "") -> Page:
    lines = [
        line(row[1], row[0], 100 + 14 * n, number, bold=bool(bold) and row[1].startswith(bold))
        for n, row in enumerate(rows)
        if row is not None
    ]
    return Page(number, 612, 792, tuple(lines))


def shown(blocks: Sequence[Block]) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.depth, b.label, b.text) for b in blocks]


WIDE = "Members of this department shall use only the force that is needed at that time and"


def test_wrapped_lines_are_one_paragraph_and_a_gap_begins_another() -> None:
    found = structure.blocks(
        [page(1, [(72, WIDE), (72, "no more than that."), None, (72, "Warning shots are banned.")])]
    )
    assert shown(found) == [
        ("paragraph", 0, "", f"{WIDE} no more than that."),
        ("paragraph", 0, "", "Warning shots are banned."),
    ]


def test_a_list_goes_on_over_a_page_break_and_its_lead_in_is_its_own_block() -> None:
    first = page(1, [(72, WIDE), (72, "will not be used. Those include:")])
    second = page(
        2,
        [
            (100, "(a)    Gouges to the eyes"),
            (100, "(b)    Choke holds"),
            (72, "Members may hold a person by the arm."),
        ],
    )
    assert shown(structure.blocks([first, second])) == [
        ("paragraph", 0, "", f"{WIDE} will not be used. Those include:"),
        ("item", 1, "(a)", "Gouges to the eyes"),
        ("item", 1, "(b)", "Choke holds"),
        ("paragraph", 0, "", "Members may hold a person by the arm."),
    ]


def test_an_item_that_breaks_over_pages_stays_one_block() -> None:
    first = page(1, [(72, f"(a)    {WIDE}")])
    second = page(2, [(92, "only while it is needed."), (72, "(b)    Another rule applies.")])
    assert [b.text for b in structure.blocks([first, second])] == [
        f"{WIDE} only while it is needed.",
        "Another rule applies.",
    ]


def test_nested_lists_have_depths_and_letters_go_on_after_them() -> None:
    found = structure.blocks(
        [
            page(
                1,
                [
                    (72, "A. Members shall not strike:"),
                    (90, "1. the head;"),
                    (90, "2. the neck, that is:"),
                    (108, "(a) the throat; or"),
                    (108, "(b) the nape."),
                    (90, "3. the spine."),
                    (72, "B. Members shall report each strike."),
                ],
            )
        ]
    )
    assert [(b.label, b.depth) for b in found] == [
        ("A.", 1), ("1.", 2), ("2.", 2), ("(a)", 3), ("(b)", 3), ("3.", 2), ("B.", 1),
    ]  # fmt: skip


def test_i_is_a_letter_after_h_and_a_numeral_below_a_letter() -> None:
    rows = [(72.0, f"({letter}) Rule {letter} applies.") for letter in "abcdefgh"]
    rows += [(72.0, "(i) Rule nine applies."), (72.0, "(j) Rule ten applies:")]
    rows += [(90.0, "(i) in the open;"), (90.0, "(ii) in cells.")]
    depths = [(b.label, b.depth) for b in structure.blocks([page(1, rows)])]
    assert depths[7:] == [("(h)", 1), ("(i)", 1), ("(j)", 1), ("(i)", 2), ("(ii)", 2)]


def test_a_note_at_the_margin_does_not_end_a_list_that_counts_on() -> None:
    rows = [
        (72, "A. Supervisors shall:"), (90, "1. Respond to the scene."), (90, "2. Take pictures."),
        (72, "NOTE: All reports are due by the end of the shift."), (90, "3. Review the report."),
        (72, "Every report is kept."), (90, "1. Reports of force."), (72, "B. Wait."),
    ]  # fmt: skip
    found = structure.blocks([page(1, rows)])
    assert [(b.label, b.depth) for b in found if b.label] == [
        ("A.", 1), ("1.", 2), ("2.", 2), ("3.", 2), ("1.", 1), ("B.", 1),
    ]  # fmt: skip


def test_a_list_goes_on_after_the_parts_of_an_item() -> None:
    rows = [
        (72, "5. Warn the person."), (72, "5.5 Warn the person again."), (72, "6. Officers shall:"),
        (72, "6.1 Report at once."), (72, "6.2 Stay there."), (72, "7. Nobody may leave."),
        (72, "300.1 Nothing else is asked."),
    ]  # fmt: skip
    found = structure.blocks([page(1, rows)])
    assert [(b.label, b.depth) for b in found] == [
        ("5.", 1), ("5.5", 2), ("6.", 1), ("6.1", 2), ("6.2", 2), ("7.", 1), ("300.1", 1),
    ]  # fmt: skip


def test_section_numbers_give_heading_levels() -> None:
    found = structure.blocks(
        [
            page(
                1,
                [
                    (72, "300.3 USE OF FORCE"),
                    (72, "Members shall use force with care."),
                    None,
                    (72, "300.3.1 FORCE IN AN ARREST"),
                    (72, "Members may use force to arrest."),
                    None,
                    (72, "300.4 REPORTS"),
                ],
            )
        ]
    )
    assert [(b.label, b.depth) for b in found if b.kind is BlockKind.HEADING] == [
        ("300.3", 1), ("300.3.1", 2), ("300.4", 1),
    ]  # fmt: skip


def test_a_bold_line_of_its_own_is_a_heading_and_a_bold_sentence_is_not() -> None:
    rows = [(72.0, "Duty to warn"), (72.0, "Members warn before they fire.")]
    found = structure.blocks([page(1, rows, bold="Duty")])
    assert [b.kind for b in found] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
    rows = [(72.0, "Members shall not choke anybody."), (72.0, "Reports are filed daily.")]
    found = structure.blocks([page(1, rows, bold="Members")])
    assert [b.kind for b in found] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_numbered_paragraphs_are_items_not_headings() -> None:
    found = structure.blocks(
        [page(1, [(72, "1. Members shall report force."), (72, "2. Supervisors shall review it.")])]
    )
    assert {b.kind for b in found} == {BlockKind.ITEM}


def test_an_order_in_a_title_stays_text_that_is_matched() -> None:
    rows = [(72.0, "4. Members Shall Warn Before Firing"), (72.0, "They do so aloud.")]
    assert structure.blocks([page(1, rows, bold="4.")])[0].kind is BlockKind.ITEM


def test_a_label_in_the_middle_of_a_sentence_begins_nothing() -> None:
    rows = [(72.0, f"{WIDE} subsection"), (72.0, "(c) of that law applies to all members.")]
    assert [b.kind for b in structure.blocks([page(1, rows)])] == [BlockKind.PARAGRAPH]


def test_a_hyphen_at_a_line_end_goes_unless_the_word_has_it_elsewhere() -> None:
    rows = [(72.0, f"{WIDE} de-"), (72.0, "escalation and re-"), (72.0, "port it, as taught.")]
    text = structure.blocks([page(1, rows)])[0].text
    assert text.endswith("de-escalation and report it, as taught.")


def test_contents_are_kept_as_such() -> None:
    rows = [(72.0, f"300.{n} Part {n} .................. {n}") for n in range(1, 7)]
    assert {b.kind for b in structure.blocks([page(1, rows)])} == {BlockKind.CONTENTS}


def test_titles_that_run_on_are_contents() -> None:
    rows = [(72, "CONTENTS"), (72, "300.1 Purpose 300.2 Policy 300.3 Terms 300.4 Force 300.5 Aid")]
    kinds = [block.kind for block in structure.blocks([page(1, rows)])]
    assert kinds == [BlockKind.HEADING, BlockKind.CONTENTS]
    text = "300.1 See 300.2 Policy, 300.4 Force, 300.5 Aid and 300.6 Reports for 300.7 More of it."
    assert structure.blocks([page(1, [(72, text)])])[0].kind is BlockKind.ITEM


def test_footnotes_do_not_cut_a_paragraph_in_two() -> None:
    notes = ["1 See the order on reports and the", "manual of forms.", "2 See chapter four."]
    small = [Line(1, (Span(text, 72, 300),), 700 + 10 * n, 8) for n, text in enumerate(notes)]
    first = page(1, [(72, WIDE)])
    pages = [Page(1, 612, 792, (*first.flow, *small)), page(2, [(72, "no more than that.")])]
    assert shown(structure.blocks(pages)) == [
        ("paragraph", 0, "", f"{WIDE} no more than that."),
        ("footnote", 0, "", "1 See the order on reports and the manual of forms."),
        ("footnote", 0, "", "2 See chapter four."),
    ]


def test_a_binding_margin_does_not_change_the_levels() -> None:
    pages = []
    for number in range(1, 7):
        shift = 0 if number % 2 else -20
        rows = [(72.0 + shift, f"{number}. Rule number {number} has parts:")]
        rows += [(90.0 + shift, f"{letter}. part {letter}, {WIDE}") for letter in "ab"]
        pages.append(page(number, rows))
    found = structure.blocks(layout_margins.aligned(pages))
    assert [b.depth for b in found] == [1, 2, 2] * 6
    assert {b.label for b in found if b.depth == 1} == {f"{n}." for n in range(1, 7)}


WORDS = st.lists(
    st.sampled_from("Members shall not use (a) 1. • USE OF, when; needed: I. the law.".split()),
    min_size=1,
    max_size=12,
)
ROWS = st.lists(st.tuples(st.sampled_from([72.0, 90.0, 108.0]), WORDS), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_no_word_is_lost_or_doubled(sheets: list[list[tuple[float, list[str]]]]) -> None:
    pages = [
        page(n, [(x, " ".join(words)) for x, words in rows]) for n, rows in enumerate(sheets, 1)
    ]
    given_words = Counter(w for rows in sheets for _, words in rows for w in words)
    found = structure.blocks(pages)
    kept = Counter(w for b in found for w in f"{b.label} {b.text}".split())
    # an item that is only a label has no text to keep
    lost = given_words - kept
    assert not kept - given_words
    assert set(lost) <= {"(a)", "1.", "•", "I."}
