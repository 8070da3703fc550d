"""Comment on a Word policy: what is to be mended, where it stands, with the model language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.annotate import wording
from policygap.annotate.marks import Role, earlier, marks, placeless
from policygap.annotate.passages import find
from policygap.annotate.word_comments import Reviewer
from policygap.annotate.word_file import open_word
from policygap.annotate.word_text import WordText
from policygap.documents.word.xml import W
from policygap.model import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policygap.annotate.marks import Mark, Note
    from policygap.annotate.passages import Span
    from policygap.annotate.word_file import WordFile
    from policygap.documents.word.xml import Element
    from policygap.model import Policy, Report
    from policygap.options import ReadOptions, Revisions


def annotated(_path: Path, data: bytes, report: Report, options: ReadOptions) -> bytes:
    """Return the Word file with comments; its text, changes, numbers and styles stay as they are.

    `data` could be read before.
    """
    file = open_word(data)
    text = text_of(file, options.revisions)
    reviewer = Reviewer(file, report.as_of)
    top = first_paragraph(file)
    reviewer.comment_on(top, wording.overview(report))
    for missing in placeless(report):
        reviewer.comment_on(top, wording.of_missing(missing))
    for mark in marks(report):
        notes = [note for note in mark.notes if _is_wanted(note)]
        if notes:
            _comment(reviewer, text, mark, notes, report.policy)
    return file.content()


def text_of(file: WordFile, view: Revisions) -> WordText:
    """Return the text of a file on one side of its tracked changes."""
    kinds = ("footnotes", "endnotes")
    notes = {kind: root for kind in kinds if (root := file.related(kind)) is not None}
    return WordText(file.body, notes, view)


def first_paragraph(file: WordFile) -> Element:
    """Return the first paragraph of the body; it is what comments on the whole stand at."""
    return next(file.body.iter(W + "p"))


def span_of(text: WordText, mark: Mark, policy: Policy) -> Span | None:
    """Return the first sign of a passage and the one after its last; None if it is not found."""
    before = earlier(policy, mark.provision, on_page=False) if mark.provision else 0
    spans = find(mark.quoted, text.letters, before)
    return (spans[0][0], spans[-1][1]) if spans else None


def _is_wanted(note: Note) -> bool:
    """Tell whether a person must mend the passage, not only know of it.

    All that contradicts must go; of what is weak, one passage made strong is enough.
    """
    if note.role is Role.AGAINST or note.state is State.PRESENT:
        return False
    return note.first or note.state is State.CONTRADICTED


def _comment(
    reviewer: Reviewer, text: WordText, mark: Mark, notes: Sequence[Note], policy: Policy
) -> None:
    """Comment on a passage once for each requirement, so that each can be resolved."""
    span = span_of(text, mark, policy)
    for key in dict.fromkeys(id(note.finding) for note in notes):
        lines = wording.of_passage([note for note in notes if id(note.finding) == key])
        if span:
            reviewer.comment(text.before(span[0]), text.after(span[1] - 1), lines)
        else:
            unfound = wording.of_unfound(mark.evidence)
            reviewer.comment_on(first_paragraph(reviewer.file), (unfound, *lines))
