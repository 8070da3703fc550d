"""The styles of the memo: the few that a Word user finds in the list of styles and may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

ELEMENT, PASSAGE, MODEL, CHECK = "Element", "Passage", "Model Language", "Check"
SMALL, FORM = "Small", "Form"
HEADINGS, CONTENTS = ("Heading 1", "Heading 2"), ("TOC 1", "TOC 2")
TITLE, CONTENTS_TITLE, BODY = "Title", "TOC Heading", "Body Text"
GRID = "Table Grid"
_KEPT_TABLES = (GRID, "Normal Table")  # of the template's hundred
_FONT = "Calibri"
_NAVY, _GREY, _BROWN = "1F3864", "595959", "7F4F00"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph looks: sizes and spaces in points, indent in inches, colours as RRGGBB."""

    size: float
    after: float = 6
    before: float = 0
    indent: float = 0
    colour: str = ""
    shade: str = ""
    bold: bool | None = None
    with_next: bool | None = None


_LOOKS = {
    "Normal": _Look(10.5),
    "Body Text": _Look(10.5, before=4),
    "Title": _Look(22, after=8, colour=_NAVY),
    "Heading 1": _Look(16, before=18, colour=_NAVY),
    "Heading 2": _Look(13, before=12, colour=_NAVY),
    "Footer": _Look(8, colour=_GREY),
    CONTENTS[0]: _Look(10.5, after=2, before=4, bold=True),
    CONTENTS[1]: _Look(10, after=1, indent=0.25),
    ELEMENT: _Look(11, before=10, after=2, bold=True, with_next=True),
    PASSAGE: _Look(10.5, after=4, indent=0.3),
    MODEL: _Look(10.5, after=4, indent=0.3, shade="E8F0E4"),
    CHECK: _Look(10, after=3, colour=_BROWN),
    SMALL: _Look(8.5, after=0),
    FORM: _Look(8.5, after=0, with_next=True),  # so that a form stays on one page
}


def define_styles(document: Document) -> None:
    """Set the styles of a document that python-docx has just made."""
    styles = document.styles
    for style in [*styles]:
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLES:
            style.delete()
    styles["Normal"].font.name = _FONT
    for name, look in _LOOKS.items():
        if name not in styles:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        _set_look(cast("ParagraphStyle", styles[name]), look)


def style_id(name: str) -> str:
    """Return what a paragraph says to have a style; Word and python-docx leave the spaces out."""
    return name.replace(" ", "")


def dress(paragraph: Paragraph, style: str) -> None:
    """Give a paragraph a style by name; python-docx would look through all styles each time."""
    paragraph._p.style = style_id(style)


def shading(colour: str) -> BaseOxmlElement:
    """Return the element that fills a paragraph or cell with a colour."""
    element = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        element.set(qn(f"w:{name}"), value)
    return element


def _set_look(style: ParagraphStyle, look: _Look) -> None:
    if look.shade:  # first: the schema wants it before spacing and indent
        style.element.get_or_add_pPr().append(shading(look.shade))
    style.quick_style = True
    style.font.size = Pt(look.size)
    style.font.bold = look.bold if look.bold is not None else style.font.bold
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = 1.1
    form.left_indent = Inches(look.indent)
    form.keep_with_next = look.with_next if look.with_next is not None else form.keep_with_next
