"""A run hands out jobs to any executor and puts what comes back in order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from policygap.batch import children
from policygap.batch.ledger import Ledger
from policygap.batch.outcomes import Outcome
from policygap.batch.runs import Workers, local, run
from policygap.batch.sources import Agency, find
from policygap.batch.work import Settings
from policygap.errors import PolicyGapError
from policygap.options import DEFAULT


@dataclass
class Notes:
    """Notes what a run tells."""

    told: list[str] = field(default_factory=list)

    def begun(self, agency: Agency) -> None:
        """Note the agency."""
        self.told.append(f"begun {agency.name}")

    def ended(self, outcome: Outcome, size: int, *, kept: bool) -> None:
        """Note the agency and its size."""
        self.told.append(f"ended {outcome.agency} {size} {kept}")


def test_files_are_sent_the_largest_first_and_outcomes_come_in_order(
    policies: Path, settings: Settings
) -> None:
    Path("policies/large.txt").write_text("Officers shall report force.\n" * 50, "utf-8")
    Path("policies/same.md").write_bytes(Path("policies/gaps.md").read_bytes())
    small = replace(settings, options=replace(DEFAULT, max_bytes=1_000))
    agencies = find(["policies"]).agencies
    notes = Notes()
    with ThreadPoolExecutor(1) as executor:
        workers = Workers("sent", executor, lambda: 1, sends=True)
        outcomes = run(agencies, small, workers, Ledger(Path("out"), resume=False), notes)
        children.close("sent")
    assert [each.agency for each in outcomes] == ["both", "gaps", "large", "met", "same"]
    assert [each.agency for each in outcomes if each.error] == ["large"]
    assert outcomes[2].error.startswith("policies/large.txt: is larger than 1,000 bytes")
    assert outcomes[1].judged == outcomes[4].judged
    assert all(one is two for one, two in zip(outcomes[1].judged, outcomes[4].judged, strict=True))
    sizes = [int(line.split()[2]) for line in notes.told if line.startswith("ended")]
    assert sizes == sorted(sizes, reverse=True)
    assert "begun large" not in notes.told


def test_what_no_worker_can_do_ends_the_run(
    policies: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygap.batch.children.program", lambda: "0.0+0")
    with local(1) as workers, pytest.raises(PolicyGapError, match="a worker has policygap 0"):
        run(find(["policies"]).agencies, settings, workers, Ledger(Path("out"), resume=False),
            Notes())  # fmt: skip
