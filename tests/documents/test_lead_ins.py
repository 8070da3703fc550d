"""Which words introduce an item."""

from __future__ import annotations

import pytest

from policygap.documents.provisions import provisions
from policygap.model import Block, BlockKind, ProvisionKind

SHALL_NOT = "Members shall not:"


def paragraph(text: str, page: int | None = None) -> Block:
    return Block(text, BlockKind.PARAGRAPH, page=page)


def heading(text: str, depth: int = 1, label: str = "") -> Block:
    return Block(text, BlockKind.HEADING, label=label, depth=depth)


def item(label: str, text: str, depth: int = 1, page: int | None = None) -> Block:
    return Block(text, BlockKind.ITEM, page=page, label=label, depth=depth)


def own(*blocks: Block) -> list[tuple[str, str]]:
    """Return lead-in and text of all provisions but the whole lists."""
    return [
        (p.lead_in, p.text) for p in provisions(blocks, "f") if p.kind is not ProvisionKind.LIST
    ]


def test_items_are_joined_to_their_lead_in() -> None:
    cut = own(
        paragraph("This is the rule. Members shall not:"),
        item("(a)", "strike a person; or"),
        item("(b)", "choke a person."),
    )
    assert cut == [
        ("", "This is the rule."),
        ("", SHALL_NOT),
        (SHALL_NOT, "strike a person; or"),
        (SHALL_NOT, "choke a person."),
    ]


@pytest.mark.parametrize(
    "lead_in",
    [
        "Members may use force only when it is necessary to",
        "Force is prohibited —",
        "Members shall consider, among others,",
        "Members shall do the following.",
        "Members shall act as follows.",
        "All of these apply.",
    ],
)
def test_what_introduces_a_list(lead_in: str) -> None:
    assert own(paragraph(lead_in), item("1.", "stop a flight"))[1] == (lead_in, "stop a flight")


def test_what_says_itself_what_a_term_means_needs_no_lead_in() -> None:
    lead_in = "The following words have these meanings; others have their ordinary one."
    cut = own(paragraph(lead_in), item("1.1", "Feasible means capable of being done."))
    assert cut[-1] == ("", "Feasible means capable of being done.")


@pytest.mark.parametrize("before", ["Force is a last resort.", "Who reports?"])
def test_a_full_sentence_introduces_nothing(before: str) -> None:
    assert own(paragraph(before), item("1.", "Members shall wait."))[1][0] == ""


def test_nested_lists_chain_their_lead_ins() -> None:
    cut = own(
        paragraph("Officers shall:"),
        item("(a)", "Where feasible:"),
        item("(1)", "warn", 2),
        item("(2)", "wait", 2),
        item("(b)", "report"),
    )
    assert cut[1:] == [
        ("Officers shall:", "Where feasible:"),
        ("Officers shall: Where feasible:", "warn"),
        ("Officers shall: Where feasible:", "wait"),
        ("Officers shall:", "report"),
    ]


def test_an_introducer_that_points_back_brings_what_it_points_to() -> None:
    cut = own(paragraph("Be calm. Officers shall use tactics. These include:"), item("•", "time"))
    assert cut[-1] == ("Officers shall use tactics. These include:", "time")


def test_an_introducer_of_a_terms_parts_brings_the_term() -> None:
    text = "Lethal force. Any act that is likely to kill. Includes:"
    assert own(paragraph(text), item("•", "a shot at a person"))[-1] == (text, "a shot at a person")
    longer = "Calm first. Be slow. Many things help. These include:"
    cut = own(paragraph(longer), item("•", "time"))
    assert cut[-1] == ("Many things help. These include:", "time")


@pytest.mark.parametrize(
    ("title", "text", "lead_in"),
    [
        ("Watch Commander", "Reads every report", "Watch Commander:"),
        ("Duties of the Sergeant:", "Goes to the scene at once", "Duties of the Sergeant:"),
        ("Watch Commander", "Members of the watch are on call", ""),
        ("Watch Commander", "Read every report", ""),
        ("Reports", "Reads every report", ""),
    ],
)
def test_what_a_role_does_is_introduced_by_its_heading(title: str, text: str, lead_in: str) -> None:
    assert own(heading(title), item("•", text))[-1] == (lead_in, text)


