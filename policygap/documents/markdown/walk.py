"""Walk the tokens of a Markdown text and yield its paragraphs and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Protocol

from policygap.documents import labels
from policygap.documents.word.content import Content, Note, Paragraph, Piece, Table, TableCell

_INDENT = 720  # twips that one level of a list is set in
_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?! {0,3}\[\^)[ \t]*\S.*)*)", re.MULTILINE
)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


class Token(Protocol):
    """A piece of parsed Markdown, as markdown-it has it; `nesting` is 1, 0 or -1."""

    type: str
    tag: str
    nesting: Any
    level: int
    content: str
    markup: str
    info: str

    @property
    def children(self) -> Sequence[Token] | None:
        """Return the pieces of an inline token."""


@dataclass(slots=True)
class Walk:
    """Walks one text; `tally` counts what was left out: "code", "pictures", "struck"."""

    parse: Callable[[str], Sequence[Token]]
    tally: Counter[str] = field(default_factory=Counter)
    _notes: dict[str, Note] = field(default_factory=dict)
    _labels: list[list[str]] = field(default_factory=list)  # of open lists, those still to come
    _label: str = ""  # of the item whose first paragraph comes next
    _outline: int | None = None  # level of the heading that is open

    def contents(self, text: str) -> Iterator[Content]:
        """Yield the paragraphs and tables of a Markdown text in order."""
        for name, words in _NOTE.findall(text):
            lines = [token for token in self.parse(words) if token.type == "inline"]
            pieces = (piece for token in lines for piece in self._pieces(token))
            self._notes[name] = Note(name, (Paragraph(tuple(pieces)),), None)
        yield from self._walk(self.parse(_NOTE.sub("", text)))

    def _walk(self, tokens: Sequence[Token]) -> Iterator[Content]:
        table: list[Token] | None = None
        for token in tokens:
            if token.type == "table_open":
                table = []
            elif token.type == "table_close" and table is not None:
                yield self._table(table)
                table = None
            elif table is not None:
                table.append(token)
            else:
                yield from self._step(token, tokens)

    def _step(self, token: Token, tokens: Sequence[Token]) -> Iterator[Content]:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            self._labels.append(_labels_of(token, tokens))
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            self._labels.pop()
        elif token.type == "list_item_open":
            self._label = self._labels[-1].pop(0)
        elif token.type == "list_item_close":
            self._label = ""
        elif token.type == "heading_open":
            self._outline = int(token.tag[1:])
        elif token.type == "inline":
            yield self._paragraph(self._pieces(token))
        elif token.type == "html_block":
            yield from self._html(token.content)
        self.tally["code"] += token.type == "fence"

    def _paragraph(self, pieces: Sequence[Piece]) -> Paragraph:
        """Return one paragraph with the label that waits for it, and the notes it refers to."""
        text = "".join(piece.text for piece in pieces)
        notes = [self._notes[name] for name in _REFERENCE.findall(text) if name in self._notes]
        bare = tuple(_with_text(piece, _REFERENCE.sub("", piece.text)) for piece in pieces)
        paragraph = Paragraph(
            bare,
            label=self._label,
            list_level=str(len(self._labels)),
            outline=self._outline,
            indent=_INDENT * len(self._labels),
            notes=tuple(notes),
        )
        self._label, self._outline = "", None
        return paragraph

    def _html(self, content: str) -> Iterator[Content]:
        """Yield the words between HTML tags; comments, scripts and styles hold none."""
        text = _BREAK.sub("\n", _COMMENT.sub(" ", content))
        for line in _TAG.sub(" ", text).splitlines():
            if line.strip():
                yield self._paragraph([Piece(line)])

    def _table(self, tokens: Sequence[Token]) -> Table:
        cells: list[TableCell] = []
        row = column = -1
        for token in tokens:
            if token.type == "tr_open":
                row, column = row + 1, -1
            elif token.type in ("th_open", "td_open"):
                column += 1
            elif token.type == "inline":
                cells.append(TableCell(row, column, (self._paragraph(self._pieces(token)),)))
        return Table(tuple(cells))

    def _pieces(self, inline: Token) -> list[Piece]:
        """Return the words of a paragraph without its markup and without struck text."""
        pieces: list[Piece] = []
        bold = struck = 0
        children = inline.children or []
        for token, after in zip_longest(children, children[1:]):
            bold += _step_of(token, "strong")
            struck += _step_of(token, "s")
            self.tally["struck"] += token.type == "s_open"
            self.tally["pictures"] += token.type == "image"
            text = _words(token, after)
            if text and not struck:
                pieces.append(Piece(text, bold=bold > 0))
        return pieces


def _labels_of(opening: Token, tokens: Sequence[Token]) -> list[str]:
    """Return the labels of a list as written; where all are "1." they count as shown."""
    start = next(n for n, token in enumerate(tokens) if token is opening)
    numbers: list[str] = []
    for token in tokens[start + 1 :]:
        if token.level == opening.level and token.nesting == -1:
            break
        if token.type == "list_item_open" and token.level == opening.level + 1:
            numbers.append(token.info)
    if opening.type == "bullet_list_open":
        return ["•"] * len(numbers)
    if len(set(numbers)) == 1:
        numbers = [str(int(numbers[0]) + n) for n in range(len(numbers))]
    return [number + opening.markup for number in numbers]


def _step_of(token: Token, name: str) -> int:
    return token.nesting if token.type in (f"{name}_open", f"{name}_close") else 0


def _words(token: Token, after: Token | None) -> str:
    """Return what a piece of a paragraph shows; "\\n" where the writer meant a line to end."""
    if token.type == "softbreak":
        # A new source line is no new line, unless it begins with a label of its own.
        return "\n" if after and labels.parse(after.content) else " "
    if token.type == "hardbreak" or _BREAK.fullmatch(token.content):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def _with_text(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.bold)
