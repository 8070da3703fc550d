"""Join the lines of a document to paragraphs, over line and page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from policygap.documents import labels
from policygap.documents.labels import Label
from policygap.documents.layout import outline
from policygap.documents.layout.measures import Measures, fill, had_room, same_column
from policygap.documents.layout.page import Element, Line, Table

_LOOSE = 1.3  # times the usual leading: a wider gap parts paragraphs
_NEAR = 4.0  # points: an indent this close is the same
_SIZE_STEP = 0.12  # share: print that differs more belongs to another paragraph
_SHORT = 0.72  # share of the measure: a line without sentence end that is shorter stands alone
_FULL = 0.85  # share of the measure: a line that goes on overleaf
_DEEPEST_FIRST_LINE = 60.0  # points: the deepest indent of a paragraph's first line
_ENDS = re.compile(r"[.?!:;]['\")\]]*$")
_LEADS_ON = re.compile(r"(?:[.?!:;,]['\")\]]*|\b(?:and|or|and/or))$")
_KEYED = re.compile(r"[A-Z][\w/ .#'-]{0,30}:(?:\s|$)")  # "Revision 2 Date: ...", "Level 3: ..."
# A line of nothing but notes on revisions and accreditation: "(Revised 06-01-93) (CALEA 1.3.6)".
_MARGINALIA = re.compile(
    r"(?:\((?:(?:re-?)?(?:revis|rev|add|amend|delet|new|number)[a-z]*\b[^()]{0,40}"
    r"|(?:CALEA )?(?:[A-Z] )?\d{1,3}(?:\. ?\d{1,2}){1,2} ?[a-z]?\.?(?:[;,] [^()]{0,40})?)\)"
    r"[\s.;]*)+",
    re.IGNORECASE,
)
_FARTHEST_SKIP = 4  # numbers that a list may leave out

Labelled = tuple[Label, str]


@dataclass(slots=True)
class Piece:
    """The lines of one paragraph, heading or list item; `rest` is its first line without label."""

    lines: list[Line]
    label: Label | None = None
    rest: str = ""

    @property
    def page(self) -> int:
        """Return the page on which it begins."""
        return self.lines[0].page

    @property
    def x0(self) -> float:
        """Return where its first line begins."""
        return self.lines[0].x0


def pieces(flow: Iterable[Element], usual: Measures) -> list[Piece | Table]:
    """Return the paragraphs and tables of a document in reading order."""
    found: list[Piece | Table] = []
    levels: outline.Levels = ()
    current: Piece | None = None
    for element in flow:
        if isinstance(element, Table):
            found.append(element)
            current = None
            continue
        labelled = _accepted(element, current, levels, usual)
        if current is not None and labelled is None and _joins(current, element, usual):
            current.lines.append(element)
            continue
        current = Piece([element], *(labelled or (None, element.text)))
        found.append(current)
        if current.label is not None:
            levels = outline.place(levels, current.label, element.x0)
    return found


def _accepted(
    line: Line, current: Piece | None, levels: outline.Levels, usual: Measures
) -> Labelled | None:
    """Return the label that a line begins with, None if it only looks like one."""
    labelled = labels.parse(line.text)
    if labelled is None:
        return None
    label, rest = labelled
    if label.is_decimal and not (rest[:1].isupper() or (rest and rest[0] in "\"'([")):
        return None
    if current is not None and _may_run_on(current, line, usual):
        return labelled if _breaks_in(label, rest, current, levels) else None
    if label.is_decimal or label.is_bullet or label.may_be_first:
        return labelled
    if outline.continues(levels, label):
        return labelled
    fresh = rest[:1].isupper() or current is None or _LEADS_ON.search(current.lines[-1].text)
    return labelled if fresh and _is_near_miss(label, levels) else None


def _may_run_on(current: Piece, line: Line, usual: Measures) -> bool:
    """Tell whether by its place a line with a label could be the middle of a paragraph."""
    last = current.lines[-1]
    if not same_column(last, line):
        return not _ENDS.search(last.text) and fill(last, usual) >= _FULL
    return not had_room(last, line, usual) and _joins(current, line, usual)


def _breaks_in(label: Label, rest: str, current: Piece, levels: outline.Levels) -> bool:
    """Tell whether a label begins an item although its line would go on with the one before."""
    leads_on = bool(_LEADS_ON.search(current.lines[-1].text))
    if label.is_bullet:
        return leads_on or (current.label is not None and current.label.text == label.text)
    if label.is_decimal:
        last = current.lines[-1].text
        return bool(_ENDS.search(last)) and not last.endswith(";")
    follows = outline.continues(levels, label)
    if leads_on:
        return follows or label.may_be_first
    return follows and rest[:1].isupper()


def _is_near_miss(label: Label, levels: outline.Levels) -> bool:
    """Tell whether a label that does not go on with a list may still count as one of it."""
    if label.text.startswith("(") or (not levels and label.text[0].isdigit()):
        return True
    return any(
        level.style == reading.style and -1 <= reading.ordinal - level.ordinal <= _FARTHEST_SKIP
        for level in levels
        for reading in label.readings
    )


def _joins(piece: Piece, line: Line, usual: Measures) -> bool:
    """Tell whether a line, its label left aside, goes on with the paragraph before it."""
    if _MARGINALIA.fullmatch(line.text) or _has_only_label(piece):
        return True
    last = piece.lines[-1]
    if last.closed or abs(last.size - line.size) > _SIZE_STEP * max(last.size, line.size):
        return False
    if last.broken:
        return True
    if not same_column(last, line):
        return _joins_over_break(piece, line, usual)
    return not _is_set_apart(piece, line, usual) and _flows_on(piece, line, usual)


def _has_only_label(piece: Piece) -> bool:
    """Tell whether a label stands alone on its line, as where a converter left its text below."""
    return piece.label is not None and not piece.rest and len(piece.lines) == 1


def _is_set_apart(piece: Piece, line: Line, usual: Measures) -> bool:
    """Tell whether a gap, another weight or a new key parts a line from the one before."""
    last = piece.lines[-1]
    return (
        not 0 < line.y - last.y <= _widest_gap(piece, usual)
        or _changes_weight(piece, line, usual)
        or _leaves_capitals(piece, line)
        or bool(_KEYED.match(line.text) and _KEYED.match(piece.lines[0].text))
    )


def _flows_on(piece: Piece, line: Line, usual: Measures) -> bool:
    """Tell by words, fill and indent whether a line close below goes on with a paragraph."""
    last = piece.lines[-1]
    ended = bool(_ENDS.search(last.text))
    lower = line.text[:1].islower()
    if (lower and not ended) or _is_titles_next_line(piece, line):
        return True
    room = had_room(last, line, usual)
    if room and (ended or fill(last, usual) < _SHORT):
        return _hangs(last, line) and (not ended or lower)
    return _is_aligned(piece, line, outdents=not ended and not room)


def _widest_gap(piece: Piece, usual: Measures) -> float:
    gaps = [two.y - one.y for one, two in pairwise(piece.lines) if same_column(one, two)]
    last = piece.lines[-1]
    leading = min(gaps) if gaps else usual.leading.get(round(last.size), 1.2 * last.size)
    return max(leading * _LOOSE, leading + 1.5)


def _changes_weight(piece: Piece, line: Line, usual: Measures) -> bool:
    """Tell whether bold lines end and others begin; a sentence half in bold goes on."""
    last = piece.lines[-1]
    if last.bold == line.bold:
        return False
    if last.bold and line.spans[0].bold:
        return had_room(last, line, usual)
    if line.bold and last.spans[-1].bold:
        return False
    return not (line.text[:1].islower() and not _ENDS.search(last.text))


def _leaves_capitals(piece: Piece, line: Line) -> bool:
    """Tell whether a title in capitals ends: "300.3 USE OF FORCE", then a sentence."""
    title = " ".join(line.text for line in piece.lines)
    if not title.isupper() or len(title) <= 5:
        return False
    words = [word for word in line.text.split() if len(word) > 1]
    return not (words and words[0].isupper())


def _is_titles_next_line(piece: Piece, line: Line) -> bool:
    """Tell whether a numbered title in capitals goes on, indented below its words."""
    title = " ".join(line.text for line in piece.lines)
    numbered = piece.label is not None and piece.x0 + _NEAR < line.x0
    return numbered and title.isupper() and line.text.isupper()


def _hangs(last: Line, line: Line) -> bool:
    """Tell whether a line begins under the text after a label or a word such as "NOTE:"."""
    return any(abs(line.x0 - span.x0) <= _NEAR for span in last.spans[1:3])


def _is_aligned(piece: Piece, line: Line, outdents: bool) -> bool:
    """Tell whether a line begins where the paragraph's other lines begin.

    `outdents` says that the second line may stand further left than the first.
    """
    last = piece.lines[-1]
    if len(piece.lines) > 1 and same_column(piece.lines[-2], last):
        return abs(line.x0 - last.x0) <= _NEAR
    if any(abs(line.x0 - span.x0) <= _NEAR for span in last.spans[:3]):
        return True
    if line.x0 < last.x0:
        return outdents and last.x0 - line.x0 <= _DEEPEST_FIRST_LINE
    return piece.label is not None and line.x0 <= last.x0 + _DEEPEST_FIRST_LINE


def _joins_over_break(piece: Piece, line: Line, usual: Measures) -> bool:
    last = piece.lines[-1]
    ended = bool(_ENDS.search(last.text))
    if line.text[:1].islower():
        return not ended or last.text.endswith(".")
    if last.bold != line.bold or last.text.isupper():
        return False
    return not ended and fill(last, usual) >= _FULL
