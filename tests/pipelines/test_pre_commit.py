"""The hook of .pre-commit-hooks.yaml, run by pre-commit itself.

Only the hook's `language` is another: pre-commit would install policygap from a package index, and
here it is this checkout.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from policygap.documents.file_types import SUFFIXES

from .conftest import GAPS, MET, ROOT, commit, git

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
Hook = Callable[..., "subprocess.CompletedProcess[str]"]


def pre_commit(*arguments: str, path: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run pre-commit with nothing but a program's folder, and a home of its own."""
    variables = {"PATH": f"{path}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)


@pytest.fixture
def hook(repository: Path, program: Path, tmp_path: Path) -> Hook:
    """Run pre-commit on what is staged, with the hook as the manifest has it, and more settings."""

    def run(**more: Any) -> subprocess.CompletedProcess[str]:
        (entry,) = yaml.safe_load(MANIFEST.read_text("utf-8"))
        local = {**entry, "language": "system", "args": ["--rubric", "town.yaml"], **more}
        settings = tmp_path / "settings.json"
        settings.write_text(json.dumps({"repos": [{"repo": "local", "hooks": [local]}]}), "utf-8")
        git("add", "--all")
        return pre_commit("run", "--config", str(settings), path=str(program), home=tmp_path)

    return run


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    ended = pre_commit("validate-manifest", str(MANIFEST), path="", home=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, "")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_policies_of_every_type_that_is_read_are_handed_over(suffix: str) -> None:
    (entry,) = yaml.safe_load(MANIFEST.read_text("utf-8"))
    for name in (f"policies/a{suffix}", f"x/Policy/b/c{suffix.upper()}"):
        assert re.search(entry["files"], name)
    for name in (f"a{suffix}", f"src/police{suffix}", f"policies/a{suffix}.py"):
        assert not re.search(entry["files"], name)


def test_each_changed_policy_is_one_of_its_own(hook: Hook) -> None:
    Path("policies/gaps.txt").write_text(GAPS + "Be safe.\n", "utf-8")
    Path("policies/two words.txt").write_text(MET + "Be safe.\n", "utf-8")
    ended = hook()
    assert ended.returncode == 1
    assert "policies/gaps.txt\n" in ended.stdout
    assert "policies/two words.txt\n" in ended.stdout
    assert "CONFLICT" in ended.stdout


def test_a_sound_policy_passes_and_what_is_no_policy_is_left_alone(hook: Hook) -> None:
    Path("policies/two words.txt").write_text(MET + "Be safe.\n", "utf-8")
    assert hook().returncode == 0
    commit({})
    Path("README.md").write_text("Officers may use a chokehold.\n", "utf-8")
    ended = hook()
    assert ended.returncode == 0
    assert "no files to check" in ended.stdout


def test_an_unreadable_policy_is_no_gap(hook: Hook) -> None:
    Path("policies/empty.txt").touch()
    ended = hook()
    assert ended.returncode == 1
    assert "exit code: 3" in ended.stdout
    assert "policies/empty.txt: is empty" in ended.stdout


def test_a_part_of_a_policy_brings_the_rest_along(hook: Hook) -> None:
    commit(
        {
            "policygap.yaml": "rubrics: [town.yaml]\npaths: [policies]\n",
            "policies/gaps.txt": "300 WORDS\n\nForce means physical force.\n",
        }
    )
    Path("policies/gaps.txt").write_text("300 WORDS\n\nForce means any physical force.\n", "utf-8")
    assert hook(args=[]).returncode == 0
