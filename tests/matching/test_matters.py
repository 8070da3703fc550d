"""What a long policy is about is worked out by a second process, and comes to the same."""

from __future__ import annotations

from datetime import date

import pytest

from policygap import alongside
from policygap.analysis import analyze
from policygap.documents import read_policy
from policygap.matching import matters, readings
from policygap.model import Policy, Report
from policygap.rubrics import load_rubrics
from tests.conftest import SAMPLES

DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy([SAMPLES / "fern-hollow-pd.pdf"])


@pytest.fixture(scope="module")
def alone(policy: Policy) -> Report:
    return analyze(policy, load_rubrics(["california"]), DAY)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_LONG", 10)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets how many texts this process reads of those that all are read."""
    counted: list[int] = []
    read = matters.likely

    def counting(texts: list[str]) -> matters.Floats:
        counted.append(len(texts))
        return read(texts)

    monkeypatch.setattr(matters, "likely", counting)
    return counted


def test_what_another_process_works_out_is_the_same(
    policy: Policy, alone: Report, read_here: list[int]
) -> None:
    assert analyze(policy, load_rubrics(["california"]), DAY, processes=2) == alone
    assert read_here == []
    assert alongside.running() == []


def test_what_it_cannot_do_is_done_in_this_one(
    policy: Policy, alone: Report, read_here: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alongside, "command", lambda _: ["false"])
    assert analyze(policy, load_rubrics(["california"]), DAY, processes=2) == alone
    assert len(read_here) == 1


def test_a_short_policy_is_read_in_one_process(
    policy: Policy, read_here: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "_LONG", len(policy.provisions) + 1)
    analyze(policy, load_rubrics(["california"]), DAY, processes=2)
    assert len(read_here) == 1
