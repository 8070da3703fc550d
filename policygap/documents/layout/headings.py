"""Whether a paragraph is a heading: by number, weight, capitals and what comes after it."""

from __future__ import annotations

import re

from policygap.documents.layout.measures import Measures
from policygap.documents.layout.page import Span, Table
from policygap.documents.layout.paragraphs import Piece

_MOST_WORDS = 18
_MOST_LINES = 3
_LARGE = 1.12  # times the body's print size
_SENTENCE_END = re.compile(r"(?:[.;,?!]|\b(?:and|or))['\")\]]*$")
_NUMBER_OR_DATE = re.compile(r"[\W\d_]*(?:[A-Za-z]{1,3}[\W\d_]*)?")
_FIELD = re.compile(r"[A-Z][\w/ .#'-]{0,30}:\s+\S")  # "DATE: JANUARY 1", a form's line
_NOTE = re.compile(r"(?:note|exception|example|caution|warning|rev|new)s?\b\W*\S*$", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "a an and as at by for from in into of on or the to with without under upon vs v through over "
    "after before between during than per but if when not no is are be that its their".split()
)
# "4. Force may be used if:" and "Officers Shall Warn" order something: they are read as text.
_ORDERS = re.compile(
    r"\b(?:shall|must|will|may not|cannot|(?:is|are) (?:prohibited|required))\b", re.I
)
_HALF_SENTENCE = re.compile(r"\b(?:shall|may|must|will|should|is|are|when|if|not|to)\b.*:$", re.I)
_QUESTION = re.compile(r"(?:when|where|how|who|what|which)\b", re.I)
_CAPITALS = 0.8  # share of the letters
_TITLE_CASE = 0.75  # share of the words that are not small


Neighbours = tuple[Piece | Table | None, Piece | Table | None]  # the pieces before and after


def is_heading(piece: Piece, text: str, usual: Measures, around: Neighbours, in_list: bool) -> bool:
    """Tell whether a piece is a heading; `in_list` says that it is an item of an item."""
    before, after = around
    if not _may_be(piece, text) or _is_lead_in(text, before):
        return False
    if piece.label is not None and piece.label.is_bullet:
        return False
    marked = _is_marked(piece, text, usual)
    if piece.label is None:
        return marked
    if marked:
        return not (_introduces(before) and piece.label.may_be_first)
    return not in_list and is_title_case(text) and _has_content(piece, before, after)


def _may_be(piece: Piece, text: str) -> bool:
    if len(piece.lines) > _MOST_LINES or len(text.split()) > _MOST_WORDS:
        return False
    if _NUMBER_OR_DATE.fullmatch(text) or _NOTE.match(text):
        return False
    if piece.label is not None and _HALF_SENTENCE.search(text):
        return False
    if _ORDERS.search(text) and len(text.split()) > 3 and not _QUESTION.match(text):
        return False
    return not _SENTENCE_END.search(text) and not text[:1].islower()


def _is_lead_in(text: str, before: Piece | Table | None) -> bool:
    """Tell whether a short line ending in a colon completes a lead-in: "officers: WILL NOT:"."""
    return text.endswith(":") and _introduces(before)


def _introduces(before: Piece | Table | None) -> bool:
    if not isinstance(before, Piece) or not before.lines[-1].text.endswith(":"):
        return False
    title = " ".join(line.text for line in before.lines)
    return not (_in_capitals(title) or all(line.underlined for line in before.lines))


def _is_marked(piece: Piece, text: str, usual: Measures) -> bool:
    """Tell whether the piece's looks set it apart from the body."""
    if _in_capitals(text) and not _FIELD.match(text):
        return True
    if all(line.size >= _LARGE * usual.size for line in piece.lines):
        return True
    spans = _title_spans(piece)
    return all(span.bold for span in spans) or all(span.underlined for span in spans)


def _title_spans(piece: Piece) -> list[Span]:
    """Return the spans of the words after the label."""
    spans = [span for line in piece.lines for span in line.spans]
    label = piece.label.text if piece.label else ""
    if label and len(spans) > 1 and spans[0].text.strip() in (label, f"{label}."):
        return spans[1:]
    return spans


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    return len(letters) >= 4 and upper >= _CAPITALS * len(letters)


def is_title_case(text: str) -> bool:
    """Tell whether nearly all words but the small ones begin with a capital."""
    words = [w for w in re.findall(r"[A-Za-z][\w'/-]*", text) if w.lower() not in _SMALL_WORDS]
    return bool(words) and sum(w[0].isupper() for w in words) >= _TITLE_CASE * len(words)


def _has_content(piece: Piece, before: Piece | Table | None, after: Piece | Table | None) -> bool:
    """Tell whether what follows stands under the piece rather than beside it."""
    if _introduces(before) or not isinstance(after, Piece):
        return False
    if after.label is None:
        return after.x0 > piece.x0 - 3.0
    return not _counts_alike(piece, after) and after.label.may_be_first


def _counts_alike(piece: Piece, after: Piece) -> bool:
    one, two = piece.label, after.label
    return (
        one is not None
        and two is not None
        and any(a.style == b.style for a in one.readings for b in two.readings)
    )
