"""From a file of settings to Config, with errors that name line and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from policygap.config import Config, files
from policygap.config.shapes import ConfigFile, ConfirmationFile, DecisionFile, WaiverFile
from policygap.errors import ConfigError
from policygap.model import Settled, SettledAs
from policygap.rubrics import GROUPS, available
from policygap.rubrics.mistakes import reworded
from policygap.rubrics.yaml_files import Place, located
from policygap.waivers import Waiver

_SHAPES: Mapping[str, type[BaseModel]] = {"waivers": WaiverFile, "satisfied_by": ConfirmationFile}
_FILES = (".yaml", ".yml")
# What helps where a value is missing or not of the form that it must have, by its key.
_HINTS = {
    "id": "expected rubric/requirement or rubric/requirement/element, as reports show it",
    "fingerprint": "expected what `policygap waive` or `policygap confirm` prints",
    "reason": "expected why it was decided",
    "severity": "expected rubric/requirement: required or recommended; waive it to set it aside",
}


def checked(path: Path) -> tuple[Config | None, list[str]]:
    """Return a file's settings if it is sound, else its errors."""
    try:
        data = files.data(path)
    except ConfigError as error:
        return None, [str(error)]
    try:
        file = ConfigFile.model_validate(data)
    except ValidationError as error:
        found = [(_place(e["loc"]), _told(e)) for e in error.errors()]
    else:
        found = list(_mistakes(file, path.parent))
    where = files.lines(path)
    if found:
        return None, [located(path, where, place, what) for place, what in found]
    return _config(file, path, where), []


def _place(loc: Place) -> Place:
    return tuple(part for part in loc if part != "[key]")  # so pydantic names a mapping's key


def _told(error: Mapping[str, Any]) -> str:
    """Return what is wrong, for a key that is not known with the nearest one."""
    what = reworded(error["msg"])
    *above, key = error["loc"] or ("",)
    first = str(above[0]) if above else ""
    if error["type"] == "extra_forbidden":
        return what + _meant(str(key), list(_SHAPES.get(first, ConfigFile).model_fields))
    hint = _HINTS.get(first) or _HINTS.get(str(key))
    if hint:
        return f"missing; {hint}" if error["type"] == "missing" else hint
    return what


def _meant(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]}?" if close else f"; known are {', '.join(known)}"


def _mistakes(file: ConfigFile, folder: Path) -> Iterator[tuple[Place, str]]:
    """Yield what a schema cannot see: rubrics that are not there, decisions that stand twice."""
    known = [*GROUPS, *available()]
    for place, name in enumerate(file.rubrics):
        if name.endswith(_FILES) and not (folder / name).is_file():
            yield ("rubrics", place), f"there is no file '{name}' beside this one"
        elif not name.endswith(_FILES) and name not in known:
            yield ("rubrics", place), f"there is no rubric '{name}'{_meant(name, known)}"
    seen: set[str] = set()
    for key, decision, place in _decisions(file):
        if decision.id in seen:
            yield (key, place, "id"), f"'{decision.id}' is waived or confirmed twice"
        seen.add(decision.id)


def _decisions(file: ConfigFile) -> Iterator[tuple[str, DecisionFile, int]]:
    yield from (("waivers", each, n) for n, each in enumerate(file.waivers))
    yield from (("satisfied_by", each, n) for n, each in enumerate(file.satisfied_by))


def _config(file: ConfigFile, path: Path, where: Mapping[Place, int]) -> Config:
    folder = path.parent
    names = (str(folder / name) if name.endswith(_FILES) else name for name in file.rubrics)
    keys = ((place[0], line) for place, line in where.items() if len(place) == 1)
    return Config(
        path=path,
        rubrics=tuple(names),
        as_of=file.as_of,
        fail_on=file.fail_on,
        revisions=file.revisions,
        paths=tuple(folder / name for name in file.paths),
        baseline=folder / file.baseline if file.baseline else None,
        severity=file.severity,
        waivers=(*map(_waiver, file.waivers), *map(_confirmation, file.satisfied_by)),
        lines={str(key): line for key, line in keys},
    )


def _waiver(file: WaiverFile) -> Waiver:
    settled = Settled(SettledAs.WAIVED, file.reason, file.owner, file.expires)
    return Waiver(file.id, settled, file.fingerprint)


def _confirmation(file: ConfirmationFile) -> Waiver:
    page = f"page {file.page}" if file.page else ""
    place = ", ".join(filter(None, (file.section, page)))
    quoted = f"“{file.passage}”" + (f" ({place})" if place else "")
    by = quoted if file.passage else file.document
    settled = Settled(SettledAs.CONFIRMED, file.reason, file.owner, file.expires, by)
    return Waiver(file.id, settled, file.fingerprint, file.passage)
