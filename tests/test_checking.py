"""A check with a cache: the same report without reading or judging again, and only then."""

from __future__ import annotations

import io
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policygap import alongside
from policygap.cache import Cache, Kind, key
from policygap.checking import check_policy
from policygap.documents import conversion, opened, read_documents, read_policy
from policygap.documents.pdf import parts
from policygap.errors import DocumentError, RubricError
from policygap.matching import language
from policygap.model import Report, Rubric
from policygap.options import DEFAULT, Ocr, ReadOptions, Revisions
from policygap.rubrics import load_rubrics
from tests.cli.conftest import POLICIES, TOWN
from tests.conftest import SAMPLES
from tests.documents.handed_in import RULE, word_file
from tests.documents.test_conversion import OLD, copying, program

DAY = date(2026, 1, 1)


@pytest.fixture
def cache(own_cache: Path) -> Cache:
    return Cache(own_cache, tell=pytest.fail)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.txt"
    path.write_text(POLICIES["gaps.txt"])
    return path


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    return shutil.copy(TOWN, tmp_path / "town.yaml")


@pytest.fixture
def kept(cache: Cache) -> Callable[[], dict[str, int]]:
    """Return how many texts and reports are kept."""
    return lambda: {content.kind: content.count for content in cache.store.contents()}


Kept = Callable[[], dict[str, int]]


def test_what_judges_is_loaded_while_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    ready: list[int] = []

    def taken(process: alongside.Process) -> object:
        ready.append(language.pipeline.cache_info().currsize)
        return read(process)

    read = alongside.taken
    monkeypatch.setattr(alongside, "taken", taken)
    monkeypatch.setattr(parts, "_LEAST", 2)
    asked = ([SAMPLES / "fern-hollow-pd.pdf"], ["ca-post"], DAY)
    alone = check_policy(*asked)
    language.pipeline.cache_clear()
    assert check_policy(*asked, replace(DEFAULT, processes=2)) == alone
    assert ready == [1, 1]


@pytest.mark.parametrize("name", ["fern-hollow-pd.pdf", "port-calder-sheriff.docx", "sources"])
def test_a_report_from_the_cache_is_the_same(name: str, cache: Cache, kept: Kept) -> None:
    asked = ([SAMPLES / name], ["ca-post"], DAY)
    plain = check_policy(*asked)
    cold, warm = (check_policy(*asked, cache=cache) for _ in range(2))
    assert plain == cold == warm
    assert kept()["report"] == 1
    assert list(warm.policy.provisions) == list(plain.policy.provisions)
    assert warm.policy.provisions[1:3] == plain.policy.provisions[1:3]
    assert warm.policy.provisions[0] == plain.policy.provisions[0]
    assert warm.policy == check_policy(*asked, cache=cache).policy
    assert [file.path for file in warm.policy.files] == [file.path for file in plain.policy.files]


def test_a_report_is_without_what_only_the_judging_needs() -> None:
    report = check_policy([SAMPLES / "quill-valley-pd.md"], ["ca-post"], DAY)
    (rubric,) = report.rubrics
    asked = [element for each in rubric.requirements for element in each.elements]
    judged = [result.element for finding in report.findings for result in finding.elements]
    assert rubric.concepts == {}
    assert all(e.says and e.suggest and not (e.patterns or e.examples) for e in (*asked, *judged))


# --- what makes a difference -------------------------------------------------------------------


def other_text(policy: Path, _rubric: Path) -> None:
    policy.write_text(POLICIES["met.txt"])


def other_rubric(_policy: Path, rubric: Path) -> None:
    rubric.write_text(rubric.read_text().replace("title: ", "title: New ", 1))


@pytest.mark.parametrize("change", [other_text, other_rubric], ids=lambda each: each.__name__)
def test_a_change_of_a_file_is_seen(
    change: Callable[[Path, Path], None], policy: Path, rubric: Path, cache: Cache
) -> None:
    asked = ([policy], [str(rubric)], DAY)
    before = check_policy(*asked, cache=cache)
    stamps = policy.stat(), rubric.stat()
    change(policy, rubric)
    for path, stamp in zip((policy, rubric), stamps, strict=True):  # even if its times are kept
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    after = check_policy(*asked, cache=cache)
    assert after != before
    assert after == check_policy(*asked)


