"""Two small rubrics, and four agencies with every verdict, unread pages and a failure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policygap.batch.outcomes import Judged, Outcome
from policygap.model import (
    Asks,
    Citation,
    Element,
    Level,
    Need,
    Requirement,
    Rubric,
    SourceFile,
    State,
    Verdict,
)
from tests.reports.hostile import NAME, TEXTS

AS_OF = date(2026, 1, 31)


def element(name: str, **facts: date) -> Element:
    says = f"officers {name.replace('-', ' ')}"
    return Element(name, says, Need.MUST, Asks.DUTY, patterns=(), **facts)


def requirement(name: str, title: str, level: Level, *elements: Element) -> Requirement:
    cite = (Citation(f"Code 1({name[0]})", "https://example.org/"),)
    return Requirement(name, title, level, cite, "Why.", elements)


INTERCEDE = requirement(
    "intercede",
    "Duty to intercede",
    Level.REQUIRED,
    element("step-in"),
    element("report-it"),
    element("fax-it", until=date(2020, 1, 1)),
)
HOLDS = requirement("holds", "Neck holds", Level.REQUIRED, element("avoid-holds"))
NAMES = requirement("names", "Names", Level.RECOMMENDED, element("give-names"))
DRONES = replace(
    requirement("drones", "Drones", Level.REQUIRED, element("land-them")), since=date(2027, 1, 1)
)
TALK = replace(
    requirement("talk", "Talking", Level.RECOMMENDED, element("talk-first")), confirmed=False
)
LAW = Rubric("law", "A law of the state", "3", "Code 1", (INTERCEDE, HOLDS, NAMES, DRONES))
GUIDE = Rubric("guide", "A guide to talking", "2", "A board", (TALK,))
RUBRICS = (LAW, GUIDE)


def found(rubric: str, asked: Requirement, verdict: Verdict, *states: State) -> Judged:
    names = [each.id for each in asked.elements if each.until is None]
    return Judged(rubric, asked.id, verdict, tuple(zip(names, states, strict=True)))


ALL_MET = (
    found("law", INTERCEDE, Verdict.MET, State.PRESENT, State.PRESENT),
    found("law", HOLDS, Verdict.MET, State.PRESENT),
    found("law", NAMES, Verdict.MET, State.PRESENT),
)
OUTCOMES = (
    Outcome(
        "oak point police",
        "oak-point-police",
        ("north", "large"),
        (
            SourceFile("force.pdf", "a" * 64, 9, 5000, unread_pages=(3, 4), notes=("A note.",)),
            SourceFile("annex.docx", "b" * 64, None, 70),
        ),
        (
            replace(found("law", INTERCEDE, Verdict.PARTIAL, State.PRESENT, State.WEAK), doubts=2),
            found("law", HOLDS, Verdict.CONFLICT, State.CONTRADICTED),
            found("law", NAMES, Verdict.MISSING, State.ABSENT),
            found("guide", TALK, Verdict.PARTIAL, State.REFERENCED),
        ),
        ("report.html", "report.docx"),
    ),
    Outcome(
        "Alder Bay Sheriff",
        "Alder Bay Sheriff",
        (),
        (SourceFile("manual.md", "c" * 64, None, 800),),
        ALL_MET,
        ("report.json",),
    ),
    Outcome(
        "Mill Hill Transit",
        "mill",
        ("north",),
        (SourceFile("m.txt", "d" * 64, None, 90),),
        (*ALL_MET, found("guide", TALK, Verdict.MISSING, State.ABSENT)),
    ),
    Outcome("Elk Campus", "elk", ("south",), error="elk.pdf: is encrypted; give its --password"),
)

# An agency may be called anything; so may its folder, its tags and what kept it from being checked.
_NAMED = tuple(
    replace(OUTCOMES[0], agency=text[:300], folder=f"{number} {NAME}", tags=(text[:40],))
    for number, text in enumerate(TEXTS)
)
HOSTILE = (*_NAMED, *(replace(each, judged=(), error=each.agency) for each in _NAMED))
