"""Whole documents with automatic numbers, and the labels that LibreOffice Writer renders for them.

The expected labels were read off Writer 7.4's text export of the same files. Where they differ from
it, a comment says what Writer shows, and why Word's rules ask for something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.parser import parse_xml

from policygap.documents.word import reader as word

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, format: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def override(depth: int, inner: str) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}">{inner}</w:lvlOverride>'


def restart(depth: int, start: int) -> str:
    return override(depth, f'<w:startOverride w:val="{start}"/>')


def style(key: str, properties: str, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{key}"/>'
        f"{base}<w:pPr>{properties}</w:pPr></w:style>"
    )


def numbered(key: int | None = None, depth: int | None = None) -> str:
    inner = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    inner += "" if key is None else f'<w:numId w:val="{key}"/>'
    return f"<w:numPr>{inner}</w:numPr>"


def named(key: str, more: str = "") -> str:
    return f'<w:pStyle w:val="{key}"/>{more}'


def of_list(key: int, *depths: int) -> tuple[str, ...]:
    return tuple(numbered(key, depth) for depth in depths)


@dataclass(frozen=True)
class SetUp:
    """What the numbering part holds, each paragraph's properties, and the labels expected."""

    numbering: str
    paragraphs: tuple[str, ...]
    labels: str
    styles: str = ""


def save(setup: SetUp, path: Path) -> None:
    document: Any = docx.Document()
    numbering = document.part.numbering_part.element
    numbering[:] = list(parse_xml(f"<w:x {NAMES}>{setup.numbering}</w:x>"))
    document.styles.element.extend(parse_xml(f"<w:x {NAMES}>{setup.styles}</w:x>"))
    for n, properties in enumerate(setup.paragraphs):
        run = f"<w:r><w:t>text number {n}</w:t></w:r>"
        xml = f"<w:p {NAMES}><w:pPr>{properties}</w:pPr>{run}</w:p>"
        document.element.body.insert(-1, parse_xml(xml))
    document.save(str(path))


