"""Propose language in a copy of a Word policy, as tracked insertions that a person accepts."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from policygap.annotate import wording
from policygap.annotate.fixes import fixes, wordless
from policygap.annotate.marks import earlier
from policygap.annotate.passages import find
from policygap.annotate.word import first_paragraph, text_of
from policygap.annotate.word_comments import Reviewer, element, text
from policygap.annotate.word_file import open_word
from policygap.documents.word.xml import W, child
from policygap.model import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policygap.annotate.fixes import Fix
    from policygap.annotate.word_text import WordText
    from policygap.documents.word.xml import Element
    from policygap.model import Provision, Report
    from policygap.options import ReadOptions

# What a new paragraph has in common with the one that it follows, in the schema's order.
_SHAPE = ("pStyle", "spacing", "ind", "jc")
_LETTERS = ("rFonts", "sz", "szCs", "lang")
_NO_LIST = "0"


def drafted(_path: Path, data: bytes, report: Report, options: ReadOptions) -> bytes:
    """Return the Word file with the language for every gap where it would go.

    Each insertion has a comment that names its requirements; nothing is deleted.
    """
    file = open_word(data)
    words = text_of(file, options.revisions)
    reviewer = Reviewer(file, report.as_of)
    reviewer.comment_on(first_paragraph(file), wording.overview_of_fixes(report, wordless(report)))
    last: dict[Any, Element] = {}  # what was inserted last behind a paragraph
    for fix in fixes(report):
        paragraph = _paragraph_of(words, fix.after, report) if fix.after else None
        place: Element = _end(file.body) if paragraph is None else _movable(paragraph)
        made = [_inserted(reviewer, paragraph, fix, line) for line in fix.lines]
        for each in made:
            behind: Element = last.get(place, place)
            behind.addnext(each)
            last[place] = each
        first, final = (each.find(f"{W}ins/{W}r") for each in (made[0], made[-1]))
        reviewer.comment(first, final, wording.of_fix(fix.asked, fix.home))
    return file.content()


def _paragraph_of(words: WordText, after: Provision, report: Report) -> Element | None:
    """Return the paragraph that a provision ends in, None if its words are not found."""
    spans = find(after.text, words.letters, earlier(report.policy, after, on_page=False))
    return words.paragraph(spans[-1][1] - 1) if spans else None


def _movable(paragraph: Element) -> Element:
    """Return what an insertion may follow: the paragraph, or the table that it stands in."""
    tables = [each for each in paragraph.iterancestors() if each.tag == W + "tbl"]
    return tables[-1] if tables else paragraph


def _end(body: Element) -> Element:
    """Return the last paragraph or table of the body, behind which only its page setup stands."""
    return next(each for each in reversed(body) if each.tag != W + "sectPr")


def _inserted(reviewer: Reviewer, model: Element | None, fix: Fix, line: str) -> Element:
    """Return a paragraph whose words and whose mark are tracked as inserted."""
    is_title = fix.after is not None and fix.after.kind is ProvisionKind.HEADING
    like = None if is_title else model
    properties = element("pPr")
    properties.extend(_copies(child(like, "pPr"), _SHAPE))
    number = element("numPr")
    number.append(element("numId", {W + "val": _NO_LIST}))
    properties.insert(1 if child(properties, "pStyle") is not None else 0, number)
    mark = element("rPr")
    mark.append(element("ins", reviewer.signed()))
    properties.append(mark)
    made, change, run = element("p"), element("ins", reviewer.signed()), element("r")
    letters = element("rPr")
    letters.extend(_copies(_letters(like), _LETTERS))
    run.extend((letters, text(line)))
    change.append(run)
    made.extend((properties, change))
    return made


def _letters(paragraph: Element | None) -> Element | None:
    """Return the properties of a paragraph's first run."""
    runs = () if paragraph is None else paragraph.iter(W + "r")
    return next((p for run in runs if (p := child(run, "rPr")) is not None), None)


def _copies(properties: Element | None, names: Iterable[str]) -> list[Element]:
    found = (child(properties, name) for name in names)
    return [deepcopy(each) for each in found if each is not None]
