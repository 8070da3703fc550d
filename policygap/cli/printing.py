"""The report as a terminal shows it, kept as it was shown: to lay it out takes longer than all else
that is left of a check whose findings are known.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from policygap.cli.output import show

if TYPE_CHECKING:
    from policygap.cache import Cache
    from policygap.model import Report

# What rich goes by, beside the streams: https://rich.readthedocs.io/en/stable/console.html
_VARIABLES = (
    "COLORTERM", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM", "TTY_COMPATIBLE",
    "TTY_INTERACTIVE", "UNICODE_VERSION",
)  # fmt: skip


def print_report(report: Report, detail: str, cache: Cache | None) -> None:
    """Print a report with this detail, by its name in `reports.terminal.Detail`."""
    # A time is never the same again; Windows' consoles differ in what only rich can find out.
    if cache is None or report.made or os.name == "nt":
        show(_laid_out(report, detail))
        return
    from policygap.cache import Kind, key

    told = replace(report, policy=replace(report.policy, provisions=()))  # none of them is shown
    asked = key(Kind.PRINTED, told, detail, _terminal())
    text = cache.get(asked, str)
    if text is None:
        text = _laid_out(report, detail)
        cache.put(asked, text)
    show(text)


def _laid_out(report: Report, detail: str) -> str:
    from policygap.reports.terminal import Detail, text

    return text(report, Detail(detail))


def _terminal() -> tuple[object, ...]:
    """Return what the layout and the colours depend on."""
    variables = [os.environ.get(name) for name in _VARIABLES]
    return (*variables, sys.stdout.isatty(), sys.stdout.encoding, _columns())


def _columns() -> int:
    """Return how wide the terminal is, 0 without one."""
    for stream in range(3):
        try:
            return os.get_terminal_size(stream).columns
        except OSError:
            continue
    return 0
