"""Rubric files: what loads, and how mistakes are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from policygap.errors import RubricError
from policygap.model import Asks, Level, Need, State
from policygap.rubrics import identity, load_rubric, load_rubrics
from policygap.rubrics.authoring import json_schema, validate
from policygap.rubrics.labelled import read_labelled

TOWN = Path(__file__).parents[1] / "data" / "town.yaml"


def written(folder: Path, **changes: object) -> Path:
    """Write the town's rubric with some keys changed."""
    data = yaml.safe_load(TOWN.read_text()) | changes
    path = folder / "changed.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    return path


def element(**changes: object) -> list[dict[str, object]]:
    """Return the town's first requirement with its element changed."""
    requirement = yaml.safe_load(TOWN.read_text())["requirements"][0]
    requirement["elements"][0] |= changes
    return [requirement]


def test_rubric_is_built_from_its_file() -> None:
    rubric = load_rubric(str(TOWN))
    duty = rubric.requirements[0].elements[0]
    assert (rubric.id, rubric.requirements[0].level) == ("town-force", Level.REQUIRED)
    assert (duty.need, duty.asks) == (Need.MUST, Asks.DUTY)
    assert duty.patterns[0].all == (("town-force/step-in",), ("town-force/too-much",))
    assert {e.state for e in duty.examples} == {State.PRESENT, State.WEAK, State.ABSENT}


def test_own_phrases_are_added_to_a_shared_concept(tmp_path: Path) -> None:
    path = written(tmp_path, concepts={**concepts(), "officer": ["beadle"]})
    phrases = load_rubric(str(path)).concepts
    assert phrases["town-force/officer"] == (*phrases["officer"], "beadle")


def test_own_concepts_are_found_inside_braces(tmp_path: Path) -> None:
    path = written(tmp_path, concepts={**concepts(), "held": ["{hold|officer} tight"]})
    assert load_rubric(str(path)).concepts["town-force/held"] == (
        "{town-force/hold|officer} tight",
    )


def test_groups_and_names_are_loaded_once() -> None:
    names = [r.id for r in load_rubrics(["california", "ca-post", "eight-cant-wait"])]
    assert names == ["ca-sb230", "ca-ab392", "ca-post", "eight-cant-wait"]


def test_unknown_rubric_names_what_there_is() -> None:
    with pytest.raises(RubricError, match=r"nevada: no such rubric; .*california, ca-ab392"):
        load_rubric("nevada")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "Town Force"}, "changed.yaml:1: id: "),
        ({"title": None}, ":2: title: Input should be a valid string"),
        ({"colour": "red"}, ": colour: this key is not known"),
        ({"requirements": []}, ": requirements: at least one requirement is needed, or `extends`"),
        ({"requirements": element(asks="wish")}, "elements.0.asks: Input should be 'duty', 'ban'"),
        (
            {"requirements": element(patterns=[{"all": ["unicorn"]}])},
            "patterns.0.all: the concept 'unicorn' does not exist",
        ),
        (
            {"requirements": element(examples={"present": ["one"]})},
            "examples: at least two examples of `present` are needed",
        ),
        ({"requirements": element() * 2}, "requirements.1.id: 'intercede' is used twice"),
        (
            {"requirements": element(patterns=[{"all": ["intercede"], "limits": True}])},
            "patterns.0.limits: it is for patterns that say `gives: weak`",
        ),
        ({"requirements": element(patterns=[{}])}, "patterns.0: it asks for nothing: `all` or"),
    ],
)
def test_mistake_is_named_with_line_and_field(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    errors = validate(written(tmp_path, **changes))
    assert message in errors[0]
    assert "changed.yaml:" in errors[0]


@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ({"hold": ["choke (hold)"]}, "concepts.hold.0: '(hold)' in the phrase"),
        ({"hold": ["{hole}"]}, "names 'hole', which does not exist"),
        ({"hold": ["{grip}"], "grip": ["{hold}"]}, "name each other in a circle"),
    ],
)
def test_bad_phrase_is_named(tmp_path: Path, phrases: dict[str, list[str]], message: str) -> None:
    errors = validate(written(tmp_path, concepts={**concepts(), **phrases}))
    assert message in errors[0]


def test_every_mistake_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, id="A B", version=3)
    assert len(validate(path)) == 2
    with pytest.raises(RubricError, match=r"and 1 more: policygap rubric validate"):
        load_rubric(str(path))


def test_broken_yaml_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("id: town\ntitle: [\n")
    assert validate(path) == [f"{path}:3: not valid YAML: did not find expected node content"]


def test_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text("id: town\ntitle: Town\nid: city\n")
    assert validate(path) == [f"{path}:3: not valid YAML: the key 'id' stands twice"]


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="cannot be read"):
        read_labelled(tmp_path / "none.yaml")


def test_passages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "passages.yaml"
    path.write_text("- {key: a/b/c, state: weak, text: Officers should.}\n")
    assert read_labelled(path) == [("a/b/c", State.WEAK, "Officers should.")]
    path.write_text("- {key: a/b/c, state: fine, text: x}\n")
    with pytest.raises(RubricError, match="not a list of passages"):
        read_labelled(path)


def test_dates_are_dates(tmp_path: Path) -> None:
    requirement = element()[0] | {"since": date(2022, 1, 1)}
    rubric = load_rubric(str(written(tmp_path, requirements=[requirement])))
    assert rubric.requirements[0].since == date(2022, 1, 1)


def test_schema_describes_the_file() -> None:
    schema = json_schema()
    assert schema["additionalProperties"] is False
    assert schema["anyOf"][0]["required"] == ["requirements"]


def concepts() -> dict[str, list[str]]:
    """Return the town's own concepts."""
    found: dict[str, list[str]] = yaml.safe_load(TOWN.read_text())["concepts"]
    return found


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_a_rubric_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.symlink_to("/proc/self/mem")
    with pytest.raises(RubricError, match=r"odd\.yaml: cannot be read \(.*\); check the file"):
        identity([str(path)])


def test_rubrics_are_told_apart_by_their_content(tmp_path: Path) -> None:
    town = written(tmp_path)
    seen = [identity([str(town)]), identity(["ca-post"]), identity(["ca-post", str(town)])]
    assert identity(["california"]) == identity(["ca-sb230", "ca-ab392", "ca-post"])
    written(tmp_path, title="Another town")
    seen.append(identity([str(town)]))
    assert len(set(seen)) == len(seen)
    assert identity([str(town), str(town)]) == seen[-1]
