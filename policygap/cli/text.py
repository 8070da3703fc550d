"""`policygap text`: print what was read of a policy, so that a person can see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.exits import guarded
from policygap.cli.output import save, show, writable
from policygap.cli.reading import Policies, Reading, reads
from policygap.reports.as_read import about, described, plain, remarks
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygap.model import SourceFile
    from policygap.reports.as_read import Placed

Blocks = Annotated[
    bool,
    typer.Option("--blocks", help="Show each block with its kind, label, page and section."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        parser=lambda text: writable(Path(text)),
        metavar="FILE",
        help="Write to this file instead.",
        show_default=False,
    ),
]


@guarded
@reads
def text(
    policies: Policies, reading: Reading, blocks: Blocks = False, output: Output = None
) -> None:
    """Print what was read of a policy."""
    from policygap.documents import placed, read_documents

    with reading.limited(policies) as options:
        documents = read_documents(policies, options, reading.opened_cache())
        files = [(each.source, list(placed(each))) for each in documents]
    content = _content(files, blocks=blocks)
    if output:
        save(content.encode(), output)
    else:
        show(content)
    if not blocks:  # which has them at the head of each file
        _tell(source for source, _ in files)


def _content(files: Iterable[tuple[SourceFile, list[Placed]]], *, blocks: bool) -> str:
    each = (_described(*file) if blocks else plain(file[1]) for file in files)
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in each)


def _described(source: SourceFile, placed: list[Placed]) -> Iterator[str]:
    yield from about(source)
    yield ""
    yield from described(placed)


def _tell(sources: Iterable[SourceFile]) -> None:
    """Say on standard error what was not read, so that the text stays the text."""
    for source in sources:
        for remark in remarks(source):
            typer.echo(f"{printable(source.name)}: {remark}", err=True)
