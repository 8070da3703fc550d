"""Archives of the parts of a policy."""

from __future__ import annotations

import contextlib
import stat
import zipfile
from pathlib import Path

import pytest

from policygap.documents import read_policy
from tests.documents.handed_in import RULE, packed, refusal, word_file

pytestmark = pytest.mark.usefixtures("no_scratch_is_left")


def test_an_archive_is_one_policy_with_the_names_of_its_members(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "manual.zip",
        {"b/force.txt": RULE, "b/x/dogs.docx": word_file(RULE), "a/force.txt": RULE,
         "__MACOSX/b/._force.txt": b"x", ".hidden.txt": RULE, "b/~$dogs.docx": b"x", "c/": b""},
    )  # fmt: skip
    policy = read_policy([path])
    assert policy.name == "manual"
    assert [p.file for p in policy.provisions] == ["a/force.txt", "b/force.txt", "dogs.docx"]
    assert [source.notes for source in policy.files] == [(), (), ()]


def test_what_is_not_read_in_an_archive_is_said(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"a.txt": RULE}).read_bytes()
    path = packed(tmp_path / "a.zip", {"a.txt": RULE, "inner.zip": inner, "b.xlsx": b"x"})
    (source,) = read_policy([path]).files
    assert source.notes[-1] == "Not read, because of their type: b.xlsx, inner.zip."


def test_an_archive_in_a_folder_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    packed(folder / "a.zip", {"one.txt": RULE})
    (folder / "one.txt").write_text(RULE)
    names = [source.name for source in read_policy([folder]).files]
    assert names == ["a.zip/one.txt", "folder/one.txt"]


@pytest.mark.parametrize(
    "name", ["../../out.txt", "/out.txt", "..\\..\\out.txt", "C:\\out.txt", "a/../../../out.txt"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "a.zip", {name: RULE})
    assert [source.name for source in read_policy([path]).files] == ["out.txt"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip", "scratch"]


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    names = ["a?<b>.txt", "n" * 400 + ".txt", "same.txt", "same.txt", "a", "a/b.txt"]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            twice = name in archive.namelist()
            with (
                pytest.warns(UserWarning, match="Duplicate name")
                if twice
                else contextlib.nullcontext()
            ):
                archive.writestr(name, RULE)
    read = [source.name for source in read_policy([path]).files]
    assert sorted(read) == ["a__b_.txt", "b.txt", "n" * 120 + ".txt", "same (2).txt", "same.txt"]


def test_links_are_left_out(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": RULE})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("b.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert [source.name for source in read_policy([path]).files] == ["a.txt"]


def test_archives_that_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    assert "holds no file that can be read" in refusal(packed(path, {"a.png": b"x"}))
    assert refusal(packed(path, {"b/a.txt": b""})).startswith(f"{path}/b/a.txt: is empty")
    assert f"{path}/a.pdf: " in refusal(packed(path, {"a.pdf": b"%PDF-1.7 junk"}))
    bomb = packed(path, {f"{n}.txt": b" " * 1_000_000 for n in range(9)})
    assert "too much to unpack" in refusal(bomb, max_bytes=8_000_000)
    many = packed(path, {f"{n}.txt": b"" for n in range(5_001)})
    assert "holds 5,001 files" in refusal(many)


def test_damaged_and_locked_archives(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": RULE * 99})
    whole = path.read_bytes()
    path.write_bytes(whole[:60] + b"\xff" * 20 + whole[80:])
    assert "is a damaged archive" in refusal(path)
    path.write_bytes(whole[:-30])
    assert "is a damaged archive" in refusal(path)
    flags = whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert flags != whole
    path.write_bytes(flags)
    assert "is locked with a password" in refusal(path)
