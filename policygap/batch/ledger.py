"""What is done, kept under the batch's folder, so that a run can go on where another ended.

    DIR/AGENCY/report.*                the reports
    DIR/.policygap/run.json            the day of the law
    DIR/.policygap/done/AGENCY.json    the outcome, with a digest of all that it was made from

An agency's entry is written after its reports, each file whole or not at all: whatever ends the
run, what has an entry is done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from policygap.batch.outcomes import Judged, Outcome
from policygap.batch.sources import Agency, files_of
from policygap.batch.work import Result, Settings, program
from policygap.errors import PolicyGapError
from policygap.model import SourceFile, State, Verdict
from policygap.rubrics import own_files
from policygap.saving import save

_HIDDEN = ".policygap"
# Limits and passwords decide whether an agency can be read, not what comes of it.
_READ_BY = ("ocr", "revisions", "convert")


class Ledger:
    """The outcomes of a batch's folder."""

    def __init__(self, out: Path, *, resume: bool) -> None:
        """Keep what is done under `out`, which is made if need be; raise PolicyGapError.

        What a run before did counts only where this one is to `resume` it.
        """
        self._out = out
        self._resume = resume
        self._done = out / _HIDDEN / "done"
        _make(self._done)

    def day(self) -> date | None:
        """Return the day of the law in the run that is resumed, None if there is none."""
        if not self._resume:
            return None
        try:
            return date.fromisoformat(_read(self._out / _HIDDEN / "run.json")["as_of"])
        except (KeyError, TypeError, ValueError):
            return None

    def begin(self, as_of: date) -> None:
        """Keep the day for the run that goes on with this one."""
        save(_json({"as_of": as_of.isoformat()}), self._out / _HIDDEN / "run.json")

    def kept(self, agency: Agency, made_from: str) -> Outcome | None:
        """Return the outcome of an agency if it was made from the same and all is still there.

        What could not be read before is tried again.
        """
        outcome = self._before(agency, made_from)
        if not self._resume or outcome is None or outcome.error or not self._has(outcome):
            return None
        return replace(outcome, agency=agency.name, tags=agency.tags)

    def keep(self, result: Result, made_from: str) -> None:
        """Write an agency's reports, and then that they are done."""
        outcome = result.outcome
        folder = self._out / outcome.folder
        self._remove_old(outcome)
        if result.reports:
            _make(folder)
        for name, content in result.reports.items():
            save(content, folder / name)
        save(_json({"made_from": made_from, "outcome": asdict(outcome)}), self._entry(outcome))

    def _remove_old(self, outcome: Outcome) -> None:
        """Remove the reports of the run before that this one does not write anew."""
        before = _outcome(_read(self._entry(outcome)).get("outcome"))
        for name in set(before.reports if before else ()) - {*outcome.reports}:
            (self._out / outcome.folder / name).unlink(missing_ok=True)

    def _before(self, agency: Agency, made_from: str) -> Outcome | None:
        entry = _read(self._entry(agency))
        return _outcome(entry.get("outcome")) if entry.get("made_from") == made_from else None

    def _has(self, outcome: Outcome) -> bool:
        return all((self._out / outcome.folder / name).is_file() for name in outcome.reports)

    def _entry(self, of: Agency | Outcome) -> Path:
        return self._done / f"{of.folder}.json"


def made_from(agency: Agency, settings: Settings) -> str:
    """Return a digest of all that decides what an agency's reports say."""
    options = settings.options_of(agency)
    rubrics = settings.rubrics_of(agency)
    told = {
        "program": program(),
        "as of": settings.as_of.isoformat(),
        "reports": settings.reports,
        "options": [str(getattr(options, name)) for name in _READ_BY],
        "rubrics": [rubrics, *map(_digest, own_files(rubrics))],
        "files": [
            [str(file), _digest(file) if opened else ""]
            for file, opened in files_of(agency, options)
        ],
    }
    return hashlib.sha256(_json(told)).hexdigest()


def _digest(file: Path) -> str:
    """Return the SHA-256 of a file, "" where it cannot be opened: its check will tell."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PolicyGapError(
            f"{folder}: cannot be made ({error.strerror}); choose another --out"
        ) from error


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode(errors="surrogatepass")


def _read(path: Path) -> Mapping[str, Any]:
    """Return what a file of the ledger holds, nothing where it is missing or damaged."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _outcome(data: Any) -> Outcome | None:
    """Return an outcome from its JSON; None where it has another shape."""
    try:
        given = _tuples(data)
        given["files"] = tuple(SourceFile(**_tuples(each)) for each in given["files"])
        given["judged"] = tuple(_judged(each) for each in given["judged"])
        return Outcome(**given)
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _judged(data: Mapping[str, Any]) -> Judged:
    states = tuple((element, State(state)) for element, state in data["states"])
    return Judged(**{**data, "verdict": Verdict(data["verdict"]), "states": states})


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in data.items()}
