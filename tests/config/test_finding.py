"""Which file of settings holds for a policy: the nearest one upward, within the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap.config import find

OURS = "[tool.policygap]\nfail_on = 'never'\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder in two folders of a repository."""
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    return inner


def test_the_nearest_file_upward_is_found(tree: Path, tmp_path: Path) -> None:
    policy = tree / "force.pdf"
    assert find(policy) is None
    for folder in (tmp_path, tree.parent, tree):
        (folder / "policygap.yaml").touch()
        assert find(policy) == find(tree) == folder / "policygap.yaml"


def test_the_search_ends_with_the_repository(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "policygap.yaml").touch()
    assert find(tree) == tmp_path / "policygap.yaml"
    (tree.parent / ".git").write_text("gitdir: elsewhere", "utf-8")  # as in a worktree
    assert find(tree) is None


def test_pyproject_counts_only_if_it_speaks_of_policygap(tree: Path) -> None:
    (tree.parent / "policygap.yml").touch()
    project = tree / "pyproject.toml"
    project.write_text("[project]\nname = 'policygap-rules'\n", "utf-8")
    assert find(tree) == tree.parent / "policygap.yml"
    project.write_text(OURS, "utf-8")
    assert find(tree) == project
    (tree / "policygap.yaml").touch()
    assert find(tree) == tree / "policygap.yaml"


def test_what_cannot_be_read_as_ours_is_passed_over(tree: Path) -> None:
    (tree / "pyproject.toml").mkdir()  # no file
    (tree.parent / "pyproject.toml").write_bytes(b"\xff\xfe tool.policygap")
    assert find(tree) == tree.parent / "pyproject.toml"


@pytest.mark.skipif(not Path("/proc/self/mem").is_file(), reason="no such file here")
def test_a_file_that_gives_no_bytes_is_somebody_elses(tree: Path) -> None:
    (tree / "pyproject.toml").symlink_to("/proc/self/mem")  # reading its first byte fails
    assert find(tree) is None


def test_the_path_is_as_a_person_here_would_name_it(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree.parent / "policygap.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert find(Path("outer/inner/force.pdf")) == Path("outer/policygap.yaml")
    monkeypatch.chdir(tree)
    assert find(Path("force.pdf")) == tree.parent / "policygap.yaml"
