"""A job becomes an outcome with reports, or with the one line that says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policygap.batch.outcomes import Judged
from policygap.batch.parcels import pack
from policygap.batch.sources import Agency
from policygap.batch.work import Job, Result, Settings, program, work
from policygap.checking import check_policy
from policygap.model import State, Verdict
from policygap.options import DEFAULT, Revisions
from policygap.reports import FORMATS

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
MakeJob = Callable[..., Job]


def _no_last_words(result: Result) -> None:
    raise AssertionError(result)


def _error(job: Job) -> str:
    result = work(job, _no_last_words)
    assert (result.outcome.judged, result.outcome.reports, result.reports) == ((), (), {})
    return result.outcome.error


def test_an_agency_is_judged_and_reported(job: MakeJob, settings: Settings) -> None:
    wanted = job("gaps.md", settings=replace(settings, reports=("json", "html", "docx")))
    result = work(wanted, _no_last_words)
    assert result.outcome.error == ""
    assert result.outcome.judged == (
        Judged("town-force", "intercede", Verdict.PARTIAL, (("duty", State.WEAK),)),
        Judged("town-force", "warning", Verdict.MISSING, (("warns", State.ABSENT),)),
        Judged("town-force", "holds", Verdict.CONFLICT, (("ban", State.CONTRADICTED),)),
    )
    assert result.outcome.reports == ("report.json", "report.html", "report.docx")
    report = check_policy(wanted.agency.files, settings.rubrics, settings.as_of, settings.options)
    for name in ("json", "html", "docx"):
        assert result.reports[f"report.{name}"] == FORMATS[name].render(report)


def test_an_agency_may_have_rubrics_and_a_view_of_its_own(settings: Settings) -> None:
    own = Agency("x", (), rubrics=("ca-post",), revisions=Revisions.ORIGINAL)
    assert settings.rubrics_of(own) == ("ca-post",)
    assert settings.options_of(own) == replace(DEFAULT, revisions=Revisions.ORIGINAL)
    assert settings.rubrics_of(Agency("y", ())) == settings.rubrics
    assert settings.options_of(Agency("y", ())) == DEFAULT


@pytest.mark.parametrize("name", ["met.txt", "both"])
def test_what_was_sent_gives_the_same_bytes(job: MakeJob, settings: Settings, name: str) -> None:
    for path in (Path("policies", name), Path.cwd() / "policies" / name):
        here = job(name, agency=Agency("x", (path,), "x"))
        sent = replace(here, parcel=pack([path, TOWN], DEFAULT))
        assert work(sent, _no_last_words) == work(here, _no_last_words)


@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize("absolute", [False, True])
@pytest.mark.parametrize("file", ["missing.pdf", "bad.pdf"])
def test_what_cannot_be_read_is_told_by_the_path_that_was_given(
    job: MakeJob, policies: Path, sent: bool, absolute: bool, file: str
) -> None:
    (policies / "bad.pdf").write_bytes(b"%PDF-1.7 broken")
    path = (Path.cwd() if absolute else Path()) / policies / file
    wanted = job("met.txt", agency=Agency("x", (path,)))
    if sent:
        wanted = replace(wanted, parcel=pack([path, TOWN], DEFAULT))
    assert _error(wanted).startswith(f"{path}: ")


def test_a_bug_is_named_as_one_and_stops_nobody(job: MakeJob, settings: Settings) -> None:
    wanted = job("met.txt", "gaps.md", settings=replace(settings, reports=("nonsense",)))
    assert _error(wanted) == (
        "policies/met.txt and 1 more: a bug in policygap (KeyError: 'nonsense', work.py:"
        f"{_line_of('formats = [')}): this says nothing of the policy. Please report it; no policy "
        "text is needed"
    )


def _line_of(code: str) -> int:
    import policygap.batch.work as module

    lines = Path(module.__file__).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if code in line)


def test_a_day_before_any_requirement_is_told(job: MakeJob, settings: Settings) -> None:
    early = replace(settings, rubrics=("ca-sb230",), as_of=date(1990, 1, 1))
    assert "nothing was in force on 1990-01-01" in _error(job("met.txt", settings=early))


def test_a_folder_that_is_not_there_is_told_by_the_file(job: MakeJob) -> None:
    gone = job("met.txt", where="/nowhere/at/all")
    moved = replace(gone, agency=replace(gone.agency, files=(Path("elsewhere/met.txt"),)))
    assert _error(moved) == "elsewhere/met.txt: there is no such file; check the path"


def test_the_program_is_told_apart_by_its_code() -> None:
    from importlib.metadata import version

    number, _, code = program().partition("+")
    assert number == version("policygap")
    assert len(code) == 16
