from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policygap.checking import check_policy
from policygap.cli.differences import changes, text
from policygap.compare.changes import Comparison
from policygap.compare.comparing import compare
from policygap.reports.printable import printable
from tests.cli.conftest import POLICIES
from tests.compare.hostile import hostile_comparison, without_reasons
from tests.reports.hostile import EMOJI, MARKUP, TEMPLATE


@pytest.fixture
def comparison(town: Path, tmp_path: Path) -> Comparison:
    """Return the comparison of a policy that meets all with one that has gaps."""
    reports = []
    for name in ("met.txt", "gaps.txt"):
        (tmp_path / name).write_text(POLICIES[name], "utf-8")
        reports.append(check_policy([tmp_path / name], [str(town)], date(2026, 1, 31)))
    return compare(*reports)


def test_nothing_reaches_the_terminal_that_it_would_obey(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shown = text(hostile_comparison(), show_all=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    flat = " ".join(shown.split())
    assert "please check" in flat
    for words in (MARKUP, TEMPLATE, EMOJI):
        assert printable(words)[:30] in flat


def test_colour_is_added_to_the_marks_and_never_replaces_them(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = text(comparison)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = text(comparison)
    assert "\x1b[" in coloured
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.split("\n")] == plain.split("\n")
    assert "[-" in plain
    assert "{+" in plain


def test_changes_alone_leave_out_files_counts_and_caveats(comparison: Comparison) -> None:
    whole, part = text(comparison), changes(comparison)
    assert part.rstrip("\n") in whole
    assert "met.txt" not in part
    assert "Unchanged" not in part


def test_a_state_without_a_reason_has_no_line_for_it(comparison: Comparison) -> None:
    assert "is needed" in text(comparison)
    assert "is needed" not in text(without_reasons(comparison))


def test_two_comparisons_that_are_equal_look_the_same(comparison: Comparison) -> None:
    assert text(comparison) == text(replace(comparison))
