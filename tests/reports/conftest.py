"""A report built by hand: every verdict, state and level, and text that wants to be obeyed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policygap.model import (
    Asks,
    Citation,
    Element,
    ElementResult,
    Evidence,
    Finding,
    Level,
    Need,
    Polarity,
    Policy,
    Report,
    Requirement,
    Rubric,
    SourceFile,
    State,
    Strength,
    Verdict,
)

SAMPLES = Path(__file__).parents[2] / "sample_policies"
HOSTILE = (
    "[red]Members[/red] \x1b[31mshall\x1b[0m \u202eyfitnedi\u202c them\u0007selves\x9b2J [see 4.1]"
)


def passage(text: str, state: State, **facts: object) -> Evidence:
    place = {"section": "300.3", "heading": "Duty to intercede", "page": 4, "file": "force.pdf"}
    return Evidence(text=text, state=state, **{**place, **facts})


def element(name: str, says: str, suggest: str = "") -> Element:
    return Element(name, says, Need.MUST, Asks.DUTY, patterns=(), suggest=suggest)


DUTY = element("duty", "an officer who sees excessive force steps in", "Members shall step in.")
REPORT_IT = element("report", "an officer who sees excessive force reports it", "Report it.\nNow.")
HOLDS = element("holds", "neck holds are prohibited", "Neck holds are prohibited.")
TALK = element("talk", "officers talk before they act", "Members should talk first.")
NAMES = element("names", "officers identify themselves", "Members shall identify themselves.")

RUBRIC = Rubric("ca-one", "A law of the state", "1", "Code 1", requirements=())
GUIDE = Rubric("guide", "A guide to talking", "2", "A board", requirements=())
IDLE = Rubric("idle", "A law of the future", "1", "Code 2", requirements=())


def requirement(name: str, title: str, level: Level, cite: str, **facts: object) -> Requirement:
    url = "https://example.org/" + name
    return Requirement(name, title, level, (Citation(cite, url),), "Why.", (), **facts)


FINDINGS = (
    Finding(
        "ca-one",
        requirement("intercede", "Duty to intercede", Level.REQUIRED, "Code 1(b)(9)"),
        Verdict.PARTIAL,
        (
            ElementResult(
                DUTY,
                State.WEAK,
                "“should” is weaker than the duty that is asked",
                (passage("Members should step in.", State.WEAK, strength=Strength.SHOULD),),
            ),
            ElementResult(
                REPORT_IT,
                State.PRESENT,
                "a duty in mandatory words",
                (passage("Members shall report it.", State.PRESENT, strength=Strength.MUST),),
            ),
        ),
    ),
    Finding(
        "ca-one",
        requirement("holds", "Neck holds", Level.REQUIRED, "Code 1(c)", confirmed=False),
        Verdict.CONFLICT,
        (
            ElementResult(
                HOLDS,
                State.CONTRADICTED,
                "the text permits what must be prohibited",
                tuple(
                    passage(
                        f"Hold {number} may be used. "
                        + "More words follow. " * (30 * (number == 1)),
                        State.CONTRADICTED,
                        polarity=Polarity.PERMITS,
                        section="",
                        heading="",
                        page=None,
                        exceptions=("unless it is dark",),
                    )
                    for number in range(1, 4)
                ),
            ),
        ),
    ),
    Finding(
        "guide",
        requirement("talk", "Talking", Level.RECOMMENDED, "Guide, page 7"),
        Verdict.MISSING,
        (
            ElementResult(
                TALK,
                State.ABSENT,
                "no provision says it; the nearest names talking, but no officer",
                nearest=passage("Talking is a skill.", State.ABSENT),
            ),
        ),
    ),
    Finding(
        "guide",
        requirement("names", "Names", Level.REQUIRED, "Guide, page 8", confirmed=False),
        Verdict.MET,
        (ElementResult(NAMES, State.PRESENT, "said", (passage(HOSTILE, State.PRESENT),)),),
    ),
)
FILES = (
    SourceFile(
        "force.pdf",
        "0" * 64,
        pages=12,
        words=5123,
        title="Use of Force",
        agency="Mill Hill Police",
        dates=("2021-01-01",),
        unread_pages=(3, 4, 5, 9),
        notes=("2 tables were read row by row",),
    ),
    SourceFile("notes.txt", "1" * 64, pages=None, words=1),
)


@pytest.fixture
def report() -> Report:
    """Return a report with two files, three rubrics and four findings."""
    policy = Policy("force.pdf and notes.txt", FILES, ())
    return Report(policy, (RUBRIC, GUIDE, IDLE), date(2026, 1, 31), FINDINGS)


@pytest.fixture(scope="session")
def quill_valley() -> Report:
    """Return the report on the smallest sample policy."""
    from policygap.analysis import analyze
    from policygap.documents import read_policy
    from policygap.rubrics import load_rubrics

    rubrics = load_rubrics(("california", "eight-cant-wait"))
    return analyze(read_policy([SAMPLES / "quill-valley-pd.md"]), rubrics, date(2026, 1, 1))
