"""Where rubrics are: the newest version as NAME.yaml, older ones in a folder `archive` beside it.

archive/NAME@VERSION/ holds NAME.yaml as it was and, for shipped rubrics, the concepts.yaml of its
day, so that a later change of a shared concept does not change what an old version asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policygap.errors import RubricError
from policygap.rubrics import shipped

ARCHIVE = "archive"
_SUFFIXES = (".yaml", ".yml")


def locate(name: str, known: Sequence[str], folder: Path = Path()) -> Path:
    """Return the file of NAME, NAME@VERSION, FILE or FILE@VERSION, files seen from a folder.

    Raises RubricError with the `known` names, or the known versions, where there is none.
    """
    if newest := _newest(name, folder):
        return newest
    plain, _, version = name.rpartition("@")
    newest = _newest(plain, folder)
    if newest is None:
        names = ", ".join(known)
        raise RubricError(f"{name}: no such rubric; name a YAML file or one of {names}")
    found = versions(newest)
    if version not in found:
        names = ", ".join(f"{plain}@{each}" for each in found)
        raise RubricError(f"{name}: there is no version '{version}'; name one of {names}")
    return found[version]


def versions(newest: Path) -> dict[str, Path]:
    """Return the files of all versions of a rubric by version, the newest first."""
    old = newest.parent.glob(f"{ARCHIVE}/{newest.stem}@*/{newest.name}")
    kept = {path.parent.name.rpartition("@")[2]: path for path in old}
    return {_version(newest): newest, **dict(sorted(kept.items(), reverse=True))}


def archived(path: Path) -> str:
    """Return the version that a file is kept as in an archive, "" if it is no old one."""
    return path.parent.name.rpartition("@")[2] if path.parent.parent.name == ARCHIVE else ""


def _newest(name: str, folder: Path) -> Path | None:
    if name in shipped.names():
        return shipped.folder() / f"{name}.yaml"
    path = folder / name
    return path if path.suffix in _SUFFIXES and path.is_file() else None


def _version(path: Path) -> str:
    from policygap.rubrics.yaml_files import read  # YAML loads slowly

    data = read(path)
    return str(data.get("version", "")) if isinstance(data, dict) else ""
