"""Decisions are added to a file of settings, and all else in it stays as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from policygap.config import load
from policygap.config.entries import added, shown
from policygap.errors import ConfigError

PRINT = "v1-0123456789abcdef"
ENTRY: dict[str, Any] = {
    "id": "ca-sb230/intercede",
    "reason": "Bargaining: until spring",
    "expires": date(2027, 6, 30),
    "fingerprint": PRINT,
}
OLD = f"{{id: ca-sb230/complaints, reason: x, permanent: true, fingerprint: {PRINT}}}"
AT_MARGIN = f"""\
- id: ca-sb230/intercede
  reason: 'Bargaining: until spring'
  expires: 2027-06-30
  fingerprint: {PRINT}
"""
LINES = f"""\
  - id: ca-sb230/intercede
    reason: 'Bargaining: until spring'
    expires: 2027-06-30
    fingerprint: {PRINT}
"""


def test_an_entry_is_shown_as_it_would_stand_in_the_file() -> None:
    assert shown("waivers", ENTRY) == f"waivers:\n{LINES}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"waivers:\n{LINES}"),
        ("# ours\nfail_on: never", f"# ours\nfail_on: never\nwaivers:\n{LINES}"),
        ("waivers:\nfail_on: never\n", f"waivers:\n{LINES}fail_on: never\n"),
        ("waivers: []  # none\nfail_on: never\n", f"waivers:  # none\n{LINES}fail_on: never\n"),
        ("waivers: []", f"waivers:\n{LINES}"),
        (
            f"waivers:\n  # first\n  - {OLD}  # old\n\n# last\nfail_on: never\n",
            f"waivers:\n  # first\n  - {OLD}  # old\n{LINES}\n# last\nfail_on: never\n",
        ),
        (f"waivers:\n  - {OLD}", f"waivers:\n  - {OLD}\n{LINES}"),
        (
            f"waivers:\n- {OLD}\nfail_on: never\n",
            f"waivers:\n- {OLD}\n{AT_MARGIN}fail_on: never\n",
        ),
        (
            f"waivers:\n  - id: a/b\n    permanent: true\n    fingerprint: {PRINT}\n"
            "    reason: |\n      One.\n\n      Two.\n\n# last\n",
            f"waivers:\n  - id: a/b\n    permanent: true\n    fingerprint: {PRINT}\n"
            f"    reason: |\n      One.\n\n      Two.\n\n{LINES}# last\n",
        ),
    ],
)
def test_all_else_stays_as_it_was(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "policygap.yaml"
    if before:
        path.write_text(before, "utf-8")
    assert added(path, "waivers", ENTRY).decode() == after
    path.write_bytes(added(path, "waivers", ENTRY))
    assert load(path).waivers[-1].id == "ca-sb230/intercede"


@pytest.mark.parametrize("before", ["{fail_on: never}", f"waivers: [{OLD}]", f"waivers: [\n{OLD}]"])
def test_a_layout_that_would_have_to_change_is_left_alone(tmp_path: Path, before: str) -> None:
    path = tmp_path / "policygap.yaml"
    path.write_text(before, "utf-8")
    with pytest.raises(ConfigError, match="nothing can be added as it is laid out"):
        added(path, "waivers", ENTRY)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
@example("\x85")
@example("a\u2028b\u2029")
def test_any_words_come_back_as_they_were(reason: str) -> None:
    entry = {**ENTRY, "reason": reason}
    assert yaml.safe_load(shown("waivers", entry)) == {"waivers": [entry]}
