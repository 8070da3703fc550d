"""Saved web pages: what is read, how it is labelled, and what is left out and said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policygap.documents import read_policy
from policygap.documents.html import reader as html
from policygap.errors import DocumentError
from policygap.model import Document, ProvisionKind

Reader = Callable[[str | bytes], Document]
RULE = "Officers shall report every use of force."


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def save(page: str | bytes) -> Document:
        path = tmp_path / "policy.html"
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        return html.read(path)

    return save


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.depth, b.label, b.text) for b in document.blocks]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def labels(document: Document) -> list[str]:
    return [block.label for block in document.blocks]


def test_headings_paragraphs_and_facts(read: Reader) -> None:
    document = read(
        "<!doctype html><title>Use of Force | Larkspur Police Department</title>"
        "<h1>Policy 300: Use of Force</h1><p>Larkspur Police Department<br><br>"
        "Effective March 1, 2024<h2>300.1 Purpose</h2><p>Officers <b>shall</b>\n use <a href=x>"
        "force</a> law&shy;fully&nbsp;always.</p><div>A <span>second</span><div>and third"
    )
    assert outline(document) == [
        ("heading", 1, "", "Policy 300: Use of Force"),
        ("paragraph", 0, "", "Larkspur Police Department"),
        ("paragraph", 0, "", "Effective March 1, 2024"),
        ("heading", 2, "300.1", "Purpose"),
        ("paragraph", 0, "", "Officers shall use force lawfully always."),
        ("paragraph", 0, "", "A second"),
        ("paragraph", 0, "", "and third"),
    ]
    source = document.source
    assert (source.name, source.pages, source.notes) == ("policy.html", None, ())
    assert source.title == "Use of Force | Larkspur Police Department"
    assert source.agency == "Larkspur Police Department"
    assert source.dates == ("Effective March 1, 2024",)


def test_lists_nest_and_count_as_browsers_show_them(read: Reader) -> None:
    document = read(
        "<p>Officers shall:</p><ol type=A start=3><li>stop:<ul><li>here<li>there</ul><p>A remark."
        "<li value=9>report:<ol type=i><li>now<li>then</ol></li></ol>"
    )
    assert outline(document)[1:] == [
        ("item", 1, "C.", "stop:"),
        ("item", 2, "•", "here"),
        ("item", 2, "•", "there"),
        ("paragraph", 0, "", "A remark."),
        ("item", 1, "I.", "report:"),
        ("item", 2, "i.", "now"),
        ("item", 2, "ii.", "then"),
    ]


@pytest.mark.parametrize(
    ("opening", "shown"),
    [
        ("<ol>", ["1.", "2."]),
        ("<ol start=x>", ["1.", "2."]),
        ("<ol start=-1>", ["-1.", "0."]),
        ("<ol reversed>", ["2.", "1."]),
        ("<ol style='list-style-type: lower-alpha'>", ["a.", "b."]),
        ("<ol style='list-style: upper-roman inside'>", ["I.", "II."]),
        ("<ol style='list-style-type: decimal-leading-zero'>", ["01.", "02."]),
        ("<ol style='list-style:none'>", ["", ""]),
        ("<style>.k, ol.l{list-style-type:lower-roman}</style><ol class=l>", ["i.", "ii."]),
        ("<ul>", ["•", "•"]),
        ("<ul style='list-style: none'>", ["", ""]),
    ],
)
def test_numbers_of_lists(read: Reader, opening: str, shown: list[str]) -> None:
    found = read(f"<p>Members shall:</p>{opening}<li>warn the person<li>call for help")
    assert labels(found)[1:] == shown


def test_labels_that_are_typed_win_over_those_of_the_list(read: Reader) -> None:
    document = read("<p>It is so:</p><ol><li>(a) One rule<li>(b) Another</ol><p>(c) typed too")
    assert labels(document)[1:] == ["(a)", "(b)", "(c)"]
    assert texts(document)[1:] == ["One rule", "Another", "typed too"]


def test_a_list_item_out_of_any_list_is_a_paragraph(read: Reader) -> None:
    assert outline(read(f"<li>{RULE}")) == [("paragraph", 0, "", RULE)]


def test_tables_are_read_by_cell_and_merged_cells_once(read: Reader) -> None:
    document = read(
        "<table><caption>Options</caption><colgroup><col></colgroup><thead><tr><th>Level<th>Tool"
        "<th>Use</thead><tr><td rowspan=2>1<td colspan=2>Hands<br><br>feet<tr><td>Baton<td>Legs"
        "</table>"
    )
    cells = [(b.cell.row, b.cell.column, b.text) for b in document.blocks if b.cell]
    assert cells == [
        (0, 0, "Level"), (0, 1, "Tool"), (0, 2, "Use"),
        (1, 0, "1"), (1, 1, "Hands; feet"), (2, 1, "Baton"), (2, 2, "Legs"),
    ]  # fmt: skip
    assert texts(document)[0] == "Options"


def test_a_table_that_sets_out_numbers_is_a_list(read: Reader) -> None:
    row = "<table><tr><td>{}<td>{}</table>"
    document = read(
        "<div class=topicTitle>" + row.format("II.", "Deadly Force") + "</div><ul><li>"
        + row.format("A.", "Officers shall not:") + "<ul><li>"
        + row.format("1.", "shoot at cars; or") + "<li>" + row.format("2.", "choke.") + "</ul></ul>"
    )  # fmt: skip
    assert outline(document) == [
        ("heading", 1, "II.", "Deadly Force"),
        ("item", 1, "A.", "Officers shall not:"),
        ("item", 2, "1.", "shoot at cars; or"),
        ("item", 2, "2.", "choke."),
    ]


def test_cells_without_a_row_and_text_without_a_cell_are_kept(read: Reader) -> None:
    assert texts(read("<table><td>Alpha<td>Beta</table>")) == ["Alpha", "Beta"]
    document = read(f"<table><tr><p>{RULE}</p><td>Alpha<td>Beta<tr><td>Gamma<td>Delta</table>")
    assert set(texts(document)) == {RULE, "Alpha", "Beta", "Gamma", "Delta"}


def test_pages_laid_out_by_tables_are_text(read: Reader) -> None:
    document = read(
        f"<table><tr><td><table><tr><td>{RULE}</table><tr><td><h2>Reports</h2><p>{RULE}</table>"
    )
    assert outline(document) == [
        ("paragraph", 0, "", RULE), ("heading", 2, "", "Reports"), ("paragraph", 0, "", RULE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "note",
    [
        "<p>{rule}<sup><a href='#f1' id='r1'>1</a></sup></p><ol><li id=f1><p>See law. "
        "<a href='#r1'>↩</a></ol>",
        "<p>{rule}<a href='#_ftn1' name='_ftnref1'>[1]</a></p><div id=ftn1><p>"
        "<a href='#_ftnref1' name='_ftn1'>[1]</a> See law.</p></div>",
        "<p>{rule}<a href='#f1' id='r1'><sup>1</sup></a> <a href='#f1'><sup>1</sup></a></p>"
        "<section><p id=f1>See law. <a href='#r1'>back</a></section>",
    ],
)
def test_footnotes(read: Reader, note: str) -> None:
    assert outline(read(note.format(rule=RULE))) == [
        ("paragraph", 0, "", RULE),
        ("footnote", 0, "1", "See law."),
    ]


def test_a_link_that_nothing_leads_back_from_is_text(read: Reader) -> None:
    page = f"<p id=top>See part <a href='#p5'>5</a> and <a href='#no'>6</a>.<p id=p5>{RULE}"
    assert texts(read(page)) == ["See part 5 and 6.", RULE]


def test_the_raised_number_of_a_note_does_not_spoil_a_word(read: Reader) -> None:
    page = "<p>Officers shall report force<sup>2</sup> on the 1<sup>st</sup> day."
    assert texts(read(page)) == ["Officers shall report force on the 1st day."]


def test_terms_and_their_definitions_are_one_sentence(read: Reader) -> None:
    page = (
        "<dl><dt>Force<dd>Any physical contact.<dt>Arrest:<dd>A taking."
        f"<dt>Report<dd><p>{RULE}</dl>"
    )
    assert texts(read(page)) == [
        "Force: Any physical contact.", "Arrest: A taking.", "Report:", RULE,
    ]  # fmt: skip


def test_bold_and_class_names_make_headings(read: Reader) -> None:
    document = read(
        f"<p><strong>Duty to Intercede</strong></p><p>{RULE}</p>"
        f"<div class='policy-title'>Medical Aid</div><p>{RULE}</p>"
        f"<style>/* x */ @media print {{.a{{font-weight:400}}}} .b{{font-weight:700}}</style>"
        f"<p class=b>Reports of Force</p><p>{RULE}</p>"
        f"<p style='text-decoration: underline'>Training Records</p><p>{RULE}</p>"
        f"<p style='text-transform: uppercase'>Supervisors</p><p>{RULE}</p>"
        f"<div role=heading aria-level=2>Review</div><p>{RULE}</p>"
        f"<div class=title>{RULE * 3}</div><b>Not <span style='font-weight:normal'>all</span></b>"
    )
    heads = [block.text for block in document.blocks if block.kind.value == "heading"]
    assert heads == [
        "Duty to Intercede", "Medical Aid", "Reports of Force", "Training Records",
        "Supervisors", "Review",
    ]  # fmt: skip


def test_a_typed_list_nests_by_its_margins(read: Reader) -> None:
    page = (
        "<p>Officers shall:<p style='margin-left:.5in'>(1) stop;<p style='margin-left:1in'>"
        "(a) here<p style='margin-left: 72.0pt'>(b) there<p style='margin-left:48px'>(2) report"
    )
    assert [block.depth for block in read(page).blocks] == [0, 1, 2, 2, 1]


def test_preformatted_text_keeps_its_lines(read: Reader) -> None:
    page = f"<pre>{RULE}\n\n1. Warn\n2. Report</pre><p style='white-space:pre-wrap'>A\n\nB"
    assert texts(read(page)) == [RULE, "Warn", "Report", "A", "B"]


def test_a_contents_list_is_set_aside(read: Reader) -> None:
    items = "".join(f"<li><a href='#s{n}'>Part {n}</a>" for n in range(4))
    document = read(f"<ul>{items}</ul><h2 id=s0>Part 0</h2><p>{RULE}")
    assert [block.kind.value for block in document.blocks][:4] == ["contents"] * 4
    assert document.source.notes == ("A table of contents was set aside.",)


# --- bytes and errors --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset='iso-8859-1'>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=macintosh'>", "mac_roman"),
        ("<?xml version='1.0' encoding='utf-8'?>", "utf-8"),
        ("<meta charset=utf-8>", "cp1252"),  # declared wrongly
        ("<meta charset=nonsense>", "cp1252"),
        ("", "utf-16"),
        ("", "utf-16-le"),
    ],
)
def test_encodings(read: Reader, head: str, encoding: str) -> None:
    text = "The officer’s duty – to warn – is set by § 7."
    assert texts(read(f"{head}<p>{text}".encode(encoding))) == [text.replace("’", "'")]


@pytest.mark.parametrize("page", ["<html></html>", " ", "<p hidden>x", "<script>x</script>"])
def test_a_page_without_text(read: Reader, page: str) -> None:
    with pytest.raises(DocumentError, match=r"policy\.html: holds no text of its own"):
        read(page)


def test_a_page_that_is_nested_beyond_reason(read: Reader) -> None:
    with pytest.raises(DocumentError, match="nested too deep"):
        read("<div>" * 10_000 + RULE)


def test_a_page_is_matched_like_any_policy(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_text("<p>Officers shall not:</p><ol type=a><li>choke; or<li>shoot at cars.</ol>")
    provisions = read_policy([path]).provisions
    items = [p.full_text for p in provisions if p.kind is ProvisionKind.ITEM]
    assert items == ["Officers shall not: a. choke; or", "Officers shall not: b. shoot at cars."]


_TAGS = st.sampled_from("p div li ul ol table tr td b a h2 dl dt dd sup pre br span".split())
_PARTS = st.one_of(
    _TAGS.map("<{}>".format), _TAGS.map("</{}>".format), st.sampled_from(["word ", "(a) ", "1. "])
)


@given(parts=st.lists(_PARTS, max_size=40))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_word_is_lost_whatever_the_tags(read: Reader, parts: list[str]) -> None:
    words = sum(part == "word " for part in parts) + 1
    told = " ".join(texts(read("".join(parts) + "word")))
    assert told.count("word") == words