def test_day_rubrics_and_options_make_a_difference(
    policy: Path, rubric: Path, cache: Cache, kept: Kept
) -> None:
    files, town = [policy], [str(rubric)]
    check_policy(files, town, DAY, cache=cache)
    check_policy(files, town, date(2026, 1, 2), cache=cache)
    assert kept() == {"report": 2, "text": 1}
    check_policy(files, [*town, "ca-post"], DAY, cache=cache)
    assert kept() == {"report": 3, "text": 1}
    changed = (
        {"ocr": Ocr.NEVER}, {"revisions": Revisions.ORIGINAL}, {"max_pages": 9}, {"max_bytes": 999},
    )  # fmt: skip
    for n, options in enumerate(changed, start=1):
        check_policy(files, town, DAY, replace(DEFAULT, **options), cache)
        assert kept() == {"report": 3 + n, "text": 1 + n}
    told: list[str] = []
    noisy = replace(DEFAULT, progress=lambda name, *_: told.append(name))
    check_policy(files, town, DAY, noisy, cache)
    assert kept() == {"report": 7, "text": 5}


def test_a_file_by_another_name_is_not_read_again(
    policy: Path, rubric: Path, cache: Cache, kept: Kept
) -> None:
    check_policy([policy], [str(rubric)], DAY, cache=cache)
    moved = policy.rename(policy.with_name("moved.txt"))
    report = check_policy([moved], [str(rubric)], DAY, cache=cache)
    assert report == check_policy([moved], [str(rubric)], DAY)
    assert kept() == {"report": 2, "text": 1}


def test_a_folder_is_read_where_it_has_changed(
    tmp_path: Path, rubric: Path, cache: Cache, kept: Kept
) -> None:
    folder = tmp_path / "agency"
    for name, text in POLICIES.items():
        (folder / name[0]).mkdir(parents=True)
        (folder / name[0] / "policy.txt").write_text(text)
    asked = ([folder], [str(rubric)], DAY)
    check_policy(*asked, cache=cache)
    assert kept() == {"report": 1, "text": len(POLICIES)}
    (folder / "picture.bmp").touch()
    noted = check_policy(*asked, cache=cache)
    assert noted == check_policy(*asked, cache=cache) == check_policy(*asked)
    assert "picture.bmp" in noted.policy.files[0].notes[-1]
    (folder / "g" / "policy.txt").write_text(POLICIES["met.txt"] + "\n\nMore is written here.")
    assert check_policy(*asked, cache=cache) == check_policy(*asked)
    assert kept() == {"report": 3, "text": len(POLICIES) + 1}


