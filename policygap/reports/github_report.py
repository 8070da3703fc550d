"""Workflow commands that GitHub shows as annotations: each gap, and what was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.model import Level
from policygap.reports.outcomes import verdict
from policygap.reports.pipelines import key, message, path_of, shown, told
from policygap.reports.printable import printable
from policygap.reports.summary import failing, groups

if TYPE_CHECKING:
    from policygap.model import Finding, Report

_COMMANDS = {Level.REQUIRED: "error", Level.RECOMMENDED: "warning"}
# What ends a value or a command, as GitHub's own toolkit writes it.
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def render(report: Report) -> bytes:
    """Return a line for each annotation; what is required is an error, what is settled a notice."""
    gaps = (
        _gap(report, finding)
        for _, findings in groups(report)
        for finding in findings
        if not finding.is_met
    )
    about = _line("notice", path_of(report), "policygap: what was checked", told(report))
    return "".join([*gaps, about]).encode()


def _gap(report: Report, gap: Finding) -> str:
    missing = failing(gap)
    requirement = gap.requirement
    caveat = "" if requirement.confirmed else " (citation not confirmed)"
    title = f"{verdict(gap).upper()}: {requirement.title}"
    command = "notice" if gap.settled else _COMMANDS[gap.counts_as]
    several = len(report.policy.files) > 1
    words = "\n\n".join(message(result, with_file=several) for result in missing)
    source = printable(f"{requirement.cite}{caveat} [{key(gap)}]")
    path = path_of(report, next(map(shown, missing), None))
    return _line(command, path, printable(title), f"{source}\n{words}")


def _line(command: str, path: str, title: str, words: str) -> str:
    file, named = path.translate(_IN_PROPERTY), title.translate(_IN_PROPERTY)
    return f"::{command} file={file},line=1,title={named}::{words.translate(_IN_DATA)}\n"