def test_an_introducer_that_orders_needs_nothing_before_it() -> None:
    cut = own(paragraph("Some are reserves. These members shall:"), item("•", "wait"))
    assert cut[-1] == ("These members shall:", "wait")


def test_an_item_that_counts_on_from_the_heading_is_not_part_of_its_list() -> None:
    blocks = (
        heading("Force", label="A."),
        heading("Force may be used if:", 2, "4."),
        item("a.", "life is at stake"),
        item("b.", "it is needed"),
        item("5.", "Members shall report."),
        item("6.", "Members shall wait."),
    )
    assert [lead for lead, _ in own(*blocks)] == ["Force may be used if:"] * 2 + [""] * 2
    assert [p.section.path for p in provisions(blocks, "f") if p.label][2:] == ["A", "A"]


def test_a_number_from_elsewhere_is_not_introduced() -> None:
    in_list = own(paragraph(SHALL_NOT), item("(a)", "strike"), item("4.", "Members report."))
    assert in_list[-1] == ("", "Members report.")
    assert own(paragraph("an unfinished line"), item("3.", "Members report."))[-1][0] == ""
    assert own(paragraph(SHALL_NOT), item("(b)", "strike"))[-1][0] == SHALL_NOT


def test_a_full_sentence_item_cuts_the_chain() -> None:
    cut = own(
        paragraph("Officers shall:"),
        item("(a)", "Give medical aid."),
        item("(1)", "Aid is a duty of all.", 2),
    )
    assert cut[2] == ("", "Aid is a duty of all.")


def test_a_second_introducer_inside_an_item_does_not_depend_on_the_first() -> None:
    cut = own(
        paragraph(SHALL_NOT),
        item("(a)", "strike a person. Supervisors shall:"),
        item("(1)", "respond", 2),
    )
    assert cut[-1] == ("Supervisors shall:", "respond")


def test_a_paragraph_ends_the_list() -> None:
    cut = own(
        paragraph(SHALL_NOT),
        item("(a)", "strike a person."),
        paragraph("Members are trained."),
        item("(a)", "Batons are issued."),
    )
    assert cut[-1] == ("", "Batons are issued.")


def test_a_list_goes_on_after_a_paragraph_if_it_counts_on() -> None:
    cut = own(
        paragraph(SHALL_NOT),
        item("(a)", "strike a person."),
        paragraph("Before this, supervisors shall:"),
        item("1.", "respond", 2),
        item("2.", "report", 2),
        item("(b)", "choke a person."),
    )
    assert cut[-3:] == [
        ("Before this, supervisors shall:", "respond"),
        ("Before this, supervisors shall:", "report"),
        (SHALL_NOT, "choke a person."),
    ]


def test_a_heading_ends_the_list_for_good() -> None:
    cut = own(paragraph(SHALL_NOT), item("(a)", "strike"), heading("X"), item("(b)", "Reporting"))
    assert cut[-1] == ("", "Reporting")


def test_footnotes_do_not_end_the_list() -> None:
    note = Block("See the manual. It is binding.", BlockKind.FOOTNOTE)
    blocks = (paragraph(SHALL_NOT, page=1), note, item("(a)", "strike", page=2))
    cut = provisions(blocks, "f")
    assert [p.kind for p in cut[1:3]] == [ProvisionKind.FOOTNOTE] * 2
    assert (cut[-1].lead_in, cut[-1].page) == (SHALL_NOT, 2)


@pytest.mark.parametrize(
    "text", ["Officers shall:", "Officers shall not", "Prohibited:", "Never", "Don’t"]
)
def test_headings_that_introduce(text: str) -> None:
    assert own(heading(text), item("•", "choke a person")) == [(text, "choke a person")]


