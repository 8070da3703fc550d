"""The five names of the package, as docs/python-api.md tells them."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import policygap

ROOT = Path(__file__).parents[1]
TOWN = ROOT / "tests" / "data" / "town.yaml"


def test_the_page_tells_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs" / "python-api.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 15


def test_there_are_five_names() -> None:
    names = ["PolicyGapError", "analyze", "load_rubric", "read_policy", "write_report"]
    assert policygap.__all__ == names
    assert set(names) <= set(dir(policygap))
    assert all(callable(getattr(policygap, name)) for name in names)
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        policygap.analyse  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import policygap, sys; print([m for m in sys.modules if m.startswith('policygap.')])"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"


def test_several_rubrics_and_today(tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    path.write_text("Officers who see excessive force shall intercede.", "utf-8")
    own = policygap.load_rubric(TOWN)
    report = policygap.analyze(policygap.read_policy(path), [own, own])
    assert report.as_of == date.today()
    assert len(report.findings) == 3


def test_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    path.write_text("Officers shall be on time.", "utf-8")
    policy, town = policygap.read_policy(str(path)), policygap.load_rubric("ca-sb230")
    with pytest.raises(policygap.PolicyGapError, match="nothing was in force on 1990-01-01"):
        policygap.analyze(policy, town, date(1990, 1, 1))
    with pytest.raises(policygap.PolicyGapError, match="california: a group of ca-sb230, ca-ab392"):
        policygap.load_rubric("california")
    with pytest.raises(policygap.PolicyGapError, match="cannot be written"):
        policygap.write_report(policygap.analyze(policy, town), tmp_path / "none" / "report.json")
    with pytest.raises(ValueError, match="'sometimes' is not a valid Ocr"):
        policygap.read_policy(path, ocr="sometimes")
    with pytest.raises(TypeError, match="at least one path"):
        policygap.read_policy()
