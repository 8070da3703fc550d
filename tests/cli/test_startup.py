"""Start-up is lazy: what needs no policy loads no heavy library."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "distributed",
    "docx",
    "jinja2",
    "lxml",
    "markdown_it",
    "numpy",
    "pdfminer",
    "pdfplumber",
    "pikepdf",
    "psutil",
    "pydantic",
    "pypdfium2",
    "rich",
    "spacy",
    "xlsxwriter",
    "yaml",
}
_RUN = """
import json, sys
from policygap.__main__ import main
sys.argv = ["policygap", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", _RUN, *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(ended.stderr.splitlines()[-1]))


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    assert loaded(option) & HEAVY == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--help"),
        ("annotate", "--help"),
        ("diff", "--help"),
        ("watch", "--help"),
        ("batch", "--help"),
        ("draft-fixes", "--help"),
        ("waive", "--help"),
        ("baseline", "--help"),
        ("config", "--help"),
        ("rubric", "--help"),
        ("init", "--help"),
        ("completion", "bash"),
        ("explain", "--help"),
        ("check", "--format", "odd", "policy.pdf"),
    ],
    ids=" ".join,
)
def test_help_of_commands_and_usage_errors_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    # Recent versions of typer read a command's options through pydantic.
    assert loaded(*arguments) & HEAVY <= {"pydantic"}


def test_completing_loads_nothing_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_POLICYGAP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "policygap check --explain inter")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert loaded() & HEAVY <= {"pydantic"}


def test_looking_up_rubrics_loads_no_reader_and_no_model(town: Path) -> None:
    heavy = loaded("rubric", "show", str(town)) & HEAVY
    assert heavy <= {"pydantic", "yaml"}


def test_an_unusable_policy_is_told_without_the_model(tmp_path: Path, town: Path) -> None:
    missing = str(tmp_path / "missing.pdf")
    assert "spacy" not in loaded("check", missing, "--rubric", str(town))


def test_a_batch_loads_the_model_in_its_workers_only(tmp_path: Path, town: Path) -> None:
    (tmp_path / "a.txt").write_text("Officers shall intercede.")
    modules = loaded("batch", str(tmp_path), "--out", str(tmp_path / "out"), "--rubric", str(town),
                     "--workers", "1")  # fmt: skip
    assert modules & HEAVY <= {"jinja2", "numpy", "pydantic", "psutil", "xlsxwriter", "yaml"}
    assert (tmp_path / "out" / "a" / "report.json").exists()
