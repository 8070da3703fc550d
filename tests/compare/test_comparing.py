from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygap.checking import judge
from policygap.compare.changes import Comparison, Move, Trend
from policygap.compare.comparing import compare
from policygap.compare.pairing import Kind
from policygap.documents import policy_from_text
from policygap.model import State, Verdict
from policygap.rubrics import load_rubrics
from tests.compare.conftest import DAY, NEW, OLD, TOWN, Judged


def states(comparison: Comparison) -> dict[str, tuple[State, State, Trend]]:
    return {
        f"{each.new.requirement.id}/{one.element.id}": (one.old.state, one.new.state, one.trend)
        for each in comparison.requirements
        for one in each.elements
    }


def test_a_report_against_itself_has_no_change(judged: Judged) -> None:
    same = compare(judged(OLD), judged(OLD))
    assert (same.requirements, same.passages, same.moves) == ((), (), ())
    assert same.counts[Kind.SAME] == sum(same.counts.values()) == 4


def test_states_and_verdicts_get_better_and_worse(comparison: Comparison) -> None:
    assert states(comparison) == {
        "intercede/duty": (State.PRESENT, State.WEAK, Trend.WORSE),
        "warning/warns": (State.ABSENT, State.PRESENT, Trend.BETTER),
    }
    worse, better = comparison.requirements
    assert (worse.trend, worse.opened, worse.closed) == (Trend.WORSE, True, False)
    assert (better.trend, better.opened, better.closed) == (Trend.BETTER, False, True)
    assert (comparison.worse, comparison.better) == ((worse,), (better,))


def test_each_change_shows_the_passages_behind_it(comparison: Comparison) -> None:
    worse, better = (each.elements[0].passages for each in comparison.requirements)
    (reworded,) = worse
    assert reworded.kind is Kind.REWORDED
    assert [[run.text for run in side if run.changed] for side in reworded.words] == [
        ["shall"],
        ["should"],
    ]
    (added,) = better
    assert (added.kind, added.old) == (Kind.ADDED, None)
    assert added.words == ((), added.words[1])
    assert not added.words[1][0].changed


def test_wording_without_a_change_of_state_is_apart(comparison: Comparison) -> None:
    (quoted,) = comparison.quoted
    assert quoted.new
    assert quoted.new.text == "Chokeholds are prohibited and discouraged."
    assert quoted.quoted == ("town-force/holds/ban",)
    assert comparison.unquoted == ()  # the others are shown by elements, or only moved


def test_what_only_moved_is_no_change(comparison: Comparison) -> None:
    assert comparison.moves == (Move("300.2 WARNINGS", "300.5 LAST", 1),)
    assert comparison.counts == {
        Kind.SAME: 1,
        Kind.MOVED: 1,
        Kind.REWORDED: 2,
        Kind.ADDED: 1,
        Kind.REMOVED: 0,
    }


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """Return what judges a text against a rubric that takes a list as one."""
    rubric = tmp_path_factory.mktemp("rubric") / "lists.yaml"
    pattern = "- all: [step-in, too-much]\n"
    rubric.write_text(TOWN.read_text("utf-8").replace(pattern, pattern + " " * 12 + "unit: list\n"))
    rubrics = load_rubrics([str(rubric)])
    return lambda text: judge(policy_from_text(text), rubrics, DAY)


def test_a_whole_list_behind_a_state_is_shown_and_not_its_items_again(lists: Judged) -> None:
    """Neither item alone says it: one has the force, the other the intercession."""
    text = "1 DUTY\n\nOfficers shall:\n\n(a) look for excessive force; and\n(b) {}.\n"
    old = text.format("intercede in what they see there")
    found = compare(lists(old), lists(text.format("run from what they see there")))
    assert states(found)["intercede/duty"][2] is Trend.WORSE
    shown = [each.new and each.new.text for each in found.requirements[0].elements[0].passages]
    whole = "Officers shall: look for excessive force; and run from what they see there."
    assert shown == [whole]
    assert [each.kind for each in found.passages] == [Kind.REWORDED]
    assert found.unquoted == ()


def test_whoever_quotes_a_whole_list_quotes_its_items(lists: Judged) -> None:
    text = "1 DUTY\n\nOfficers shall:\n\n(a) look for excessive force {}; and\n(b) intercede.\n"
    (quoted,) = compare(lists(text.format("by day")), lists(text.format("by night"))).quoted
    assert quoted.quoted == ("town-force/intercede/duty",)


def test_items_are_not_listed_where_only_their_lead_in_was_reworded(judged: Judged) -> None:
    old = "1 HOLDS\n\nThese are prohibited:\n\n(a) a chokehold\n\n(b) a kick to the head\n"
    found = compare(judged(old), judged(old.replace("are prohibited", "may be used")))
    assert states(found)["holds/ban"][:2] == (State.PRESENT, State.CONTRADICTED)
    texts = [side.text for each in found.passages for side in (each.old, each.new) if side]
    assert texts == ["These are prohibited:", "These may be used:"]


def test_a_mixed_requirement_counts_as_worse(comparison: Comparison) -> None:
    worse, better = comparison.requirements
    mixed = replace(worse, elements=(*worse.elements, *better.elements))
    assert mixed.got_worse
    still = replace(mixed, old=mixed.new)
    assert still.trend is Trend.SAME
    assert still.got_worse


def test_conflict_is_worse_than_missing(judged: Judged) -> None:
    old = OLD.replace("Chokeholds are prohibited.", "")
    new = OLD.replace("Chokeholds are prohibited.", "Officers may use a chokehold.")
    (change,) = compare(judged(old), judged(new)).requirements
    assert (change.old.verdict, change.new.verdict) == (Verdict.MISSING, Verdict.CONFLICT)
    assert change.trend is Trend.WORSE
    assert not change.opened  # it was a gap before


def test_reports_on_other_rubrics_are_refused(judged: Judged) -> None:
    report = judged(OLD)
    with pytest.raises(ValueError, match="shorter"):
        compare(report, replace(report, findings=report.findings[:1]))
    with pytest.raises(ValueError, match="different rubrics"):
        compare(report, replace(report, findings=report.findings[::-1]))


SENTENCES = st.lists(
    st.sampled_from(
        [
            "An officer who sees excessive force shall intercede.",
            "An officer who sees excessive force should intercede.",
            "Chokeholds are prohibited.",
            "Officers may use a chokehold.",
            "A verbal warning must be given.",
            "Dogs are kept on a leash.",
        ]
    ),
    min_size=1,
    max_size=4,
).map("\n\n".join)


@settings(deadline=None, max_examples=10)
@given(old=SENTENCES, new=SENTENCES)
def test_both_ways_tell_the_same_changes(judged: Judged, old: str, new: str) -> None:
    there, back = compare(judged(old), judged(new)), compare(judged(new), judged(old))
    turned = {key: (new, old) for key, (old, new, _) in states(back).items()}
    assert {key: (old, new) for key, (old, new, _) in states(there).items()} == turned
    assert there.counts[Kind.ADDED] == back.counts[Kind.REMOVED]
    assert bool(there.worse) <= bool(there.requirements)


def test_the_new_version_is_named_by_its_own_places(comparison: Comparison) -> None:
    (warning,) = comparison.requirements[1].elements[0].passages
    assert warning.new
    assert (warning.new.section, warning.new.heading) == ("300.2", "WARNINGS")
    assert NEW.count(warning.new.text) == 1
