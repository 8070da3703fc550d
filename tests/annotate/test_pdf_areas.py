"""Where passages overlap, each sign is highlighted once, and no note is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygap.annotate.marks import Mark, Note, Role
from policygap.annotate.pdf_areas import areas, runs
from policygap.model import (
    Asks,
    Element,
    ElementResult,
    Evidence,
    Finding,
    Level,
    Need,
    Requirement,
    State,
    Verdict,
)

FINDING = Finding("r", Requirement("q", "Q", Level.REQUIRED, (), "", ()), Verdict.PARTIAL, ())
STATES = st.sampled_from(list(State))
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20))


def _mark(state: State) -> Mark:
    element = Element("e", "says", Need.MUST, Asks.DUTY, ())
    note = Note(FINDING, ElementResult(element, state, ""), Role.EVIDENCE, first=True)
    return Mark(Evidence("text", "", "", 1, "f", state), None, (note,))


def _signs(first: int, end: int) -> list[tuple[int, int]]:
    return [(1, at) for at in range(first, end)]


def test_the_worst_passage_has_the_colour_and_the_rest_keeps_its_own() -> None:
    good, bad = (_mark(State.PRESENT), _signs(0, 30)), (_mark(State.CONTRADICTED), _signs(10, 20))
    found = [(area.state, list(runs(area.signs))) for area in areas([good, bad])]
    assert found == [
        (State.PRESENT, [(1, 0, 10), (1, 20, 30)]),
        (State.CONTRADICTED, [(1, 10, 20)]),
    ]


def test_a_list_that_its_items_cover_adds_its_note_to_the_first() -> None:
    items = [(_mark(State.WEAK), _signs(0, 10)), (_mark(State.WEAK), _signs(10, 20))]
    whole = (_mark(State.PRESENT), _signs(0, 20))
    assert [len(area.notes) for area in areas([whole, *items])] == [2, 1]


def test_runs_end_with_the_page() -> None:
    assert list(runs([(1, 8), (1, 9), (2, 10), (2, 12)])) == [
        (1, 8, 10), (2, 10, 11), (2, 12, 13),
    ]  # fmt: skip
    assert list(runs([])) == []


@given(st.lists(st.tuples(STATES, SPANS), max_size=6))
def test_no_sign_is_in_two_areas_and_every_note_is_in_one(
    placed: list[tuple[State, tuple[int, int]]],
) -> None:
    marked = [(_mark(state), _signs(first, first + n)) for state, (first, n) in placed]
    made = areas(marked)
    signs = [sign for area in made for sign in area.signs]
    assert len(set(signs)) == len(signs)
    assert sum(len(area.notes) for area in made) == len(marked)
    assert all(area.signs for area in made)
