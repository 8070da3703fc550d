"""`policygap rubric test` and `score`: try rubrics on their examples and on what was labelled."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from policygap.cli.exits import guarded
from policygap.cli.layout import columns, paragraph
from policygap.cli.output import save, show, writable
from policygap.errors import ExitCode
from policygap.model import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policygap.model import Rubric
    from policygap.trials import Trial

Name = Annotated[
    str, typer.Argument(metavar="NAME|FILE", help="A shipped rubric or a file.", show_default=False)
]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="YAML lists of passages (key, state, text), or labels of a policy.",
        show_default=False,
    ),
]
Rubrics = Annotated[
    list[str] | None,
    typer.Option(
        "--rubric",
        metavar="NAME|FILE",
        help="The rubrics that the keys name; may be repeated.",
        show_default="all that ship",
    ),
]
JsonFile = Annotated[
    Path | None,
    typer.Option(
        "--json",
        parser=lambda text: writable(Path(text)),
        metavar="FILE",
        help="Also write figures and misses as JSON.",
    ),
]


@guarded
def test_rubric(name: Name) -> None:
    """Run the examples that a rubric's elements carry."""
    from policygap.rubrics import load_rubrics
    from policygap.trials import run_examples

    trials = [trial for rubric in load_rubrics([name]) for trial in run_examples(rubric)]
    wrong = [trial for trial in trials if not trial.passed]
    _print([*_wrong(wrong), f"{len(trials)} examples, {len(wrong)} of them judged otherwise"])
    if wrong:
        raise typer.Exit(ExitCode.GAPS)


@guarded
def score_rubrics(files: Files, rubric: Rubrics = None, json_file: JsonFile = None) -> None:
    """Measure rubrics on labelled passages and policies."""
    from policygap.rubrics import available, load_rubrics

    rubrics = load_rubrics(rubric or available())
    tried = [_tried(rubrics, file) for file in files]
    trials = [trial for ran, _ in tried for trial in ran]
    unknown = sorted({key for _, keys in tried for key in keys} - {trial.key for trial in trials})
    _print([*_scores(trials), *_confusion(trials), *_by_element(trials), *_misses(trials)])
    _print(_unknown(unknown))
    if json_file:
        save(json.dumps(_data(trials, unknown), indent=2).encode() + b"\n", json_file)


def _tried(rubrics: Sequence[Rubric], file: Path) -> tuple[list[Trial], set[str]]:
    """Return the trials of a labelled file's passages or of its policy, and the keys in it."""
    from policygap.documents import read_policy
    from policygap.rubrics.labelled import read_labelled
    from policygap.trials import run_passages, run_policy

    labelled = read_labelled(file)
    if isinstance(labelled, list):
        return list(run_passages(rubrics, labelled)), {key for key, _, _ in labelled}
    policy, labels = labelled
    return list(run_policy(rubrics, read_policy([policy]), labels)), {*labels}


def _print(lines: Iterable[str]) -> None:
    show("".join(f"{line}\n" for line in lines))


def _wrong(trials: Iterable[Trial]) -> Iterator[str]:
    for trial in trials:
        found = f"{trial.result.state}, wanted {trial.wanted}"
        yield from paragraph(f"{trial.key}: {found} ({trial.result.reason})")
        yield from paragraph(trial.text, 4)
        yield ""


def _scores(trials: Sequence[Trial]) -> list[str]:
    groups = {**_grouped(trials, lambda key: key.partition("/")[0]), "all": trials}
    return _table("RUBRIC", groups)


def _by_element(trials: Sequence[Trial]) -> list[str]:
    return ["", *_table("ELEMENT", _grouped(trials, str))]


def _table(head: str, groups: Mapping[str, Sequence[Trial]]) -> list[str]:
    """Return a row of figures a group; a gap is any state but present."""
    rows = [(name, *_row(_figures(group))) for name, group in groups.items()]
    return columns([(head, "N", "STATE", "GAP P", "GAP R", "CONFLICT F1"), *rows])


def _row(figures: Mapping[str, float]) -> Iterator[str]:
    yield str(figures["n"])
    yield from (f"{figures[name]:.3f}" for name in list(figures)[1:])


def _grouped(trials: Sequence[Trial], name: Callable[[str], str]) -> dict[str, list[Trial]]:
    groups: dict[str, list[Trial]] = {}
    for trial in sorted(trials, key=lambda t: name(t.key)):
        groups.setdefault(name(trial.key), []).append(trial)
    return groups


def _figures(trials: Sequence[Trial]) -> dict[str, float]:
    """Return the share of right states, precision and recall of gaps, F1 of contradictions."""
    gaps = _counts(trials, lambda state: state is not State.PRESENT)
    precision, recall = gaps["both"] / max(1, gaps["found"]), gaps["both"] / max(1, gaps["wanted"])
    conflicts = _counts(trials, lambda state: state is State.CONTRADICTED)
    either = max(1, conflicts["found"] + conflicts["wanted"])
    return {
        "n": len(trials),
        "state": sum(trial.passed for trial in trials) / max(1, len(trials)),
        "gap_precision": precision,
        "gap_recall": recall,
        "conflict_f1": 2 * conflicts["both"] / either,
    }


def _counts(trials: Iterable[Trial], is_it: Callable[[State], bool]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for trial in trials:
        wanted, found = is_it(trial.wanted), is_it(trial.result.state)
        counts.update({"wanted": wanted, "found": found, "both": wanted and found})
    return counts


def _confusion(trials: Sequence[Trial]) -> list[str]:
    seen = _pairs(trials)
    head = ("WANTED \\ FOUND", *State)
    rows = [(wanted, *(str(seen[wanted, found]) for found in State)) for wanted in State]
    return ["", *columns([head, *rows])]


def _pairs(trials: Iterable[Trial]) -> Counter[tuple[State, State]]:
    return Counter((trial.wanted, trial.result.state) for trial in trials)


def _misses(trials: Sequence[Trial]) -> list[str]:
    return ["", *_wrong(trial for trial in trials if not trial.passed)]


def _unknown(keys: Sequence[str]) -> list[str]:
    return [f"left out, as no rubric has them: {', '.join(keys)}"] if keys else []


def _data(trials: Sequence[Trial], unknown: Sequence[str]) -> dict[str, Any]:
    seen = _pairs(trials)
    rubrics = _grouped(trials, lambda key: key.partition("/")[0])
    return {
        **_figures(trials),
        "rubrics": {name: _figures(group) for name, group in rubrics.items()},
        "elements": {key: _figures(group) for key, group in _grouped(trials, str).items()},
        "confusion": {w: {found: seen[w, found] for found in State} for w in State},
        "misses": [_miss(trial) for trial in trials if not trial.passed],
        "left_out": list(unknown),
    }


def _miss(trial: Trial) -> dict[str, str]:
    return {
        "key": trial.key,
        "wanted": trial.wanted,
        "found": trial.result.state,
        "reason": trial.result.reason,
        "text": trial.text,
    }
