"""What the report's reader is told about the reading of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policygap.documents.layout.page import Page, page_text
from policygap.documents.syllables import are_parted
from policygap.model import Block, BlockKind

_NOTED_PICTURE = 0.25  # share of a page from which on a picture is worth a word
_NAMED = 10  # page numbers named one by one


@dataclass(frozen=True, slots=True)
class Unread:
    """The pages that hold no usable text, and what can be done about it."""

    pages: tuple[int, ...] = ()
    advice: str = ""


_NONE = Unread()


def notes(
    pages: Sequence[Page],
    blocks: Sequence[Block],
    removed: Sequence[str],
    unread: Unread = _NONE,
) -> tuple[str, ...]:
    """Return sentences on what was set aside or could not be read."""
    found = [_unread_note(unread), _contents_note(blocks), _removed_note(removed)]
    found += [_left_out_note(pages, *row) for row in _LEFT_OUT]
    found.append(_PARTED if are_parted(map(page_text, pages)) else "")
    found.append(_picture_note(pages))
    return tuple(note for note in found if note)


_LEFT_OUT: tuple[tuple[str, str], ...] = (
    ("struck", "Struck-out words on {} were left out."),
    ("unseen", "Words that a box or a picture hides on {} were left out."),
)


_PARTED = (
    'The file holds words in syllables ("of fi cers"); they were put together, but some may be '
    "wrong: read the file's text (policygap text) before you rely on it."
)


def _left_out_note(pages: Sequence[Page], fact: str, note: str) -> str:
    numbers = [page.number for page in pages if getattr(page, fact)]
    return note.format(named("page", numbers)) if numbers else ""


def _unread_note(unread: Unread) -> str:
    if not unread.pages:
        return ""
    what = "holds" if len(unread.pages) == 1 else "hold"
    return (
        f"{named('Page', unread.pages)} {what} no usable text and could not be read; "
        f"{unread.advice}."
    )


def _contents_note(blocks: Sequence[Block]) -> str:
    listed = sorted({b.page for b in blocks if b.kind is BlockKind.CONTENTS and b.page})
    if not listed:
        return ""
    return f"A table of contents on {named('page', listed)} was set aside."


def _removed_note(removed: Sequence[str]) -> str:
    return "Running heads and feet were set aside." if removed else ""


def _picture_note(pages: Sequence[Page]) -> str:
    shown = [page.number for page in pages if page.picture >= _NOTED_PICTURE]
    if not shown or len(shown) > max(1, len(pages) // 2):
        return ""
    what = "has a picture" if len(shown) == 1 else "have pictures"
    return f"{named('Page', shown)} {what}; text in it was not read."


def named(word: str, numbers: Sequence[int]) -> str:
    """Return "page 3", "pages 3, 5-7" or "pages 1-9 and 12 more"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:_NAMED]]
    more = sum(len(run) for run in runs[_NAMED:])
    plural = "s" if len(numbers) > 1 else ""
    return f"{word}{plural} {', '.join(shown)}" + (f" and {more} more" if more else "")
