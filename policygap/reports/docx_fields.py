"""The fields of the memo, which a word processor works out: page numbers and the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policygap.reports.docx_styles import CONTENTS, HEADINGS, dress, style_id

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph


def add_number(paragraph: Paragraph, instruction: str) -> None:
    """Add a field whose value every word processor knows when it lays the page out."""
    field = _made("w:fldSimple", instr=instruction)
    shown = OxmlElement("w:r")
    shown.append(OxmlElement("w:t"))
    shown[0].text = "1"
    field.append(shown)
    paragraph._p.append(field)


def add_contents(document: Document, place: Paragraph) -> None:
    """Put a table of contents in the place of a paragraph: a field, filled in with links.

    Page numbers come when a word processor updates the field; only it knows them.
    """
    styles = {style_id(heading): entry for heading, entry in zip(HEADINGS, CONTENTS, strict=True)}
    headings = [(p, styles[p._p.style]) for p in document.paragraphs if p._p.style in styles]
    for number, (heading, style) in enumerate(headings, start=1):
        name = f"_Toc{number:08}"
        _mark(heading, number, name)
        entry = place.insert_paragraph_before()
        dress(entry, style)
        if number == 1:
            _begin_field(entry, ' TOC \\o "1-2" \\h \\z \\u ')
        link = _made("w:hyperlink", anchor=name, history="1")
        entry.add_run(heading.text)
        link.append(entry.runs[-1]._r)
        entry._p.append(link)
    entry.add_run()._r.append(_made("w:fldChar", fldCharType="end"))
    place._p.getparent().remove(place._p)


def _mark(heading: Paragraph, number: int, name: str) -> None:
    """Put a bookmark around the words of a heading."""
    start, end = (
        _made("w:bookmarkStart", id=str(number), name=name),
        _made("w:bookmarkEnd", id=str(number)),
    )
    heading.runs[0]._r.addprevious(start)
    heading._p.append(end)


def _begin_field(paragraph: Paragraph, instruction: str) -> None:
    code = _made("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = instruction
    for element in (
        _made("w:fldChar", fldCharType="begin"),
        code,
        _made("w:fldChar", fldCharType="separate"),
    ):
        paragraph.add_run()._r.append(element)


def _made(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
