"""All agencies as one web page that needs no network: counts, a heat map, failures."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from policygap.model import Level
from policygap.reports.summary import caveats, idle, named, plural, recognized, standards, unread
from policygap.reports.web_page import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygap.batch.outcomes import Outcome
    from policygap.batch.overview.survey import Agency, Asked, Survey
    from policygap.model import Rubric, SourceFile

_TEMPLATES = Path(__file__).with_name("templates")
_PAGE = ".html"
_UNASKED = "unasked"  # the class of a cell of a requirement that the agency was not checked for


@dataclass(frozen=True, slots=True)
class _Link:
    """A report of an agency: what it is, and its address from the page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class _Row:
    """An agency in the heat map; `cells` pairs the class and the words of each verdict."""

    outcome: Outcome
    page: str  # address of its report as a web page, "" if there is none
    links: tuple[_Link, ...]
    cautions: tuple[str, ...]
    gaps: tuple[int, ...]  # in the order of the levels
    doubts: int
    cells: tuple[tuple[str, str], ...]


def render(survey: Survey) -> bytes:
    """Return the page as UTF-8 HTML; equal outcomes give equal bytes."""
    return page(_TEMPLATES, "index", _content(survey))


def _content(survey: Survey) -> Mapping[str, object]:
    rows = [_row(survey, agency) for agency in survey.agencies]
    return {
        "survey": survey,
        "headline": tuple(_headline(survey)),
        "about": (*standards(survey.rubrics, survey.as_of), *caveats(survey.asked)),
        "idle": tuple(idle(survey.rubrics, {a.rubric.id for a in survey.asked}, survey.as_of)),
        "coverage": tuple(survey.tallies()),
        "standings": tuple(survey.standings()),
        "groups": tuple(_groups(survey)),
        "rows": rows,
        "tags": sorted({tag for row in rows for tag in row.outcome.tags}),
        "with_links": any(row.links for row in rows),
        "plural": plural,
        "unasked": _UNASKED,
    }


def _headline(survey: Survey) -> Iterator[tuple[str, int, str]]:
    """Yield the counts at the top of the page: class, number and what it counts."""
    gaps = survey.with_gaps(Level.REQUIRED)
    yield "", len(survey.agencies), "checked"
    yield "missing", gaps, "with gaps in what the law requires"
    yield "partial", survey.with_gaps() - gaps, "with gaps only in what is recommended"
    yield "met", len(survey.agencies) - survey.with_gaps(), "without gaps"
    yield "conflict", len(survey.failed), "could not be checked"


def _groups(survey: Survey) -> Iterator[tuple[Rubric, tuple[Asked, ...]]]:
    """Yield the columns of each rubric that has any."""
    for rubric in survey.rubrics:
        if those := tuple(asked for asked in survey.asked if asked.rubric is rubric):
            yield rubric, those


def _row(survey: Survey, agency: Agency) -> _Row:
    outcome = agency.outcome
    links = tuple(_link(outcome.folder, name) for name in outcome.reports)
    pages = (link.url for link in links if link.url.endswith(_PAGE))
    return _Row(
        outcome,
        next(pages, ""),
        links,
        tuple(named(outcome.files, _unsure)),
        tuple(survey.gaps(agency, level) for level in Level),
        agency.doubts,
        tuple(_cell(agency, asked) for asked in survey.asked),
    )


def _link(folder: str, name: str) -> _Link:
    """Return a link that stays below the page's own folder, whatever signs the names have."""
    return _Link(PurePath(name).suffix[1:] or name, f"./{quote(os.fsencode(f'{folder}/{name}'))}")


def _unsure(file: SourceFile) -> Iterator[str]:
    """Yield what makes all verdicts on a file less sure; the agency's own report has the rest."""
    yield from filter(None, (unread(file), recognized(file)))


def _cell(agency: Agency, asked: Asked) -> tuple[str, str]:
    verdict = agency.verdict(asked)
    level = f" {Level.RECOMMENDED}" if asked.level is Level.RECOMMENDED else ""
    return f"{verdict or _UNASKED}{level}", verdict or "not checked"
