"""Files that travel come out as they are where they were sent from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policygap.batch.parcels import pack, under, unpacked
from policygap.errors import DocumentError
from policygap.options import DEFAULT


def _tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_files_and_folders_come_out_as_they_were(policies: Path) -> None:
    Path("empty").mkdir()
    parcel = pack([policies, Path("empty"), Path("missing.pdf")], DEFAULT)
    with unpacked(parcel, str(Path.cwd())) as root:
        there = under(root, Path.cwd())
        assert _tree(there / "policies") == _tree(policies)
        assert [path.name for path in sorted(there.iterdir())] == ["empty", "policies"]
    assert not root.exists()


def test_what_would_be_passed_over_travels_by_name_only(policies: Path) -> None:
    (policies / "video.mp4").write_bytes(b"x" * 1000)
    (content,) = [each.content for each in pack([policies], DEFAULT) if "mp4" in each.named]
    assert content == b""


def test_links_lead_to_what_they_lead_to(policies: Path) -> None:
    Path("link").symlink_to(policies, target_is_directory=True)
    Path("one.txt").symlink_to(policies / "met.txt")
    with unpacked(pack([Path("link"), Path("one.txt")], DEFAULT), str(Path.cwd())) as root:
        there = under(root, Path.cwd())
        assert (there / "link/both/first.txt").resolve() == there / "policies/both/first.txt"
        assert (there / "one.txt").resolve() == there / "policies/met.txt"
        assert _tree(there / "policies") == _tree(policies)


def test_a_file_that_would_be_refused_does_not_travel(policies: Path) -> None:
    with pytest.raises(DocumentError, match=r"policies/met\.txt: is larger than 10 bytes"):
        pack([policies / "met.txt"], replace(DEFAULT, max_bytes=10))
