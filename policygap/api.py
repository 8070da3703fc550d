"""The program from Python: five names, exported from `policygap` itself; docs/python-api.md."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policygap import checking, documents
from policygap import rubrics as rubric_files
from policygap.errors import PolicyGapError
from policygap.model import Policy, Report, Rubric
from policygap.options import Ocr, ReadOptions, Revisions
from policygap.reports import FORMATS_BY_SUFFIX
from policygap.saving import save

__all__ = ["PolicyGapError", "analyze", "load_rubric", "read_policy", "write_report"]

PathLike = str | os.PathLike[str]


def load_rubric(name: PathLike) -> Rubric:
    """Return the rubric of a name ("ca-sb230", "ca-sb230@1") or a YAML file.

    Raises PolicyGapError where there is none, or where it has a mistake.
    """
    return rubric_files.load_rubric(os.fspath(name))


def read_policy(
    *paths: PathLike, password: str = "", ocr: str = "auto", revisions: str = "final"
) -> Policy:
    """Return the policy that files, folders and archives make up together.

    `ocr` is "auto", "never" or "always"; `revisions`, "final" or "original", is the side of tracked
    changes that is read. Raises PolicyGapError where a file cannot be read, ValueError where an
    option has no such value, TypeError without a path.
    """
    if not paths:
        raise TypeError("read_policy() takes at least one path")
    options = ReadOptions(password=password, ocr=Ocr(ocr), revisions=Revisions(revisions))
    return documents.read_policy([Path(path) for path in paths], options=options)


def analyze(
    policy: Policy, rubrics: Rubric | Sequence[Rubric], as_of: date | None = None
) -> Report:
    """Return the report on a policy against rubrics, by the law of a day (None: today).

    Raises PolicyGapError where nothing in the rubrics was in force on that day, or two of them are
    versions of one.
    """
    wanted = [rubrics] if isinstance(rubrics, Rubric) else rubrics
    return checking.judge(policy, rubric_files.distinct(wanted), as_of or date.today())


def write_report(report: Report, path: PathLike) -> None:
    """Write a report, in the format that the suffix of the path names (".html", ".json", ...).

    An old file stays until the new one is whole. Raises PolicyGapError where no format has the
    suffix, or the file cannot be written.
    """
    target = Path(path)
    found = FORMATS_BY_SUFFIX.get(target.suffix.lower())
    if found is None:
        known = ", ".join(FORMATS_BY_SUFFIX)
        raise PolicyGapError(f"{target}: the suffix names no format of reports; use one of {known}")
    save(found.render(report), target)
