"""How the user wants files to be read, and gaps to count; each part takes what concerns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

MEBIBYTE = 2**20


class Ocr(StrEnum):
    """Which pages are read by text recognition."""

    AUTO = "auto"  # those without usable text
    NEVER = "never"
    ALWAYS = "always"


class Revisions(StrEnum):
    """Which side of a Word file's tracked changes is the policy."""

    FINAL = "final"  # insertions in, deletions out
    ORIGINAL = "original"


class FailOn(StrEnum):
    """From which level on a gap makes the run fail."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    NEVER = "never"


Progress = Callable[[str, int, int], None]  # the file's name, pages done, pages to do


def no_progress(_name: str, _done: int, _total: int) -> None:
    """Tell nobody how far the reading is."""


def nothing() -> None:
    """Do nothing while others work."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader is told beside the file.

    `kind` is the suffix to go by where the input has no name ("-"); `max_pages` and `max_bytes`
    are what one file may have before it is refused. `progress` is called before each page that
    takes long, and after the last. A long file may be read by so many `processes`, while this one
    does what is to be done `meanwhile`.
    """

    ocr: Ocr = Ocr.AUTO
    revisions: Revisions = Revisions.FINAL
    password: str = field(default="", repr=False)  # no log shows it
    kind: str = ""
    convert: bool = False
    max_pages: int = 5_000
    max_bytes: int = 500 * MEBIBYTE
    progress: Progress = field(default=no_progress, compare=False)
    processes: int = field(default=1, compare=False)
    meanwhile: Callable[[], None] = field(default=nothing, compare=False)


DEFAULT = ReadOptions()
