"""What changed between two versions of a policy, for a terminal: both texts side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from policygap.compare import summary
from policygap.compare.changes import Trend
from policygap.compare.words import shortened
from policygap.reports.printable import printable
from policygap.reports.summary import DISCLAIMER, facts, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from policygap.compare.changes import (
        Comparison,
        ElementChange,
        PassageChange,
        RequirementChange,
    )
    from policygap.compare.words import Run

_WIDEST = 120  # columns of both texts together
_MOST = 20  # passages without a state that are shown, unless all are asked for
_STYLE = {Trend.WORSE: "red", Trend.BETTER: "green", Trend.SAME: ""}
# As word-wise comparisons are written everywhere; they tell without colour too.
_GONE, _NEW = ("[-", "-]", "red"), ("{+", "+}", "green")


def text(comparison: Comparison, *, show_all: bool = False) -> str:
    """Return the whole comparison as it is printed."""
    return _printed(_full(comparison, show_all=show_all))


def changes(comparison: Comparison) -> str:
    """Return only what changed, without counts, files and caveats."""
    return _printed(_changes(comparison, show_all=False))


def _printed(parts: Iterator[RenderableType]) -> str:
    console = Console(markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(Group(*parts), width=min(console.width, _WIDEST))
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def _full(comparison: Comparison, *, show_all: bool) -> Iterator[RenderableType]:
    yield _text(summary.headline(comparison), "bold")
    yield Text()
    for name, report in summary.versions(comparison):
        for file in report.policy.files:
            yield _text(f"{name}: {file.name} ({facts(file)})")
    as_of = comparison.new.as_of.isoformat()
    yield _text(f"Both checked against law and guidance as of {as_of}.")
    yield from (_text(caution, "yellow") for caution in summary.cautions(comparison))
    yield Text()
    yield from _counts(comparison)
    yield from _changes(comparison, show_all=show_all)
    yield Text()
    yield Text(DISCLAIMER)


def _counts(comparison: Comparison) -> Iterator[RenderableType]:
    if besides := summary.besides(comparison):
        yield _text(besides)
    yield _text(summary.unchanged(comparison))
    yield _text(summary.passages(comparison))


def _changes(comparison: Comparison, *, show_all: bool) -> Iterator[RenderableType]:
    with_file = summary.with_file(comparison)
    for heading, requirements in summary.groups(comparison):
        yield from _heading(f"{heading} ({len(requirements)})")
        for each in requirements:
            yield from _requirement(each, with_file=with_file)
    for heading, passages in summary.wordings(comparison):
        yield from _heading(f"{heading} ({len(passages)})")
        yield from _passages(passages, with_file=with_file, show_all=show_all)
    yield from _moves(comparison, show_all=show_all)


def _heading(words: str) -> Iterator[RenderableType]:
    yield Text()
    yield _text(words, "bold underline")


def _requirement(change: RequirementChange, *, with_file: bool) -> Iterator[RenderableType]:
    requirement = change.new.requirement
    yield Text()
    verdicts = _text(summary.verdicts(change), _STYLE[change.trend])
    yield Text.assemble(_text(requirement.title, "bold"), ": ", verdicts)
    yield _text(f"{requirement.cite} [{change.new.rubric}/{requirement.id}]", "dim")
    for each in change.elements:
        yield from _element(each, with_file=with_file)


def _element(change: ElementChange, *, with_file: bool) -> Iterator[RenderableType]:
    states = _text(summary.states(change), _STYLE[change.trend])
    yield _indent(Text.assemble("- ", states, ": ", _text(change.element.says)))
    if change.new.reason:
        yield _indent(_text(change.new.reason), 4)
    if change.new.doubt:
        yield _indent(_text(f"please check: {change.new.doubt}", "yellow"), 4)
    yield _indent(_side_by_side(change.passages, with_file=with_file), 4)


def _passages(
    passages: Sequence[PassageChange], *, with_file: bool, show_all: bool
) -> Iterator[RenderableType]:
    shown = passages if show_all else passages[:_MOST]
    for each in shown:
        yield Text()
        yield _text(f"{each.kind}{_for(each)}")
        yield _indent(_side_by_side([each], with_file=with_file))
    yield from _more(len(passages) - len(shown))


def _for(change: PassageChange) -> str:
    return f", quoted for {', '.join(change.quoted)}" if change.quoted else ""


def _more(number: int) -> Iterator[RenderableType]:
    if number:
        yield Text()
        yield _text(f"... and {number:,} more; --all shows them", "dim")


def _moves(comparison: Comparison, *, show_all: bool) -> Iterator[RenderableType]:
    if not comparison.moves:
        return
    yield from _heading("Only moved or renumbered")
    shown = comparison.moves if show_all else comparison.moves[:_MOST]
    for each in shown:
        yield _indent(_text(f"{summary.way(each)}: {plural(each.passages, 'passage')}"))
    yield from _more(len(comparison.moves) - len(shown))


def _side_by_side(changes: Sequence[PassageChange], *, with_file: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(Text(summary.BEFORE, "bold dim"), Text(summary.NOW, "bold dim"))
    for each in changes:
        old, new = each.words
        table.add_row(
            _runs(old, _GONE) if each.old else Text(summary.NOT_THERE[summary.BEFORE], "dim"),
            _runs(new, _NEW) if each.new else Text(summary.NOT_THERE[summary.NOW], "dim"),
        )
        places = (summary.where(side, with_file=with_file) for side in (each.old, each.new))
        table.add_row(*(_text(place, "dim") for place in places))
    return table


def _runs(runs: Sequence[Run], marks: tuple[str, str, str]) -> Text:
    before, after, style = marks
    parts = (
        _text(f"{before}{run.text}{after}", style) if run.changed else _text(run.text)
        for run in shortened(runs)
    )
    line = Text(" ").join(parts)
    line.overflow = "fold"
    return line


def _text(words: str, style: str = "") -> Text:
    """Make text of words that may come from a policy: no markup, no terminal controls."""
    return Text(printable(words), style, overflow="fold")


def _indent(content: RenderableType, columns: int = 2) -> Padding:
    return Padding(content, (0, 0, 0, columns))