def test_other_headings_do_not_introduce() -> None:
    assert own(heading("Neck Restraints"), item("•", "are banned")) == [("", "are banned")]


def test_later_sentences_of_an_item() -> None:
    cut = own(
        paragraph("Officers shall:"),
        item("(a)", "Give aid. Call for help. The sergeant shall be told."),
    )
    assert cut[1:] == [
        ("Officers shall:", "Give aid."),
        ("Officers shall:", "Call for help."),
        ("", "The sergeant shall be told."),
    ]


def test_a_run_in_title_passes_the_lead_in_on() -> None:
    lead_in = "A threat is imminent only if all of the following exist:"
    cut = own(paragraph(lead_in), item("(a)", "Means. The person can do harm. Others are safe."))
    assert [lead for lead, _ in cut[1:]] == [lead_in, lead_in, ""]


def test_a_term_is_read_with_what_it_means() -> None:
    cut = own(
        paragraph("Retaliation. Any adverse step that is taken for a report. It is prohibited."),
        paragraph("Medical aid. Any officer who used force shall give aid."),
        paragraph("Notice. Officers report force."),
        paragraph("Tell a sergeant at once. The sergeant writes it down."),
    )
    assert [text for _, text in cut] == [
        "Retaliation. Any adverse step that is taken for a report.",
        "It is prohibited.",
        "Medical aid.",
        "Any officer who used force shall give aid.",
        "Notice.",
        "Officers report force.",
        "Tell a sergeant at once.",
        "The sergeant writes it down.",
    ]


def test_a_modal_on_a_line_of_its_own() -> None:
    cut = own(
        item("C.", "When carrying the baton, officers:"),
        paragraph("WILL NOT:"),
        item("1.", "strike the head;", 2),
        item("2.", "throw it.", 2),
    )
    lead_in = "When carrying the baton, officers: WILL NOT:"
    assert [lead for lead, _ in cut[2:]] == [lead_in] * 2


def test_groups_under_one_introducer() -> None:
    cut = own(
        paragraph("Officers shall weigh these factors:"),
        paragraph("The person:"),
        item("•", "age"),
        paragraph("The officer:"),
        item("•", "skill"),
        paragraph("Supervisors shall:"),
        item("•", "respond"),
    )
    assert [lead for lead, text in cut if text in ("age", "skill", "respond")] == [
        "Officers shall weigh these factors: The person:",
        "Officers shall weigh these factors: The officer:",
        "Supervisors shall:",
    ]


def test_a_line_without_full_stop_does_not_introduce_full_sentences() -> None:
    cut = own(
        paragraph("Officers shall not use choke holds"),
        item("(a)", "Supervisors shall respond."),
        item("(b)", "to stop a flight"),
    )
    assert [lead for lead, _ in cut[1:]] == ["", "Officers shall not use choke holds"]


def test_a_list_goes_on_over_an_unfinished_line() -> None:
    cut = own(
        paragraph(SHALL_NOT), item("1.", "strike"), paragraph("of the person"), item("2.", "kick")
    )
    assert cut[-1] == (SHALL_NOT, "kick")


def test_a_bare_reference_introduces_nothing() -> None:
    assert own(paragraph("[1.3.9]"), item("1.", "a baton"))[-1] == ("", "a baton")


def test_remarks_on_the_list_stand_between_it_and_what_introduces_it() -> None:
    text = "Many factors are weighed. Some of these are listed below. This list is not complete."
    cut = own(paragraph(text), item("a.", "the offense"), item("b.", "the threat"))
    led = "Many factors are weighed. Some of these are listed below."
    assert cut[-2:] == [(led, "the offense"), (led, "the threat")]


def test_factors_that_are_weighed_introduce_a_list_without_a_colon() -> None:
    text = "A number of factors should be taken into consideration, as time permits."
    assert own(paragraph(text), item("a.", "the offense"))[-1] == (text, "the offense")
