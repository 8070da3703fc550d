"""The phrase language: what each sign finds, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.matching.finder import Finder
from policygap.matching.hits import Span
from policygap.matching.language import row_of, words
from policygap.matching.phrasebook import compiled
from policygap.phrases import Item, PhraseError, item, read_phrase


def places(phrase: str, text: str, **others: list[str]) -> list[str]:
    row = words(text)
    found = Finder(compiled({"it": [phrase], **others})).find(row_of(text))
    return [text[row[a].start : row[b - 1].end] for a, b in found.get("it", ())]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("use force", "Officers who used force", ["used force"]),
        ("use force", "the use of force", []),
        ("use of force", "Use of force is reported.", ["Use of force"]),
        ("retaliat*", "Retaliatory acts and retaliation", ["Retaliatory", "retaliation"]),
        ("=may", "Officers may. In May they might.", ["may", "May"]),
        ("not shoot", "Officers don't shoot and won't shoot.", ["n't shoot", "n't shoot"]),
        ("will not shoot", "They won’t shoot.", ["won’t shoot"]),
        ("n't shoot", "Officers don't shoot.", ["n't shoot"]),
        ("never|don't shoot", "Never shoot. Do not shoot.", ["Never shoot", "Do not shoot"]),
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
        ("!mere|no threat", "a mere threat, no threat, a threat", ["threat"]),
        ("make !mere|no threat", "make no threat", []),
        ("deadly force", "less deadly force, non-deadly force, deadly force", ["deadly force"]),
        ("lethal", "Less-than-lethal and other than lethal", ["lethal"]),
        ("use .. verbal*|lethal", "use a non-verbal, less lethal way", []),
        ("=verbal skills", "non verbal skills", []),
        ("less|non lethal|=deadly", "Less-lethal, NON-DEADLY", ["Less-lethal", "NON-DEADLY"]),
        ("less than lethal", "less than lethal", ["less than lethal"]),
        ("non .. compli*", "non-compliant", ["non-compliant"]),
        ("officer shall", "Officer(s) shall", ["Officer(s) shall"]),
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


WORDS = ("stop", "force", "gun", "officer", "not")
SIGNS = st.sampled_from(
    [*WORDS, "stop|gun", "..", "...", "officer?", "!not stop", "{near}", "=force", "off*"]
)
PHRASES = st.lists(SIGNS, min_size=1, max_size=5).map(" ".join)


def _sound(phrase: str) -> bool:
    try:
        read_phrase(phrase)
    except PhraseError:
        return False
    return True


def _ends(items: Sequence[Item], row: Sequence[str], at: int, near: set[Span]) -> set[int]:
    """Return where items can end that begin at a word: as a person would look, word by word."""
    if not items:
        return {at}
    first, rest = items[0], items[1:]
    if first.gap:
        reach = range(at, min(at + first.gap, len(row)) + 1)
        return set().union(*(_ends(rest, row, place, near) for place in reach))
    if first.unless and at and row[at - 1] in first.unless:
        return set()
    if first.concepts:
        ends = {b for a, b in near if a == at}
    else:
        fits = at < len(row) and any(
            word in (row[at], f"={row[at]}") or (word[-1] == "*" and row[at].startswith(word[:-1]))
            for word in first.words
        )
        ends = {at + 1} if fits else set()
    return set().union(*(_ends(rest, row, end, near) for end in ends))


@given(
    phrases=st.lists(PHRASES.filter(_sound), min_size=1, max_size=4),
    near=st.lists(st.sampled_from(["gun", "gun force", "stop .. gun"]), min_size=1, max_size=2),
    rows=st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=3),
)
def test_all_rows_at_once_find_what_a_slow_search_finds(
    phrases: list[str], near: list[str], rows: list[list[str]]
) -> None:
    finder = Finder(compiled({"it": phrases, "near": near}))
    hits = finder.find_all(rows)
    for number, row in enumerate(rows):
        found = hits.found_in(number)
        slow: dict[str, set[Span]] = {"near": set(), "it": set()}
        for name, each in (("near", near), ("it", phrases)):
            for phrase in each:
                for signs in read_phrase(phrase):
                    items = [item(sign) for sign in signs]
                    for start in range(len(row)):
                        ends = _ends(items, row, start, slow["near"])
                        slow[name] |= {(start, end) for end in ends}
        assert {name: set(spans) for name, spans in found.items()} == {
            name: spans for name, spans in slow.items() if spans
        }
