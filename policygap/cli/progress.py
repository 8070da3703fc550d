"""A bar on standard error while pages are read that take long: for people only, gone at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from policygap.options import Progress, no_progress
from policygap.reports.printable import printable

_WIDTH = 20  # signs of the bar
_NAME = 40  # signs shown of a file's name, so that the line does not wrap


@contextmanager
def shown() -> Iterator[Progress]:
    """Yield what draws the bar; it draws nothing unless standard error is a terminal."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    try:
        yield _draw
    finally:
        _line("")


def _draw(name: str, done: int, total: int) -> None:
    full = _WIDTH * done // total
    bar = "#" * full + "." * (_WIDTH - full)
    page = min(done + 1, total)
    _line(f"[{bar}] recognizing text, page {page} of {total}: {printable(name)[:_NAME]}")


def _line(text: str) -> None:
    """Put a text in the place of the one before; the cursor stays, whatever ends the program."""
    typer.echo(f"\r{text}\x1b[K", err=True, nl=False)
