"""Where sentences begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.documents import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Sgt. Diaz and Lt. Mora relieve Capt. Hu.",
        "See Penal Code Sec. 835a and Art. 4, Div. 2, Ch. 17.4.",
        "Members follow Ord. No. 12 and G.O. 5.",
        "In Doe v. Roe the U.S. Supreme Court ruled.",
        "Low light, e.g. at night, i.e. after dark, counts.",
        "Pen. Code 835a, Gov. Code 7286, Evid. Code 1045 and Health & Saf. Code 11362 apply.",
        "The report goes to J. Smith by 5 p.m. on that day.",
        "See Fig. 3 and Policy 300.3.1 (b).",
        "Batons, OC spray, etc. are listed below.",
        "1. Officers shall report force.",
        "(b). Officers shall report force.",
        "IV. Officers shall report force.",
        "Section 4. Officers shall report force.",
        "Officers shall: warn; wait; and only then act.",
        "Force ... is a last resort.",
        "Mail force@city.gov or see www.city.gov/policies for the text.",
        '"Stop!" he shall say.',
        "It takes approx. 30 minutes, not 45 hrs. or more.",
        "The St. Marys Police Dept. Manual governs.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["Warn first.", "Then wait."],
        ["Is it over?", "Then stop!", "Report it."],
        ["See Policy 300.", "Officers shall report."],
        ["They carry batons, spray, etc.", "Officers shall report."],
        ["The shift ends at 5 p.m.", "The report is due then."],
        ["The answer is no.", "Nobody may do it."],
        ["It was made in the U.S.", "This is irrelevant."],
        ["Officers shall wait (see below).", "They may leave."],
        ["Officers shall say “stop.”", "They shall wait."],
        ["(Officers shall wait.)", "They may leave."],
        ["Use plan B.", "The sergeant decides."],
        ["Force is a last resort...", "Officers shall wait."],
        ["Force is the last resort.3", "Officers shall wait."],
        ["Officers shall wait.", "(b) Officers may leave."],
        ["Officers shall wait.", "“Imminent” means at once."],
        ["Members stay until 4 hrs.", "Members then leave."],
    ],
)
def test_sentences_are_cut(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_lost_space_between_sentences() -> None:
    assert cut("Officers use force.They report it.") == ["Officers use force.", "They report it."]


def test_blank_line_ends_a_sentence() -> None:
    assert cut("no full stop here\n\nnor here") == ["no full stop here", "nor here"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n \n"])
def test_nothing_to_cut(text: str) -> None:
    assert cut(text) == []


@given(st.text(alphabet="ab AB.!?…()\"'”1;:\n", max_size=80))
def test_only_white_space_lies_between_sentences(text: str) -> None:
    spans = sentences.split(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(st.text(alphabet='ab AB.!?()"1;: ', max_size=80))
def test_a_sentence_is_not_cut_again_without_its_context(text: str) -> None:
    assert [cut(part) for part in cut(text)] == [[part] for part in cut(text)]
