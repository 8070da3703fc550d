"""Compare two reports: pair their passages, then see which states changed and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from policygap.compare.changes import (
    Comparison,
    ElementChange,
    Move,
    Passage,
    PassageChange,
    RequirementChange,
)
from policygap.compare.pairing import Kind, Pair, pair
from policygap.model import (
    ElementResult,
    Evidence,
    Finding,
    Provision,
    ProvisionKind,
    Report,
)
from policygap.reports.summary import section

_CHANGED = (Kind.REWORDED, Kind.ADDED, Kind.REMOVED)


def compare(old: Report, new: Report, *, is_draft: bool = False) -> Comparison:
    """Return what changed between two reports on the same rubrics and the same day.

    `is_draft` tells that they are the two sides of one document's tracked changes. Raises
    ValueError where the reports do not answer the same questions.
    """
    pairs = pair(old.policy.provisions, new.policy.provisions)
    behind = _Behind(pairs)
    findings = zip(old.findings, new.findings, strict=True)
    changes = (_requirement(before, now, behind) for before, now in findings)
    requirements = tuple(change for change in changes if change.elements)
    shown = [each for each in pairs if not _is_list(each)]  # its items are there one by one
    return Comparison(
        old=old,
        new=new,
        is_draft=is_draft,
        requirements=requirements,
        passages=tuple(behind.changed()),
        moves=tuple(_moves(shown)),
        counts={kind: sum(each.kind is kind for each in shown) for kind in Kind},
    )


def _requirement(old: Finding, new: Finding, behind: _Behind) -> RequirementChange:
    name = f"{new.rubric}/{new.requirement.id}"
    if name != f"{old.rubric}/{old.requirement.id}":
        raise ValueError(f"the reports were made against different rubrics ({name})")
    changed = []
    for before, now in zip(old.elements, new.elements, strict=True):
        numbers = behind.note(f"{name}/{now.element.id}", before, now)
        if before.state is not now.state:
            changed.append(ElementChange(before, now, tuple(behind.shown(numbers))))
    return RequirementChange(old, new, tuple(changed))


# What a provision and the evidence made of it have in common.
_Key = tuple[str, str, str, int | None]


class _Behind:
    """Finds the passages behind results, and keeps who quotes which."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        """Note where the words of every provision of either version stand among the pairs."""
        self._pairs = pairs
        self._before: dict[_Key, int] = {}
        self._now: dict[_Key, int] = {}
        self._quoted: dict[int, list[str]] = {}
        self._told: set[int] = set()
        for number, each in enumerate(pairs):
            for places, provision in ((self._before, each.old), (self._now, each.new)):
                if provision:
                    places.setdefault(_key(provision), number)

    def note(self, name: str, old: ElementResult, new: ElementResult) -> list[int]:
        """Return the pairs that an element's results quote, in either version, each once."""
        quotes = (
            (places, evidence)
            for places, result in ((self._before, old), (self._now, new))
            for evidence in (*result.evidence, *result.against)
        )
        numbers = list(dict.fromkeys(places[_quoted(each)] for places, each in quotes))
        for each in dict.fromkeys(n for number in numbers for n in self._parts(number)):
            self._quoted.setdefault(each, []).append(name)
        return numbers

    def shown(self, numbers: Sequence[int]) -> Iterator[PassageChange]:
        """Yield the passages as an element shows them: in full, with the lead-in of their list."""
        for number in numbers:
            self._told.update(self._parts(number))
            each = self._pairs[number]
            yield _change(each, full=True)

    def changed(self) -> Iterator[PassageChange]:
        """Yield what was reworded, added or removed, with who quotes it."""
        for number, each in enumerate(self._pairs):
            if each.kind in _CHANGED and not _is_list(each):
                quoted = tuple(self._quoted.get(number, ()))
                change = _change(each, full=_only_led_otherwise(each))
                yield replace(change, quoted=quoted, is_told=number in self._told)

    def _parts(self, number: int) -> Iterator[int]:
        """Yield a pair and, for a whole list, those of its items; they stand before it."""
        yield number
        whole = self._pairs[number].new
        if whole is None or whole.kind is not ProvisionKind.LIST:
            return
        first = whole.paragraph
        yield from takewhile(
            lambda n: (each := self._pairs[n].new) is None or each.paragraph >= first,
            range(number - 1, -1, -1),
        )


def _key(provision: Provision) -> _Key:
    return provision.file, provision.full_text, provision.section.path, provision.page


def _quoted(evidence: Evidence) -> _Key:
    return evidence.file, evidence.text, evidence.section, evidence.page


def _change(each: Pair, *, full: bool) -> PassageChange:
    """Return a passage's own words, or in full with the lead-in of their list."""
    old, new = (_passage(side, full=full) if side else None for side in (each.old, each.new))
    return PassageChange(each.kind, old, new)


def _only_led_otherwise(each: Pair) -> bool:
    return each.old is not None and each.new is not None and each.old.text == each.new.text


def _passage(provision: Provision, *, full: bool = False) -> Passage:
    place, text = provision.section, provision.full_text if full else provision.text
    return Passage(text, place.path, place.heading, provision.page, provision.file)


def _is_list(each: Pair) -> bool:
    return any(side and side.kind is ProvisionKind.LIST for side in (each.old, each.new))


def _moves(pairs: Sequence[Pair]) -> Iterator[Move]:
    """Yield each way between two places once, in the new version's order."""
    ways = Counter(
        (_place(each.old), _place(each.new))
        for each in pairs
        if each.kind is Kind.MOVED and each.old and each.new
    )
    for (old, new), passages in ways.items():
        yield Move(old, new, passages)


def _place(provision: Provision) -> str:
    return section(_passage(provision))