LEXIPOL = abstract(
    1,
    level(0, "decimal", "%1", start=300),
    level(1, "decimal", "%1.%2"),
    level(2, "decimal", "%1.%2.%3"),
    level(3, "lowerLetter", "(%4)"),
    level(4, "decimal", "%5."),
)
OUTLINE = abstract(
    1,
    level(0, "upperRoman", "%1."),
    level(1, "upperLetter", "%2."),
    level(2, "decimal", "%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "lowerRoman", "(%5)"),
)
SIMPLE = abstract(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"))
LEGAL = abstract(
    1,
    level(0, "upperRoman", "Article %1"),
    level(1, "decimalZero", "Section %1.%2", "<w:isLgl/>"),
    level(2, "lowerLetter", "(%3)"),
)
LINKED = abstract(
    1,
    level(0, "decimal", "%1.", '<w:pStyle w:val="Part"/>', start=5),
    level(1, "decimal", "%1.%2", '<w:pStyle w:val="Rule"/>'),
    level(2, "lowerLetter", "(%3)", '<w:pStyle w:val="Item"/>'),
)
LINKED_STYLES = (
    style("Part", numbered(1)) + style("Rule", numbered(1, 1)) + style("Item", numbered(1, 2))
)
HEADED = abstract(
    1,
    level(0, "decimal", "%1", '<w:pStyle w:val="Heading1"/>'),
    level(1, "decimal", "%1.%2", '<w:pStyle w:val="Heading2"/>'),
)
TYPES = {
    "decimalZero": "01 | 02 | 03 | 04 | 05 | 06",
    "ordinal": "1st | 2nd | 3rd | 4th | 5th | 6th",
    "ordinalText": "First | Second | Third | Fourth | Fifth | Sixth",
    "cardinalText": "One | Two | Three | Four | Five | Six",
    "upperLetter": "A | B | C | D | E | F",
}

SET_UPS: dict[str, SetUp] = {
    "sections as Lexipol numbers them": SetUp(
        LEXIPOL + num(1, 1),
        of_list(1, 0, 1, 2, 3, 3, 4, 4, 3, 2, 3, 1, 1, 2, 0, 1),
        "300 | 300.1 | 300.1.1 | (a) | (b) | 1. | 2. | (c) | 300.1.2 | (a) | 300.2 | 300.3 | "
        "300.3.1 | 301 | 301.1",
    ),
    "roman, letter, number, letter, small roman": SetUp(
        OUTLINE + num(1, 1),
        of_list(1, 0, 1, 2, 3, 4, 4, 4, 4, 3, 2, 1, 2, 0, 1, 0, 0, 0, 1),
        "I. | A. | 1. | a) | (i) | (ii) | (iii) | (iv) | b) | 2. | B. | 1. | II. | A. | III. "
        "| IV. | V. | A.",
    ),
    "letters past z": SetUp(
        abstract(1, level(0, "lowerLetter", "(%1)")) + num(1, 1),
        of_list(1, *[0] * 54),
        "(a) | (b) | (c) | (d) | (e) | (f) | (g) | (h) | (i) | (j) | (k) | (l) | (m) | (n) | "
        "(o) | (p) | (q) | (r) | (s) | (t) | (u) | (v) | (w) | (x) | (y) | (z) | (aa) | (bb) "
        "| (cc) | (dd) | (ee) | (ff) | (gg) | (hh) | (ii) | (jj) | (kk) | (ll) | (mm) | (nn) "
        "| (oo) | (pp) | (qq) | (rr) | (ss) | (tt) | (uu) | (vv) | (ww) | (xx) | (yy) | (zz) "
        "| (aaa) | (bbb)",
    ),
    "two lists of one definition count on": SetUp(
        SIMPLE + num(1, 1) + num(2, 1),
        (*of_list(1, 0, 0, 1), *of_list(2, 0, 1, 1), *of_list(1, 0)),
        "1. | 2. | (a) | 3. | (a) | (b) | 4.",
    ),
    "a start of its own restarts once": SetUp(
        SIMPLE + num(1, 1) + num(2, 1, restart(0, 1)) + num(3, 1, restart(0, 7)),
        (*of_list(1, 0, 0), *of_list(2, 0, 0, 1), *of_list(3, 0, 0), *of_list(2, 0)),
        "1. | 2. | 1. | 2. | (a) | 7. | 8. | 9.",
    ),
    "a start of its own on a deeper level": SetUp(
        SIMPLE + num(1, 1) + num(2, 1, restart(0, 1) + restart(1, 3)),
        (*of_list(1, 0, 1, 1), *of_list(2, 0, 1, 1, 0, 1)),
        # Writer restarts at (a); by ECMA-376 part 1, 17.9.27 the new start holds for every restart
        "1. | (a) | (b) | 1. | (c) | (d) | 2. | (c)",
    ),
    "legal numbers": SetUp(
        LEGAL + num(1, 1),
        of_list(1, 0, 1, 1, 2, 0, 1, 2, 2),
        # Writer passes over w:isLgl ("Section I.01")
        "Article I | Section 1.01 | Section 1.02 | (a) | Article II | Section 2.01 | (a) | (b)",
    ),
    "a level that never restarts": SetUp(
        abstract(
            1,
            level(0, "decimal", "Chapter %1"),
            level(1, "decimal", "Rule %2.", '<w:lvlRestart w:val="0"/>'),
        )
        + num(1, 1),
        of_list(1, 0, 1, 1, 0, 1, 1),
        # Writer passes over w:lvlRestart and begins with Rule 1 again
        "Chapter 1 | Rule 1. | Rule 2. | Chapter 2 | Rule 3. | Rule 4.",
    ),
    "a level that restarts after the first level alone": SetUp(
        abstract(
            1,
            level(0, "decimal", "%1."),
            level(1, "upperLetter", "%2."),
            level(2, "decimal", "(%3)", '<w:lvlRestart w:val="1"/>'),
        )
        + num(1, 1),
        of_list(1, 0, 1, 2, 2, 1, 2, 0, 1, 2),
        # Writer passes over w:lvlRestart and shows (1) below B.
        "1. | A. | (1) | (2) | B. | (3) | 2. | A. | (1)",
    ),
    "levels that are linked with styles": SetUp(
        LINKED + num(1, 1),
        tuple(map(named, ("Part", "Rule", "Item", "Item", "Rule", "Item", "Part", "Rule"))),
        "5. | 5.1 | (a) | (b) | 5.2 | (a) | 6. | 6.1",
        LINKED_STYLES,
    ),
    "headings numbered through their styles": SetUp(
        HEADED + num(1, 1),
        (
            named("Heading1", numbered(1, 0)),
            named("Heading2", numbered(1, 1)),
            named("Heading2", numbered(1, 1)),
            named("Heading1", numbered(1, 0)),
            named("Heading2", numbered(1, 1)),
        ),
        "1 | 1.1 | 1.2 | 2 | 2.1",
    ),
    "a list from the style that a style is based on": SetUp(
        SIMPLE + num(1, 1),
        (named("Rule"), named("Sub"), named("Sub"), named("Own"), named("Rule"), named("None")),
        "1. | (a) | (b) | (c) | 2. | ",
        style("Rule", numbered(1, 0))
        + style("Sub", numbered(depth=1), "Rule")
        + style("Own", "", "Sub")
        + style("None", numbered(0), "Rule"),
    ),
    "a list style": SetUp(
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Lex"/></w:abstractNum>'
        + OUTLINE.replace("<w:lvl ", '<w:styleLink w:val="Lex"/><w:lvl ', 1)
        + num(1, 0)
        + num(2, 1),
        of_list(1, 0, 1, 2, 1, 0),
        "I. | A. | 1. | B. | II.",
        '<w:style w:type="numbering" w:customStyle="1" w:styleId="Lex"><w:name w:val="Lex"/>'
        f"<w:pPr>{numbered(2)}</w:pPr></w:style>",
    ),
    "a level of its own in an override": SetUp(
        SIMPLE + num(1, 1) + num(2, 1, override(1, level(1, "upperRoman", "%2)"))),
        (*of_list(1, 0, 1, 1), *of_list(2, 0, 1, 1), *of_list(1, 1)),
        "1. | (a) | (b) | 2. | I) | II) | (c)",
    ),
    "a list that is left and taken up again": SetUp(
        SIMPLE + num(1, 1),
        (numbered(1, 0), numbered(1, 0), "", numbered(0), numbered(1, 0), numbered(1, 1)),
        "1. | 2. |  |  | 3. | (a)",
    ),
    "levels that are skipped": SetUp(
        LEXIPOL + num(1, 1),
        of_list(1, 1, 2, 0, 2, 3, 1),
        # Writer ends with 301.2: it also counts a level that was skipped after a restart
        "300.1 | 300.1.1 | 301 | 301.1.1 | (a) | 301.1",
    ),
    "a start above one, and at nought": SetUp(
        abstract(1, level(0, "decimal", "G-%1", start=0), level(1, "lowerLetter", "%2.", start=3))
        + num(1, 1),
        of_list(1, 0, 1, 1, 0, 1),
        "G-0 | c. | d. | G-1 | c.",
    ),
    "a level without a number of its own": SetUp(
        abstract(1, level(0, "none", ""), level(1, "decimal", "%2)"), level(2, "decimal", "%2.%3"))
        + num(1, 1),
        of_list(1, 0, 1, 2, 2, 0, 1),
        " | 1) | 1.1 | 1.2 |  | 1)",
    ),
    "words around the number": SetUp(
        abstract(
            1,
            level(0, "decimal", "Step %1:", '<w:suff w:val="space"/>'),
            level(1, "decimal", "§ %1-%2", '<w:suff w:val="nothing"/>'),
        )
        + num(1, 1),
        of_list(1, 0, 1, 1, 0, 1),
        "Step 1: | § 1-1 | § 1-2 | Step 2: | § 2-1",
    ),
    **{
        f"numbers of type {type}": SetUp(
            abstract(1, level(0, type, "%1")) + num(1, 1), of_list(1, *[0] * 6), labels
        )
        for type, labels in TYPES.items()
    },
}


@pytest.mark.parametrize("name", SET_UPS)
def test_labels_are_those_that_are_rendered(tmp_path: Path, name: str) -> None:
    path = tmp_path / "numbered.docx"
    save(SET_UPS[name], path)
    blocks = word.read(path).blocks
    assert " | ".join(block.label for block in blocks) == SET_UPS[name].labels
