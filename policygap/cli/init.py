"""`policygap init`: settings, a first baseline, and what lets a pipeline check every change."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from policygap.cli.check import Failing, Rubrics, judged
from policygap.cli.exits import guarded
from policygap.cli.layout import paragraph
from policygap.cli.output import save, show
from policygap.cli.reading import Reading
from policygap.cli.settings import DEFAULT_RUBRICS, today
from policygap.options import FailOn
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STARTERS = Path(__file__).parents[1] / "starters"
_SETTINGS = Path("policygap.yaml")
_BASELINE = Path("policygap-baseline.json")
# A pipeline is a line here: its starter, and where it goes.
_PIPELINES = {
    "github": ("github.yml", Path(".github/workflows/policygap.yml")),
    "gitlab": ("gitlab.yml", Path(".gitlab-ci.yml")),
    "pre-commit": ("pre-commit.yml", Path(".pre-commit-config.yaml")),
}
_PLACE = re.compile(r"@([A-Z_]+)@")  # in a starter, to be filled
# A repository's address, and in it what GitHub calls it by.
_SLUG = re.compile(r"(?:https://[\w.-]+/|git@[\w.-]+:)?([\w.-]+/[\w.-]+?)(?:\.git)?/?")

T = TypeVar("T")
_FAIL_ON = f"Fail on gaps of level ({', '.join(FailOn)})"

PolicyFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--policy",
        metavar="POLICY",
        help="File or folder of the policy; several are taken together as one.",
        show_default=False,
    ),
]
WithBaseline = Annotated[
    bool | None,
    typer.Option(
        "--baseline/--no-baseline",
        help="Write down the gaps of today, so that only new ones fail.",
        show_default="--baseline",
    ),
]
GitHub = Annotated[bool, typer.Option("--github", help="Write a workflow for GitHub.")]
GitLab = Annotated[bool, typer.Option("--gitlab", help="Write a pipeline for GitLab.")]
PreCommit = Annotated[bool, typer.Option("--pre-commit", help="Write the settings of pre-commit.")]
Repository = Annotated[
    str,
    typer.Option(
        metavar="URL",
        help="The git repository that pipelines fetch policygap from.",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")]


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the user wants; `pipelines` are names of `_PIPELINES`."""

    policies: Sequence[Path]
    rubrics: Sequence[str]
    fail_on: FailOn
    baseline: bool
    pipelines: Sequence[str]
    repository: str = ""


@guarded
def init(
    policy: PolicyFiles = None,
    rubric: Rubrics = None,
    fail_on: Failing = None,
    baseline: WithBaseline = None,
    github: GitHub = False,
    gitlab: GitLab = False,
    pre_commit: PreCommit = False,
    repository: Repository = "",
    force: Force = False,
) -> None:
    """Write settings, a first baseline, and what checks every change; asks what no option says."""
    flags = {"github": github, "gitlab": gitlab, "pre-commit": pre_commit}
    wishes = _Wishes(
        policies=policy or [Path(_answer("Policy, a file or folder", str, ""))],
        rubrics=rubric or _answer("Rubrics", str, " ".join(DEFAULT_RUBRICS)).split(),
        fail_on=fail_on or _answer(_FAIL_ON, FailOn, FailOn.REQUIRED),
        baseline=_agreed("Let only new gaps fail?", True) if baseline is None else baseline,
        pipelines=[name for name, wanted in flags.items() if wanted] or _pipelines(),
    )
    wishes = replace(wishes, repository=repository or _repository(wishes.pipelines))
    _possible(wishes, force=force)
    files = _files(wishes)
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        save(content, path)
    show("".join(f"{line}\n" for line in paragraph(_next(wishes))))


def _answer(question: str, kind: Callable[[Any], T], default: T) -> T:
    """Return what the user answers in a terminal; elsewhere nobody is asked."""
    if not sys.stdin.isatty():
        return default
    offered = None if default == "" else default
    answer: T = typer.prompt(question, default=offered, type=kind, err=True)
    return answer


def _agreed(question: str, default: bool) -> bool:
    """Return whether the user agrees; where nobody is asked, the default."""
    return typer.confirm(question, default=default, err=True) if sys.stdin.isatty() else default


def _pipelines() -> list[str]:
    return [name for name in _PIPELINES if _agreed(f"Write a pipeline for {name}?", False)]


def _repository(pipelines: Sequence[str]) -> str:
    return _answer("Repository of policygap", str, "") if pipelines else ""


def _possible(wishes: _Wishes, *, force: bool) -> None:
    """Raise BadParameter for what cannot be written, before anything is."""
    here = Path.cwd()
    for path in wishes.policies:
        if not path.name or not path.exists() or not path.resolve().is_relative_to(here):
            where = "name a file or folder in this one (--policy)"
            raise typer.BadParameter(f"there is no policy '{printable(str(path))}'; {where}")
    if wishes.pipelines and not _SLUG.fullmatch(wishes.repository):
        raise typer.BadParameter("pipelines fetch policygap: name its repository (--repository)")
    there = [str(path) for path in _targets(wishes) if path.exists()]
    if there and not force:
        raise typer.BadParameter(f"there already: {', '.join(there)}; --force overwrites")


def _targets(wishes: _Wishes) -> list[Path]:
    pipelines = [_PIPELINES[name][1] for name in wishes.pipelines]
    return [_SETTINGS, *([_BASELINE] if wishes.baseline else []), *pipelines]


def _files(wishes: _Wishes) -> Mapping[Path, bytes]:
    """Return what to write; raise PolicyGapError for a policy or rubric that cannot be used."""
    from policygap.baseline import baseline_of, written

    report = judged(wishes.policies, Reading(), wishes.rubrics, today())
    held = _held(wishes)
    contents = [_filled("settings.yml", held)]
    if wishes.baseline:
        contents[0] += f"baseline: {_BASELINE}\n".encode()
        contents.append(written(baseline_of(report)))
    contents += [_filled(_PIPELINES[name][0], held) for name in wishes.pipelines]
    return dict(zip(_targets(wishes), contents, strict=True))


def _held(wishes: _Wishes) -> Mapping[str, str]:
    """Return what fills the places of the starters; JSON is YAML, whatever a name holds."""
    from importlib.metadata import version

    paths = [path.resolve().relative_to(Path.cwd()).as_posix() for path in wishes.policies]
    slug = _SLUG.fullmatch(wishes.repository)
    return {
        "RUBRICS": json.dumps(wishes.rubrics, ensure_ascii=False),
        "FAIL_ON": wishes.fail_on.value,
        "PATHS": json.dumps(paths, ensure_ascii=False),
        "FILES": json.dumps(f"^({'|'.join(map(re.escape, paths))})(/|$)"),
        "REPOSITORY": json.dumps(wishes.repository),
        "SLUG": slug[1] if slug else "",
        "REVISION": f"v{version('policygap')}",
    }


def _filled(starter: str, held: Mapping[str, str]) -> bytes:
    text = (_STARTERS / starter).read_text("utf-8")
    return _PLACE.sub(lambda place: held[place[1]], text).encode()


def _next(wishes: _Wishes) -> str:
    known = "What falls short today is known; only new gaps fail. " if wishes.baseline else ""
    return f"{known}Next: `policygap check` shows what is left; commit what was written."
