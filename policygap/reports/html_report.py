"""The report as one web page that needs no network: findings, and beside them the policy's text."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from policygap.model import Level, State, Verdict
from policygap.reports import summary
from policygap.reports.passages import PolicyText
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygap.model import ElementResult, Evidence, Finding, Report

_TEMPLATES = Path(__file__).with_name("templates")
_NEAREST = "nearest"  # the mark of a passage that says nearly what is missing


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding with its number in the page, from 1."""

    number: int
    finding: Finding

    @property
    def doubtful(self) -> bool:
        return bool(summary.doubtful(self.finding))


@dataclass(frozen=True, slots=True)
class _Quote:
    """A passage under an element: what it is there for ("But"), and its mark in the text."""

    role: str
    evidence: Evidence
    mark: str


@dataclass(frozen=True, slots=True)
class _Reference:
    """The way back from a passage to an element for which it is quoted."""

    number: int
    anchor: str
    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class _Segment:
    """A piece of a bar, in percent of its length."""

    verdict: Verdict
    start: float
    width: float


def render(report: Report) -> bytes:
    """Return the report as UTF-8 HTML; equal reports give equal bytes.

    Only the page's own script and style run: their hashes stand in its content security policy.
    """
    style, script = (_own(name) for name in ("report.css", "report.js"))
    page = (
        _environment()
        .get_template("report.html")
        .stream(
            report=report,
            style=style,
            script=script,
            allowed=_policy(style, script),
            **_content(report),
        )
    )
    return "".join(page).encode("utf-8")


@cache
def _environment() -> Environment:
    """Return what renders the page: every value is escaped, what could reorder it taken out."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        checked=summary.checked, facts=summary.facts, headline=summary.headline,
        place=summary.place, quotes=_quotes, segments=_segments,
        worst_first=tuple(Verdict), levels=tuple(Level),
    )  # fmt: skip
    environment.filters["web"] = _web
    return environment


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) else printable(str(value))


def _own(name: str) -> Markup:
    return Markup((_TEMPLATES / name).read_text("utf-8"))  # a file of this package


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _web(url: str) -> str:
    """Return an address that a browser may open, "" for any other."""
    return url if url.startswith(("https://", "http://")) else ""


def _content(report: Report) -> Mapping[str, object]:
    """Return what the template shows beside the report: numbered findings, and marked passages."""
    text = PolicyText(report.policy)
    groups = list(_numbered(report))
    entries = [entry for _, those in groups for entry in those]
    return {
        "cautions": tuple(summary.warnings(report)),
        "tallies": summary.tallies(report),
        "groups": groups,
        "text": text,
        "references": _references(entries, text),
        "with_file": len(report.policy.files) > 1,
    }


def _numbered(report: Report) -> Iterator[tuple[str, list[_Entry]]]:
    number = 1
    for heading, findings in summary.groups(report):
        yield heading, [_Entry(n, finding) for n, finding in enumerate(findings, number)]
        number += len(findings)


def _quotes(result: ElementResult) -> Iterator[_Quote]:
    yield from (_Quote("", evidence, evidence.state) for evidence in result.evidence)
    yield from (_Quote("But", evidence, evidence.state) for evidence in result.against)
    if result.nearest:
        yield _Quote("Nearest", result.nearest, _NEAREST)


def _references(entries: list[_Entry], text: PolicyText) -> Mapping[int, list[_Reference]]:
    """Return, by the number of a passage, one way back for each finding, the worst first."""
    found: defaultdict[int, list[_Reference]] = defaultdict(list)
    for entry in entries:
        for place, result in enumerate(entry.finding.elements, 1):
            anchor = f"finding-{entry.number}-{place}"
            for quote in _quotes(result):
                title = f"{quote.mark}: {entry.finding.requirement.title}"
                reference = _Reference(entry.number, anchor, quote.mark, title)
                for number in text.where(quote.evidence):
                    found[number].append(reference)
    return {number: _once(those) for number, those in found.items()}


def _once(references: list[_Reference]) -> list[_Reference]:
    """Sort, the worst first, and keep the first of each finding."""
    by_number: dict[int, _Reference] = {}
    for reference in sorted(references, key=_rank):
        by_number.setdefault(reference.number, reference)
    return list(by_number.values())


def _rank(reference: _Reference) -> tuple[int, int]:
    """Rank what a person should see first: a contradiction, what falls short, what is said."""
    return _MARKS.index(reference.mark), reference.number


_MARKS = (State.CONTRADICTED, State.WEAK, State.REFERENCED, State.PRESENT, _NEAREST, State.ABSENT)


def _segments(counts: Mapping[Verdict, int]) -> Iterator[_Segment]:
    """Yield the pieces of a bar from met to conflict; they fill it."""
    total, start = sum(counts.values()), 0.0
    for verdict in reversed(Verdict):
        width = 100 * counts[verdict] / total
        yield _Segment(verdict, round(start, 2), round(width, 2))
        start += width
