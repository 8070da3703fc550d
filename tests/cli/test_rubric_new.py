"""`policygap rubric new`, and the page that walks from an ordinance to a tested rubric."""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from policygap.model import Asks, Level, Need, State
from policygap.rubrics import load_rubric
from policygap.trials import run_examples

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
LARKSPUR = ROOT / "tests" / "data" / "larkspur"
PAGE = ROOT / "docs" / "writing-rubrics.md"
HEAD = "id,title,level,citation,url,element,says,need,words\n"


def listed(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "list.csv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def test_the_page_tells_the_truth(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(LARKSPUR, tmp_path / "larkspur")
    monkeypatch.chdir(tmp_path / "larkspur")
    blocks = re.findall(r"^```console\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    steps = [step for block in blocks for step in re.split(r"^\$ ", block, flags=re.M) if step]
    assert len(steps) == 9
    for step in steps:
        command, _, expected = step.partition("\n")
        result = run(*shlex.split(command)[1:])
        assert result.stdout == expected, command
        assert result.exit_code == int("check" in command), command


def test_what_is_proposed(run: Run, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    target = tmp_path / "larkspur.yaml"
    result = run("rubric", "new", target, "--list", LARKSPUR / "requirements.csv")
    assert (result.exit_code, result.stderr) == (0, f"wrote {target}\n")
    golden("cli/rubric-new.yaml", target.read_text("utf-8"))


def test_the_proposal_loads_and_its_examples_hold(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "our-county.yaml"
    run("rubric", "new", target, "--list", LARKSPUR / "requirements.csv", "--title", "Ours: #1")
    rubric = load_rubric(str(target))
    assert (rubric.id, rubric.title, rubric.authority) == ("our-county", "Ours: #1", "Ours: #1")
    assert all(trial.passed for trial in run_examples(rubric))
    stops, pursuits, drones = rubric.requirements
    assert [e.id for e in stops.elements] == ["record", "publish"]
    assert (pursuits.elements[0].asks, drones.level) == (Asks.BAN, Level.RECOMMENDED)
    assert pursuits.elements[1].need is Need.SHOULD
    assert "TODO" in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("says", "need", "asks"),
    [
        ("officers must wear a seat belt", Need.MUST, Asks.DUTY),
        ("officers should wear a seat belt", Need.SHOULD, Asks.DUTY),
        ("an officer wears a seat belt", Need.MUST, Asks.DUTY),
        ("how seat belts are inspected", Need.STATES, Asks.STATEMENT),
        ("not without a seat belt", Need.STATES, Asks.STATEMENT),
        ("officers may not drive without a seat belt unless ordered", Need.MUST, Asks.BAN),
        ("seat belts (restraints, harnesses) are worn", Need.MUST, Asks.DUTY),
        ("it", Need.STATES, Asks.STATEMENT),
    ],
)
def test_the_wording_decides(run: Run, tmp_path: Path, says: str, need: Need, asks: Asks) -> None:
    target = tmp_path / "it.yaml"
    rows = listed(tmp_path, f'"{says}",Seat belts', head="says,title\n")
    assert run("rubric", "new", target, "--list", rows).exit_code == 0
    (element,) = load_rubric(str(target)).requirements[0].elements
    assert (element.need, element.asks) == (need, asks)
    assert len([e for e in element.examples if e.state is State.PRESENT]) == 2
    assert (element.exception is not None) is ("unless" in says)


def test_words_of_ones_own_are_found(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "it.yaml"
    rows = listed(tmp_path, ",Belts,,,,,an officer wears a seat belt,,buckle up; strap .. in")
    run("rubric", "new", target, "--list", rows)
    rubric = load_rubric(str(target))
    words = rubric.concepts["it/belts-an-officer-wears-a-words"]
    assert words == ("buckle up", "strap .. in")


def test_elements_of_the_same_words_get_names_of_their_own(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "it.yaml"
    row = ",Belts,,,,,an officer wears a belt,,"
    run("rubric", "new", target, "--list", listed(tmp_path, row, row, ",,,,,,,,", row))
    (requirement,) = load_rubric(str(target)).requirements
    names = [element.id for element in requirement.elements]
    assert names == ["an-officer-wears-a", "an-officer-wears-a-2", "an-officer-wears-a-3"]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_between_cells_are_read(run: Run, tmp_path: Path, sign: str) -> None:
    rows = listed(tmp_path, f"Belts{sign}officers wear belts", head=f"\ufefftitle{sign}says\n")
    assert run("rubric", "new", tmp_path / "it.yaml", "--list", rows).exit_code == 0


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",Belts,high,,,,officers wear belts,,", "2: level: 'high' is not one of required, recom"),
        (",Belts,,,,,officers wear belts,maybe,", "2: need: 'maybe' is not one of must, should"),
        (",Belts,,,http://x,,officers wear belts,,", "2: url: 'http://x' does not begin with"),
        (",Belts,,,,,,,", "2: says: is empty; that thing in a sentence"),
        (",,,,,,officers wear belts,,", "2: title: is empty"),
        (",Belts,,,,,officers wear belts,,(x)", "2: words: '(x)' in the phrase '(x)' is not und"),
        (',Belts,"', "not valid CSV: unexpected end of data"),
        ("", ": holds no requirement; write one a row"),
    ],
)
def test_a_mistake_in_the_list_is_named(run: Run, tmp_path: Path, row: str, message: str) -> None:
    result = run("rubric", "new", tmp_path / "it.yaml", "--list", listed(tmp_path, row))
    assert result.exit_code == 3
    assert message in result.stderr
    assert not (tmp_path / "it.yaml").exists()


def test_columns_and_bytes_are_checked(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "it.yaml"
    for head, message in (("title\n", "'says' is missing"), ("title,says,x\n", "'x' is not known")):
        result = run("rubric", "new", target, "--list", listed(tmp_path, head=head))
        assert f"the column {message}" in result.stderr
    odd = tmp_path / "odd.csv"
    odd.write_bytes(b"title,says\n\xff\xfe")
    for path in (odd, tmp_path / "none.csv"):
        result = run("rubric", "new", target, "--list", path)
        assert (result.exit_code, "save it as CSV in UTF-8" in result.stderr) == (3, True)


def test_a_file_that_exists_stays(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "it.yaml"
    target.write_text("mine", "utf-8")
    rows = LARKSPUR / "requirements.csv"
    refused = run("rubric", "new", target, "--list", rows)
    assert (refused.exit_code, target.read_text("utf-8")) == (2, "mine")
    assert "--force replaces it" in refused.stderr
    assert run("rubric", "new", target, "--list", rows, "--force").exit_code == 0
    assert target.read_text("utf-8") != "mine"


def test_without_a_list_there_must_be_a_terminal(run: Run, tmp_path: Path) -> None:
    result = run("rubric", "new", tmp_path / "it.yaml")
    assert (result.exit_code, "there is no terminal to ask at" in result.stderr) == (2, True)
    odd = run("rubric", "new", tmp_path / "it.txt")
    assert (odd.exit_code, "ends in .yaml" in odd.stderr) == (2, True)


def test_at_a_terminal_it_asks(tmp_path: Path) -> None:
    answers = "Town rules\nTown Code\nBelts\nhigh\nrequired\nCode 1\nofficers wear belts\nauto\n"
    answers += "belts are checked\nshould\n\n\n"
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "policygap", "rubric", "new", str(tmp_path / "town.yaml")]
    os.write(ours, answers.encode())
    ended = subprocess.run(
        command, stdin=theirs, capture_output=True, text=True, check=True, timeout=120
    )
    os.close(ours)
    os.close(theirs)
    assert "'high' is not one of required, recommended" in ended.stderr
    rubric = load_rubric(str(tmp_path / "town.yaml"))
    assert (rubric.id, rubric.title, rubric.authority) == ("town", "Town rules", "Town Code")
    (belts,) = rubric.requirements
    assert (belts.level, belts.cite) == (Level.REQUIRED, "Code 1")
    assert [e.need for e in belts.elements] == [Need.MUST, Need.SHOULD]
