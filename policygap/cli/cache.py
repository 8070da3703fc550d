"""`policygap cache`: what is kept of earlier runs, and how to be rid of it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from policygap.cli.exits import guarded
from policygap.cli.layout import columns
from policygap.cli.output import show
from policygap.cli.reading import CacheFolder, cache_in
from policygap.errors import PolicyGapError
from policygap.options import MEBIBYTE
from policygap.reports.printable import printable
from policygap.reports.summary import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygap.cache import Cache, Content

app = typer.Typer(no_args_is_help=True, help="Show or forget what is kept of earlier runs.")

_WHAT = {
    "printed": "reports as the terminal showed them",
    "report": "findings",
    "text": "text read of files",
}


@app.command("info")
@guarded
def info(cache: CacheFolder = None) -> None:
    """Show where it is kept, and how much."""
    opened = _opened(cache)
    with _usable(opened):
        lines = _lines(opened, opened.store.contents())
    show("".join(f"{line}\n" for line in lines))


@app.command("clear")
@guarded
def clear(cache: CacheFolder = None) -> None:
    """Forget all that is kept."""
    opened = _opened(cache)
    with _usable(opened):
        opened.store.clear()
    show(f"nothing is kept in {printable(str(opened.folder))} any more\n")


def _opened(folder: Path | None) -> Cache:
    opened = cache_in(folder)
    if opened is None:
        raise PolicyGapError("the cache is off; name its folder with --cache")
    return opened


@contextmanager
def _usable(cache: Cache) -> Iterator[None]:
    """Tell what is wrong with a cache that cannot be used in the block."""
    from policygap.cache import StoreError

    try:
        yield
    except (OSError, StoreError) as error:
        why = getattr(error, "strerror", None) or error
        raise PolicyGapError(
            f"{cache.folder}: cannot be used ({why}); wait for other runs, or check who may "
            "read and write there"
        ) from error


def _lines(cache: Cache, contents: Sequence[Content]) -> list[str]:
    size = sum(content.size for content in contents)
    rows = [
        ("Folder", str(cache.folder)),
        ("Kept", f"{_size(size)} of at most {_size(cache.limit)}"),
        *(
            ("", f"{plural(c.count, 'value')}, {_size(c.size)}: {_WHAT.get(c.kind, '?')}")
            for c in contents
        ),
    ]
    if cache.store.aside.exists():
        rows.append(("Set aside", f"{cache.store.aside.name}: damaged, or another program's"))
    return columns(rows)


def _size(number: int) -> str:
    return f"{number / MEBIBYTE:,.2f} MiB"
