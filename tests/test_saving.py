"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap.errors import PolicyGapError
from policygap.saving import save


def test_a_file_is_replaced_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    save(b"new", tmp_path / "a.txt")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"new")]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyGapError, match=r"no/a\.txt: cannot be written \(No such file or"):
        save(b"new", tmp_path / "no" / "a.txt")