def test_an_archive_and_standard_input(
    tmp_path: Path, rubric: Path, cache: Cache, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "agency.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in POLICIES.items():
            file.writestr(name, text)
    reports = [check_policy([archive], [str(rubric)], DAY, cache=c) for c in (None, cache, cache)]
    assert reports[0] == reports[1] == reports[2]
    assert reports[2].policy.provisions == reports[0].policy.provisions  # after it was unpacked
    assert kept() == {"report": 1, "text": len(POLICIES)}
    for _ in range(2):
        piped = io.TextIOWrapper(io.BytesIO(POLICIES["met.txt"].encode()))
        monkeypatch.setattr(sys, "stdin", piped)
        check_policy([Path("-")], [str(rubric)], DAY, ReadOptions(kind="txt"), cache)
    assert kept()["report"] == 2


@pytest.mark.skipif(os.name == "nt", reason="needs scripts that run as programs")
def test_what_another_libreoffice_converts_is_read_anew(
    tmp_path: Path, cache: Cache, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, made = tmp_path / "old.doc", tmp_path / "made.docx"
    old.write_bytes(OLD)
    made.write_bytes(word_file(RULE))
    copy = copying(made)
    for script, count in ((copy, 1), (copy, 1), (f"{copy}\n# newer", 2)):
        program(tmp_path, script, monkeypatch)
        os.utime(tmp_path / "soffice", (1, 1))
        (document,) = read_documents([old], ReadOptions(convert=True), cache)
        assert document.source.notes == ("LibreOffice converted it from .doc for reading.",)
        assert kept() == {"text": count}
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(conversion, "_USUAL_PLACES", ())
    assert conversion.identity() == ()


# --- what is not kept --------------------------------------------------------------------------


def test_failures_are_not_kept(policy: Path, rubric: Path, cache: Cache, kept: Kept) -> None:
    empty, broken = policy.with_name("empty.txt"), policy.with_name("broken.pdf")
    empty.write_text(" \n" * 9)
    broken.write_bytes(b"%PDF-1.7 nothing")
    for path in (empty, broken):
        for _ in range(2):
            with pytest.raises(DocumentError):
                check_policy([path], [str(rubric)], DAY, cache=cache)
    rubric.write_text(rubric.read_text() + "\nodd: key\n")
    with pytest.raises(RubricError, match="not known"):
        check_policy([policy], [str(rubric)], DAY, cache=cache)
    with pytest.raises(RubricError, match="no such rubric"):
        check_policy([policy], ["nothing"], DAY, cache=cache)
    with pytest.raises(RubricError, match="nothing was in force"):
        check_policy([policy], ["ca-sb230"], date(1990, 1, 1), cache=cache)
    assert kept().get("report", 0) == 0


def test_what_a_password_opens_is_not_kept(
    policy: Path, rubric: Path, cache: Cache, kept: Kept
) -> None:
    check_policy([policy], [str(rubric)], DAY, ReadOptions(password="secret"), cache)
    assert kept() == {}


def test_a_limit_holds_for_what_was_read_before(policy: Path, rubric: Path, cache: Cache) -> None:
    check_policy([policy], [str(rubric)], DAY, cache=cache)
    with pytest.raises(DocumentError, match="is larger than"):
        check_policy([policy], [str(rubric)], DAY, ReadOptions(max_bytes=9), cache)


def test_a_file_that_changes_meanwhile_is_not_kept(policy: Path, cache: Cache, kept: Kept) -> None:
    with opened([policy], cache=cache) as inputs:
        assert inputs.identity
        policy.write_text(POLICIES["met.txt"])
        (document,) = inputs.documents()
        assert not inputs.are_those_of([document.source])
    assert kept() == {}


def test_a_report_on_a_file_that_changes_meanwhile_is_not_kept(
    policy: Path, rubric: Path, cache: Cache, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_meanwhile(names: Sequence[str]) -> tuple[Rubric, ...]:
        policy.write_text(POLICIES["met.txt"])
        return load_rubrics(names)

    monkeypatch.setattr("policygap.checking.load_rubrics", load_meanwhile)
    report = check_policy([policy], [str(rubric)], DAY, cache=cache)
    assert report == check_policy([policy], [str(rubric)], DAY)
    assert kept() == {}


def test_a_report_whose_text_is_gone_is_made_anew(
    policy: Path, rubric: Path, cache: Cache, kept: Kept, own_cache: Path
) -> None:
    from tests.test_cache import change

    asked = ([policy], [str(rubric)], DAY)
    report = check_policy(*asked, cache=cache)
    change(own_cache, "DELETE FROM kept WHERE kind = 'text'")
    assert check_policy(*asked, cache=cache) == report
    assert kept() == {"report": 1, "text": 1}


def test_a_file_whose_name_is_no_text(
    tmp_path: Path, rubric: Path, cache: Cache, policy: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt"))
    try:
        path.write_text(policy.read_text())
    except OSError:
        pytest.skip("this file system has no such names")
    asked = ([path], [str(rubric)], DAY)
    assert check_policy(*asked, cache=cache) == check_policy(*asked, cache=cache)


# --- readings alone ----------------------------------------------------------------------------


def test_a_policy_is_read_once_for_all_that_is_asked_of_it(
    policy: Path, cache: Cache, kept: Kept
) -> None:
    first = read_policy([policy], cache=cache)
    assert read_policy([policy], cache=cache) == first == read_policy([policy])
    assert read_documents([policy], cache=cache) == read_documents([policy])
    assert kept() == {"text": 1}


def test_a_report_that_another_program_kept_is_not_used(
    policy: Path, rubric: Path, cache: Cache, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ([policy], [str(rubric)], DAY)
    check_policy(*asked, cache=cache)
    monkeypatch.setattr("policygap.cache.fingerprint", lambda: b"another")
    assert cache.get(key(Kind.REPORT), Report) is None
    check_policy(*asked, cache=cache)
    assert kept() == {"report": 2, "text": 2}
