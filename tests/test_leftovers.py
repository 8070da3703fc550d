"""What is removed when a process is ended by force."""

from __future__ import annotations

from policygap import leftovers


def test_all_is_removed_the_last_first_and_an_error_stops_nothing() -> None:
    removed: list[str] = []
    with (
        leftovers.removed_by(lambda: removed.append("folder")),
        leftovers.removed_by(lambda: 1 / 0),
        leftovers.removed_by(lambda: removed.append("program")),
    ):
        leftovers.remove()
    leftovers.remove()
    assert removed == ["program", "folder"]
