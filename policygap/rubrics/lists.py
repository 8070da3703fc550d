"""A list of requirements as a person keeps it in a spreadsheet: CSV in, rows out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policygap.errors import RubricError
from policygap.model import Level, Need
from policygap.phrases import PhraseError, read_phrase

# What each column holds; docs/writing-rubrics.md tells the same.
COLUMNS = {
    "id": "names the requirement; made from the title where it is empty",
    "title": "the requirement in a few words",
    "level": "required or recommended; required where it is empty",
    "citation": "the section of the law or guidance",
    "url": "the official source's address, https://...",
    "element": "names one thing that the text must say; made from `says` where it is empty",
    "says": "that thing in a sentence, as the law puts it",
    "need": "must, should or states; taken from the wording of `says` where it is empty",
    "words": "other words that policies use for it, with ; between",
}
_NEEDED = ("title", "says")
_OF_A_REQUIREMENT = ("id", "title", "level", "citation", "url")
_MAX_ID = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: one element with its requirement; `need` is None where the wording decides."""

    id: str
    title: str
    says: str
    element: str = ""
    level: Level = Level.REQUIRED
    citation: str = ""
    url: str = ""
    need: Need | None = None
    words: tuple[str, ...] = ()


def read_list(path: Path) -> tuple[Listed, ...]:
    """Return the rows of a CSV file (comma, semicolon or tab); RubricError names line and column.

    A row without a title, and with no other id, belongs to the requirement above it.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"{path}: cannot be read ({error}); save it as CSV in UTF-8") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        listed = tuple(_rows(path, rows))
    except csv.Error as error:
        raise RubricError(f"{path}:{rows.line_num}: not valid CSV: {error}") from error
    if not listed:
        raise RubricError(f"{path}: holds no requirement; write one a row under the column names")
    return listed


def slug(text: str) -> str:
    """Return words as an id: "Duty to intercede" is "duty-to-intercede"."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))
    short = "-".join(words)[:_MAX_ID]
    return short if len("-".join(words)) <= _MAX_ID else short.rpartition("-")[0] or short


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _rows(path: Path, rows: csv.DictReader[str]) -> Iterator[Listed]:
    _check_columns(path, rows.fieldnames or ())
    last: Mapping[str, str] = {}
    for row in rows:
        cells = {name: " ".join((row.get(name) or "").split()) for name in COLUMNS}
        if not any(cells.values()):
            continue
        if not cells["title"] and cells["id"] in ("", last.get("id")):
            cells |= {name: cells[name] or last.get(name, "") for name in _OF_A_REQUIREMENT}
        yield _listed(f"{path}:{rows.line_num}", cells)
        last = cells


def _check_columns(path: Path, names: Sequence[str]) -> None:
    missing = [name for name in _NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        wrong = f"the column '{(missing or unknown)[0]}' is {'missing' if missing else 'not known'}"
        raise RubricError(f"{path}:1: {wrong}; columns are {', '.join(COLUMNS)}")


def _listed(where: str, cells: Mapping[str, str]) -> Listed:
    for name in _NEEDED:
        if not cells[name]:
            raise RubricError(f"{where}: {name}: is empty; {COLUMNS[name]}")
    return Listed(
        id=slug(cells["id"] or cells["title"]),
        title=cells["title"],
        says=cells["says"],
        element=slug(cells["element"]),
        level=Level(_choice(where, "level", cells["level"] or Level.REQUIRED, list(Level))),
        citation=cells["citation"],
        url=_address(where, cells["url"]),
        need=Need(_choice(where, "need", cells["need"], list(Need))) if cells["need"] else None,
        words=tuple(_phrases(where, cells["words"])),
    )


def _choice(where: str, column: str, cell: str, known: Sequence[str]) -> str:
    if cell.lower() not in known:
        raise RubricError(f"{where}: {column}: '{cell}' is not one of {', '.join(known)}")
    return cell.lower()


def _address(where: str, cell: str) -> str:
    if cell and not re.fullmatch(r"https://\S+", cell):
        raise RubricError(f"{where}: url: '{cell}' does not begin with https://")
    return cell


def _phrases(where: str, cell: str) -> Iterator[str]:
    for phrase in filter(None, (part.strip().lower() for part in cell.split(";"))):
        try:
            read_phrase(phrase)
        except PhraseError as error:
            raise RubricError(f"{where}: words: {error}; see docs/rubric-format.md") from error
        yield phrase
