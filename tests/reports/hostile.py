"""A report whose every text is hostile to some medium; each format must carry it unharmed."""

from __future__ import annotations

from datetime import date

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
    Provision,
    ProvisionKind,
    Report,
    Requirement,
    Rubric,
    Section,
    Settled,
    SettledAs,
    SourceFile,
    State,
    Strength,
    Verdict,
)

MARKUP = '</script></style></title>--><script>alert(1)</script><img src=x onerror="alert(1)">'
TEMPLATE = "{{ 7 * 7 }} {% raw %} ${7*7} &amp; &#60; ]]> <!-- <![CDATA["
MARKDOWN = "# no heading | `no code` *no stress* [no link](javascript:alert(1)) ![no](x) <b>no</b>"
CONTROLS = "bell\x07 null\x00 escape\x1b[31m red\x1b[0m csi\x9b2J delete\x7f form\x0cfeed \ufffe"
REORDERED = "right-to-left \u202eyfitnedi\u202c isolate \u2067abc\u2069 mark \u200f zero\u200bwidth"
SURROGATE = "half a pair \ud83d alone"
EMOJI = "👮🏽‍♀️ 🚔 👨‍👩‍👧 é e\u0301 ﷽ 𝕏"
FORMULAS = (
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|'/c calc'!A0",
)
LINES = "one\ntwo\r\nthree\u2028four\u2029::error::not a command%0A"
LONG = "Members shall report it at once. " * 1516  # 50,028 characters
TEXTS = (MARKUP, TEMPLATE, MARKDOWN, CONTROLS, REORDERED, SURROGATE, EMOJI, *FORMULAS, LINES, LONG)

_URL = 'javascript:alert("1")'


def _place(number: int) -> tuple[str, str, int]:
    return f"{number}{MARKUP}", f"{TEXTS[number % len(TEXTS)][:300]} heading", number + 1


def _provision(number: int, text: str) -> Provision:
    path, heading, page = _place(number)
    section = Section(path, heading, page=page)
    return Provision(text, section, NAME, ProvisionKind.SENTENCE, page=page, paragraph=number)


def _evidence(number: int, text: str, state: State) -> Evidence:
    path, heading, page = _place(number)
    return Evidence(
        text, path, heading, page, NAME, state, Strength.MAY, Polarity.PERMITS, (MARKUP,)
    )


def _result(number: int, text: str) -> ElementResult:
    state = tuple(State)[number % len(State)]
    how = tuple(SettledAs)[number % len(SettledAs)]
    last = None if number % 2 else date(2026, 1, 31)
    said = _evidence(number, text, state)
    return ElementResult(
        Element(f"e{number}", text, Need.MUST, Asks.DUTY, patterns=(), suggest=text),
        state,
        reason=text,
        evidence=() if state is State.ABSENT else (said,),
        nearest=said if state is State.ABSENT else None,
        against=(said,) if state is State.CONTRADICTED else (),
        doubt=text if number % 2 else "",
        settled=Settled(how, text, text, last, text) if number % 4 == 1 else None,
    )


def _finding(number: int, text: str) -> Finding:
    requirement = Requirement(
        f"r{number}",
        text[:300],
        tuple(Level)[number % 2],
        (Citation(text[:300], _URL),),
        text,
        (),
        confirmed=number % 3 == 0,
    )
    verdict = tuple(Verdict)[number % len(Verdict)]
    return Finding("hostile", requirement, verdict, (_result(number, text),))


# The name of a file is hostile as well; a lone surrogate stands for a byte that is no UTF-8.
NAME = f"=1+1 <b>{EMOJI}</b>\u202e\x1b]0;t\x07\udcff.pdf"


def hostile_report() -> Report:
    """Return a report that has each of TEXTS wherever words of a policy or a rubric may stand."""
    file = SourceFile(
        NAME, "f" * 64, 40, 9, MARKUP, EMOJI, (REORDERED,), (2,), TEXTS, "final", ocr_pages=(3,)
    )
    policy = Policy(NAME, (file,), tuple(_provision(n, text) for n, text in enumerate(TEXTS)))
    rubric = Rubric("hostile", MARKUP, TEMPLATE, MARKDOWN, requirements=())
    findings = tuple(_finding(n, text) for n, text in enumerate(TEXTS))
    return Report(policy, (rubric,), date(2026, 1, 31), findings, notices=TEXTS)
