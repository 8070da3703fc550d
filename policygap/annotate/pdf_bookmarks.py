"""Bookmarks of a PDF (ISO 32000-1, 12.3.3), added after those that it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object

    from policygap.annotate.pdf_notes import Paper


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A title, and the page (from 1) and height that it leads to."""

    title: str
    page: int
    top: float


def add_bookmarks(paper: Paper, top: Bookmark, below: Sequence[Bookmark]) -> None:
    """Add a bookmark with others below it, unfolded, and let the file open with bookmarks shown."""
    root = _root(paper)
    above = _added(paper, root, top)
    for each in below:
        _added(paper, above, each)
    if below:
        above.Count = len(below)
    shown = root.get("/Count")
    root.Count = (int(shown) if isinstance(shown, int) else 0) + 1 + len(below)
    if paper.pdf.Root.get("/PageMode", Name.UseNone) == Name.UseNone:
        paper.pdf.Root.PageMode = Name.UseOutlines


def _root(paper: Paper) -> Object:
    present = paper.pdf.Root.get("/Outlines")
    if not isinstance(present, Dictionary):
        present = paper.pdf.make_indirect(Dictionary(Type=Name.Outlines))
        paper.pdf.Root.Outlines = present
    return present


def _added(paper: Paper, parent: Object, bookmark: Bookmark) -> Object:
    """Put a bookmark behind the last one of its parent."""
    made = paper.pdf.make_indirect(
        Dictionary(
            Title=String(bookmark.title),
            Parent=parent,
            Dest=Array([paper.page(bookmark.page), Name.XYZ, 0, bookmark.top, 0]),
        )
    )
    last = parent.get("/Last")
    if isinstance(last, Dictionary):
        made.Prev, last.Next = last, made
    else:
        parent.First = made
    parent.Last = made
    return made
