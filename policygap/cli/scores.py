"""`policygap rubric test` and `score`: try rubrics on their examples and on labelled passages."""

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
    from collections.abc import Iterable, Iterator, Sequence

    from policygap.trials import Trial

Name = Annotated[
    str, typer.Argument(metavar="NAME|FILE", help="A shipped rubric or a file.", show_default=False)
]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", help="YAML lists of passages: key, state, text.", show_default=False
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
        help="Also write figures and errors as JSON.",
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
    """Measure rubrics on labelled passages."""
    from policygap.rubrics import available, load_rubrics, read_passages
    from policygap.trials import run_passages

    passages = [passage for file in files for passage in read_passages(file)]
    trials = list(run_passages(load_rubrics(rubric or available()), passages))
    unknown = sorted({key for key, _, _ in passages} - {trial.key for trial in trials})
    _print([*_scores(trials), *_confusion(trials), *_unknown(unknown)])
    if json_file:
        save(json.dumps(_figures(trials, unknown), indent=2).encode() + b"\n", json_file)


def _print(lines: Iterable[str]) -> None:
    show("".join(f"{line}\n" for line in lines))


def _wrong(trials: Iterable[Trial]) -> Iterator[str]:
    for trial in trials:
        found = f"{trial.result.state}, wanted {trial.wanted}"
        yield from paragraph(f"{trial.key}: {found} ({trial.result.reason})")
        yield from paragraph(trial.text, 4)
        yield ""


def _scores(trials: Sequence[Trial]) -> list[str]:
    rows = [
        (name, str(figures["passages"]), str(figures["right"]), f"{figures['share']:.3f}")
        for name, figures in [*_by_rubric(trials).items(), ("all", _share(trials))]
    ]
    return columns([("RUBRIC", "PASSAGES", "RIGHT", "SHARE"), *rows])


def _by_rubric(trials: Sequence[Trial]) -> dict[str, dict[str, Any]]:
    names = sorted({trial.key.partition("/")[0] for trial in trials})
    return {n: _share([t for t in trials if t.key.startswith(f"{n}/")]) for n in names}


def _share(trials: Sequence[Trial]) -> dict[str, Any]:
    right = sum(trial.passed for trial in trials)
    return {"passages": len(trials), "right": right, "share": right / max(1, len(trials))}


def _confusion(trials: Sequence[Trial]) -> list[str]:
    seen = _pairs(trials)
    head = ("WANTED \\ FOUND", *State)
    rows = [(wanted, *(str(seen[wanted, found]) for found in State)) for wanted in State]
    return ["", *columns([head, *rows])]


def _pairs(trials: Iterable[Trial]) -> Counter[tuple[State, State]]:
    return Counter((trial.wanted, trial.result.state) for trial in trials)


def _unknown(keys: Sequence[str]) -> list[str]:
    return ["", f"left out, as no rubric has them: {', '.join(keys)}"] if keys else []


def _figures(trials: Sequence[Trial], unknown: Sequence[str]) -> dict[str, Any]:
    seen = _pairs(trials)
    return {
        **_share(trials),
        "rubrics": _by_rubric(trials),
        "confusion": {w: {found: seen[w, found] for found in State} for w in State},
        "errors": [_error(trial) for trial in trials if not trial.passed],
        "left_out": list(unknown),
    }


def _error(trial: Trial) -> dict[str, str]:
    return {
        "key": trial.key,
        "wanted": trial.wanted,
        "found": trial.result.state,
        "reason": trial.result.reason,
        "text": trial.text,
    }
