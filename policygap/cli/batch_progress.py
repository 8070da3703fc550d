"""How far a batch is: a bar with what is in work on a terminal, else a line an agency."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygap.cli.output import tell
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from rich.table import Table

    from policygap.batch.outcomes import Outcome
    from policygap.batch.runs import Watcher
    from policygap.batch.sources import Agency

_SHOWN = 8  # agencies in work that are named
_LONGEST = 60  # signs of their names


@contextmanager
def shown(total: int, size: int) -> Iterator[Watcher]:
    """Yield what shows how far a run over so many agencies, with so many bytes, is."""
    counts = Counts(total, size)
    if not sys.stderr.isatty():
        yield _Lines(counts)
        return
    from rich.console import Console
    from rich.live import Live

    screen = _Screen(counts)
    with Live(get_renderable=screen.table, console=Console(stderr=True), transient=True):
        yield screen


@dataclass(slots=True)
class Counts:
    """What is done; the time left goes by bytes, as agencies differ a hundredfold in size.

    `passed` counts the bytes of all that are done, `worked` only of those that this run did.
    """

    total: int
    size: int
    done: int = 0
    kept: int = 0
    failed: int = 0
    passed: int = 0
    worked: int = 0
    begun: float = field(default_factory=time.monotonic)

    def add(self, outcome: Outcome, size: int, *, kept: bool) -> None:
        """Count an agency."""
        self.done += 1
        self.kept += kept
        self.failed += bool(outcome.error)
        self.passed += size
        self.worked += 0 if kept else size

    def pace(self, seconds: float) -> str:
        """Return the rate of this run after so many seconds, and the time left; "" if unknown."""
        if not self.worked:
            return ""
        rate = (self.done - self.kept) / seconds * 60
        left = (self.size - self.passed) * seconds / self.worked
        return f"{rate:.1f} a minute, {_duration(left)} left"

    def seconds(self) -> float:
        """Return how long the run has been going on."""
        return max(time.monotonic() - self.begun, 1e-3)

    def __str__(self) -> str:
        """Return how many are done, and what of them was not work."""
        kept = f", {self.kept} of an earlier run" if self.kept else ""
        failed = f", {self.failed} not checked" if self.failed else ""
        return f"{self.done} of {self.total}{kept}{failed}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


@dataclass(slots=True)
class _Lines:
    """For logs and pipes: a line an agency."""

    counts: Counts

    def begun(self, agency: Agency) -> None:
        """Say nothing: the line comes when it has ended."""

    def ended(self, outcome: Outcome, size: int, *, kept: bool) -> None:
        """Print what is done."""
        self.counts.add(outcome, size, kept=kept)
        pace = self.counts.pace(self.counts.seconds())
        told = f" ({pace})" if pace and self.counts.done < self.counts.total else ""
        tell(f"{self.counts}: {outcome.agency}{told}")


@dataclass(slots=True)
class _Screen:
    """For people: a bar, the pace, and the agencies in work, drawn anew several times a second."""

    counts: Counts
    working: dict[str, str] = field(default_factory=dict)

    def begun(self, agency: Agency) -> None:
        """Name the agency from now on."""
        self.working[agency.folder] = printable(agency.name)[:_LONGEST]

    def ended(self, outcome: Outcome, size: int, *, kept: bool) -> None:
        """Name the agency no longer, and count it."""
        self.working.pop(outcome.folder, None)
        self.counts.add(outcome, size, kept=kept)

    def table(self) -> Table:
        """Return what the terminal shows now."""
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        counts = self.counts
        head = Table.grid(padding=(0, 2))
        bar = ProgressBar(total=max(counts.size, 1), completed=counts.passed, width=20)
        head.add_row(bar, str(counts), counts.pace(counts.seconds()))
        whole = Table.grid()
        whole.add_row(head)
        names = list(self.working.values())  # another thread draws than adds
        for name in names[:_SHOWN]:
            whole.add_row(Text(f"  {name}"))
        if len(names) > _SHOWN:
            whole.add_row(Text(f"  and {len(names) - _SHOWN} more"))
        return whole
