"""The tracked changes of an OpenDocument text (ODF 1.3 part 3, 5.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from policygap.documents.odt.package import TEXT, Element
from policygap.options import Revisions

_ID = f"{TEXT}change-id"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_POINT, _START, _END = f"{TEXT}change", f"{TEXT}change-start", f"{TEXT}change-end"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")


@dataclass(slots=True)
class Changes:
    """Follows the marks of changes through the text, to read it in one view.

    Insertions stand in the text between two marks; what was deleted is kept apart, with a mark
    where it stood.
    """

    view: Revisions
    inserted: frozenset[str] = frozenset()  # ids
    deleted: dict[str, Element] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    @property
    def left_out(self) -> bool:
        """Tell whether the place that is read now was inserted and is not to be read."""
        return self.view is Revisions.ORIGINAL and bool(self._open)

    @property
    def count(self) -> Counter[str]:
        """Return how many "insertions" and "deletions" there are."""
        return +Counter({"insertions": len(self.inserted), "deletions": len(self.deleted)})

    def mark(self, element: Element) -> bool:
        """Tell whether an element marks a change; if so, take in what begins or ends there."""
        if element.tag == _START:
            self._open.update(self.inserted & {element.get(_ID, "")})
        elif element.tag == _END:
            self._open.discard(element.get(_ID, ""))
        return element.tag in (_POINT, _START, _END)

    def deleted_at(self, mark: Element) -> Sequence[Element]:
        """Return the paragraphs that were deleted at a mark, if they are to be read."""
        region = self.deleted.get(mark.get(_ID, ""))
        if region is None or mark.tag != _POINT or self.view is Revisions.FINAL:
            return ()
        return list(region.iter(*_PARAGRAPHS))


def read_changes(body: Element, view: Revisions) -> Changes:
    """Return the changes that the text of a document (office:text) tracks."""
    inserted: set[str] = set()
    deleted: dict[str, Element] = {}
    for region in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region"):
        name = region.get(f"{TEXT}id") or region.get(_XML_ID, "")
        if region.find(f"{TEXT}insertion") is not None:
            inserted.add(name)
        deletion = region.find(f"{TEXT}deletion")
        if deletion is not None:
            deleted[name] = deletion
    return Changes(view, frozenset(inserted), deleted)
