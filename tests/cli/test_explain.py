from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import Result

from policygap.rubrics import available, load_rubrics

Run = Callable[..., Result]
RUBRICS = load_rubrics(available())
NAMES = [f"{r.id}/{q.id}" for r in RUBRICS for q in r.requirements]


def _words(text: str) -> str:
    return " ".join(text.split())


def test_explain_says_all_that_a_requirement_has(run: Run) -> None:
    for rubric in RUBRICS:
        for asked in rubric.requirements:
            result = run("explain", f"{rubric.id}/{asked.id}")
            shown = _words(result.stdout)
            assert result.exit_code == 0
            assert max(map(len, result.stdout.splitlines())) <= 110  # addresses stay whole
            for part in (asked.title, asked.explanation, asked.level, rubric.version):
                assert _words(part) in shown
            for citation in asked.citations:
                assert _words(citation.text) in shown
                assert citation.url in shown
            assert ("Not yet confirmed" in shown) is not asked.confirmed
            for element in asked.elements:
                for part in (element.says, element.suggest, element.need):
                    assert _words(part) in shown
                for example in element.examples:
                    assert _words(example.text) in shown


def test_a_short_name_explains_it_in_every_rubric_that_has_it(run: Run) -> None:
    shown = run("explain", "intercede").stdout
    wanted = [name for name in NAMES if name.endswith("/intercede")]
    assert [line.split(":")[0] for line in shown.splitlines() if line in shown][:1] == wanted[:1]
    assert all(f"{name}: " in shown for name in wanted)


@pytest.mark.parametrize("name", ["interced", "ca-sb230/interceed"])
def test_an_unknown_name_gets_close_ones(run: Run, name: str) -> None:
    result = run("explain", name)
    assert result.exit_code == 2
    assert "did you mean" in result.stderr
    assert "intercede" in result.stderr
    assert result.stdout == ""


def test_a_name_like_no_other_gets_the_way_to_find_one(run: Run) -> None:
    result = run("explain", "zzzzqqq")
    assert result.exit_code == 2
    assert "`policygap rubric list` helps" in result.stderr
