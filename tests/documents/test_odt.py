"""OpenDocument texts: numbers, tracked changes, tables, notes, and what is left out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from policygap.documents.odt import reader as odt
from policygap.errors import DocumentError
from policygap.model import Document
from policygap.options import ReadOptions, Revisions

Reader = Callable[..., Document]
RULE = "Officers shall report every use of force."
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "meta": "meta", "manifest": "manifest", "fo": "xsl-fo-compatible",
    }.items()
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)  # fmt: skip


def content(body: str, styles: str = "") -> str:
    return (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


def write(path: Path, parts: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def save(
        body: str, auto: str = "", view: Revisions = Revisions.FINAL, **parts: str
    ) -> Document:
        others = {f"{name}.xml": part for name, part in parts.items()}
        path = write(tmp_path / "a.odt", {"content.xml": content(body, auto), **others})
        return odt.read(path, ReadOptions(revisions=view))

    return save


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.depth, b.label, b.text) for b in document.blocks]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def style(
    name: str, text: str = "", paragraph: str = "", family: str = "text", more: str = ""
) -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" {more}>'
        f"<style:text-properties {text}/><style:paragraph-properties {paragraph}/></style:style>"
    )


def level(number: int, format: str = "1", more: str = "") -> str:
    shown = f'style:num-format="{format}"'
    return f'<text:list-level-style-number text:level="{number}" {shown} {more}/>'


def list_style(*levels: str) -> str:
    return f'<text:list-style style:name="L">{"".join(levels)}</text:list-style>'


def listed(*items: str, more: str = 'text:style-name="L"') -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list {more}>{inside}</text:list>"


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def test_headings_text_and_facts(read: Reader) -> None:
    document = read(
        '<text:h text:outline-level="1">Use of Force</text:h>'
        "<text:p>Members <text:span>shall<text:tab/>use</text:span><text:s text:c='2'/>force\n"
        "<text:a>well</text:a><text:bookmark/>.</text:p>"
        f"<text:section>{p(RULE)}</text:section>"
        "<text:p>Larkspur Police Department<text:line-break/><text:line-break/>"
        "Effective March 1, 2024</text:p>",
        meta=f"<office:meta {NAMES}><dc:title>Policy 300</dc:title></office:meta>",
    )  # fmt: skip
    assert outline(document) == [
        ("heading", 1, "", "Use of Force"),
        ("paragraph", 0, "", "Members shall use force well."),
        ("paragraph", 0, "", RULE),
        ("paragraph", 0, "", "Larkspur Police Department"),
        ("paragraph", 0, "", "Effective March 1, 2024"),
    ]
    source = document.source
    assert (source.title, source.agency) == ("Policy 300", "Larkspur Police Department")
    assert (source.dates, source.notes, source.revisions) == (("Effective March 1, 2024",), (), "")


# What LibreOffice 7.4 shows for these set-ups (converted to text and compared).
@pytest.mark.parametrize(
    ("styles", "body", "shown"),
    [
        (level(1, more='style:num-suffix="."'), listed(p("a"), p("b")), ["1.", "2."]),
        (
            level(1, "a", 'style:num-prefix="(" style:num-suffix=")"'),
            listed(p("a"), p("b")), ["(a)", "(b)"],
        ),
        (
            level(1, "I", 'text:start-value="4" style:num-suffix="."'),
            listed(p("a"), p("b")), ["IV.", "V."],
        ),
        (
            level(1) + level(2, more='text:display-levels="2"'),
            listed(p("a") + listed(p("b"), p("c"), more=""), p("d")), ["1", "1.1", "1.2", "2"],
        ),
        (
            level(1) + level(2, "a", 'loext:num-list-format="%1%-%2%)"'),
            listed(p("a") + listed(p("b"), more="")), ["1", "1-a)"],
        ),
        (level(1), listed(p("a")) + listed(p("b")), ["1", "1"]),
        (
            level(1),
            listed(p("a")) + p("x")
            + listed(p("b"), more='text:style-name="L" text:continue-numbering="true"'),
            ["1", "", "2"],
        ),
        (
            level(1),
            listed(p("a"), more='xml:id="l1" text:style-name="L"') + listed(p("b"))
            + listed(p("c"), more='text:style-name="L" text:continue-list="l1"'),
            ["1", "1", "2"],
        ),
        (
            level(1),
            '<text:list text:style-name="L"><text:list-item text:start-value="7">' + p("a") + p("b")
            + "</text:list-item></text:list>", ["7", ""],
        ),
        (
            level(1),
            '<text:list text:style-name="L"><text:list-header>' + p("a") + "</text:list-header>"
            "<text:list-item>" + p("b") + "</text:list-item></text:list>", ["", "1"],
        ),
        (level(1, ""), listed(p("a")), [""]),
        ('<text:list-level-style-bullet text:level="1"/>', listed(p("a")), ["•"]),
        (level(1, "A", 'text:start-value="27"'), listed(p("a")), ["AA"]),
        (level(1, "a", 'text:start-value="28"'), listed(p("a")), ["ab"]),
        (
            level(1, "a", 'text:start-value="28" style:num-letter-sync="true"'),
            listed(p("a")), ["bb"],
        ),
        (
            level(1),
            '<text:numbered-paragraph text:style-name="L">' + p("a") + "</text:numbered-paragraph>",
            ["1"],
        ),
    ],
)  # fmt: skip
def test_numbers_of_lists(read: Reader, styles: str, body: str, shown: list[str]) -> None:
    document = read(p("It is so:") + body, list_style(styles))
    assert [block.label for block in document.blocks][1:] == shown


def test_a_start_that_is_no_number_is_one(read: Reader) -> None:
    auto = list_style(level(1, more='text:start-value="x"'))
    assert [b.label for b in read(p("It is so:") + listed(p("a")), auto).blocks] == ["", "1"]


def test_headings_are_counted_by_the_outline(read: Reader) -> None:
    sheet = (
        f"<office:document-styles {NAMES}><office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style></office:styles></office:document-styles>"
    )
    heads = [(1, ""), (2, ""), (2, 'text:is-list-header="true"'), (2, ""), (1, "")]
    body = "".join(
        f'<text:h text:outline-level="{depth}" {more}>Part {n}</text:h>'
        for n, (depth, more) in enumerate(heads)
    )
    document = read(body, styles=sheet)
    assert [(b.label, b.depth) for b in document.blocks] == [
        ("1.", 1), ("1.1", 2), ("", 2), ("1.2", 2), ("2.", 1),
    ]  # fmt: skip


def test_lists_nest_by_the_indent_of_their_levels(read: Reader) -> None:
    indents = ("0.5in", "2.54cm", "7.5mm")
    levels = (
        f'<text:list-level-style-bullet text:level="{n}"><style:list-level-properties>'
        f'<style:list-level-label-alignment fo:margin-left="{indent}"/>'
        "</style:list-level-properties></text:list-level-style-bullet>"
        for n, indent in enumerate(indents, start=1)
    )
    body = listed(p("one") + listed(p("two"), more=""), p("three"))
    assert [b.depth for b in read(p("So:") + body, list_style(*levels)).blocks] == [0, 1, 2, 1]


# --- tracked changes ---------------------------------------------------------------------------

CHANGES = (
    "<text:tracked-changes>"
    '<text:changed-region xml:id="i"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="d"><text:deletion>{}</text:deletion></text:changed-region>'
    '<text:changed-region text:id="f"><text:format-change/></text:changed-region>'
    "</text:tracked-changes>"
)
START, END = (f'<text:change-{end} text:change-id="i"/>' for end in ("start", "end"))
GONE = '<text:change text:change-id="d"/>'
LOOK = '<text:change-start text:change-id="f"/>x<text:change-end text:change-id="f"/>'
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    f"<text:note-body>{p('See law.')}</text:note-body></text:note>"
)


@pytest.mark.parametrize(
    ("deleted", "body", "final", "original"),
    [
        (p("may"), p(f"Officers {GONE}{START}shall{END} act."), ["Officers shall act."],
         ["Officers may act."]),
        (p("x."), p(f"One.{LOOK} {GONE}"), ["One.x"], ["One.x x."]),
        (p(" One.") + p("Two "), p(f"Zero.{GONE}three."), ["Zero.three."],
         ["Zero. One.", "Two three."]),
        (p(""), p(f"One {START}and") + p(f"two{END} three."), ["One and", "two three."],
         ["One three."]),
        (p(""), p(f"One.{START}") + p(f"New.{END}") + p("Two."), ["One.", "New.", "Two."],
         ["One.", "Two."]),
        (p(""), p("One.") + START + p("New.") + END + p("Two."), ["One.", "New.", "Two."],
         ["One.", "Two."]),
        (p(""), p(f"Act.{START}{NOTE}{END}"), ["Act.", "See law."], ["Act."]),
        (p(""), p(f"Act.{START}<draw:frame><draw:text-box>{p('Box.')}</draw:text-box></draw:frame>"
                  f"{END}"), ["Act.", "Box."], ["Act."]),
    ],
)  # fmt: skip
def test_tracked_changes(
    read: Reader, deleted: str, body: str, final: list[str], original: list[str]
) -> None:
    told = CHANGES.format(deleted) + body
    assert texts(read(told)) == final
    document = read(told, view=Revisions.ORIGINAL)
    assert texts(document) == original
    assert document.source.revisions == "original"
    assert document.source.notes[0].startswith("1 tracked insertion and 1 tracked deletion were")


def test_an_inserted_item_does_not_count_in_the_original(read: Reader) -> None:
    body = CHANGES.format("") + p("So:") + listed(p(f"one{START}"), p(f"two{END}"), p("three"))
    auto = list_style(level(1))
    assert [b.label for b in read(body, auto).blocks][1:] == ["1", "2", "3"]
    found = read(body, auto, Revisions.ORIGINAL).blocks[1:]
    assert [(b.label, b.text) for b in found] == [("1", "one"), ("2", "three")]


# --- tables, notes, drawings, what is left out -------------------------------------------------


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{p(text)}</table:table-cell>"


def test_tables_and_merged_and_repeated_cells(read: Reader) -> None:
    document = read(
        "<table:table><table:table-column/><table:table-header-rows><table:table-row>"
        + cell("Level") + cell("Tool", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        'table:number-columns-repeated="2"/>' + cell("Baton") + "</table:table-row>"
        "<table:table-row>" + cell("1") + cell("Hands") + cell("Feet")
        + "</table:table-row></table:table>"
    )  # fmt: skip
    assert [(b.cell.row, b.cell.column, b.text) for b in document.blocks if b.cell] == [
        (0, 0, "Level"), (0, 1, "Tool"), (1, 2, "Baton"), (3, 0, "1"), (3, 1, "Hands"),
        (3, 2, "Feet"),
    ]  # fmt: skip


def test_notes_boxes_and_pictures(read: Reader) -> None:
    frame = "<draw:frame>{}</draw:frame>"
    document = read(
        p(f"{RULE}{NOTE}" + frame.format(f"<draw:text-box>{p('Stop first.')}</draw:text-box>"))
        + "<draw:g><draw:custom-shape>" + p("Then warn.") + "</draw:custom-shape></draw:g>"
        + p(frame.format("<draw:image/>") + frame.format("<draw:object/><draw:image/>"))
        + p("Read<office:annotation>" + p("shall we?") + "</office:annotation> on.")
    )  # fmt: skip
    assert [(b.kind.value, b.label, b.text) for b in document.blocks] == [
        ("paragraph", "", RULE), ("footnote", "1", "See law."), ("paragraph", "", "Stop first."),
        ("paragraph", "", "Then warn."), ("paragraph", "", "Read on."),
    ]  # fmt: skip
    assert document.source.notes == (
        "1 picture was not read; text in pictures needs text recognition (OCR).",
        "1 embedded object was not read; check whether they hold policy text.",
    )


def test_a_note_of_a_table_is_read_as_its_words(read: Reader) -> None:
    table = f"<table:table><table:table-row>{cell('In a cell.')}</table:table-row></table:table>"
    note = NOTE.replace(p("See law."), table)
    assert texts(read(p(f"{RULE}{note}"))) == [RULE, "In a cell."]


def test_hidden_and_struck_text_is_left_out_and_said(read: Reader) -> None:
    auto = (
        style("H", 'text:display="none"') + style("S", 'style:text-line-through-style="solid"')
        + style("T", 'style:text-line-through-type="double"')
        + style("P", 'text:display="none"', family="paragraph")
        + style("Q", family="paragraph", more='style:parent-style-name="P"')
    )  # fmt: skip
    span = '<text:span text:style-name="{}">{}</text:span>'
    document = read(
        p(span.format("H", "never ever ") + span.format("S", "may ") + span.format("T", "can ")
          + RULE + '<text:hidden-text text:is-hidden="true">no</text:hidden-text>')
        + '<text:p text:style-name="Q">not this</text:p>'
        + f'<text:section text:display="none">{p("nor that one")}</text:section>', auto,
    )  # fmt: skip
    assert texts(document) == [RULE]
    assert document.source.notes == (
        "7 words of hidden text were left out.", "2 words of struck-through text were left out.",
    )  # fmt: skip


def test_looks_and_titles(read: Reader) -> None:
    auto = style("B", 'fo:font-weight="bold" fo:font-size="14pt"', family="paragraph") + style(
        "T", family="paragraph", more='style:display-name="Title"'
    )
    auto += style("U", 'style:text-underline-style="solid" fo:font-size="xpt"') + style(
        "I", 'fo:text-transform="uppercase"', 'fo:margin-left="0.5in"', "paragraph",
        'style:parent-style-name="I"',
    )  # fmt: skip
    document = read(
        '<text:p text:style-name="T">Our Title</text:p><text:p text:style-name="B">Duties</text:p>'
        + p('<text:span text:style-name="U">Medical Aid</text:span>')
        + '<text:p text:style-name="I">Reports</text:p>' + p(RULE), auto,
    )  # fmt: skip
    kinds = [block.kind.value for block in document.blocks]
    assert kinds == ["paragraph", "heading", "heading", "heading", "paragraph"]
    assert document.source.title == "Our Title"


def test_contents_are_set_aside_and_heads_name_the_agency(read: Reader) -> None:
    sheet = (
        f"<office:document-styles {NAMES}><office:master-styles><style:master-page><style:header>"
        + p("Larkspur Police Department") + "</style:header></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )  # fmt: skip
    document = read(
        "<text:table-of-content><text:table-of-content-source/><text:index-body>" + p("Force 1")
        + "</text:index-body></text:table-of-content>" + p(RULE), styles=sheet,
    )  # fmt: skip
    assert [block.kind.value for block in document.blocks] == ["contents", "paragraph"]
    assert document.source.agency == "Larkspur Police Department"
    assert document.source.notes == ("A table of contents was set aside.",)


# --- errors ------------------------------------------------------------------------------------


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        odt.read(path)
    return str(caught.value).removeprefix(f"{path}: ")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(b"PK\x03\x04broken")
    assert "is damaged or no text document" in refusal(path)
    assert "is damaged or no text" in refusal(write(path, {"content.xml": "<a>"}))
    assert "is damaged or no text" in refusal(write(path, {"meta.xml": "<a/>"}))
    assert "holds no text" in refusal(write(path, {"content.xml": content("")}))
    locked = f"<manifest:manifest {NAMES}><manifest:encryption-data/></manifest:manifest>"
    parts = {"META-INF/manifest.xml": locked, "content.xml": content(p(RULE))}
    assert "is locked with a password" in refusal(write(path, parts))


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("shall leak")
    head = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    path = write(tmp_path / "a.odt", {"content.xml": head + content(p(f"{RULE} &e;"))})
    assert texts(odt.read(path)) == [RULE]
