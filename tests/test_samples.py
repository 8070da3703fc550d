"""The sample policies, end to end: they can be rebuilt, and their reports are the agreed ones."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from policygap.errors import ExitCode

Run = Callable[..., Result]
Golden = Callable[[str, str | bytes], None]
ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "sample_policies"
GOLDEN = ROOT / "tests" / "golden"
README = (ROOT / "README.md").read_text("utf-8")
SAMPLES = [
    "fern-hollow-pd.pdf",
    "lake-ansel-campus.txt",
    "north-meridian-transit.pdf",
    "port-calder-sheriff.docx",
    "quill-valley-pd-draft.docx",
    "quill-valley-pd.md",
    "sierra-bridge-pd.docx",
]
CHECK = ("--rubric", "california", "--rubric", "eight-cant-wait", "--as-of", "2026-01-01")


def test_every_sample_is_listed_here_and_in_its_readme() -> None:
    named = (FOLDER / "README.md").read_text("utf-8")
    assert sorted(p.name for p in FOLDER.iterdir() if p.is_file() and p.stem != "README") == SAMPLES
    assert [name for name in SAMPLES if f"`{name}`" not in named] == []


def test_the_builders_give_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FOLDER / "sources" / "build.py", tmp_path], check=True)
    built = sorted(tmp_path.iterdir())
    assert [path.name for path in built] == [n for n in SAMPLES if n.endswith((".pdf", ".docx"))]
    assert [p.name for p in built if p.read_bytes() != (FOLDER / p.name).read_bytes()] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_the_agreed_report_and_states(
    run: Run, golden: Golden, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "report.json"
    result = run("check", FOLDER / name, *CHECK, "--output", target)
    assert result.exit_code == ExitCode.GAPS
    told = json.loads(target.read_text("utf-8"))
    golden(f"samples/{Path(name).stem}.states.txt", "".join(_states(told["findings"])))
    golden(f"samples/{Path(name).stem}.txt", result.stdout)


def test_the_readme_quotes_a_report_as_it_is() -> None:
    shown = README.split("```text\n")[1].split("```")[0].splitlines()
    report = (GOLDEN / "samples/north-meridian-transit.txt").read_text("utf-8").splitlines()
    assert "north-meridian-transit.pdf" in shown[0]
    assert [line for line in shown[1:] if line != "..." and line not in report] == []


def _states(findings: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each element: its key, its state, and the first evidence in short."""
    for finding in findings:
        for element in finding["elements"]:
            key = f"{finding['rubric']}/{finding['requirement']}/{element['id']}"
            shown = "".join(map(_in_short, element["evidence"][:1]))
            yield f"{key} {element['state']}{shown}\n"


def _in_short(evidence: dict[str, Any]) -> str:
    words = " ".join(evidence["text"].split()[:12])
    page = f", p. {evidence['page']}" if evidence["page"] else ""
    return f"  {words}  [{evidence['section']}{page}]"
