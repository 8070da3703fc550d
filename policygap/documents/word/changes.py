"""Count tracked changes, and say in sentences what was set aside in a Word document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from policygap.documents.word.xml import MC, Element, W
from policygap.model import Block, BlockKind
from policygap.options import Revisions

_KINDS = {
    W + "ins": "insertions", W + "cellIns": "insertions", W + "del": "deletions",
    W + "cellDel": "deletions", W + "moveTo": "moves", W + "moveFrom": "moved away",
}  # fmt: skip
_OF_TABLES = frozenset({W + "trPr", W + "tcPr"})
_READ_AS = {Revisions.FINAL: "accepted", Revisions.ORIGINAL: "rejected: the original is checked"}
_LEFT_OUT = (
    ("hidden", "{} of hidden text {} left out.", "word"),
    ("struck", "{} of struck-through text {} left out.", "word"),
    ("pictures", "{} {} not read; text in pictures needs text recognition (OCR).", "picture"),
    ("diagrams", "{} {} not read; check whether they hold policy text.", "diagram or chart"),
    ("objects", "{} {} not read; check whether they hold policy text.", "embedded object"),
    ("embedded", "{} {} not read; open the file in Word and save it again.", "embedded file"),
    ("linked", "{} {} not read and so not checked.", "linked document"),
    ("equations", "{} {} not read.", "equation"),
    ("numbers", "{} made by an AUTONUM field {} not shown.", "number"),
)


def count_changes(parts: Iterable[Element]) -> Counter[str]:
    """Count the tracked "insertions", "deletions" and "moves" of text, rows and cells."""
    tally: Counter[str] = Counter()
    for part in parts:
        for change in part.iter(*_KINDS):
            if _counts(change) and not _is_fallback(change):
                tally[_KINDS[change.tag]] += 1
    tally["moves"] = max(tally["moves"], tally.pop("moved away", 0))  # a move has two ends
    return +tally


def _counts(change: Element) -> bool:
    """Tell whether a change is one of its own: of text, a row or cell, or a paragraph's end."""
    parent = change.getparent()
    if parent.tag in _OF_TABLES:
        return True
    if parent.tag == W + "rPr" and parent.getparent().tag == W + "pPr":
        paragraph = parent.getparent().getparent()
        return all(each.tag != change.tag for each in paragraph)
    return any(str(each.tag).endswith("}r") for each in change.iter())


def _is_fallback(node: Element) -> bool:
    return any(each.tag == MC + "Fallback" for each in node.iterancestors())


def sentence_on_changes(changes: Counter[str], view: Revisions) -> tuple[str, ...]:
    """Return the sentence that tells how many changes there are and how they were read."""
    counted = [
        _counted(changes[kind], f"tracked {kind[:-1]}")
        for kind in dict.fromkeys(_KINDS.values())
        if changes[kind]
    ]
    verb = "was" if changes.total() == 1 else "were"
    return (f"{_listed(counted)} {verb} read as {_READ_AS[view]}.",) if counted else ()


def sentences_about(tally: Counter[str]) -> Iterator[str]:
    """Yield a sentence for everything that was left out."""
    for kind, sentence, noun in _LEFT_OUT:
        if tally[kind]:
            verb = "was" if tally[kind] == 1 else "were"
            yield sentence.format(_counted(tally[kind], noun), verb)


def contents_note(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the sentence that a table of contents was set aside, if there was one."""
    listed = any(block.kind is BlockKind.CONTENTS for block in blocks)
    return ("A table of contents was set aside.",) if listed else ()


def _counted(count: int, noun: str) -> str:
    first, *rest = noun.partition(" or ")
    return f"{count} {noun}" if count == 1 else f"{count} {first}s{_plural_rest(rest)}"


def _plural_rest(rest: list[str]) -> str:
    return f"{rest[0]}{rest[1]}s" if rest[0] else ""


def _listed(items: list[str]) -> str:
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else items[0]
