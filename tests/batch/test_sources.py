"""Folders, globs, files and manifests become agencies with distinct names and folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.batch.sources import Agency, files_of, find
from policygap.errors import PolicyGapError
from policygap.options import DEFAULT


def _make(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("Officers shall report force.", "utf-8")


def _found(*sources: str) -> list[tuple[str, list[str], str]]:
    return [
        (a.name, [file.as_posix() for file in a.files], a.folder) for a in find(sources).agencies
    ]


def test_a_folder_holds_an_agency_a_subfolder_or_file(here: Path) -> None:
    _make("ca/Elk Grove PD/force.pdf", "ca/alameda.pdf", "ca/zoo.doc", "ca/b.zip")
    assert _found("ca") == [
        ("Elk Grove PD", ["ca/Elk Grove PD"], "elk-grove-pd"),
        ("alameda", ["ca/alameda.pdf"], "alameda"),
        ("b", ["ca/b.zip"], "b"),
        ("zoo", ["ca/zoo.doc"], "zoo"),
    ]


def test_hidden_and_lock_files_are_nothing_and_other_types_are_named(here: Path) -> None:
    _make("ca/.git/config", "ca/.DS_Store", "ca/~$a.docx", "ca/a.docx", "ca/notes.xlsx")
    found = find(["ca"])
    assert [agency.name for agency in found.agencies] == ["a"]
    assert found.passed_over == (Path("ca/notes.xlsx"),)


def test_the_folder_of_the_reports_is_no_agency(here: Path) -> None:
    _make("ca/a.pdf", "ca/out/a/report.html")
    assert [a.name for a in find(["ca"], without=Path("ca/out")).agencies] == ["a"]


def test_a_glob_is_what_a_shell_makes_of_it(here: Path) -> None:
    _make("ca/north/a.pdf", "ca/south/b.pdf", "ca/south/c.txt", "nv/d.pdf")
    assert [name for name, _, _ in _found("ca/*")] == ["a", "b", "c"]
    assert [name for name, _, _ in _found("**/*.pdf")] == ["a", "b", "d"]


def test_a_file_with_wildcards_in_its_name_is_that_file(here: Path) -> None:
    _make("force [2020].txt", "force 2.txt")
    assert _found("force [2020].txt") == [("force [2020]", ["force [2020].txt"], "force-2020")]


def test_what_several_sources_name_counts_once(here: Path) -> None:
    _make("ca/a.pdf", "ca/b.pdf")
    assert [name for name, _, _ in _found("ca/b.pdf", "ca", "ca/*.pdf")] == ["b", "a"]


def test_agencies_of_one_name_are_called_by_their_files_too(here: Path) -> None:
    _make("ca/lincoln.pdf", "ne/lincoln.pdf", "ne/omaha.pdf")
    assert _found("ca", "ne") == [
        ("lincoln (ca/lincoln.pdf)", ["ca/lincoln.pdf"], "lincoln-ca-lincoln-pdf"),
        ("lincoln (ne/lincoln.pdf)", ["ne/lincoln.pdf"], "lincoln-ne-lincoln-pdf"),
        ("omaha", ["ne/omaha.pdf"], "omaha"),
    ]


def test_as_little_of_the_path_is_told_as_tells_files_apart(here: Path) -> None:
    _make("far/away/ca/a.pdf", "far/away/ca/a.docx", "far/away/ne/b.txt", "b.md", "c/b.txt")
    assert [name for name, _, _ in _found("far/away/ca", "far/away/ne", "b.md", "c")] == [
        "a (a.docx)", "a (a.pdf)", "b (ne/b.txt)", "b (b.md)", "b (c/b.txt)",
    ]  # fmt: skip


def test_agencies_of_one_name_and_one_file_are_called_by_all_of_its_path(here: Path) -> None:
    _make("x/a.txt", "x/b.txt", "x/c.txt")
    for name, files in {"m.csv": "a.txt; b.txt", "n.csv": "a.txt; c.txt"}.items():
        Path("x", name).write_text(f"agency,files\nA,{files}\n")
    assert [(name, folder) for name, _, folder in _found("x/m.csv", "x/n.csv")] == [
        ("A (x/a.txt)", "a-x-a-txt"), ("A (x/a.txt)", "a-x-a-txt-2"),
    ]  # fmt: skip


def test_folders_are_distinct_where_names_differ_in_case_and_signs_only(here: Path) -> None:
    _make("x/A&B.txt", "x/a-b.md", "x/&.txt", "x/index.html", "x/Peña.txt", "x/Pen\u0303a.md")
    assert sorted(folder for _, _, folder in _found("x")) == [
        "a-b", "a-b-2", "agency", "index", "peña", "peña-2",
    ]  # fmt: skip


@given(st.lists(st.text(min_size=1), min_size=1, max_size=20))
def test_folders_are_distinct_and_plain_for_any_names(names: list[str]) -> None:
    from policygap.batch.sources import _with_folders

    folders = [a.folder for a in _with_folders(Agency(name, ()) for name in names)]
    assert len({folder.casefold() for folder in folders}) == len(names)
    assert all(folder and not set(folder) & set('/\\.:*?"<>| \0') for folder in folders)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("nowhere", "nowhere: there is no such file or folder; check the path"),
        ("*.pdf", "*.pdf: no file or folder matches; check the pattern"),
        ("empty", "empty: holds no agency; name a folder of policies"),
    ],
)
def test_a_source_without_agencies_is_told(here: Path, source: str, says: str) -> None:
    Path("empty").mkdir()
    with pytest.raises(PolicyGapError) as raised:
        find([source])
    assert str(raised.value) == says


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_cannot_be_opened_is_told(here: Path) -> None:
    Path("shut").mkdir(mode=0)
    with pytest.raises(PolicyGapError, match="shut: cannot be opened"):
        find(["shut"])


def test_the_files_of_an_agency_are_those_that_would_be_read_and_named(here: Path) -> None:
    _make("a/sub/b.pdf", "a/c.xlsx", "d.txt")
    agency = Agency("x", (Path("a"), Path("d.txt"), Path("missing.pdf")))
    assert files_of(agency, DEFAULT) == [
        (Path("a/c.xlsx"), False),
        (Path("a/sub/b.pdf"), True),
        (Path("d.txt"), True),
        (Path("missing.pdf"), True),
    ]
