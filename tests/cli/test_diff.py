from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import jsonschema
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from typer.testing import Result

from policygap.cli.diff import Shown
from policygap.compare import SUFFIXES
from tests.compare.conftest import NEW, OLD
from tests.compare.test_json_file import SCHEMA

Run = Callable[..., Result]
Golden = Callable[[str, str | bytes], None]
SAMPLES = Path(__file__).parents[2] / "sample_policies"
AS_OF = ("--as-of", "2026-01-31")
_CHANGE = (
    '<w:{0} {1} w:id="1" w:author="A"><w:r><w:{2} xml:space="preserve">{3}</w:{2}></w:r></w:{0}>'
)


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Return an old and a new version of a policy."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    return old, new


def word_draft(path: Path) -> Path:
    """Write a Word file whose tracked changes weaken a duty and forbid a hold."""
    document = docx.Document()
    duty = document.add_paragraph("An officer who sees excessive force ")
    _change(duty, "del", "shall")
    _change(duty, "ins", "should")
    duty.add_run(" intercede.")
    _change(document.add_paragraph(), "ins", "Chokeholds are prohibited.")
    document.save(str(path))
    return path


def _change(paragraph: docx.text.paragraph.Paragraph, kind: str, words: str) -> None:
    tag = "delText" if kind == "del" else "t"
    paragraph._p.append(parse_xml(_CHANGE.format(kind, nsdecls("w"), tag, words)))


def test_two_versions_are_compared_as_agreed(
    run: Run, town: Path, versions: tuple[Path, Path], golden: Golden
) -> None:
    result = run("diff", *versions, "--rubric", town, *AS_OF)
    assert (result.exit_code, result.stderr) == (0, "")
    golden("cli/diff.txt", result.stdout)


def test_the_sample_draft_is_compared_as_agreed(run: Run, golden: Golden) -> None:
    result = run("diff", SAMPLES / "quill-valley-pd-draft.docx", "--as-of", "2026-01-01")
    assert result.stdout.startswith("Accepting these changes closes 2 gaps and opens 1.\n")
    golden("cli/diff-draft.txt", result.stdout)


def test_versions_of_other_formats_and_numbers_are_compared_as_agreed(
    run: Run, golden: Golden
) -> None:
    names = ("quill-valley-pd.md", "quill-valley-pd-draft.docx")
    result = run("diff", *(SAMPLES / name for name in names), "--as-of", "2026-01-01", "--all")
    golden("cli/diff-formats.txt", result.stdout)


def test_tracked_changes_of_one_file_are_compared(run: Run, town: Path, tmp_path: Path) -> None:
    draft = word_draft(tmp_path / "draft.docx")
    result = run("diff", draft, "--rubric", town, *AS_OF, "--fail-on-regression")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "Accepting these changes closes 1 gap and opens 1."
    assert any("[-shall-]" in line and "{+should+}" in line for line in lines)


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_one_file_without_tracked_changes_is_refused(
    run: Run, town: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"policy{suffix}"
    if suffix == ".txt":
        path.write_text(OLD, "utf-8")
    else:
        document = docx.Document()
        document.add_paragraph("Chokeholds are prohibited.")
        document.save(str(path))
    result = run("diff", path, "--rubric", town)
    assert result.exit_code == 3
    assert result.stderr == (
        f"error: {path}: holds no tracked changes that could be accepted or rejected; name the "
        "other version as well: policygap diff OLD NEW\n"
    )


def test_a_draft_that_is_all_new_is_refused(run: Run, town: Path, tmp_path: Path) -> None:
    document = docx.Document()
    _change(document.add_paragraph(), "ins", "Chokeholds are prohibited.")
    document.save(str(tmp_path / "new.docx"))
    result = run("diff", tmp_path / "new.docx", "--rubric", town)
    assert result.exit_code == 3
    assert "new.docx: holds nothing without its tracked changes" in result.stderr


@pytest.mark.parametrize(("turned", "code"), [(False, 0), (True, 1)])
def test_only_what_got_worse_fails_and_only_if_asked(
    run: Run, town: Path, policies: Path, turned: bool, code: int
) -> None:
    pair = (policies / "no-warning.txt", policies / "met.txt")
    named = pair[::-1] if turned else pair
    common = ("diff", *named, "--rubric", town, *AS_OF)
    assert run(*common).exit_code == 0
    assert run(*common, "--fail-on-regression").exit_code == code


def test_formats_print_what_files_hold(
    run: Run, town: Path, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    assert {each.value for each in Shown} == {"terminal", *SUFFIXES}
    common = ("diff", *versions, "--rubric", town, *AS_OF)
    targets = [tmp_path / f"changes{suffix}" for suffix in SUFFIXES.values()]
    result = run(*common, *(word for target in targets for word in ("--output", target)))
    assert result.stderr == "".join(f"wrote {target}\n" for target in targets)
    for name, target in zip(SUFFIXES, targets, strict=True):
        assert run(*common, "--format", name).stdout_bytes == target.read_bytes()
    jsonschema.validate(json.loads(targets[0].read_text("utf-8")), SCHEMA)


def test_folders_are_versions_too(run: Run, town: Path, policies: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text(NEW, "utf-8")
    result = run("diff", policies, other, "--rubric", town, *AS_OF)
    assert "Old: gaps.txt (" in result.stdout
    assert "New: one.txt (" in result.stdout
    assert ", met.txt" in result.stdout  # places name the file where a version has several


def test_a_long_list_is_cut_unless_all_is_asked_for(run: Run, town: Path, tmp_path: Path) -> None:
    names = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi".split()
    rules = [f"The {one} {other} unit keeps its own log." for one in names for other in names[:2]]
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Chokeholds are prohibited.\n", "utf-8")
    new.write_text("\n\n".join(["Chokeholds are prohibited.", *rules]), "utf-8")
    common = ("diff", old, new, "--rubric", town, *AS_OF)
    short, full = run(*common).stdout, run(*common, "--all").stdout
    assert short.count("unit keeps") == 20
    assert "... and 8 more; --all shows them" in short
    assert full.count("unit keeps") == 28


def test_what_a_reader_must_know_of_the_files_comes_before_the_changes(run: Run) -> None:
    draft = SAMPLES / "port-calder-sheriff.docx"
    shown = run("diff", draft, "--as-of", "2026-01-01").stdout
    assert shown.index("Original: 3 tracked insertions") < shown.index("Got worse")


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        ((), 2, "Missing argument 'OLD|DRAFT'"),
        (("x.txt", "y.txt", "--output", "r.docx"), 2, "must name a format (.json, .html, .md)"),
        (("x.txt", "y.txt", "--format", "yaml"), 2, "'yaml' is not one of"),
        (("-",), 2, "standard input can be read once only"),
        (("-", "-"), 2, "standard input can be read once only"),
        (("x.docx", "--revisions", "original"), 2, "both sides of a draft are read"),
        (("x.txt", "y.txt"), 3, "x.txt: there is no such file"),
    ],
)
def test_what_cannot_be_compared_is_told(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("diff", *options)
    assert result.exit_code == code
    assert told in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize("page", ["README.md", "docs/versions.md"])
def test_pages_quote_the_comparison_as_it_is(page: str) -> None:
    root = SAMPLES.parent
    text = (root / page).read_text("utf-8").split("```text\n$ policygap diff ")[1].split("```")[0]
    told = (root / "tests/golden/cli/diff-draft.txt").read_text("utf-8").splitlines()
    shown = text.splitlines()
    assert "quill-valley-pd-draft.docx" in shown[0]
    assert [line for line in shown[1:] if line != "..." and line not in told] == []
