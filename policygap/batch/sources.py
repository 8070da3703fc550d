"""Which agencies a batch checks: folders, globs, files and manifests in, agencies out."""

from __future__ import annotations

import glob
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from policygap.documents.file_types import is_document
from policygap.documents.files import listed
from policygap.errors import DocumentError, PolicyGapError
from policygap.options import ReadOptions, Revisions

MANIFESTS = (".csv", ".yaml", ".yml")
_LONGEST = 80  # letters of a folder's name


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency to check: its files (or folders of them) count together as one policy.

    `folder` is its own under the batch's, distinct on any file system. `rubrics` and `revisions`
    are those that a manifest names for it alone.
    """

    name: str
    files: tuple[Path, ...]
    folder: str = ""
    rubrics: tuple[str, ...] = ()
    revisions: Revisions | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The agencies, in the order named and sorted within folders, and what was passed over."""

    agencies: tuple[Agency, ...]
    passed_over: tuple[Path, ...] = ()


def files_of(agency: Agency, options: ReadOptions) -> list[tuple[Path, bool]]:
    """Return the files of an agency, as `files.listed`; none of a folder that cannot be opened."""
    with suppress(DocumentError):  # its check will tell
        return [each for path in agency.files for each in listed(path, options)]
    return []


def find(sources: Sequence[str], without: Path | None = None) -> Found:
    """Return the agencies that these sources stand for, each once, under distinct names.

    `without` is a folder that is no agency wherever it lies: that of the reports.

    A folder stands for an agency a subfolder or file; a glob for what a shell would make of it; a
    CSV or YAML file for the agencies that it lists. Raises PolicyGapError where a source is not
    there or a manifest is wrong, naming its line and field.
    """
    search = _Search(without.resolve() if without else None)
    agencies = {each.files: each for source in sources for each in search.source(source)}
    if not agencies:
        raise PolicyGapError(f"{', '.join(sources)}: holds no agency; name a folder of policies")
    named = _with_distinct_names(list(agencies.values()))
    return Found(tuple(_with_folders(named)), tuple(search.passed_over))


@dataclass(slots=True)
class _Search:
    """Looks into sources; `passed_over` are files of types that hold no policy."""

    without: Path | None
    passed_over: list[Path] = field(default_factory=list)

    def source(self, source: str) -> Iterator[Agency]:
        for path in _paths(source):
            if path.is_dir():
                yield from self._inside(path)
            elif path.suffix.lower() in MANIFESTS:
                from policygap.batch.manifest import read  # pydantic and YAML load slowly

                yield from read(path)
            else:
                yield Agency(path.stem, (path,))

    def _inside(self, folder: Path) -> Iterator[Agency]:
        for path in sorted(_children(folder)):
            if path.resolve() == self.without:
                continue
            if path.is_dir():
                yield Agency(path.name, (path,))
            elif is_document(path.suffix.lower()):
                yield Agency(path.stem, (path,))
            else:
                self.passed_over.append(path)


def _paths(source: str) -> list[Path]:
    if Path(source).exists():
        return [Path(source)]
    if not glob.has_magic(source):
        raise PolicyGapError(f"{source}: there is no such file or folder; check the path")
    found = sorted(map(Path, glob.iglob(source, recursive=True)))  # noqa: PTH207 - may be absolute
    if not found:
        raise PolicyGapError(f"{source}: no file or folder matches; check the pattern")
    return found


def _children(folder: Path) -> list[Path]:
    """Return what lies in a folder, without hidden files and Word's lock files."""
    try:
        return [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
    except OSError as error:
        raise PolicyGapError(
            f"{folder}: cannot be opened ({error.strerror}); check its permissions"
        ) from error


def _with_distinct_names(agencies: Sequence[Agency]) -> list[Agency]:
    """Return the agencies; those of one name are called by their first file's path too.

    Of the path as little is told as tells them apart.
    """
    files: dict[str, list[Path]] = defaultdict(list)
    for each in agencies:
        files[each.name].append(each.files[0])
    return [
        replace(each, name=f"{each.name} ({_tail(each.files[0], files[each.name])})")
        if len(files[each.name]) > 1
        else each
        for each in agencies
    ]


def _tail(path: Path, others: Sequence[Path]) -> str:
    """Return the shortest end of a path that is no other's, all of it where there is none."""
    for length in range(1, len(path.parts)):
        if sum(other.parts[-length:] == path.parts[-length:] for other in others) == 1:
            return Path(*path.parts[-length:]).as_posix()
    return path.as_posix()


def _with_folders(agencies: Iterable[Agency]) -> Iterator[Agency]:
    taken: set[str] = set()
    for each in agencies:
        wanted = name = _folder_name(each.name)
        number = 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        yield replace(each, folder=name)


def _folder_name(agency: str) -> str:
    """Return a name of letters, digits and hyphens, the same whatever the file system."""
    plain = re.sub(r"\W+", "-", unicodedata.normalize("NFC", agency).casefold())
    return plain[:_LONGEST].strip("-_") or "agency"
