"""The errors that end a run, and the exit codes that the command line turns results into."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process returns; the README documents each."""

    OK = 0
    GAPS = 1
    USAGE = 2
    UNUSABLE = 3
    BUG = 4


class PolicyGapError(Exception):
    """Something the user can mend: one line saying which file, what is wrong and what to do."""


class DocumentError(PolicyGapError):
    """A policy could not be read."""


class RubricError(PolicyGapError):
    """A rubric could not be used."""


class ConfigError(PolicyGapError):
    """The user's settings, or a baseline, could not be used."""
