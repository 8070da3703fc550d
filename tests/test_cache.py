"""The cache: values by content, in a file that many processes share and that may be damaged."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import time
import tomllib
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from policygap.cache import Cache, Kind, StoreError, default_folder, key, program
from policygap.cache.store import DAY, FILE, Store
from policygap.documents import read_documents
from policygap.model import Document, Report
from tests.conftest import SAMPLES

ROOT = Path(__file__).parents[1]


@pytest.fixture
def told() -> list[str]:
    """What the cache of a test says of itself."""
    return []


@pytest.fixture
def cache(own_cache: Path, told: list[str]) -> Cache:
    return Cache(own_cache, tell=told.append)


def change(folder: Path, statement: str, *values: object) -> None:
    """Change the file behind a cache as no program should."""
    with closing(sqlite3.connect(folder / FILE)) as store, store:
        store.execute(statement, values)


def a_key(*made_from: object) -> bytes:
    return key(Kind.TEXT, *made_from).digest


# --- values ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["fern-hollow-pd.pdf", "sierra-bridge-pd.docx"])
def test_what_was_read_comes_back_as_it_was(name: str, cache: Cache) -> None:
    (document,) = read_documents([SAMPLES / name])
    asked = key(Kind.TEXT, name)
    cache.put(asked, document)
    assert cache.get(asked, Document) == document
    assert cache.get(key(Kind.TEXT, "other"), Document) is None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_as_it_was(cache: Cache, text: str) -> None:
    asked = key(Kind.PRINTED, text)
    cache.put(asked, text)
    assert cache.get(asked, str) == text


def test_what_is_no_text_is_not_kept(cache: Cache, told: list[str]) -> None:
    asked = key(Kind.PRINTED, "name \udcff")
    cache.put(asked, "name \udcff")
    assert cache.get(asked, str) is None
    assert told == []


def test_keys_differ_where_anything_differs() -> None:
    made_from = [("a", "b"), ("ab",), ("a", "b", None), (b"a", "b"), (["a", "b"],), ("\udcff",)]
    keys = {key(kind, *each).digest for each in made_from for kind in Kind}
    assert len(keys) == len(made_from) * len(Kind)


def test_a_value_of_another_type_is_none(cache: Cache) -> None:
    asked = key(Kind.TEXT, 1)
    cache.put(asked, "words")
    assert cache.get(asked, Report) is None


def test_nothing_kept_can_run(cache: Cache, tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return Path.touch, (tmp_path / "gone off",)

    asked = key(Kind.REPORT, 1)
    for hostile in (pickle.dumps(Bomb()), zlib.compress(pickle.dumps(Bomb()))):
        cache.store.put(asked.digest, asked.kind, hostile)
        assert cache.get(asked, Report) is None
    assert not (tmp_path / "gone off").exists()


# --- which program -----------------------------------------------------------------------------


def test_all_that_the_program_is_built_on_counts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["ocr"]]
    names = {re.split(r"[^\w.-]", each)[0].lower() for each in asked}
    assert {re.sub(r"[-.]", "_", name) for name in names} <= program.LIBRARIES


def test_installed_libraries_are_found() -> None:
    found = {each.partition("-")[0] for each in program._installed()}
    assert {"spacy", "numpy", "pypdfium2", "msgspec"} <= found


@pytest.fixture
def fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bytes]:
    """Return the fingerprint of a program that lies in tmp_path."""
    for name in ("a.py", "inner/b.py", "__pycache__/a.pyc", "_prepared/phrases"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(program, "PACKAGE", tmp_path)
    return program.fingerprint.__wrapped__


def test_a_changed_program_is_another_one(
    fingerprint: Callable[[], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [fingerprint()]
    (tmp_path / "inner/b.py").write_text("22")
    seen.append(fingerprint())
    os.utime(tmp_path / "a.py", (1, 1))
    seen.append(fingerprint())
    (tmp_path / "c.py").touch()
    seen.append(fingerprint())
    place = tmp_path / "libraries"
    for folder, file in (("lxml-0.1.dist-info", ""), ("policygap-9.dist-info", "RECORD")):
        (place / folder).mkdir(parents=True)
        (place / folder / file).write_text("hashes") if file else None
        monkeypatch.setattr(sys, "path", [*sys.path, str(place)])
        seen.append(fingerprint())
    (place / "policygap-9.dist-info/RECORD").write_text("others")
    seen.append(fingerprint())
    assert len(set(seen)) == len(seen) == 7


def test_what_is_made_anew_all_the_time_is_no_part_of_the_program(
    fingerprint: Callable[[], bytes], tmp_path: Path
) -> None:
    before = fingerprint()
    for name in ("__pycache__/a.pyc", "_prepared/phrases"):
        (tmp_path / name).write_text("other")
    assert fingerprint() == before


# --- size and time -----------------------------------------------------------------------------


def age(folder: Path, seconds: float) -> None:
    change(folder, "UPDATE kept SET used = used - ?", seconds)


def test_what_was_used_least_recently_goes_first(own_cache: Path) -> None:
    store = Store(own_cache, limit=1000)
    for name in "abc":
        store.put(a_key(name), "text", bytes(300))
        age(own_cache, 1000)
    assert store.get(a_key("a")) == bytes(300)  # so "b" is the oldest now
    store.put(a_key("d"), "text", bytes(300))
    assert [store.get(a_key(name)) is not None for name in "abcd"] == [True, False, True, True]
    (content,) = store.contents()
    assert (content.kind, content.count, content.size) == ("text", 3, 900)


def test_the_file_shrinks_with_what_is_kept(own_cache: Path) -> None:
    store = Store(own_cache, limit=10_000)
    for name in "abcdefgh":
        store.put(a_key(name), "text", os.urandom(9_000))
    assert store.file.stat().st_size < 50_000


def test_a_value_above_the_limit_is_not_kept(own_cache: Path) -> None:
    store = Store(own_cache, limit=1000)
    store.put(a_key("a"), "text", bytes(1001))
    assert store.contents() == []


@pytest.mark.parametrize("harm", ["other_types", "no_values"])
def test_values_of_other_types_harm_nothing(cache: Cache, told: list[str], harm: str) -> None:
    cache.put(key(Kind.TEXT, 1), "text")
    globals()[harm](cache.store.file)
    cache.put(key(Kind.TEXT, 2), "text")
    assert cache.get(key(Kind.TEXT, 2), str) == "text"
    assert "text" in [content.kind for content in cache.store.contents()]
    assert told == []


def test_what_nobody_uses_for_ninety_days_goes(own_cache: Path) -> None:
    store = Store(own_cache, limit=1000)
    store.put(a_key("a"), "text", b"old")
    age(own_cache, 91 * DAY)
    store.put(a_key("b"), "text", b"new")
    assert [store.get(a_key(name)) for name in "ab"] == [None, b"new"]


def test_looking_again_writes_nothing(own_cache: Path) -> None:
    store = Store(own_cache, limit=1000)
    store.put(a_key("a"), "text", b"a")
    before = store.file.read_bytes()
    assert store.get(a_key("a")) == b"a"
    assert store.file.read_bytes() == before


def test_what_is_forgotten_is_not_in_the_file_any_more(own_cache: Path) -> None:
    store = Store(own_cache, limit=100_000)
    store.put(a_key("a"), "text", b"confidential" * 500)
    assert b"confidential" in store.file.read_bytes()
    store.clear()
    assert b"confidential" not in store.file.read_bytes()
    assert store.contents() == []


# --- damage ------------------------------------------------------------------------------------


def another_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as store:
        store.execute("CREATE TABLE kept (digest, data)")


def garbage(file: Path) -> None:
    file.write_bytes(b"no database at all " * 1000)


def broken_pages(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[4096:] = b"\xa5" * len(whole[4096:])
    file.write_bytes(whole)


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def exchanged_values(file: Path) -> None:
    change(file.parent, "UPDATE kept SET data = (SELECT data FROM kept WHERE size < 9)")


def other_types(file: Path) -> None:
    change(file.parent, "UPDATE kept SET data = 5, seal = 'x', size = 'y', used = 'z'")


def no_values(file: Path) -> None:
    change(
        file.parent, "CREATE TABLE other AS SELECT digest, kind, size, used, seal, data FROM kept"
    )
    change(file.parent, "UPDATE other SET kind = NULL, size = NULL, used = NULL, data = NULL")
    change(file.parent, "DROP TABLE kept")
    change(file.parent, "ALTER TABLE other RENAME TO kept")


@pytest.mark.parametrize(
    "damage",
    [another_database, garbage, broken_pages, cut_off, exchanged_values, other_types, no_values],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_or_foreign_file_is_set_aside(
    cache: Cache, told: list[str], damage: Callable[[Path], None]
) -> None:
    asked, other = key(Kind.PRINTED, 1), key(Kind.PRINTED, 2)
    cache.store.folder.mkdir()
    if damage is not another_database:
        cache.store.put(asked.digest, "printed", os.urandom(20_000))
        cache.store.put(other.digest, "printed", b"small")
    damage(cache.store.file)
    harm = cache.store.file.read_bytes()
    assert cache.get(asked, str) is None
    assert cache.store.aside.read_bytes() == harm
    cache.put(asked, "text")
    assert cache.get(asked, str) == "text"
    assert told == []
    cache.store.clear()
    assert not cache.store.aside.exists()


PLACES = st.floats(0, 1, exclude_max=True)  # in a file, from its begin to its end


@given(st.lists(st.tuples(PLACES, st.integers(0, 255)), max_size=30), PLACES | st.just(1))
@example([(0.1875, 128)], 1)  # damaged text, which SQLite hands over as it is
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_damage_yields_anything_but_what_was_put(
    own_cache: Path, harm: list[tuple[float, int]], end: float
) -> None:
    shutil.rmtree(own_cache, ignore_errors=True)
    cache = Cache(own_cache, tell=pytest.fail)
    asked = {n: key(Kind.PRINTED, n) for n in range(3)}
    for n, each in asked.items():
        cache.put(each, f"text {n} " * 300)
    whole = bytearray(cache.store.file.read_bytes())
    for place, sign in harm:
        whole[int(place * len(whole))] = sign
    cache.store.file.write_bytes(whole[: int(end * len(whole))])
    for _ in range(2):
        for n, each in asked.items():
            assert cache.get(each, str) in (None, f"text {n} " * 300)
        cache.put(asked[0], "text 0 " * 300)
    assert cache.store.contents()


# --- places ------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_can_read_it(cache: Cache) -> None:
    cache.put(key(Kind.TEXT), "text")
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(cache.store.file.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_everybody_may_write_to_is_not_used(cache: Cache, told: list[str]) -> None:
    cache.folder.mkdir()
    cache.folder.chmod(0o777)
    cache.put(key(Kind.TEXT), "text")
    assert list(cache.folder.iterdir()) == []
    assert told == [
        f"{cache.folder}: nothing is kept there (everybody may write there); --no-cache does "
        "without"
    ]


def test_a_place_where_nothing_can_be_written_is_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "folder", tell=told.append)
    for _ in range(3):
        cache.put(key(Kind.TEXT), "text")
        assert cache.get(key(Kind.TEXT), str) is None
    assert len(told) == 1
    Cache(tmp_path / "file" / "folder").put(key(Kind.TEXT), "text")  # who does not ask is not told


_FULL = """
import resource, sys
from pathlib import Path
from policygap.cache import Cache, Kind, key
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
cache = Cache(Path(sys.argv[1]), tell=print)
import random
cache.put(key(Kind.TEXT, 1), "small")
cache.put(key(Kind.TEXT, 2), random.Random(1).randbytes(500_000).hex())
cache.put(key(Kind.TEXT, 3), random.Random(2).randbytes(500_000).hex())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
def test_a_full_disk_is_told_once_and_harms_nothing(cache: Cache) -> None:
    command = [sys.executable, "-c", _FULL, str(cache.folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.count("\n") == 1
    assert ": nothing is kept there (" in ended.stdout
    assert cache.get(key(Kind.TEXT, 1), str) == "small"


def test_who_has_to_wait_too_long_does_without(
    cache: Cache, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygap.cache.store._PATIENCE", 0.05)
    cache.put(key(Kind.TEXT, 1), "text")
    with closing(sqlite3.connect(cache.store.file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert cache.get(key(Kind.TEXT, 1), str) is None
        cache.put(key(Kind.TEXT, 2), "text")
    assert cache.get(key(Kind.TEXT, 1), str) == "text"
    assert told == []


def test_a_use_that_cannot_be_noted_is_a_use_all_the_same(cache: Cache) -> None:
    cache.put(key(Kind.TEXT, 1), "text")
    age(cache.folder, 1000)
    with closing(sqlite3.connect(cache.store.file, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")  # others may read, and not write
        started = time.monotonic()
        assert cache.get(key(Kind.TEXT, 1), str) == "text"
    assert time.monotonic() - started < 2


def test_the_usual_place_is_the_systems() -> None:
    folder = default_folder()
    assert folder is not None
    assert folder.is_absolute()
    assert folder.name in ("policygap", "Cache")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know a home otherwise")
def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_user: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)  # as in a container that runs as any user
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert default_folder() is None


# --- several processes -------------------------------------------------------------------------

NUMBERS = range(12)


def value(number: int) -> str:
    return f"value {number} " * (200 * (number + 1))


def work(folder: Path, seed: int, harm: bool) -> list[str]:
    """Put and get in another order than everybody else; return what was wrong."""
    wrong: list[str] = []
    cache = Cache(folder, limit=4_000, tell=wrong.append)
    for step in range(60):
        number = (seed * 7 + step * 5) % len(NUMBERS)
        asked = key(Kind.TEXT, number)
        found = cache.get(asked, str)
        if found is None:
            cache.put(asked, value(number))
        elif found != value(number):
            wrong.append(f"{number}: {found[:40]}")
        if harm and step % 20 == 19:
            cache.store.file.write_bytes(b"\xa5" * 30_000)
    return wrong


def test_a_file_that_another_process_is_laying_out_is_not_damaged(own_cache: Path) -> None:
    store = Store(own_cache, 1000)
    own_cache.mkdir()
    with closing(sqlite3.connect(store.file)) as other:
        other.execute("PRAGMA auto_vacuum = FULL")
        assert other.execute("PRAGMA page_count").fetchone() == (1,)
    store.put(b"key", "kind", b"value")
    assert store.get(b"key") == b"value"
    assert not store.aside.exists()


@pytest.mark.parametrize("harm", [False, True], ids=["orderly", "one damages the file"])
def test_several_processes_share_a_folder(own_cache: Path, harm: bool) -> None:
    workers = 4
    jobs = [(own_cache, seed, harm and seed == 0) for seed in range(workers)]
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        wrong = pool.starmap(work, jobs)
    if not harm:
        assert wrong == [[]] * workers
        assert sum(content.size for content in Store(own_cache, 0).contents()) <= 4_000
    assert not any(line.startswith("value") for lines in wrong for line in lines)
    assert not any(re.match(r"\d+: ", line) for lines in wrong for line in lines)


def test_the_store_says_what_is_wrong_to_who_asks_it(own_cache: Path) -> None:
    store = Store(own_cache, 1000)
    store.clear()  # there is nothing yet, which is fine
    assert store.contents() == []
    own_cache.mkdir()
    store.file.mkdir()
    with pytest.raises(StoreError):
        store.contents()
    with pytest.raises(IsADirectoryError):
        store.put(a_key(), "text", b"")


def test_what_cannot_be_set_aside_is_left_alone(cache: Cache, told: list[str]) -> None:
    cache.store.aside.mkdir(parents=True)
    garbage(cache.store.file)
    assert cache.get(key(Kind.TEXT), str) is None
    assert len(told) == 1
    assert cache.store.file.read_bytes().startswith(b"no database")
