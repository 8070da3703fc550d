"""Rubrics: what a policy is checked against, by name or from a YAML file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from policygap.errors import RubricError
from policygap.model import Rubric
from policygap.rubrics import shipped
from policygap.rubrics.versions import locate

# Named sets of rubrics; the first is what is checked unless the user says otherwise.
GROUPS: Mapping[str, tuple[str, ...]] = {"california": ("ca-sb230", "ca-ab392", "ca-post")}


def available() -> tuple[str, ...]:
    """Return the names of the rubrics that ship with the program, sorted."""
    return shipped.names()


def load_rubrics(names: Sequence[str]) -> tuple[Rubric, ...]:
    """Load rubrics by name, group or file, each once, in the order named; raise RubricError."""
    return distinct(load_rubric(name) for name in _each(names))


def identity(names: Sequence[str]) -> tuple[str, ...]:
    """Return what tells these rubrics, as they are now, from all others; raise RubricError.

    It changes with the content of their files, of those that they extend, and of the concepts that
    all share.
    """
    shared = shipped.folder() / shipped.CONCEPTS_FILE
    files = (file for name in _each(names) for file in _with_bases(_file(name), ()))
    return tuple(_sha256(file) for file in (shared, *files))


def _each(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of single rubrics that these names stand for, each once."""
    return tuple(dict.fromkeys(single for name in names for single in GROUPS.get(name, (name,))))


def _file(name: str, folder: Path = Path()) -> Path:
    return locate(name, [*GROUPS, *available()], folder)


def _with_bases(file: Path, led: tuple[Path, ...]) -> Iterator[Path]:
    """Yield a rubric's file and those of the rubrics that it extends, without reading YAML."""
    yield file
    extends = re.search(r"""^extends:\s*["']?([^"'\s#]+)""", _text(file), re.MULTILINE)
    if extends and file not in led:  # else they extend each other in a circle: a mistake
        yield from _with_bases(_file(extends[1], file.parent), (*led, file))


def _sha256(path: Path) -> str:
    return hashlib.sha256(_text(path).encode()).hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"{path}: cannot be read ({error}); check the file") from error


def distinct(rubrics: Iterable[Rubric]) -> tuple[Rubric, ...]:
    """Return rubrics, each once; raise RubricError where two different ones have the same id."""
    by_id: dict[str, Rubric] = {}
    for rubric in rubrics:
        first = by_id.setdefault(rubric.id, rubric)
        if first != rubric:
            raise RubricError(
                f"{first.pinned} and {rubric.pinned} have the same id; check against one at a time"
            )
    return tuple(by_id.values())


def own_files(names: Sequence[str]) -> tuple[Path, ...]:
    """Return the YAML files of those of these rubrics that do not ship, with their bases."""
    files = (file for name in _each(names) for file in _with_bases(_file(name), ()))
    return tuple(dict.fromkeys(f for f in files if not f.is_relative_to(shipped.folder())))


def load_rubric(name: str) -> Rubric:
    """Load one rubric by the name of a shipped one or by the path of a YAML file.

    @VERSION behind either asks for that version: "ca-sb230@1". Raises RubricError.
    """
    if name in GROUPS:
        raise RubricError(f"{name}: a group of {', '.join(GROUPS[name])}; name one of them")
    plain, _, version = name.partition("@")
    ready = shipped.ready().get(plain)
    if ready and version in (ready.version, ""):
        return ready
    from policygap.rubrics.authoring import read_rubric  # pydantic and YAML load slowly

    return read_rubric(_file(name))
