"""A baseline: the gaps that are known, in a file, so that a run fails only on new ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policygap.errors import ConfigError
from policygap.fingerprints import Fingerprints, falling_short
from policygap.model import ElementResult, Report, Settled, SettledAs, State
from policygap.waivers import with_settled

FORMAT = "policygap baseline 1"
_LARGEST = 16 * 2**20  # bytes; a baseline of all shipped rubrics has some 20 thousand
_BETTER_FIRST = (
    State.PRESENT, State.WEAK, State.REFERENCED, State.ABSENT, State.CONTRADICTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """An element as it stood when the baseline was written."""

    state: State
    fingerprint: str


Baseline = Mapping[str, Known]  # by "rubric/requirement/element"


def baseline_of(report: Report) -> Baseline:
    """Return every element that falls short and is not settled by a person."""
    prints = Fingerprints(report.policy)
    return {
        name: Known(result.state, prints.of(result))
        for name, result in falling_short(report).items()
        if result.settled is None
    }


def written(baseline: Baseline) -> bytes:
    """Return a baseline as JSON, sorted, a line for each element."""
    rows = (
        json.dumps({"element": name, "state": known.state, "fingerprint": known.fingerprint})
        for name, known in sorted(baseline.items())
    )
    lines = ",\n".join(f"    {row}" for row in rows)
    gaps = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "format": {json.dumps(FORMAT)},\n  "gaps": {gaps}\n}}\n'.encode()


def read_baseline(path: Path) -> Baseline:
    """Return the baseline in a file; raise ConfigError where it is none."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigError(f"{path}: is too large for a baseline; check the file")
        told = json.loads(path.read_text("utf-8"))
        if told["format"] != FORMAT:
            raise ConfigError(f"{path}: is of another version; write it anew")
        return {
            str(each["element"]): Known(State(each["state"]), str(each["fingerprint"]))
            for each in told["gaps"]
        }
    except OSError as error:
        what = f"cannot be read ({error.strerror}); `policygap baseline write` makes one"
        raise ConfigError(f"{path}: {what}") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ConfigError(
            f"{path}: is no baseline; `policygap baseline write` makes one"
        ) from error


def settle_known(report: Report, baseline: Baseline) -> Report:
    """Return the report with the gaps of a baseline settled, and notices of what has changed."""
    prints = Fingerprints(report.policy)
    short = falling_short(report)
    settled = {
        name: Settled(SettledAs.KNOWN, "in the baseline")
        for name, result in short.items()
        if name in baseline
        and result.settled is None
        and not worse(result, prints.of(result), baseline[name])
    }
    return with_settled(report, settled, _changes(report, baseline, short, settled))


def worse(result: ElementResult, fingerprint: str, known: Known) -> bool:
    """Tell whether an element is in a worse state than it was, or contradicted by other words.

    Other words of the same weakness, or words where there were none, make nothing worse.
    """
    now, then = (_BETTER_FIRST.index(state) for state in (result.state, known.state))
    other = result.state is State.CONTRADICTED and fingerprint != known.fingerprint
    return now > then or other


def _changes(
    report: Report,
    baseline: Baseline,
    short: Mapping[str, ElementResult],
    settled: Mapping[str, Settled],
) -> Iterator[str]:
    judged = {f"{f.key}/{r.element.id}": r for f in report.findings for r in f.elements}
    for name, known in sorted(baseline.items()):
        if name in short and short[name].settled is None and name not in settled:
            now = short[name].state
            how = f"{known.state}, now {now}" if now is not known.state else "by other words"
            yield f"baseline: {name} got worse ({how})"
        elif name in judged and judged[name].state is State.PRESENT:
            yield f"baseline: {name} was {known.state} and is closed; write the baseline anew"
