"""Old versions of rubrics beside the newest: found, checked, judged by the words of their day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

from policygap import prepared
from policygap.errors import RubricError
from policygap.model import State
from policygap.rubrics import GROUPS, available, load_rubric, load_rubrics, shipped
from policygap.rubrics.authoring import validate
from policygap.rubrics.versions import versions
from policygap.rubrics.words import shared_concepts
from policygap.trials import run_passages

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
LOG = [
    {"version": "2", "date": "2026-05-01", "what": "Officers stop force of any kind."},
    {"version": "1", "date": "2025-01-01", "what": "First version."},
]


def write(path: Path, **changes: object) -> Path:
    """Write the town's rubric with some keys changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(yaml.safe_load(TOWN.read_text("utf-8")) | changes, sort_keys=False)
    path.write_text(re.sub(r"date: '(.*)'", r"date: \1", text), "utf-8")
    return path


def town_with(phrases: list[str]) -> dict[str, object]:
    """Return the town's concepts, one with other phrases."""
    concepts = yaml.safe_load(TOWN.read_text("utf-8"))["concepts"]
    return {"concepts": concepts | {"step-in": phrases}}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Ship, for one test, two versions of the town's rubric with the shared words of their day."""
    folder = tmp_path / "rubrics"
    old = folder / "archive" / "town-force@1"
    write(folder / "town-force.yaml", version="2", changelog=LOG, **town_with(["{stop-it}"]))
    write(old / "town-force.yaml", changelog=LOG[1:], **town_with(["{stop-it} them", "{stop-it}"]))
    write(folder / "guide.yaml", id="guide", **town_with(["{stop-it}"]))
    shared = "concepts:\n  officer: [officer]\n  other-people: [dispatcher]\n  stop-it: [{}]\n"
    (folder / "concepts.yaml").write_text(shared.replace("{}", "halt|intercede"), "utf-8")
    (old / "concepts.yaml").write_text(shared.replace("{}", "intercede"), "utf-8")
    monkeypatch.setattr(shipped, "folder", lambda: folder)
    monkeypatch.setattr(prepared, "FOLDER", tmp_path / "prepared")
    caches = (shipped.ready, shared_concepts)
    for cached in caches:
        cached.cache_clear()
    yield folder
    for cached in caches:
        cached.cache_clear()


def state(*names: str) -> State:
    """Return what the newest word for interceding comes out as in the first of some rubrics."""
    rubrics = load_rubrics(names)
    text = "An officer who sees excessive force shall halt it."
    key = f"{rubrics[0].id}/intercede/duty"
    (trial,) = run_passages(rubrics, [(key, State.PRESENT, text)])
    return trial.result.state


def test_a_version_is_judged_by_the_shared_words_of_its_day(made: Path) -> None:
    assert state("town-force") is state("town-force@2") is State.PRESENT
    assert state("town-force@1") is State.ABSENT


def test_an_old_version_beside_a_new_rubric_changes_neither(made: Path) -> None:
    assert state("town-force@1", "guide") is State.ABSENT
    assert state("guide", "town-force@1") is State.PRESENT


def test_two_versions_at_once_are_refused(made: Path) -> None:
    with pytest.raises(RubricError, match="town-force@2 and town-force@1 have the same id"):
        load_rubrics(["town-force", "town-force@1"])
    assert len(load_rubrics(["town-force", "town-force@2"])) == 1


def test_an_unknown_version_names_the_known_ones(made: Path) -> None:
    with pytest.raises(RubricError, match=r"'3'; name one of town-force@2, town-force@1$"):
        load_rubric("town-force@3")


def test_what_a_report_prints_can_be_pasted(
    made: Path, tmp_path: Path, run: Callable[..., Result]
) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text("Officers shall intercede when they see excessive force.", "utf-8")
    first = run("check", policy, "--rubric", "town-force@1", "--as-of", "2020-01-01")
    (pinned,) = re.findall(r"^Rubrics: (\S+)$", first.stdout, re.MULTILINE)
    assert pinned == "town-force@1"
    again = run("check", policy, "--rubric", pinned, "--as-of", "2020-01-01")
    assert again.stdout == first.stdout
    written = run("check", policy, "--rubric", pinned, "--format", "markdown").stdout
    assert "(town-force@1)" in written


def test_a_file_of_ones_own_keeps_versions_too(tmp_path: Path) -> None:
    newest = write(tmp_path / "own.yaml", version="1.1")
    assert load_rubric(f"{newest}@1.1").pinned == "town-force@1.1"
    old = write(tmp_path / "archive" / "own@1.0" / "own.yaml", version="1.0")
    assert versions(newest) == {"1.1": newest, "1.0": old}
    assert load_rubric(f"{newest}@1.0").version == "1.0"


def test_a_name_with_the_sign_is_a_file_first(tmp_path: Path) -> None:
    assert load_rubric(str(write(tmp_path / "own@home.yaml"))).version == "1"


def test_an_old_version_must_be_what_it_is_kept_as(tmp_path: Path) -> None:
    odd = write(tmp_path / "archive" / "own@1" / "own.yaml", version="3")
    assert validate(odd) == [f"{odd}:3: version: it is kept as version '1' and says '3'"]


@pytest.mark.parametrize(
    ("changelog", "message"),
    [
        (LOG, "changelog.0.version: the newest entry is of '2', the rubric is '1'"),
        ([LOG[1], LOG[1]], "changelog.1.version: '1' is used twice"),
        ([LOG[1], LOG[0]], "changelog.1.date: it is later than the one above"),
        ([{"version": "1", "what": "x"}], "changelog.0.date: Field required"),
    ],
)
def test_a_changelog_is_checked(
    tmp_path: Path, changelog: list[dict[str, str]], message: str
) -> None:
    (error, *_) = validate(write(tmp_path / "own.yaml", changelog=changelog))
    assert message in error


def test_show_tells_the_changes(made: Path, run: Callable[..., Result]) -> None:
    shown = run("rubric", "show", "town-force").stdout
    assert "Changes:\n  - 2 (2026-05-01): Officers stop force of any kind.\n  - 1 (" in shown


@pytest.mark.parametrize("name", available())
def test_every_version_that_a_shipped_rubric_tells_of_is_kept(name: str) -> None:
    rubric = load_rubric(name)
    told = [change.version for change in rubric.changelog]
    assert told[0] == rubric.version
    assert list(versions(shipped.folder() / f"{name}.yaml")) == told
    assert [load_rubric(f"{name}@{version}").version for version in told] == told


def test_a_shipped_version_that_never_was_is_told() -> None:
    with pytest.raises(RubricError, match="ca-sb230@2: there is no version '2'; name one of"):
        load_rubric("ca-sb230@2")
    with pytest.raises(RubricError, match="california@1: no such rubric"):
        load_rubrics([f"{next(iter(GROUPS))}@1"])
