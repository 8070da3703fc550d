"""Mark a PDF: highlights with notes, a note on what was checked, and bookmarks of the gaps."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import pikepdf

from policygap.annotate import wording
from policygap.annotate.marks import earlier, marks, placeless
from policygap.annotate.passages import Letters, find, letters
from policygap.annotate.pdf_areas import areas, runs
from policygap.annotate.pdf_bookmarks import Bookmark, add_bookmarks
from policygap.annotate.pdf_notes import Highlight, Paper, add_highlight, add_note
from policygap.documents.pdf.places import Places
from policygap.errors import DocumentError
from policygap.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policygap.annotate.marks import Mark, Note
    from policygap.annotate.pdf_areas import Area, Sign
    from policygap.model import Finding, Policy, Report
    from policygap.options import ReadOptions

_PAGES = 3  # that a passage may reach over

_Start = tuple[int, float]  # a page, from 1, and the height at which a passage begins


def annotated(path: Path, data: bytes, report: Report, options: ReadOptions) -> bytes:
    """Return the PDF with its marks; its pages stay as they are.

    An encrypted file stays encrypted. Raises DocumentError where the file cannot be changed.
    """
    try:
        with (
            pikepdf.open(io.BytesIO(data), password=options.password) as pdf,
            closing(Places(data, options.password)) as places,
        ):
            _mark(Paper(pdf), _Search(places), report)
            return _saved(pdf)
    except pikepdf.PdfError as error:
        raise DocumentError(
            f"{path}: cannot be marked ({error}); print it to PDF and annotate that"
        ) from error


def _mark(paper: Paper, search: _Search, report: Report) -> None:
    add_note(paper, 1, _overview(report))
    begun = _Begun()
    placed: list[tuple[Mark, Sequence[Sign]]] = []
    for mark in marks(report):
        if signs := search.signs_of(mark, report.policy):
            placed.append((mark, signs))
        else:
            _note_unfound(paper, mark, begun)
    for area in areas(placed):
        _highlight(paper, search.places, area, begun)
    top = (1, paper.top(1))
    gaps = [
        Bookmark(wording.title(gap), *(begun.of(gap) or top))
        for gap in report.findings
        if not gap.is_met
    ]
    add_bookmarks(paper, Bookmark(wording.headline(report), *top), gaps)


@dataclass(frozen=True, slots=True)
class _Begun:
    """Where each finding is first spoken of, by its id(): what fails, and what is said."""

    failing: dict[int, _Start] = field(default_factory=dict)
    said: dict[int, _Start] = field(default_factory=dict)

    def add(self, notes: Iterable[Note], start: _Start) -> None:
        """Take in that these notes stand there."""
        for note in notes:
            starts = self.said if note.state is State.PRESENT else self.failing
            starts[id(note.finding)] = min(starts.get(id(note.finding), start), start, key=_order)

    def of(self, finding: Finding) -> _Start | None:
        """Return the first place of a finding, one that fails before all others."""
        return self.failing.get(id(finding)) or self.said.get(id(finding))


def _order(start: _Start) -> tuple[int, float]:
    return start[0], -start[1]


def _overview(report: Report) -> list[str]:
    """Return the note on the first page: what was checked, the colours, gaps without a place."""
    lines = [*wording.overview(report), "", Highlight.legend()]
    for missing in placeless(report):
        lines.extend(("", *wording.of_missing(missing)))
    return lines


def _note_unfound(paper: Paper, mark: Mark, begun: _Begun) -> None:
    """Put a note on the page of a passage that has no words there."""
    number = min(mark.evidence.page or 1, paper.pages)
    lines = wording.of_passage(mark.notes)
    add_note(paper, number, (wording.of_unfound(mark.evidence), "", *lines))
    begun.add(mark.notes, (number, paper.top(number)))


def _highlight(paper: Paper, places: Places, area: Area, begun: _Begun) -> None:
    """Highlight an area, page by page."""
    lines = wording.of_passage(area.notes)
    for number, parts in groupby(runs(area.signs), key=lambda run: run[0]):
        if rectangles := tuple(r for part in parts for r in places.rectangles(*part)):
            add_highlight(paper, number, Highlight(area.state, rectangles, lines))
            begun.add(area.notes, (number, max(top for *_, top in rectangles)))


@dataclass(slots=True)
class _Search:
    """Looks for passages on the pages from one page on; keeps what it read of them."""

    places: Places
    begins: int = 0
    signs: Sequence[Sign] = ()
    letters: Letters = field(default_factory=lambda: letters(""))

    def signs_of(self, mark: Mark, policy: Policy) -> list[Sign]:
        """Return the signs of a passage, none if most of its words are not there."""
        self._turn_to(mark.evidence.page or 1)
        before = earlier(policy, mark.provision, on_page=True) if mark.provision else 0
        spans = find(mark.quoted, self.letters, before)
        return [sign for first, end in spans for sign in self.signs[first:end]]

    def _turn_to(self, page: int) -> None:
        if page != self.begins:
            texts = [self.places.characters(page + n) for n in range(_PAGES)]
            numbered = enumerate(texts, page)
            self.signs = [(number, at) for number, text in numbered for at in range(len(text))]
            self.letters = letters("".join(texts))
            self.begins = page


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    if pdf.is_encrypted:
        pdf.save(target, encryption=True)
    else:
        pdf.save(target, deterministic_id=True)
    return target.getvalue()
