"""A baseline knows the gaps that were there; new ones and those that got worse are none of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from policygap.baseline import Known, baseline_of, read_baseline, settle_known, written
from policygap.errors import ConfigError
from policygap.model import Finding, Report, Settled, SettledAs, State, Verdict
from tests.test_waivers import EVIDENCE, report, result


def with_duty(state: State, text: str = EVIDENCE.text) -> Report:
    """Return the report with another state of town/intercede/duty."""
    before = report()
    duty = result("duty", state)
    duty = replace(duty, evidence=tuple(replace(e, text=text) for e in duty.evidence))
    first: Finding = before.findings[0]
    verdict = Verdict.CONFLICT if state is State.CONTRADICTED else Verdict.PARTIAL
    changed = replace(first, verdict=verdict, elements=(duty, first.elements[1]))
    return replace(before, findings=(changed, *before.findings[1:]))


def test_all_that_is_known_is_settled_and_nothing_is_told() -> None:
    after = settle_known(report(), baseline_of(report()))
    assert after.gaps() == ()
    assert [f.settled for f in after.findings] == [SettledAs.KNOWN, None, SettledAs.KNOWN]
    assert after.notices == ()


def test_a_new_gap_is_a_gap() -> None:
    known = dict(baseline_of(report()))
    del known["town/talk/first"]
    assert [gap.key for gap in settle_known(report(), known).gaps()] == ["town/talk"]


@pytest.mark.parametrize(
    ("then", "now", "worse"),
    [
        (State.WEAK, State.ABSENT, True),
        (State.WEAK, State.REFERENCED, True),
        (State.ABSENT, State.CONTRADICTED, True),
        (State.WEAK, State.CONTRADICTED, True),
        (State.ABSENT, State.WEAK, False),
        (State.CONTRADICTED, State.ABSENT, False),
        (State.CONTRADICTED, State.CONTRADICTED, False),
        (State.REFERENCED, State.REFERENCED, False),
    ],
)
def test_what_got_worse_is_a_gap_again(then: State, now: State, worse: bool) -> None:
    after = settle_known(with_duty(now), baseline_of(with_duty(then)))
    assert after.findings[0].is_gap is worse
    told = f"baseline: town/intercede/duty got worse ({then}, now {now})"
    assert after.notices == ((told,) if worse else ())


def test_a_contradiction_by_other_words_is_a_new_one_a_weakness_is_not() -> None:
    for state, gap in ((State.CONTRADICTED, True), (State.WEAK, False)):
        known = baseline_of(with_duty(state))
        after = settle_known(with_duty(state, "Members may look away."), known)
        assert after.findings[0].is_gap is gap
    assert after.notices == ()
    after = settle_known(
        with_duty(State.CONTRADICTED, "Other words."), baseline_of(with_duty(State.CONTRADICTED))
    )
    assert after.notices == ("baseline: town/intercede/duty got worse (by other words)",)


def test_what_was_closed_is_told() -> None:
    after = settle_known(with_duty(State.PRESENT), baseline_of(report()))
    assert after.notices == (
        "baseline: town/intercede/duty was weak and is closed; write the baseline anew",
    )


def test_elements_that_are_not_asked_any_more_are_passed_over() -> None:
    known = {**baseline_of(report()), "other/rubric/element": Known(State.WEAK, "v1-0")}
    assert settle_known(report(), known).notices == ()


def test_what_a_person_decided_stays_so_and_is_no_part_of_a_baseline() -> None:
    before = report()
    waived = Settled(SettledAs.WAIVED, "bargaining")
    talk = replace(
        before.findings[2], elements=(replace(result("first", State.ABSENT), settled=waived),)
    )
    decided = replace(before, findings=(*before.findings[:2], talk))
    assert "town/talk/first" not in baseline_of(decided)
    assert settle_known(decided, baseline_of(before)).findings[2].settled is SettledAs.WAIVED


def test_the_file_has_a_sorted_line_for_each_element_and_is_read_as_it_was_written(
    tmp_path: Path,
) -> None:
    known = baseline_of(report())
    path = tmp_path / "baseline.json"
    path.write_bytes(written(known))
    lines = path.read_text("utf-8").splitlines()
    assert [line.split('"')[3] for line in lines[3:-2]] == sorted(known)
    assert json.loads(path.read_text("utf-8"))["format"] == "policygap baseline 1"
    assert read_baseline(path) == known
    assert written(dict(reversed(known.items()))) == path.read_bytes()
    path.write_bytes(written({}))
    assert read_baseline(path) == {}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read (No such file or directory); `policygap baseline write` makes one"),
        (b"{", "is no baseline; `policygap baseline write` makes one"),
        (b"[]", "is no baseline"),
        (b"[" * 100_000, "is no baseline"),
        (b"\xff", "is no baseline"),
        (b'{"format": "policygap baseline 1", "gaps": 3}', "is no baseline"),
        (b'{"format": "policygap baseline 1", "gaps": [{"element": "x"}]}', "is no baseline"),
        (
            b'{"format": "policygap baseline 1", "gaps": '
            b'[{"element": "x", "state": "odd", "fingerprint": "y"}]}',
            "is no baseline",
        ),
        (b'{"format": "policygap baseline 9", "gaps": []}', "is of another version; write it anew"),
        (b" " * (16 * 2**20 + 1), "is too large for a baseline; check the file"),
    ],
)
def test_what_is_no_baseline_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as error:
        read_baseline(path)
    assert str(error.value).startswith(f"{path}: {told}")
