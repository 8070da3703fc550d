"""A repository of policies, and the shell that a runner of pipelines gives its steps."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
GAPS = "300 USE OF FORCE\n\nOfficers may use a chokehold.\n"
MET = (
    "300 USE OF FORCE\n\nAn officer who sees another officer use excessive force shall intercede.\n"
    "Officers should give a verbal warning before using force.\nChokeholds are prohibited.\n"
)
Shell = Callable[[str, Mapping[str, str]], "subprocess.CompletedProcess[str]"]
_WHO = ("-c", "user.name=A. Clerk", "-c", "user.email=clerk@example.gov")


def git(*arguments: str) -> str:
    """Run git in the current folder and return what it printed."""
    command = ["git", *_WHO, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(files: Mapping[str, str]) -> str:
    """Write files, commit them, and return the name of the commit."""
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", "a change")
    return git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository, the current folder, with a rubric and two policies: one has gaps."""
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet", "--initial-branch", "main")
    commit(
        {
            "town.yaml": TOWN.read_text("utf-8"),
            "README.md": "# Policies\n",
            "policies/gaps.txt": GAPS,
            "policies/two words.txt": MET,
        }
    )
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a folder with a `policygap` that runs this checkout; the installation of tests."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "policygap"
    script.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m policygap "$@"\n', "utf-8"
    )
    script.chmod(0o755)
    return folder


@pytest.fixture
def shell(program: Path) -> Shell:
    """Run a script as runners do: in bash, in the current folder, ended by its first failure."""

    def run(script: str, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        path = f"{program}{os.pathsep}{os.environ['PATH']}"
        given = {"PATH": path, "HOME": str(program), "COLUMNS": "80", **variables}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, env=given, capture_output=True, text=True, check=False)

    return run
