"""The phrase language: what each sign finds, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.matching.finder import Finder
from policygap.matching.language import words
from policygap.matching.phrasebook import compiled
from policygap.phrases import PhraseError


def places(phrase: str, text: str, **others: list[str]) -> list[str]:
    row = words(text)
    found = Finder(compiled({"it": [phrase], **others})).find([w.text for w in row])
    return [text[row[a].start : row[b - 1].end] for a, b in found.get("it", ())]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("use force", "Officers who used force", ["used force"]),
        ("use force", "the use of force", []),
        ("use of force", "Use of force is reported.", ["Use of force"]),
        ("retaliat*", "Retaliatory acts and retaliation", ["Retaliatory", "retaliation"]),
        ("=may", "Officers may. In May they might.", ["may", "May"]),
        ("=use", "used", []),
        ("intercede|intervene", "She intervened", ["intervened"]),
        ("step .. in", "must step quickly in", ["step quickly in"]),
        ("step .. in", "step one two three four in", []),
        (
            "stop ... force",
            "stop that other officer's use of force",
            ["stop that other officer's use of force"],
        ),
        ("dog .. .. conduct", "the dog has a big bad conduct", ["dog has a big bad conduct"]),
        ("dog .. own? .. conduct", "the dog and conduct", ["dog and conduct"]),
        ("dog .. own?", "the dog and own", ["dog", "dog and own"]),
        ("sworn? personnel", "sworn personnel", ["sworn personnel", "personnel"]),
        ("de-escalation", "De escalation and de-escalation", ["De escalation", "de-escalation"]),
        ("shoot", "shots were fired and he shot", ["shot"]),
        ("member's", "the member's duty", ["member"]),
        ("member", "the member’s duty", ["member"]),
        ("suspect's|officers' life", "the suspect's life", ["suspect's life"]),
        ("suspect life", "the suspect's life", ["suspect's life"]),
        (
            "!less|non deadly force",
            "less deadly force, non-deadly force, deadly force",
            ["deadly force"],
        ),
        ("use !less|non deadly force", "use less deadly force", []),
        ("taser", "tasers", ["tasers"]),
        ("unholster", "unholstered", ["unholstered"]),
        ("warning", "warnings", ["warnings"]),
    ],
)
def test_phrase_finds(phrase: str, text: str, found: list[str]) -> None:
    assert places(phrase, text) == found


def test_phrase_names_other_concepts() -> None:
    found = places(
        "{who|they} shall", "Deputies shall. Agents shall.", who=["deputy"], they=["agent"]
    )
    assert found == ["Deputies shall", "Agents shall"]


def test_concepts_may_stand_in_any_order() -> None:
    found = Finder(compiled({"outer": ["very {inner}"], "inner": ["good"]})).find(["very", "good"])
    assert found == {"inner": ((1, 2),), "outer": ((0, 2),)}


@pytest.mark.parametrize(
    ("concepts", "message"),
    [
        ({"a": ["use (of) force"]}, r"'\(of\)' in the phrase"),
        ({"a": ["|".join(["abcdefgh"] * 30) + "|"]}, "is not understood"),
        ({"a": [".. ..."]}, "could match no words"),
        ({"a": ["x?"]}, "could match no words"),
        ({"a": ["{b}"]}, "names 'b', which does not exist"),
        ({"a": ["{b}"], "b": ["{a}"]}, "name each other in a circle"),
    ],
)
def test_bad_phrase_is_refused(concepts: dict[str, list[str]], message: str) -> None:
    with pytest.raises(PhraseError, match=message):
        compiled(concepts)


@given(st.lists(st.sampled_from(["use", "of", "force", "the", "officer"]), max_size=12))
def test_found_places_lie_in_the_row(row: list[str]) -> None:
    found = Finder(compiled({"it": ["use .. force", "officer"]})).find(row)
    for start, end in found.get("it", ()):
        assert 0 <= start < end <= len(row)
        assert row[start] in ("use", "officer")
        assert row[end - 1] in ("force", "officer")
