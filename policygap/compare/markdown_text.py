"""The comparison as Markdown (CommonMark with GitHub's tables), for a comment on a pull request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygap.compare import summary
from policygap.compare.words import shortened
from policygap.reports.markdown_words import escaped
from policygap.reports.summary import DISCLAIMER, facts, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygap.compare.changes import (
        Comparison,
        ElementChange,
        Passage,
        PassageChange,
        RequirementChange,
    )
    from policygap.compare.words import Run

_ROOM = 45_000  # characters for what is told in full; a comment on GitHub holds 65,536
_MOST = 20  # passages and moves listed under one heading
_HEAD = (f"| {summary.BEFORE} | {summary.NOW} |", "| --- | --- |")
_MORE = "... and {:,} more, which a JSON or HTML file has."


@dataclass(slots=True)
class _Room:
    """How many characters are left."""

    left: int = _ROOM

    def holds(self, lines: Sequence[str]) -> bool:
        """Tell whether these lines still go in; if so, they take their room."""
        size = sum(map(len, lines))
        fits = size <= self.left
        self.left -= size if fits else 0
        return fits


def render(comparison: Comparison) -> bytes:
    """Return the comparison as UTF-8 Markdown; equal comparisons give equal bytes."""
    return ("\n".join(_lines(comparison)) + "\n").encode("utf-8")


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"## {summary.headline(comparison)}"
    yield ""
    for name, report in summary.versions(comparison):
        for file in report.policy.files:
            yield f"- {name}: {escaped(f'{file.name} ({facts(file)})')}"
    yield f"- Both checked against law and guidance as of {comparison.new.as_of.isoformat()}"
    for caution in summary.cautions(comparison):
        yield from ("", f"> **Note:** {escaped(caution)}")
    counts = (summary.besides, summary.unchanged, summary.passages)
    yield from ("", " ".join(filter(None, (count(comparison) for count in counts))))
    room, with_file = _Room(), summary.with_file(comparison)
    for heading, requirements in summary.groups(comparison):
        yield from ("", f"### {heading} ({len(requirements)})")
        yield from _requirements(requirements, room, with_file=with_file)
    for heading, passages in summary.wordings(comparison):
        lines = _passages(passages, room, with_file=with_file)
        yield from _folded(heading, len(passages), lines)
    if comparison.moves:
        yield from _folded("Only moved or renumbered", len(comparison.moves), _moves(comparison))
    yield from ("", escaped(DISCLAIMER))


def _folded(heading: str, number: int, lines: Iterator[str]) -> Iterator[str]:
    yield from ("", "<details>", f"<summary>{heading} ({number:,})</summary>", "")
    yield from lines
    yield from ("", "</details>")


def _requirements(
    changes: Sequence[RequirementChange], room: _Room, *, with_file: bool
) -> Iterator[str]:
    """Yield all that there is to say of each while there is room, then what became of the rest."""
    for each in changes:
        lines = list(_requirement(each, with_file=with_file))
        yield from lines if room.holds(lines) else _title(each)


def _title(change: RequirementChange) -> Iterator[str]:
    yield from ("", f"#### {escaped(change.new.requirement.title)}: {summary.verdicts(change)}")


def _requirement(change: RequirementChange, *, with_file: bool) -> Iterator[str]:
    requirement = change.new.requirement
    yield from (*_title(change), "")
    yield escaped(f"{requirement.cite}, {change.new.rubric}/{requirement.id}")
    for each in change.elements:
        yield from _element(each, with_file=with_file)


def _element(change: ElementChange, *, with_file: bool) -> Iterator[str]:
    yield from ("", f"- **{summary.states(change)}**: {escaped(change.element.says)}")
    if change.new.reason:
        yield from ("", f"  {escaped(change.new.reason)}")
    if change.new.doubt:
        yield from ("", f"  **Please check:** {escaped(change.new.doubt)}")
    yield ""
    yield from (f"  {line}" for line in _table(change.passages, with_file=with_file))


def _passages(changes: Sequence[PassageChange], room: _Room, *, with_file: bool) -> Iterator[str]:
    rows = (_row(each, with_file=with_file) for each in changes[:_MOST])
    shown = [row for row in rows if room.holds([row])]
    yield from (*_HEAD, *shown)
    yield from _more(len(changes) - len(shown))


def _moves(comparison: Comparison) -> Iterator[str]:
    for each in comparison.moves[:_MOST]:
        yield f"- {escaped(summary.way(each))}: {plural(each.passages, 'passage')}"
    yield from _more(max(0, len(comparison.moves) - _MOST))


def _more(number: int) -> Iterator[str]:
    if number:
        yield from ("", _MORE.format(number))


def _table(changes: Sequence[PassageChange], *, with_file: bool) -> Iterator[str]:
    yield from (*_HEAD, *(_row(each, with_file=with_file) for each in changes))


def _row(change: PassageChange, *, with_file: bool) -> str:
    old, new = change.words
    before = _cell(change.old, old, "del", with_file=with_file)
    now = _cell(change.new, new, "ins", with_file=with_file)
    return (
        f"| {before or summary.NOT_THERE[summary.BEFORE]} "
        f"| {now or summary.NOT_THERE[summary.NOW]} |"
    )


def _cell(passage: Passage | None, runs: Sequence[Run], tag: str, *, with_file: bool) -> str:
    """Return a passage and its place; what changed stands between tags that GitHub shows."""
    words = " ".join(
        f"<{tag}>{escaped(run.text)}</{tag}>" if run.changed else escaped(run.text)
        for run in shortened(runs)
    )
    place = escaped(summary.where(passage, with_file=with_file))
    return f"{words}<br><sub>{place}</sub>" if place else words
