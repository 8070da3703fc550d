"""`extends` and `exclude`: local additions to another rubric."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import Result

from policygap.checking import check_policy
from policygap.errors import RubricError
from policygap.model import Report, State
from policygap.rubrics import load_rubric
from policygap.rubrics.authoring import validate
from policygap.trials import run_passages

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "tests" / "data" / "town.yaml"
HEAD = {"id": "our-town", "title": "Ours", "version": "1", "authority": "Order 5"}


def requirement(name: str) -> dict[str, object]:
    """Return the town's requirement of warnings under another id."""
    warning: dict[str, object] = yaml.safe_load(TOWN.read_text("utf-8"))["requirements"][1]
    return warning | {"id": name}


def write(folder: Path, **keys: object) -> Path:
    """Write a rubric that extends the town's, or what `keys` say."""
    path = folder / "ours.yaml"
    path.write_text(yaml.safe_dump({**HEAD, "extends": str(TOWN), **keys}, sort_keys=False))
    return path


def test_what_is_kept_stands_before_what_is_added(tmp_path: Path) -> None:
    path = write(tmp_path, exclude=["holds"], requirements=[requirement("more")])
    rubric = load_rubric(str(path))
    assert (rubric.pinned, rubric.extends) == ("our-town@1", str(TOWN))
    assert [r.id for r in rubric.requirements] == ["intercede", "warning", "more"]
    keys = [r.elements[0].key for r in rubric.requirements]
    assert keys == ["town-force/intercede/duty", "town-force/warning/warns", "our-town/more/warns"]


def test_phrases_are_added_to_a_concept_of_the_other(tmp_path: Path) -> None:
    text = "An officer who sees excessive force shall call a halt to it."
    passages = [("our-town/intercede/duty", State.PRESENT, text)]
    plain = load_rubric(str(write(tmp_path)))
    more = load_rubric(str(write(tmp_path, concepts={"step-in": ["call a halt"]})))
    states = [next(run_passages([r], passages)).result.state for r in (plain, more)]
    assert states == [State.ABSENT, State.PRESENT]
    beside = next(run_passages([more, load_rubric(str(TOWN))], passages))
    assert beside.result.state is State.PRESENT


def test_an_element_can_be_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, extends="ca-sb230@1", exclude=["intercede/other-information"])
    (kept,) = [r for r in load_rubric(str(path)).requirements if r.id == "intercede"]
    assert [e.id for e in kept.elements] == ["duty", "standard"]


def test_a_requirement_without_elements_falls_away(tmp_path: Path) -> None:
    rubric = load_rubric(str(write(tmp_path, exclude=["holds/ban"])))
    assert [r.id for r in rubric.requirements] == ["intercede", "warning"]


def test_a_shipped_rubric_judges_the_same_when_it_is_extended(tmp_path: Path) -> None:
    more = {"concepts": {"warn": ["verbal warning"]}, "requirements": [requirement("more")]}
    path = write(tmp_path, extends="ca-ab392@1", **more)
    policy = ROOT / "sample_policies" / "lake-ansel-campus.txt"
    shipped, ours = (_report(policy, name) for name in ("ca-ab392", str(path)))
    assert _states(shipped) == _states(ours)[: len(_states(shipped))]
    assert {finding.rubric for finding in ours.findings} == {"our-town"}


def _report(policy: Path, rubric: str) -> Report:
    return check_policy([policy], [rubric], load_rubric("ca-ab392").changelog[0].day)


def _states(report: Report) -> list[tuple[str, State, str]]:
    return [(e.element.id, e.state, e.reason) for f in report.findings for e in f.elements]


def test_extensions_can_be_extended(tmp_path: Path) -> None:
    write(tmp_path, exclude=["holds"])
    further = tmp_path / "further.yaml"
    further.write_text(yaml.safe_dump({**HEAD, "extends": "ours.yaml@1", "exclude": ["warning"]}))
    assert [r.id for r in load_rubric(str(further)).requirements] == ["intercede"]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"exclude": ["interced"]}, f"exclude.0: 'interced' is not in {TOWN}; did you mean 'inter"),
        ({"exclude": ["zzz/q"]}, f"exclude.0: 'zzz/q' is not in {TOWN}"),
        ({"exclude": ["A b"]}, "exclude.0: String should match pattern"),
        (
            {"requirements": [requirement("holds")]},
            f"requirements.0.id: 'holds' is in {TOWN} already; exclude that, or rename this",
        ),
        (
            {"exclude": ["intercede", "warning", "holds"]},
            f"exclude: nothing of {TOWN} is left, and nothing is added",
        ),
        ({"extends": "ca-sb230@9"}, "extends: ca-sb230@9: there is no version '9'; name one of"),
        ({"extends": "nevada"}, "extends: nevada: no such rubric; name a YAML file or one of"),
        ({"extends": "ours.yaml"}, "in a circle (ours.yaml > ours.yaml)"),
        ({"concepts": {"step-in": ["(x)"]}}, "concepts.step-in.0: '(x)' in the phrase"),
        (
            {"extends": "", "exclude": ["holds"], "requirements": [requirement("more")]},
            "exclude: it says nothing without `extends`",
        ),
        ({"extends": ""}, "requirements: at least one requirement is needed, or `extends`"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, keys: dict[str, object], message: str) -> None:
    path = write(tmp_path, **keys)
    error = validate(path)[0]
    assert error.startswith(f"{path}:")
    assert message in error


def test_a_circle_over_two_files_is_named(tmp_path: Path) -> None:
    write(tmp_path, extends="theirs.yaml")
    theirs = tmp_path / "theirs.yaml"
    theirs.write_text(yaml.safe_dump({**HEAD, "extends": "ours.yaml"}))
    with pytest.raises(RubricError, match=r"\(theirs.yaml > ours.yaml > theirs.yaml\)"):
        load_rubric(str(theirs))


def test_a_circle_of_concepts_over_two_files_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, concepts={"hold": ["{too-much}"], "too-much": ["{hold}"]})
    assert "name each other in a circle" in validate(path)[0]


def test_a_mistake_in_the_other_is_told(tmp_path: Path) -> None:
    write(tmp_path, exclude=["nothing"])
    further = tmp_path / "further.yaml"
    further.write_text(yaml.safe_dump({**HEAD, "extends": "ours.yaml"}))
    (error,) = validate(further)
    assert error.startswith(f"{further}:")
    assert "ours.yaml:" in error
    assert "'nothing' is not in" in error


def test_the_schema_takes_an_extension(tmp_path: Path, run: Callable[..., Result]) -> None:
    schema = json.loads(run("rubric", "schema").stdout)
    jsonschema.validate({**HEAD, "extends": "ca-sb230@1", "exclude": ["a/b"]}, schema)
    for odd in ({}, {"requirements": []}, {"exclude": ["a"]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**HEAD, **odd}, schema)


def test_show_tells_what_is_extended(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = write(tmp_path, extends="ca-sb230@1")
    assert "\n  version 1, extends ca-sb230@1\n" in run("rubric", "show", path).stdout
