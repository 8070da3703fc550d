"""A manifest: a CSV or YAML file that lists agencies, as a person writes it."""

from __future__ import annotations

import csv
import glob
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from policygap.batch.sources import Agency
from policygap.documents.files import content
from policygap.documents.text_encoding import decode
from policygap.errors import PolicyGapError
from policygap.options import Revisions
from policygap.rubrics import load_rubrics, yaml_files
from policygap.rubrics.mistakes import reworded

_SEPARATOR = ";"  # between the entries of a cell
Lines = Mapping[Any, int]


def _entries(given: object) -> object:
    """Return the entries of a cell ("a.pdf; b.pdf"); a list stays as it is."""
    if isinstance(given, str | int | float):
        return [each.strip() for each in str(given).split(_SEPARATOR) if each.strip()]
    return given if given is not None else []


Entries = Annotated[list[str], BeforeValidator(_entries)]


class _Row(BaseModel):
    """One agency; docs/scale.md explains each field."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    agency: str = Field(min_length=1)
    files: Entries = Field(min_length=1)
    revisions: Annotated[Revisions | None, BeforeValidator(lambda given: given or None)] = None
    rubrics: Entries = []
    tags: Entries = []


def read(path: Path) -> list[Agency]:
    """Return the agencies of a manifest in its order; PolicyGapError names the first mistake.

    Files and rubrics' files are looked for from the manifest's folder.
    """
    rows, lines = (_csv if path.suffix.lower() == ".csv" else _yaml)(path)
    agencies: dict[str, Agency] = {}
    for place, row in enumerate(rows):
        agency = _agency(path, lines, place, row)
        if agency.name in agencies:
            _refuse(path, lines, (place, "agency"), f"'{agency.name}' is listed twice")
        agencies[agency.name] = agency
    return list(agencies.values())


def _csv(path: Path) -> tuple[Sequence[Any], Lines]:
    """Return the rows of a CSV file by the names in its first, and the line of each."""
    text = decode(content(path)).removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","  # as some Excels write it
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = [(line, cells) for line, cells in _numbered(path, reader) if any(cells)]
    if not rows:
        raise PolicyGapError(f"{path}:1: is empty; see docs/scale.md")
    (first, names), *others = rows
    if unknown := [name for name in names if name and name.lower() not in _Row.model_fields]:
        known = ", ".join(_Row.model_fields)
        raise PolicyGapError(f"{path}:{first}: '{unknown[0]}' is no column; there are {known}")
    return (
        [_by_name(path, line, names, cells) for line, cells in others],
        {(place,): line for place, (line, _) in enumerate(others)},
    )


def _by_name(path: Path, line: int, names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row by their column's name; columns without a name must be empty."""
    if any(cells[len(names) :]):
        raise PolicyGapError(f"{path}:{line}: has more cells than the first row has names")
    return {n.lower(): cell for n, cell in zip(names, cells, strict=False) if n or cell}


def _numbered(path: Path, reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file, without spaces around cells, with the line each begins on."""
    begin = 1
    try:
        for cells in reader:
            yield begin, [cell.strip() for cell in cells]
            begin = reader.line_num + 1
    except csv.Error as error:
        raise PolicyGapError(f"{path}:{begin}: not valid CSV: {error}") from error


def _yaml(path: Path) -> tuple[Sequence[Any], Lines]:
    """Return the agencies of a YAML file, a list, and the line of every node."""
    rows = yaml_files.read(path)
    if not isinstance(rows, list):
        raise PolicyGapError(f"{path}:1: is not a list of agencies; see docs/scale.md")
    return rows, yaml_files.lines(path)


def _agency(path: Path, lines: Lines, place: int, given: Any) -> Agency:
    try:
        row = _Row.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        _refuse(path, lines, (place, *first["loc"]), reworded(first["msg"]))
    rubrics = tuple(_from(path, name) for name in row.rubrics)
    try:
        load_rubrics(rubrics)
    except PolicyGapError as error:
        _refuse(path, lines, (place, "rubrics"), str(error))
    files = [file for entry in row.files for file in _files(path, entry)]
    if not files:
        _refuse(path, lines, (place, "files"), f"nothing matches '{'; '.join(row.files)}'")
    return Agency(
        row.agency,
        tuple(dict.fromkeys(files)),
        rubrics=rubrics,
        revisions=row.revisions,
        tags=tuple(dict.fromkeys(row.tags)),
    )


def _from(path: Path, rubric: str) -> str:
    """Return a rubric's name, or the path of its file seen from where the program started."""
    is_file = Path(rubric).suffix in (".yaml", ".yml")
    return str(path.parent / rubric) if is_file else rubric


def _files(path: Path, entry: str) -> list[Path]:
    """Return the files of an entry; one without wildcards may be missing, which its check tells."""
    whole = path.parent / entry
    if whole.exists() or not glob.has_magic(entry):
        return [whole]
    return sorted(map(Path, glob.iglob(str(whole), recursive=True)))  # noqa: PTH207


def _refuse(path: Path, lines: Lines, where: tuple[str | int, ...], what: str) -> NoReturn:
    """Raise an error at a field of a row, as "file:line: field: what is wrong"."""
    place, *field = where
    of_row = {at[1:]: line for at, line in lines.items() if at[:1] == (place,)}
    raise PolicyGapError(yaml_files.located(path, of_row, tuple(field), what))
