"""Unpack a .zip of the parts of a policy, which may come from a stranger."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from policygap.documents.file_types import ZIP_ERRORS
from policygap.documents.scratch import Scratch
from policygap.errors import DocumentError

_MOST_MEMBERS = 5_000
_LOCKED = 0x1  # of the general purpose flags (APPNOTE.TXT 4.4.4)
_LONGEST_NAME = 120  # characters; file systems end at 255 bytes
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"|?*]')
_RESOURCES = "__MACOSX"  # what macOS adds besides the files


def unpack(path: Path, shown: Path, scratch: Scratch, most_bytes: int) -> Path:
    """Return a folder in `scratch` with the members of the archive, at most `most_bytes` in all.

    Raises DocumentError, naming `shown`, if it is damaged, too large or locked with a password.
    Names cannot lead out of the folder; links are left out.
    """
    folder = scratch.folder()
    try:
        with zipfile.ZipFile(path) as archive:
            for member in list(_members(shown, archive, most_bytes)):
                target = _target(folder, member.filename)
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as source, target.open("xb") as file:
                    shutil.copyfileobj(source, file)
    except ZIP_ERRORS as error:
        raise DocumentError(f"{shown}: is a damaged archive; pack or copy it again") from error
    return folder


def _members(shown: Path, archive: zipfile.ZipFile, most_bytes: int) -> Iterator[zipfile.ZipInfo]:
    """Yield the members that are files; raise DocumentError where they are too much or locked."""
    members = archive.infolist()
    # The sizes are the archive's own claims; zipfile unpacks no more of a member than it claims.
    size = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or size > most_bytes:
        raise DocumentError(
            f"{shown}: holds {len(members):,} files of {size:,} bytes in all, too much to unpack; "
            "pack the policy alone, or allow more with --max-bytes"
        )
    if any(member.flag_bits & _LOCKED for member in members):
        raise DocumentError(
            f"{shown}: is locked with a password; unpack it and name the folder instead"
        )
    for member in members:
        first = PurePosixPath(member.filename).parts[:1]
        if not member.is_dir() and not _is_link(member) and first != (_RESOURCES,):
            yield member


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _target(folder: Path, name: str) -> Path:
    """Return a place in the folder for a member; one of several of the same name gets a number."""
    parts = [_harmless(part) for part in re.split(r"[/\\]+", name) if part.strip(". ")]
    for part in parts[:-1]:
        folder /= part
        if folder.is_file():  # an archive may hold a file "a" and a folder "a"
            folder = folder.with_name(f"{part} (folder)")
    target = folder / (parts[-1] if parts else "unnamed")
    stem, number = target.stem, 1
    while target.exists():
        number += 1
        target = target.with_name(f"{stem} ({number}){target.suffix}")
    return target


def _harmless(part: str) -> str:
    """Return one part of a path without what file systems refuse, its suffix kept."""
    name = Path(_NOT_IN_NAMES.sub("_", part))
    return name.stem[:_LONGEST_NAME] + name.suffix[:_LONGEST_NAME]
