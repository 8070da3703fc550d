"""Settings that lie beside a policy: policygap.yaml, or [tool.policygap] in pyproject.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from policygap.errors import ConfigError
from policygap.model import Level
from policygap.options import FailOn, Revisions
from policygap.waivers import Waiver

NAMES = ("policygap.yaml", "policygap.yml", "pyproject.toml")  # the first that is there
LARGEST = 2**20  # bytes of a file of settings; some thousand waivers


@dataclass(frozen=True, slots=True)
class Config:
    """What a file sets; what it does not set is None or empty.

    Paths in it, also those of rubrics, were relative to the file's folder and are relative to it no
    more. `lines` are those of the file's keys, from 1, as far as they are known.
    """

    path: Path | None = None
    rubrics: tuple[str, ...] = ()
    as_of: date | None = None
    fail_on: FailOn | None = None
    revisions: Revisions | None = None
    paths: tuple[Path, ...] = ()
    baseline: Path | None = None
    severity: Mapping[str, Level] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


def find(start: Path) -> Path | None:
    """Return the file of settings that holds for a policy or folder: the nearest one upward.

    The search ends with the folder that holds `.git`, so that a repository is a world of its own.
    """
    try:
        begin = start.resolve() if start.is_dir() else start.parent.resolve()
    except OSError:  # a name that is too long; whoever reads the policy says so
        return None
    for folder in (begin, *begin.parents):
        for path in (folder / name for name in NAMES):
            if path.is_file() and (path.suffix != ".toml" or _is_meant(path)):
                return _from_here(path)
        if (folder / ".git").exists():
            break
    return None


def _from_here(path: Path) -> Path:
    """Return a path as a person would name it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _is_meant(path: Path) -> bool:
    """Tell whether a pyproject.toml speaks of policygap at all; most are about other tools."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return "tool.policygap" in file.read(LARGEST)
    except OSError:  # it is somebody else's
        return False


def load(path: Path) -> Config:
    """Return the settings in a file; raise ConfigError with the first mistake in it."""
    from policygap.config.reading import checked  # pydantic and YAML load slowly

    config, errors = checked(path)
    if config is None:
        more = f" (and {len(errors) - 1} more: policygap config --config {path})"
        raise ConfigError(errors[0] + (more if errors[1:] else ""))
    return config


def mistakes(path: Path) -> list[str]:
    """Return every mistake of a file as "file:line: field: what is wrong"; [] if it is sound."""
    from policygap.config.reading import checked

    return checked(path)[1]
