from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygap.cli.saves import saves


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return a file in a folder of its own."""
    path = tmp_path / "policies" / "draft.md"
    path.parent.mkdir()
    path.write_text("one", "utf-8")
    return path


def noticed(changes: Iterator[None], within: float = 10) -> bool:
    """Tell whether a change is noticed; a thread waits for it, as nothing ends the wait else."""
    found = threading.Event()
    thread = threading.Thread(target=lambda: (next(changes), found.set()), daemon=True)
    thread.start()
    return found.wait(within)


def test_a_save_is_noticed(draft: Path) -> None:
    changes = saves([draft])
    draft.write_text("two words", "utf-8")
    assert noticed(changes)


def test_a_file_renamed_over_the_old_one_is_noticed_though_its_time_and_size_are_the_same(
    draft: Path,
) -> None:
    changes = saves([draft])
    fresh = draft.with_name("fresh")
    fresh.write_text("two", "utf-8")
    facts = draft.stat()
    os.utime(fresh, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    fresh.replace(draft)
    assert noticed(changes)


def test_a_file_that_goes_and_comes_back_is_noticed_each_time(draft: Path) -> None:
    changes = saves([draft])
    draft.unlink()
    assert noticed(changes)
    draft.write_text("one", "utf-8")
    assert noticed(changes)


def test_a_new_file_in_a_folder_is_noticed_but_no_lock_file_and_no_hidden_one(draft: Path) -> None:
    changes = saves([draft.parent])
    (draft.parent / "~$draft.docx").write_text("lock", "utf-8")
    (draft.parent / ".draft.md.swp").write_text("swap", "utf-8")
    assert not noticed(changes, within=1.5)
    changes = saves([draft.parent])
    (draft.parent / "annex.md").write_text("more", "utf-8")
    assert noticed(changes)


def test_a_folder_that_goes_is_noticed(draft: Path) -> None:
    changes = saves([draft.parent])
    draft.unlink()
    draft.parent.rmdir()
    assert noticed(changes)


def test_a_save_in_many_writes_is_noticed_once_it_is_over(draft: Path) -> None:
    changes = saves([draft])

    def write() -> None:
        for number in range(20):
            draft.write_text("word " * (number + 2), "utf-8")
            time.sleep(0.05)

    writer = threading.Thread(target=write)
    writer.start()
    assert noticed(changes)
    writer.join()
    assert not noticed(changes, within=1.5)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_cannot_be_looked_into_is_awaited(draft: Path) -> None:
    inner = draft.parent / "inner"
    inner.mkdir(mode=0o000)
    changes = saves([draft.parent])
    inner.chmod(0o700)
    assert noticed(changes)
