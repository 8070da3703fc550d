"""Waivers and confirmations: what they settle, when they end, and what is told of those unused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from policygap.fingerprints import Fingerprints
from policygap.model import (
    Asks,
    Citation,
    Element,
    ElementResult,
    Evidence,
    Finding,
    Level,
    Need,
    Policy,
    Provision,
    Report,
    Requirement,
    Rubric,
    Section,
    Settled,
    SettledAs,
    State,
    Verdict,
)
from policygap.waivers import Waiver, settle, with_severities

TODAY = date(2026, 6, 30)
WORDS = "Members should step in."


def element(name: str) -> Element:
    return Element(name, f"says {name}", Need.MUST, Asks.DUTY, patterns=())


def requirement(name: str, level: Level, *elements: str) -> Requirement:
    cite = (Citation("Code 1"),)
    return Requirement(name, name.title(), level, cite, "Why.", tuple(map(element, elements)))


ASKED = (
    requirement("intercede", Level.REQUIRED, "duty", "report"),
    requirement("holds", Level.REQUIRED, "ban"),
    requirement("talk", Level.RECOMMENDED, "first"),
    requirement("later", Level.RECOMMENDED, "then"),  # not in force
)
EVIDENCE = Evidence(WORDS, "300.3", "Duty", 4, "force.pdf", State.WEAK)
POLICY = Policy("force.pdf", (), (Provision(WORDS, Section("300.3", "Duty"), "force.pdf", page=4),))


def result(name: str, state: State) -> ElementResult:
    evidence = () if state is State.ABSENT else (replace(EVIDENCE, state=state),)
    return ElementResult(element(name), state, "why", evidence)


def report() -> Report:
    findings = (
        Finding(
            "town",
            ASKED[0],
            Verdict.PARTIAL,
            (result("duty", State.WEAK), result("report", State.ABSENT)),
        ),
        Finding("town", ASKED[1], Verdict.MET, (result("ban", State.PRESENT),)),
        Finding("town", ASKED[2], Verdict.MISSING, (result("first", State.ABSENT),)),
    )
    return Report(POLICY, (Rubric("town", "Town", "1", "Code", ASKED),), TODAY, findings)


def waiver(name: str, **facts: object) -> Waiver:
    """Return a waiver that holds on TODAY, with the fingerprint of what falls short."""
    short = [
        r
        for f in report().findings
        for r in f.failing
        if f"{f.key}/{r.element.id}/".startswith(f"{name}/")
    ]
    terms = {"expires": TODAY, "owner": "Lt. Ortega", "how": SettledAs.WAIVED, **facts}
    passage = terms.pop("passage", "")
    fingerprint = terms.pop("fingerprint", Fingerprints(POLICY).of(*short))
    return Waiver(name, Settled(reason="bargaining", **terms), fingerprint, passage)


def test_a_requirement_is_waived_as_a_whole() -> None:
    settled = settle(report(), [waiver("town/intercede")], TODAY)
    intercede = settled.findings[0]
    assert (intercede.settled, intercede.outcome) == (SettledAs.WAIVED, SettledAs.WAIVED)
    assert intercede.verdict is Verdict.PARTIAL
    assert not intercede.is_gap
    assert not intercede.is_met
    assert [gap.key for gap in settled.gaps()] == ["town/talk"]
    assert settled.notices == ()


def test_an_element_is_waived_alone_and_the_rest_stays_a_gap() -> None:
    settled = settle(report(), [waiver("town/intercede/duty")], TODAY)
    intercede = settled.findings[0]
    assert [r.settled is not None for r in intercede.elements] == [True, False]
    assert intercede.is_gap
    assert intercede.settled is None
    assert intercede.outcome is Verdict.PARTIAL


def test_elements_settled_in_two_ways_count_as_what_claims_least() -> None:
    confirmed = waiver("town/intercede/report", how=SettledAs.CONFIRMED)
    decided = settle(report(), [confirmed, waiver("town/intercede/duty")], TODAY)
    assert decided.findings[0].settled is SettledAs.WAIVED


def test_a_decision_on_an_element_goes_before_one_on_its_requirement() -> None:
    both = [waiver("town/intercede/duty", owner="Element"), waiver("town/intercede", owner="Whole")]
    for order in (both, both[::-1]):
        elements = settle(report(), order, TODAY).findings[0].elements
        assert [r.settled.owner for r in elements if r.settled] == ["Element", "Whole"]


def test_a_waiver_holds_through_the_whole_of_its_last_day() -> None:
    ends = [waiver("town/intercede", expires=TODAY)]
    assert settle(report(), ends, TODAY).findings[0].settled is SettledAs.WAIVED
    after = settle(report(), ends, TODAY + timedelta(days=1))
    assert after.findings[0].is_gap
    assert after.notices == (
        "waiver of town/intercede (Lt. Ortega): ended with 2026-06-30; decide anew",
    )


def test_a_permanent_waiver_holds_until_the_words_change() -> None:
    lasting = waiver("town/intercede/duty", expires=None)
    assert settle(report(), [lasting], date(2999, 1, 1)).findings[0].elements[0].settled
    before = report()
    words = (replace(EVIDENCE, text="Members may step in."),)
    duty = replace(before.findings[0].elements[0], evidence=words)
    first = replace(before.findings[0], elements=(duty, before.findings[0].elements[1]))
    changed = replace(before, findings=(first, *before.findings[1:]))
    after = settle(changed, [lasting], TODAY)
    assert after.findings[0].elements[0].settled is None
    assert "ended, as what the policy says on it has changed" in after.notices[0]


def test_a_waiver_of_nothing_found_ends_when_something_is_found() -> None:
    absent = waiver("town/talk")
    assert settle(report(), [absent], TODAY).findings[2].settled is SettledAs.WAIVED
    before = report()
    said = replace(before.findings[2], elements=(result("first", State.WEAK),))
    after = settle(replace(before, findings=(*before.findings[:2], said)), [absent], TODAY)
    assert after.findings[2].is_gap
    assert "has changed" in after.notices[0]


def test_a_confirmed_passage_must_stand_in_the_policy() -> None:
    quoted = {"how": SettledAs.CONFIRMED, "by": "“…”"}
    there = waiver("town/talk", passage="members SHOULD step in", **quoted)
    gone = waiver("town/talk", passage="members shall talk first", **quoted)
    assert settle(report(), [there], TODAY).findings[2].settled is SettledAs.CONFIRMED
    after = settle(report(), [gone], TODAY)
    assert after.findings[2].is_gap
    assert after.notices == (
        "confirmation of town/talk (Lt. Ortega): ended, as the passage that it quotes is not in "
        "what was read; decide anew",
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("town/holds", "not used, as it is met; remove it"),
        ("town/holds/ban", "not used, as it is met; remove it"),
        ("town/later", "not used, as it was not in force on 2026-06-30"),
        ("town/later/then", "not used, as it was not in force on 2026-06-30"),
        ("town/interceed", "there is no such requirement; did you mean town/intercede?"),
        ("town/intercede/dutty", "there is no such element; did you mean town/intercede/duty?"),
        ("town/zzz/zzz", "not used, as there is no such element"),
        ("towm/holds", "not used, as the rubric towm was not checked; did you mean town?"),
        ("ca-sb230/holds", "not used, as the rubric ca-sb230 was not checked"),
    ],
)
def test_an_unused_waiver_is_told(name: str, told: str) -> None:
    after = settle(report(), [waiver(name)], TODAY)
    assert after.findings == report().findings
    assert len(after.notices) == 1
    assert after.notices[0].startswith(f"waiver of {name} (Lt. Ortega): ")
    assert after.notices[0].endswith(told)


def test_a_name_that_only_begins_alike_is_not_covered() -> None:
    after = settle(report(), [waiver("town/inter")], TODAY)
    assert after.findings == report().findings


def test_notices_come_in_the_same_order_whatever_that_of_the_waivers() -> None:
    several = [waiver("town/holds", owner=""), waiver("town/zzz"), waiver("odd/x")]
    told = settle(report(), several, TODAY).notices
    assert told == settle(report(), several[::-1], TODAY).notices
    assert told[1] == "waiver of town/holds: not used, as it is met; remove it"


def test_a_severity_changes_what_a_gap_counts_as_but_not_the_law() -> None:
    wanted = {
        "town/talk": Level.REQUIRED,
        "town/holds": Level.RECOMMENDED,
        "town/talks": Level("required"),
    }
    weighed = with_severities(report(), wanted)
    assert [f.counts_as for f in weighed.findings] == ["required", "recommended", "required"]
    assert [f.requirement.level for f in weighed.findings] == [
        "required",
        "required",
        "recommended",
    ]
    assert weighed.notices == (
        "severity of town/talk: counts as required here; its rubric says recommended",
        "severity of town/talks: not used, as there is no such requirement; "
        "did you mean town/talk?",
    )
