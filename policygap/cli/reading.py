"""The options of every command that reads a policy, in one place."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policygap.alongside import processors
from policygap.cli.progress import shown
from policygap.options import DEFAULT, MEBIBYTE, Ocr, ReadOptions, Revisions
from policygap.reports.printable import printable
from policygap.watchdog import watched

if TYPE_CHECKING:
    from policygap.cache import Cache

_TIMEOUT = 1800.0  # seconds: a thousand scanned pages
_MEMORY = 1024 * MEBIBYTE
_SIZE = re.compile(r"(\d+)([kmg]?)(?:i?b)?", re.IGNORECASE)
_STANDARD_INPUT = Path("-")
_OFF = Path("off")  # in the place of a cache's folder
_UNITS = {"": 1, "k": 2**10, "m": MEBIBYTE, "g": 2**30}


def _size(text: str | int) -> int:
    found = _SIZE.fullmatch(str(text).strip())  # typer hands in the default as well
    if found is None or not int(found[1]):
        raise typer.BadParameter(f"'{text}' is not a size such as 200M or 1G")
    return int(found[1]) * _UNITS[found[2].lower()]


def _shown(size: int) -> str:
    return f"{size // MEBIBYTE}M"


def _named(text: str | Path) -> Path:
    """Return a path; an empty word, of a variable that is not set, is not the current folder."""
    if not str(text):
        raise typer.BadParameter("is empty; name a file or a folder")
    return Path(text)


Policies = Annotated[
    list[Path],
    typer.Argument(
        parser=_named,
        metavar="POLICY...",
        help="Files or folders; several are taken together as one policy. - is standard input.",
        show_default=False,
    ),
]
PoliciesOrSettings = Annotated[
    list[Path] | None,
    typer.Argument(
        parser=_named,
        metavar="POLICY...",
        help="Files or folders; several are taken together as one policy. - is standard input. "
        "Without any: `paths` of policygap.yaml.",
        show_default=False,
    ),
]
CacheFolder = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        envvar="POLICYGAP_CACHE",
        metavar="DIR",
        help="Where text and findings are kept, or off.",
        show_default="the system's place for caches",
    ),
]


@cache  # one for a run: it says what is wrong with it once
def cache_in(folder: Path | None) -> Cache | None:
    """Return the cache in a folder, in its usual place if none is named; None if it is off."""
    if folder == _OFF:
        return None
    from policygap.cache import Cache, default_folder

    place = folder or default_folder()
    return Cache(place, tell=_tell) if place else None


def _tell(line: str) -> None:
    typer.echo(f"note: {printable(line)}", err=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a command was told to read, field by field an option of the command line."""

    ocr: Annotated[Ocr, typer.Option(help="Which pages are read by text recognition.")] = (
        DEFAULT.ocr
    )
    revisions: Annotated[
        Revisions | None,
        typer.Option(
            help="Which side of tracked changes is the policy.",
            show_default=DEFAULT.revisions.value,
        ),
    ] = None
    password: Annotated[
        str,
        typer.Option(
            envvar="POLICYGAP_PASSWORD",
            metavar="TEXT",
            help="Opens encrypted files.",
            show_default=False,
        ),
    ] = DEFAULT.password
    kind: Annotated[
        str,
        typer.Option(
            "--type",
            metavar="SUFFIX",
            help="What standard input is: pdf, docx, html ...",
            show_default=False,
        ),
    ] = DEFAULT.kind
    convert: Annotated[
        bool,
        typer.Option("--convert", help="Let LibreOffice convert old formats such as .doc."),
    ] = DEFAULT.convert
    max_pages: Annotated[int, typer.Option(min=1, help="Refuse a file with more pages.")] = (
        DEFAULT.max_pages
    )
    max_bytes: Annotated[
        int,
        typer.Option(
            parser=_size,
            metavar="SIZE",
            help="Refuse a larger file.",
            show_default=_shown(DEFAULT.max_bytes),
        ),
    ] = DEFAULT.max_bytes
    max_memory: Annotated[
        int,
        typer.Option(
            parser=_size,
            metavar="SIZE",
            help="Stop before more memory is taken.",
            show_default=_shown(_MEMORY),
        ),
    ] = _MEMORY
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Stop after this time.")
    ] = _TIMEOUT
    cache: CacheFolder = None
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="Keep nothing, and use nothing that was kept."),
    ] = False

    def opened_cache(self) -> Cache | None:
        """Return what keeps text and findings, None if the user wants none kept."""
        return None if self.no_cache else cache_in(self.cache)

    @contextmanager
    def limited(self, policies: Sequence[Path]) -> Iterator[ReadOptions]:
        """Yield what the readers are told; reading and judging in the block end in time.

        That is by --timeout and before --max-memory.
        """
        if self.kind and _STANDARD_INPUT not in policies:
            raise typer.BadParameter("--type tells what standard input is; give - as the policy")
        more = f" and {len(policies) - 1} more" if len(policies) > 1 else ""
        with (
            watched(f"{policies[0]}{more}", self.timeout, self.max_memory),
            shown() as progress,
        ):
            yield replace(self.options(), progress=progress, processes=processors())

    def options(self) -> ReadOptions:
        """Return what the readers are told."""
        return ReadOptions(
            ocr=self.ocr,
            revisions=self.revisions or DEFAULT.revisions,
            password=self.password,
            kind=self.kind,
            convert=self.convert,
            max_pages=self.max_pages,
            max_bytes=self.max_bytes,
        )


def reads(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option of `Reading`; it gets them as its one parameter `reading`."""
    options = inspect.signature(Reading, eval_str=True).parameters
    signature = inspect.signature(command, eval_str=True)
    own = [each for each in signature.parameters.values() if each.name != "reading"]
    added = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in options.values()]

    @wraps(command)
    def run(**given: Any) -> None:
        reading = Reading(**{name: given.pop(name) for name in options})
        command(**given, reading=reading)

    merged = signature.replace(parameters=[*own, *added])
    setattr(run, "__signature__", merged)  # noqa: B010 - typer reads it; mypy knows no such name
    return run
