"""What every comparison says, whatever its format: the first line, counts, groups and caveats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from policygap.compare.changes import (
    Comparison,
    ElementChange,
    Move,
    Passage,
    PassageChange,
    RequirementChange,
    Trend,
)
from policygap.compare.pairing import Kind
from policygap.model import Report
from policygap.reports import summary
from policygap.reports.summary import plural

_WITHIN = " > "  # between the numbers of a section and of those around it
BEFORE, NOW = "Before", "Now"
NOT_THERE = {BEFORE: "(not in the old version)", NOW: "(not in the new version)"}
_COUNTED = {
    Kind.SAME: "the same",
    Kind.MOVED: "only moved or renumbered",
    Kind.REWORDED: "reworded",
    Kind.ADDED: "added",
    Kind.REMOVED: "removed",
}


def headline(comparison: Comparison, what: str = "") -> str:
    """Say how many gaps are closed and opened: "The new version closes 2 gaps and opens 1."."""
    what = what or ("Accepting these changes" if comparison.is_draft else "The new version")
    closed = sum(each.closed for each in comparison.requirements)
    opened = sum(each.opened for each in comparison.requirements)
    return (
        f"{what} closes {plural(closed, 'gap') if closed else 'no gap'} and opens "
        f"{opened or 'none'}."
    )


def besides(comparison: Comparison) -> str:
    """Say what else got better or worse, and that nothing did."""
    worse = sum(not each.opened for each in comparison.worse)
    better = sum(not each.closed for each in comparison.better)
    if not comparison.requirements:
        return "No requirement and no element changed its state."
    if not (worse or better):
        return ""
    told = [(worse, "worse"), (better, "better")]
    parts = [f"{plural(n, 'other requirement')} got {trend}" for n, trend in told if n]
    return f"{' and '.join(parts)}, without opening or closing a gap."


def passages(comparison: Comparison) -> str:
    """Count the passages by what became of them."""
    counts = (f"{comparison.counts[kind]:,} {words}" for kind, words in _COUNTED.items())
    return f"Passages: {', '.join(counts)}."


def requirements(comparison: Comparison) -> Counter[Trend]:
    """Count the requirements that got worse in any way, only better, or neither."""
    worse, better = len(comparison.worse), len(comparison.better)
    same = len(comparison.new.findings) - worse - better
    return Counter({Trend.WORSE: worse, Trend.BETTER: better, Trend.SAME: same})


def elements(comparison: Comparison) -> Counter[Trend]:
    """Count the elements by whether their state got worse, better, or stayed."""
    changed = Counter(e.trend for each in comparison.requirements for e in each.elements)
    total = sum(len(finding.elements) for finding in comparison.new.findings)
    return Counter({Trend.SAME: total - changed.total()}) + changed


def unchanged(comparison: Comparison) -> str:
    """Say how much of what is asked has kept its state."""
    asked, of = requirements(comparison)[Trend.SAME], elements(comparison)[Trend.SAME]
    return f"Unchanged: {plural(asked, 'requirement')}, {plural(of, 'element')}."


def groups(comparison: Comparison) -> Iterator[tuple[str, tuple[RequirementChange, ...]]]:
    """Yield the changed requirements under headings, the worse first; no empty group."""
    for heading, changes in (("Got worse", comparison.worse), ("Got better", comparison.better)):
        if changes:
            yield heading, changes


def wordings(comparison: Comparison) -> Iterator[tuple[str, tuple[PassageChange, ...]]]:
    """Yield the passages that changed without a state, under headings; no empty group."""
    for heading, changes in (
        ("Other words for the same state", comparison.quoted),
        ("Changed elsewhere", comparison.unquoted),
    ):
        if changes:
            yield heading, changes


def verdicts(change: RequirementChange) -> str:
    """Say what a requirement was and is: "was met, now partial"."""
    return _was_now(change.old.verdict, change.new.verdict)


def states(change: ElementChange) -> str:
    """Say what an element was and is: "was present, now weak"."""
    return _was_now(change.old.state, change.new.state)


def _was_now(old: str, new: str) -> str:
    return f"still {new}" if old == new else f"was {old}, now {new}"


def way(move: Move) -> str:
    """Say where passages went: "3 Reports -> 4 Reports", without the parents that both have."""
    old, new = (place.split(_WITHIN) for place in (move.old, move.new))
    if old == new:
        return f"within {new[-1] or 'the text'}"
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(old[:-1], new[:-1], strict=False))
    parents = sum(1 for _ in shared)
    before, now = (_WITHIN.join(place[parents:]) or "no section" for place in (old, new))
    return f"{before} -> {now}"


def versions(comparison: Comparison) -> Iterator[tuple[str, Report]]:
    """Yield both reports, called as the comparison calls them."""
    names = ("Original", "Final") if comparison.is_draft else ("Old", "New")
    yield from zip(names, (comparison.old, comparison.new), strict=True)


def cautions(comparison: Comparison) -> Iterator[str]:
    """Yield what a reader must know first of both versions: what could not be read, and the like.

    A state that got worse may be no more than a page that could not be read.
    """
    for name, report in versions(comparison):
        yield from (f"{name}: {caution}" for caution in summary.warnings(report))


def with_file(comparison: Comparison) -> bool:
    """Tell whether passages are told apart by their file, as a version has several."""
    return any(len(report.policy.files) > 1 for _, report in versions(comparison))


def where(passage: Passage | None, *, with_file: bool) -> str:
    """Say where a passage stands, with the closest section and its parent; "" if it is nowhere."""
    if passage is None:
        return ""
    parent, _, own = summary.section(passage).rpartition(_WITHIN)
    nearest = parent.rpartition(_WITHIN)[2]
    repeated = own.startswith(nearest.partition(" ")[0])  # "300 > 300.3", or there is no parent
    near = replace(passage, section=own if repeated else f"{nearest}{_WITHIN}{own}", heading="")
    return summary.place(near, with_file=with_file)
