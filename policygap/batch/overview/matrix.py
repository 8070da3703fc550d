"""The overview as tables: agencies beside requirements and elements, counts, failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygap.model import Level, Verdict
from policygap.reports.summary import cautions, caveats, named, standards
from policygap.reports.tables import Table, cell

if TYPE_CHECKING:
    from policygap.batch.outcomes import Outcome
    from policygap.batch.overview.survey import Agency, Standing, Survey
    from policygap.reports.tables import Cells

CHECKED, FAILED = "checked", "failed"
_VERDICT, _STATE = 9, 12  # signs that the longest takes
_WHO = (("Agency", 34), ("Folder", 20), ("Tags", 14))
_BEST_FIRST = tuple(reversed(Verdict))


def verdicts(survey: Survey) -> Table:
    """Return a row for each agency, those that could not be checked last; its verdicts at the end.

    A verdict is "" where the agency was checked against other rubrics, or not at all.
    """
    facts = (
        ("Status", 10),
        *((f"Gaps, {level}", 13) for level in Level),
        ("To check", 9),
        ("Please note", 40),
    )
    columns = (*_WHO, *facts, *((_named(a.title, a.key), _VERDICT) for a in survey.asked))
    blank = ("",) * (len(Level) + 1)
    ends = ("",) * len(survey.asked)
    failed = ((*_who(each), FAILED, *blank, cell([each.error]), *ends) for each in survey.failed)
    return Table("Verdicts", columns, (*(_checked(survey, a) for a in survey.agencies), *failed))


def _checked(survey: Survey, agency: Agency) -> Cells:
    return (
        *_who(agency.outcome),
        CHECKED,
        *(survey.gaps(agency, level) for level in Level),
        agency.doubts,
        cell(named(agency.outcome.files, cautions)),
        *(agency.verdict(asked) or "" for asked in survey.asked),
    )


def states(survey: Survey) -> Table:
    """Return a row for each agency that was checked, with its elements' states from column 3 on."""
    headings = (_named(e.says, f"{a.key}/{e.id}") for a in survey.asked for e in a.elements)
    rows = (
        (*_who(agency.outcome), *(s or "" for a in survey.asked for s in agency.states(a)))
        for agency in survey.agencies
    )
    return Table("Elements", (*_WHO, *((heading, _STATE) for heading in headings)), tuple(rows))


def counts(survey: Survey) -> Table:
    """Return a row for each requirement: how many agencies meet it, and how many do not."""
    columns = (
        ("Requirement", 40),
        ("Citation", 24),
        ("Level", 14),
        *((verdict.capitalize(), 10) for verdict in _BEST_FIRST),
        ("Not checked", 13),
        ("Failed", 10),
        ("ID", 34),
    )
    rows = tuple(_counted(each, len(survey.failed)) for each in survey.standings())
    return Table("Counts", columns, rows)


def _counted(standing: Standing, failed: int) -> Cells:
    return (
        cell([standing.title]),
        cell([standing.asked.requirement.cite]),
        standing.level,
        *(standing.counts[verdict] for verdict in _BEST_FIRST),
        standing.not_checked,
        failed,
        cell([standing.asked.key]),
    )


def failures(survey: Survey) -> Table:
    """Return a row for each agency that could not be checked, with the reason."""
    rows = (
        (*_who(each), cell(file.name for file in each.files), cell([each.error]))
        for each in survey.failed
    )
    return Table("Failed", (*_WHO, ("Files", 30), ("Reason", 80)), tuple(rows))


def about(survey: Survey) -> Table:
    """Return what was checked against, by which program, and the caveats."""
    told = (*standards(survey.rubrics, survey.as_of), *caveats(survey.asked))
    rows = ((label, cell([value])) for label, value in told)
    return Table("About", (("About this overview", 28), ("", 100)), tuple(rows))


def _who(outcome: Outcome) -> Cells:
    return cell([outcome.agency]), cell([outcome.folder]), cell([", ".join(outcome.tags)])


def _named(words: str, key: str) -> str:
    return cell([f"{words} ({key})"])
