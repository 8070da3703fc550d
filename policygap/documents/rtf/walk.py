"""Walk the tokens of a Rich Text file and yield its paragraphs and tables, in one view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from policygap.documents.characters import clean
from policygap.documents.rtf import words
from policygap.documents.rtf.story import CellEdge, Story
from policygap.documents.rtf.styles import StyleSheet
from policygap.documents.rtf.text import Letters
from policygap.documents.rtf.tokens import Sort, Token
from policygap.documents.rtf.words import State
from policygap.documents.word.content import Content, Note, Paragraph, Piece, paragraphs_of
from policygap.options import Revisions

_CONTINUED = frozenset({"clmrg", "clvmrg"})
_HELD = frozenset({words.LABEL, words.TITLE, words.FIELD, words.STYLES})


@dataclass(slots=True)
class _OpenStory:
    """A story that is being read, since the group at `depth` began, of a kind of `words`."""

    depth: int
    kind: str
    around: State  # what held before it
    story: Story = field(default_factory=Story)


@dataclass(slots=True)
class Walk:
    """Walks one file; `tally` counts what was left out, `changes` what is tracked.

    `titles` are what the file calls itself, `margins` its running heads and feet.
    """

    view: Revisions = Revisions.FINAL
    tally: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    titles: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    _letters: Letters = field(default_factory=Letters)
    _state: State = field(default_factory=State)
    _groups: list[State] = field(default_factory=list)
    _stories: list[_OpenStory] = field(default_factory=lambda: [_OpenStory(-1, "", State())])
    _held: list[str] = field(default_factory=list)  # said where it is no text of the document
    _styles: StyleSheet = field(default_factory=StyleSheet)
    _numbered: int = 0  # notes
    _edges: dict[bool, list[CellEdge]] = field(default_factory=dict)  # of nested rows and others
    _continued: bool = False  # the cell whose edge comes next goes on with another
    _optional: bool = False  # the group began with \*
    _tracked: tuple[bool, bool] = (False, False)  # what was said last was inserted, deleted

    def contents(self, tokens: Iterable[Token]) -> list[Content]:
        """Return the paragraphs and tables of a file in order."""
        for token in tokens:
            _HANDLERS[token.sort](self, token)
        while len(self._stories) > 1:
            self._end_story()
        self._end_paragraph()
        return self._story.contents()

    @property
    def _story(self) -> Story:
        return self._stories[-1].story

    def _open(self, _: Token) -> None:
        self._groups.append(self._state)
        self._letters.stand_in(0)

    def _close(self, _: Token) -> None:
        if len(self._stories) > 1 and self._stories[-1].depth >= len(self._groups):
            self._end_story()
        ended = self._state
        if self._groups:
            self._state = self._groups.pop()
        self._letters.stand_in(0)
        if ended.into in _HELD and (ended.into == words.STYLES or not self._state.into):
            self._take(ended)

    def _take(self, ended: State) -> None:
        """Take in what a group said that is no text of the document."""
        said = "".join(self._held)
        self._held.clear()
        if ended.into == words.LABEL:
            self._story.label = clean(said)
        elif ended.into == words.TITLE:
            self.titles.append(said)
        elif ended.into == words.STYLES:
            self._styles.define(ended.paragraph, said)
        elif said.split()[:1] == ["TOC"]:
            self._state = replace(self._state, contents=True)

    def _word(self, token: Token) -> None:
        word, number = token.text, token.number
        optional, self._optional = self._optional, False
        if self._begins(word, optional) or self._state.into == words.SKIPPED:
            return
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._letters.stand_in(self._state.substitutes)
        elif word in words.CHARACTERS and not self._letters.stands_in():
            self._say(words.CHARACTERS[word])
        self._letters.take(word, number, self._state.font)
        self._state = self._state.after(word, number)
        if not self._state.into and word in _STRUCTURE:
            _STRUCTURE[word](self)
        elif word == "cellx":
            edge = CellEdge(number or 0, self._continued)
            self._edges.setdefault(self._state.nested, []).append(edge)
            self._continued = False
        elif word in _CONTINUED:
            self._continued = True

    def _begins(self, word: str, optional: bool) -> bool:
        """Tell whether a word says what its group holds; if so, take it in."""
        into = self._state.into
        if word in words.STORIES and into in ("", words.SHAPE):
            self._stories.append(_OpenStory(len(self._groups), words.STORIES[word], self._state))
            self._state = State(substitutes=self._state.substitutes)
            return True
        if word == words.BETTER:
            self._state = replace(self._state, into="")
        elif word in words.DESTINATIONS or (optional and word not in words.NEEDED):
            if into != words.SKIPPED:
                self.tally[words.COUNTED.get(word, "")] += 1
                self._state = replace(self._state, into=words.DESTINATIONS.get(word, words.SKIPPED))
            return True
        return False

    def _symbol(self, token: Token) -> None:
        if token.text == "*":
            self._optional = True
        elif token.text in "\r\n":
            self._word(Token(Sort.WORD, "par"))
        elif token.text in words.SYMBOLS and not self._letters.stands_in():
            self._say(words.SYMBOLS[token.text])

    def _text(self, token: Token) -> None:
        self._say(self._letters.read(token.text, self._state.font))

    def _say(self, text: str) -> None:
        """Add text where it belongs, if it is read at all."""
        state = self._state
        if state.into in _HELD:
            self._held.append(text)
        if state.into or not text:
            return
        tracked = (state.inserted, state.deleted)
        self.changes["insertions"] += tracked[0] and not self._tracked[0]
        self.changes["deletions"] += tracked[1] and not self._tracked[1]
        self._tracked = tracked
        if reason := "hidden" if state.hidden else "struck" if state.struck else "":
            self.tally[reason] += len(text.split())
        elif not self._is_gone(state):
            self._story.say(Piece(text, state.bold, state.underlined, state.caps, state.size))

    def _is_gone(self, state: State) -> bool:
        """Tell whether a tracked change takes out what is said now, in the view that is read."""
        return state.deleted if self.view is Revisions.FINAL else state.inserted

    def _end_paragraph(self, level: int | None = None) -> None:
        """End the open paragraph, in so many tables, unless its end was taken out."""
        state, look = self._state, self._state.paragraph
        if level is None and self._is_gone(state):
            return
        story = self._story
        paragraph = Paragraph(
            story.pieces_said(),
            style=self._styles.name(look),
            label=story.label,
            list_level=f"{look.list} {look.level}" if story.label else "",
            outline=self._styles.heading_level(look),
            indent=look.indent,
            contents=state.contents,
            notes=tuple(story.notes),
        )
        story.end_paragraph(look.tables if level is None else level, paragraph)

    def _end_cell(self) -> None:
        self._end_paragraph(1)
        self._story.end_cell(1)

    def _end_nested_cell(self) -> None:
        self._end_paragraph(self._nested_level)
        self._story.end_cell(self._nested_level)

    def _end_row(self) -> None:
        self._story.end_row(1, self._edges.get(False, []))

    def _end_nested_row(self) -> None:
        self._story.end_row(self._nested_level, self._edges.get(True, []))

    @property
    def _nested_level(self) -> int:
        return max(2, self._state.paragraph.tables)

    def _begin_row(self) -> None:
        self._edges[self._state.nested] = []

    def _nest(self) -> None:
        self._state = replace(self._state, nested=True)

    def _end_story(self) -> None:
        """Hand what a note, text box or running head holds to the text around it."""
        self._end_paragraph()
        ended = self._stories.pop()
        contents = ended.story.contents()
        if self._is_gone(ended.around):
            return
        if ended.kind == words.BOX:
            self._story.boxes.extend(contents)
        elif ended.kind == words.MARGIN:
            self.margins.extend(clean(each.raw) for each in paragraphs_of(contents))
        else:
            self._numbered += 1
            said = tuple(paragraphs_of(contents))
            inner = (note for paragraph in said for note in paragraph.notes)
            self._story.notes.extend([Note(str(self._numbered), said, None), *inner])


_HANDLERS: Mapping[Sort, Callable[[Walk, Token], None]] = {
    Sort.OPEN: Walk._open,
    Sort.CLOSE: Walk._close,
    Sort.WORD: Walk._word,
    Sort.SYMBOL: Walk._symbol,
    Sort.BYTE: Walk._text,
    Sort.TEXT: Walk._text,
}
_STRUCTURE: Mapping[str, Callable[[Walk], None]] = {
    "par": Walk._end_paragraph,
    "sect": Walk._end_paragraph,
    "cell": Walk._end_cell,
    "nestcell": Walk._end_nested_cell,
    "row": Walk._end_row,
    "nestrow": Walk._end_nested_row,
    "trowd": Walk._begin_row,
    "nesttableprops": Walk._nest,
}
