"""What an installation prepares is what the rubric files say, until they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap import prepared
from policygap.matching import phrasebook
from policygap.rubrics import authoring, available, load_rubric, shipped

ROOT = Path(__file__).parents[1]


def read_from_yaml() -> dict[str, object]:
    return {n: authoring.read_rubric(shipped.folder() / f"{n}.yaml") for n in available()}


def test_prepared_rubrics_are_those_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "FOLDER", tmp_path)
    rubrics = read_from_yaml()
    shipped.ready.cache_clear()
    assert shipped.ready() == {}
    shipped.keep(rubrics)  # type: ignore[arg-type]
    shipped.ready.cache_clear()
    try:
        assert shipped.ready() == rubrics
        assert load_rubric("ca-sb230") == rubrics["ca-sb230"]
    finally:
        shipped.ready.cache_clear()


def test_a_prepared_value_counts_only_for_what_it_was_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "FOLDER", tmp_path / "kept")
    source = tmp_path / "source"
    source.write_text("one")
    before = prepared.digest([source])
    assert prepared.read("it", before) is None
    prepared.write("it", before, {"a": 1})
    assert prepared.read("it", before) == {"a": 1}
    source.write_text("two")
    assert prepared.read("it", prepared.digest([source])) is None


def test_a_phrasebook_holds_what_is_asked_or_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "FOLDER", tmp_path)
    phrasebook._ready.cache_clear()
    phrasebook.keep({"a": ("one",), "b": ("two",)})
    try:
        assert phrasebook.phrasebook({"a": ("one",)}).names == ("a", "b")
        assert phrasebook.phrasebook({"a": ("other",)}).names == ("a",)
    finally:
        phrasebook._ready.cache_clear()
