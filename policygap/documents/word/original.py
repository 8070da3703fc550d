"""Undo the tracked changes of a Word part, so that it reads as before anybody changed it."""

from __future__ import annotations

from policygap.documents.word.xml import Element, W, child

_SWAPPED = {
    W + one: W + other
    for one, other in (
        ("ins", "del"), ("del", "ins"), ("moveTo", "moveFrom"), ("moveFrom", "moveTo"),
        ("cellIns", "cellDel"), ("cellDel", "cellIns"),
        ("delText", "t"), ("delInstrText", "instrText"),
    )
}  # fmt: skip
_FORMER = tuple(W + name for name in ("rPrChange", "pPrChange", "tcPrChange"))
# What a list of former properties does not tell: whether the thing was there, and its mark's look.
_NOT_FORMER = frozenset(
    W + name
    for name in ("ins", "del", "moveTo", "moveFrom", "cellIns", "cellDel", "rPr", "sectPr")
)  # fmt: skip


def undo_changes(part: Element) -> None:
    """Change a part in place: what was inserted counts as deleted, what was deleted as inserted.

    Properties (a number, a style, struck-through letters) become what they were before.
    """
    for change in list(part.iter(*_SWAPPED)):
        change.tag = _SWAPPED[change.tag]
    for change in list(part.iter(*_FORMER)):
        _restore(change.getparent(), change)
    for number in list(part.iter(W + "numPr")):
        if child(number, "del") is not None:
            number.getparent().remove(number)


def _restore(properties: Element, change: Element) -> None:
    """Put the former properties, which stand in `change`, in place of the present ones."""
    kept = [each for each in properties if each.tag in _NOT_FORMER]
    former = [each for group in change for each in group]
    properties[:] = [*former, *kept]
