"""Turn paragraphs and tables into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from policygap.documents.characters import clean
from policygap.documents.layout import outline
from policygap.documents.layout.outline import Levels
from policygap.documents.word.content import Content, Note, Paragraph, Table, TableCell
from policygap.documents.word.headings import Headings, is_heading
from policygap.documents.word.lines import TextLine, lines_of
from policygap.model import Block, BlockKind, Cell

_CONTENTS_TITLE = re.compile(r"(?:table\s+of\s+)?contents|index", re.IGNORECASE)
# It begins where a row of dots begins: tried from each of a million dots, it would take for ever.
_LEADERS = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}\s*[\divxlc-]+$")
_SENTENCE = re.compile(r"\b(?:shall|must|may|will|should|is|are|has|have)\b.*[.:;]$")
_LAYOUT_WORDS = 150  # a cell with more holds text, not an entry
_CLOSED = (".", ";", ":", ",", "!", "?")


@dataclass(slots=True)
class Builder:
    """Builds the blocks of one document."""

    paged: bool = False  # whether Word left marks of its pages in the file
    headings: Headings = field(default_factory=Headings)
    levels: Levels = ()
    before: TextLine | None = None
    in_list: bool = False  # `before` is a list item
    tables: int = 0
    entries: set[str] | None = None  # of the contents that is being read

    def blocks(self, contents: Iterable[Content]) -> Iterator[Block]:
        """Yield the blocks of these contents in reading order."""
        for block in self._blocks(contents):
            yield block if self.paged else replace(block, page=None)

    def _blocks(self, contents: Iterable[Content]) -> Iterator[Block]:
        for content in contents:
            if isinstance(content, Paragraph):
                yield from self._paragraph(content)
            elif _is_layout(content):
                for cell in content.cells:
                    yield from self._blocks(cell.content)
            else:
                yield from self._table(content)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        for line in lines_of(paragraph):
            if paragraph.contents or self._is_entry(line):
                text = f"{line.label} {line.text}".lstrip("• ")
                yield Block(text, BlockKind.CONTENTS, line.page)
            else:
                block = self._block(line)
                self.before, self.in_list = line, block.kind is BlockKind.ITEM
                yield block
        yield from map(_note, paragraph.notes)

    def _is_entry(self, line: TextLine) -> bool:
        """Tell whether a line belongs to a table of contents that was typed."""
        if _CONTENTS_TITLE.fullmatch(line.text) and not line.label:
            self.entries = set()
            return True
        if _LEADERS.search(line.text):
            return True
        if self.entries is None:
            return False
        name = _name(line.text)
        if line.outline is not None or name in self.entries or _SENTENCE.search(line.text):
            self.entries = None
            return False
        self.entries.add(name)
        return True

    def _block(self, line: TextLine) -> Block:
        if is_heading(line, self.before, self.in_list):
            self.levels = ()
            return _heading(line, self.headings.depth(line))
        if line.counts is None:
            self.levels = outline.outside(self.levels, line.x)
            return _block(line, BlockKind.PARAGRAPH)
        self.levels = outline.place(self.levels, line.counts, line.x)
        return _block(line, BlockKind.ITEM, len(self.levels))

    def _table(self, table: Table) -> Iterator[Block]:
        number = self.tables
        self.tables += 1
        inner: list[Content] = []
        notes: list[Note] = []
        for cell in table.cells:
            yield from self._cell(cell, number)
            inner.extend(each for each in cell.content if isinstance(each, Table))
            notes.extend(note for each in _paragraphs(cell) for note in each.notes)
        yield from map(_note, notes)
        yield from self._blocks(inner)
        self.levels, self.before, self.in_list = (), None, False

    def _cell(self, cell: TableCell, table: int) -> Iterator[Block]:
        lines = [line for each in _paragraphs(cell) for line in lines_of(each)]
        if lines and self.entries is not None:
            yield Block(_joined(lines), BlockKind.CONTENTS, lines[0].page)
        elif lines:
            label = lines[0].label if len(lines) == 1 else ""
            place = Cell(table, cell.row, cell.column)
            yield Block(_joined(lines), BlockKind.CELL, lines[0].page, label, cell=place)


def _block(line: TextLine, kind: BlockKind, depth: int = 0) -> Block:
    return Block(line.text, kind, line.page, line.label, depth)


def _heading(line: TextLine, depth: int) -> Block:
    text = line.text.lstrip("-–—: ") if line.label else line.text
    return Block(text.rstrip(":") or line.text, BlockKind.HEADING, line.page, line.label, depth)


def _note(note: Note) -> Block:
    text = clean(" ".join(f"{each.label} {each.raw}".lstrip("• ") for each in note.paragraphs))
    return Block(text, BlockKind.FOOTNOTE, note.page, note.label)


def _paragraphs(cell: TableCell) -> Iterator[Paragraph]:
    return (each for each in cell.content if isinstance(each, Paragraph))


def _joined(lines: list[TextLine]) -> str:
    """Return the lines of a cell as one text, the numbers of its list kept."""
    text = ""
    for line in lines:
        numbered = line.counts is None or not line.counts.is_bullet
        words = f"{line.label} {line.text}".strip() if numbered and len(lines) > 1 else line.text
        between = " " if text.endswith(_CLOSED) else "; "
        text = f"{text}{between}{words}" if text else words
    return text


def _is_layout(table: Table) -> bool:
    """Tell whether a table only places text: one cell a row, or cells as long as a page."""
    filled = [cell for cell in table.cells if _words(cell)]
    rows = {cell.row for cell in filled}
    return len(rows) == len(filled) or any(_words(cell) > _LAYOUT_WORDS for cell in filled)


def _words(cell: TableCell) -> int:
    return sum(len(each.raw.split()) for each in _paragraphs(cell))


def _name(text: str) -> str:
    return re.sub(r"[\W\d]+", " ", text).strip().lower()
