"""The runs of a Word paragraph: their text as a reader of the accepted document sees it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from policygap.documents.word.content import Piece
from policygap.documents.word.number_fields import NumberField, parsed
from policygap.documents.word.pictures import count_pictures, text_boxes
from policygap.documents.word.styles import Styles
from policygap.documents.word.xml import OFF, Element, M, W, child, flow, value

_SIGNS = {
    W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "-",
    W + "softHyphen": "", W + "dayLong": "", W + "pgNum": "",
}  # fmt: skip
_DRAWN = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapf")
# Signs of the font Symbol that mean something in a sentence, by their code in it.
_MEANT = {
    0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™",
}  # fmt: skip
_AUTOMATIC = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
_UNREAD = {
    W + "altChunk": "embedded", W + "subDoc": "linked", M + "oMath": "equations",
    M + "oMathPara": "equations",
}  # fmt: skip
_RENDERED_BREAK = W + "lastRenderedPageBreak"


@dataclass(slots=True)
class Line:
    """What the runs of one paragraph hold."""

    pieces: list[Piece] = field(default_factory=list)
    # ("footnote", its id, whether its sign is typed)
    notes: list[tuple[str, str, bool]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # the contents of text boxes
    # numbers to be counted, each with the number of the piece that is to show it
    numbers: list[tuple[int, NumberField]] = field(default_factory=list)
    page: int | None = None  # where its first word stands
    contents: bool = False  # made by a table-of-contents field


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, then its result."""

    instruction: str = ""
    result: bool = False


@dataclass(slots=True)
class Runs:
    """Reads runs in document order and keeps what goes on from one paragraph to the next.

    `tally` counts what was left out: words of "hidden" and "struck" text, "pictures", ...
    """

    styles: Styles
    tally: Counter[str] = field(default_factory=Counter)
    page: int = 1
    _fields: list[_Field] = field(default_factory=list)
    _counted: list[NumberField] = field(default_factory=list)  # fields that ended in this run
    _broken: bool = False  # a page break by hand that no rendered one has followed yet

    def read(self, paragraph: Element, style: str, line: Line) -> None:
        """Add the runs of a w:p to `line`; `style` is the paragraph's style id."""
        for each in flow(paragraph, removed=True):
            if each.tag == W + "r":
                self._run(each, style, line)
            elif each.tag == W + "fldSimple":  # without a result
                self._counted = []
                self._close(_Field(each.get(W + "instr", "")))
                self._add_numbers(None, style, line)
            else:
                self.pass_over(each)
        while self._fields and not self._fields[-1].result:
            self._fields.pop()  # an instruction without an end must not swallow the document

    def pass_over(self, node: Element) -> None:
        """Keep count of what is not read: parts that may hold text, and the pages in it."""
        if node.tag in _UNREAD:
            self.tally[_UNREAD[node.tag]] += 1
        for _ in node.iter(_RENDERED_BREAK):
            self._turn_page()

    def leave_contents(self) -> None:
        """Close table-of-contents fields that are still open."""
        self._fields = [each for each in self._fields if not _is_contents(each)]

    def _run(self, run: Element, style: str, line: Line) -> None:
        properties = child(run, "rPr")
        left_out = self._reason_to_leave_out(properties, style)
        self._counted = []
        texts = []
        for each in flow(run, removed=True):
            texts.append(self._text(each, properties))
            if left_out is None:
                self._attachments(each, line)
        text = "".join(texts)
        if left_out is not None:
            self.tally[left_out] += len(text.split()) + _words_in_boxes(run)
        elif (text or self._counted) and self._is_shown():
            self._add_numbers(properties, style, line)
            self._add(text, properties, style, line)

    def _reason_to_leave_out(self, properties: Element | None, style: str) -> str | None:
        for name, reason in (("vanish", "hidden"), ("strike", "struck"), ("dstrike", "struck")):
            if self.styles.run_switch(properties, style, name):
                return reason
        return None

    def _text(self, node: Element, properties: Element | None) -> str:
        """Return what one child of a run shows, and take notice of breaks and fields."""
        tag = node.tag
        if tag == W + "t":
            return _in_font(node.text or "", value(properties, "rFonts", attribute="ascii"))
        if tag == W + "br":
            return self._break(node)
        if tag == W + "sym":
            return _symbol(node)
        if tag == W + "instrText" and self._fields and not self._fields[-1].result:
            self._fields[-1].instruction += node.text or ""
        elif tag == W + "fldChar":
            self._field(node.get(W + "fldCharType"))
        elif tag == _RENDERED_BREAK:
            self._turn_page()
        return _SIGNS.get(tag, "")

    def _attachments(self, node: Element, line: Line) -> None:
        if node.tag in _NOTES:
            marked = node.get(W + "customMarkFollows", "0") not in OFF
            line.notes.append((_NOTES[node.tag], node.get(W + "id", ""), marked))
        elif node.tag in _DRAWN:
            line.boxes.extend(text_boxes(node))
            self.tally.update(count_pictures(node))

    def _add_numbers(self, properties: Element | None, style: str, line: Line) -> None:
        """Leave a place in the line for each field that ended and whose number is to be counted."""
        for counted in self._counted:
            line.numbers.append((len(line.pieces), counted))
            self._add("", properties, style, line)

    def _add(self, text: str, properties: Element | None, style: str, line: Line) -> None:
        if line.page is None and text.strip():
            self.page += self._broken
            self._broken = False
            line.page = self.page
        line.contents = line.contents or any(_is_contents(each) for each in self._fields)
        bold, caps = (self.styles.run_switch(properties, style, name) for name in ("b", "caps"))
        underlined = (value(properties, "u") or "none") != "none"
        size = self.styles.run_size(properties, style)
        line.pieces.append(Piece(text, bold, underlined, caps, size))

    def _is_shown(self) -> bool:
        return all(each.result for each in self._fields)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            self._close(self._fields.pop())

    def _close(self, closed: _Field) -> None:
        """Take notice of a field that shows a number which the file does not hold."""
        self.tally["numbers"] += not _AUTOMATIC.isdisjoint(closed.instruction.split()[:1])
        counted = None if closed.result else parsed(closed.instruction)
        self._counted += [counted] if counted else []

    def _break(self, node: Element) -> str:
        kind = node.get(W + "type", "textWrapping")
        self._broken = self._broken or kind == "page"
        return "\n"

    def _turn_page(self) -> None:
        self.page += 1
        self._broken = False


def _is_contents(field: _Field) -> bool:
    return field.result and field.instruction.split()[:1] == ["TOC"]


def _words_in_boxes(run: Element) -> int:
    boxes = (box for drawn in flow(run) if drawn.tag in _DRAWN for box in text_boxes(drawn))
    return sum(len((text.text or "").split()) for box in boxes for text in box.iter(W + "t"))


def _in_font(text: str, font: str | None) -> str:
    """Return text as it is shown: the letters of a symbol font are signs, most of them bullets."""
    if font is None or not font.lower().startswith(_SYMBOL_FONTS):
        return text
    meant = _MEANT if font.lower() == "symbol" else {}
    return "".join(char if char.isspace() else meant.get(ord(char) & 0xFF, "•") for char in text)


def _symbol(node: Element) -> str:
    """Return a w:sym: a letter of a plain font as it is, a sign of a symbol font as shown."""
    code, font = node.get(W + "char", ""), node.get(W + "font", "")
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    shown = _in_font(char, font)
    return "•" if "\ue000" <= shown <= "\uf8ff" else shown
