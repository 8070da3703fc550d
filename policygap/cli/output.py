"""Where results go: standard output, or files that appear whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygap import saving
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Collection


def show(content: str | bytes) -> None:
    """Print text, with signs replaced that the terminal's encoding lacks, or bytes as they are."""
    if isinstance(content, str):
        encoding = sys.stdout.encoding or "utf-8"
        content = content.encode(encoding, "replace").decode(encoding)
    # Whoever made the text decided on colour; typer would strip it even where it is forced.
    typer.echo(content, nl=False, color=True)


def writable(target: Path) -> Path:
    """Return the path if a file can be written there, else tell the user before the work starts."""
    if target.is_dir():
        raise typer.BadParameter(f"'{target}' is a folder")
    if not target.parent.is_dir():
        raise typer.BadParameter(f"'{target}': the folder does not exist")
    return target


def target(text: str, suffixes: Collection[str]) -> Path:
    """Return where a file can be written whose suffix names its format, as `writable` does."""
    if Path(text).suffix.lower() not in suffixes:
        names = ", ".join(suffixes)
        raise typer.BadParameter(f"'{text}': the suffix must name a format ({names})")
    return writable(Path(text))


def save(content: bytes, target: Path) -> None:
    """Write a file, whole or not at all, and tell the user."""
    saving.save(content, target)
    tell(f"wrote {target}")


def tell(text: str) -> None:
    """Print a line on standard error, where it is not taken for a result."""
    typer.echo(printable(text), err=True)
