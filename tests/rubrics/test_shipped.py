"""The shipped rubrics: complete, sound, and right about their own examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap.documents import read_policy
from policygap.model import Asks, State
from policygap.rubrics import available, load_rubric, load_rubrics
from policygap.rubrics.authoring import validate
from policygap.rubrics.labelled import Passages, read_labelled
from policygap.trials import run_examples, run_passages, run_policy

FOLDER = Path(__file__).parents[2] / "rubrics"
PASSAGES = Path(__file__).parents[1] / "passages"
# Requirements and elements of the catalogue that the rubrics implement.
SIZES = {
    "ca-sb230": (27, 59),
    "ca-ab392": (13, 24),
    "ca-post": (17, 31),
    "eight-cant-wait": (8, 10),
}
# Share of the passages kept beside the rubrics that must come out right. They are harder than the
# rubrics' own examples: what failed as an example was moved there.
FLOOR = 0.75
POLICIES = sorted((PASSAGES.parent / "policies").rglob("*.yaml"))
POLICY_FLOOR = 0.8  # of the labels of a whole policy
MISSED = 0.08  # gaps that are called present, of all labels: the failure that must stay rare


@pytest.mark.parametrize("name", SIZES)
def test_rubric_is_sound_and_complete(name: str) -> None:
    assert validate(FOLDER / f"{name}.yaml") == []
    rubric = load_rubric(name)
    elements = sum(len(requirement.elements) for requirement in rubric.requirements)
    assert (len(rubric.requirements), elements) == SIZES[name]


def test_every_shipped_rubric_is_known_here() -> None:
    assert set(available()) == set(SIZES)


@pytest.mark.parametrize("name", SIZES)
def test_examples_come_out_right(name: str) -> None:
    failed = [
        f"{t.key}: want {t.wanted}, got {t.result.state}: {t.text}"
        for t in run_examples(load_rubric(name))
        if not t.passed
    ]
    assert failed == []


@pytest.mark.parametrize("name", SIZES)
def test_every_element_carries_its_examples_and_model_language(name: str) -> None:
    for requirement in load_rubric(name).requirements:
        assert requirement.explanation
        assert all(c.url.startswith("https://") for c in requirement.citations)
        for element in requirement.elements:
            states = {example.state for example in element.examples}
            where = f"{name}/{requirement.id}/{element.id}"
            assert element.suggest, where
            assert {State.PRESENT, State.ABSENT} <= states, where
            if element.asks is not Asks.STATEMENT:
                assert {State.WEAK, State.CONTRADICTED} & states, where


@pytest.mark.parametrize("name", SIZES)
def test_model_language_meets_its_element(name: str) -> None:
    rubric = load_rubric(name)
    passages = [
        (f"{rubric.id}/{requirement.id}/{element.id}", State.PRESENT, element.suggest)
        for requirement in rubric.requirements
        for element in requirement.elements
    ]
    failed = [t.key for t in run_passages([rubric], passages) if not t.passed]
    assert failed == []


def test_passages_beside_the_rubrics() -> None:
    passages = [p for path in sorted(PASSAGES.glob("*.yaml")) for p in _passages(path)]
    trials = list(run_passages(load_rubrics(["california", "eight-cant-wait"]), passages))
    assert len(trials) == len(passages)
    assert sum(t.passed for t in trials) >= FLOOR * len(trials)


def test_wide_passages_speak_of_every_element_and_the_floor_holds_for_one_in_twelve() -> None:
    rubrics = load_rubrics(["california", "eight-cant-wait"])
    elements = {
        f"{rubric.id}/{requirement.id}/{element.id}"
        for rubric in rubrics
        for requirement in rubric.requirements
        for element in requirement.elements
    }
    passages = [p for path in sorted(PASSAGES.glob("wide/*.yaml")) for p in _passages(path)]
    assert {key for key, _, _ in passages} == elements
    trials = list(run_passages(rubrics, passages[::12]))  # all of them take minutes
    assert sum(t.passed for t in trials) >= FLOOR * len(trials)


def _passages(path: Path) -> Passages:
    labelled = read_labelled(path)
    assert isinstance(labelled, list)
    return labelled


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_policies_of_made_up_agencies(path: Path) -> None:
    labelled = read_labelled(path)
    assert not isinstance(labelled, list)
    policy, labels = labelled
    rubrics = load_rubrics(["california", "eight-cant-wait"])
    trials = list(run_policy(rubrics, read_policy([policy]), labels))
    assert len(trials) == len(labels) == sum(elements for _, elements in SIZES.values())
    assert sum(t.passed for t in trials) >= POLICY_FLOOR * len(trials)
    missed = [
        t for t in trials if t.wanted is not State.PRESENT and t.result.state is State.PRESENT
    ]
    assert len(missed) < MISSED * len(trials), [t.key for t in missed]
