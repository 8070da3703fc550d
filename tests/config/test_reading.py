"""Files of settings: what they say, and what is said of mistakes, tricks and traps in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policygap.config import Config, load, mistakes
from policygap.errors import ConfigError
from policygap.model import Level, Settled, SettledAs
from policygap.options import FailOn, Revisions
from policygap.waivers import Waiver

PRINT = "v1-0123456789abcdef"
YAML = f"""\
rubrics: [california, rules/council.yaml]
as_of: 2026-01-31
fail_on: recommended
revisions: original
paths:
  - force.docx
baseline: gaps.json
severity:
  ca-post/communication: required
waivers:
  - id: ca-sb230/intercede/duty
    reason: Bargaining
    owner: Lt. Ortega
    expires: 2026-06-30
    fingerprint: {PRINT}
  - {{id: ca-sb230/complaints, reason: None of ours, permanent: true, fingerprint: {PRINT}}}
satisfied_by:
  - id: ca-sb230/training
    document: General Order 12
    reason: It has the training
    expires: 2027-06-30
    fingerprint: {PRINT}
  - id: ca-sb230/reporting
    passage: Write it down.
    section: "12.4"
    page: 3
    reason: Plain words
    permanent: true
    fingerprint: {PRINT}
"""
TOML = f"""\
[project]
name = "rules"

[tool.policygap]
rubrics = ["california", "rules/council.yaml"]
as_of = 2026-01-31
fail_on = "recommended"
revisions = "original"
paths = ["force.docx"]
baseline = "gaps.json"

[tool.policygap.severity]
"ca-post/communication" = "required"

[[tool.policygap.waivers]]
id = "ca-sb230/intercede/duty"
reason = "Bargaining"
owner = "Lt. Ortega"
expires = 2026-06-30
fingerprint = "{PRINT}"

[[tool.policygap.waivers]]
id = "ca-sb230/complaints"
reason = "None of ours"
permanent = true
fingerprint = "{PRINT}"

[[tool.policygap.satisfied_by]]
id = "ca-sb230/training"
document = "General Order 12"
reason = "It has the training"
expires = 2027-06-30
fingerprint = "{PRINT}"

[[tool.policygap.satisfied_by]]
id = "ca-sb230/reporting"
passage = "Write it down."
section = "12.4"
page = 3
reason = "Plain words"
permanent = true
fingerprint = "{PRINT}"

[tool.other]
fail_on = 3
"""


def waived(name: str, reason: str, owner: str, last: date | None) -> Waiver:
    return Waiver(name, Settled(SettledAs.WAIVED, reason, owner, last), PRINT)


def confirmed(name: str, reason: str, last: date | None, by: str, passage: str = "") -> Waiver:
    return Waiver(name, Settled(SettledAs.CONFIRMED, reason, "", last, by), PRINT, passage)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a rubric of its own."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "council.yaml").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("policygap.yaml", YAML, {"fail_on": 3, "waivers": 11}),
        ("pyproject.toml", TOML, {"fail_on": 7, "severity": 12}),
    ],
)
def test_both_files_say_the_same(folder: Path, name: str, text: str, lines: dict[str, int]) -> None:
    path = folder / name
    path.write_text(text, "utf-8")
    config = load(path)
    assert {key: config.lines[key] for key in lines} == lines
    assert config == Config(
        path=path,
        rubrics=("california", str(folder / "rules/council.yaml")),
        as_of=date(2026, 1, 31),
        fail_on=FailOn.RECOMMENDED,
        revisions=Revisions.ORIGINAL,
        paths=(folder / "force.docx",),
        baseline=folder / "gaps.json",
        severity={"ca-post/communication": Level.REQUIRED},
        waivers=(
            waived("ca-sb230/intercede/duty", "Bargaining", "Lt. Ortega", date(2026, 6, 30)),
            waived("ca-sb230/complaints", "None of ours", "", None),
            confirmed(
                "ca-sb230/training", "It has the training", date(2027, 6, 30), "General Order 12"
            ),
            confirmed(
                "ca-sb230/reporting",
                "Plain words",
                None,
                "“Write it down.” (12.4, page 3)",
                "Write it down.",
            ),
        ),
        lines=config.lines,
    )
    assert mistakes(path) == []


@pytest.mark.parametrize("name", ["policygap.yaml", "pyproject.toml"])
def test_an_empty_file_sets_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert load(path) == Config(path=path)


WAIVER = f"waivers:\n  - id: ca-sb230/intercede\n    reason: x\n    fingerprint: {PRINT}\n"
CONFIRMATION = WAIVER.replace("waivers", "satisfied_by") + "    permanent: true\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fail_onn: never", "1: fail_onn: this key is not known; did you mean fail_on?"),
        ("\ncolour: red", "2: colour: this key is not known; known are rubrics, as_of, fail_on"),
        ("fail_on: off", "1: fail_on: Input should be 'required', 'recommended' or 'never'"),
        ("rubrics: california", "1: rubrics: Input should be a valid list"),
        (
            "rubrics: [californa]",
            "1: rubrics.0: there is no rubric 'californa'; did you mean calif",
        ),
        ("rubrics: [x.yaml]", "1: rubrics.0: there is no file 'x.yaml' beside this one"),
        ("as_of: 20260131", "1: as_of: expected a date like 2026-12-31"),
        ("as_of: 2026-01-31 10:00:00", "1: as_of: expected a date like 2026-12-31"),
        ("as_of: soon", "1: as_of: Input should be a valid date"),
        ("severity: {intercede: required}", "1: severity.intercede: expected rubric/requirement: "),
        ("severity:\n  ca-post/x: off", "2: severity.ca-post/x: expected rubric/requirement: "),
        (WAIVER, "2: waivers.0: needs either `expires` (a date) or `permanent: true`"),
        (
            WAIVER + "    permanent: true\n    expires: 2026-12-31\n",
            "2: waivers.0: needs either `expires` (a date) or `permanent: true`",
        ),
        (WAIVER.replace("reason: x", "reasn: x"), "2: waivers.0.reason: missing; expected why"),
        (WAIVER.replace("reason: x", "reason: ''"), "3: waivers.0.reason: expected why"),
        (WAIVER.replace("v1-", "v1"), "4: waivers.0.fingerprint: expected what `policygap waive`"),
        (
            WAIVER.replace("    fingerprint", "    expires: 2026-12-31 #"),
            "2: waivers.0.fingerprint: missing; expected what `policygap waive`",
        ),
        (WAIVER.replace("ca-sb230/", ""), "2: waivers.0.id: expected rubric/requirement or rubric"),
        (CONFIRMATION, "2: satisfied_by.0: needs either `passage` (words of the policy) or `docum"),
        (
            CONFIRMATION + "    passage: '...'\n",
            "2: satisfied_by.0: needs either `passage` (words of the policy) or `document`",
        ),
        (
            CONFIRMATION + "    document: x\n" + WAIVER + "    permanent: true\n",
            "2: satisfied_by.0.id: 'ca-sb230/intercede' is waived or confirmed twice",
        ),
        ("- a", "1: file: expected a mapping (key: value)"),
        ("fail_on: never\nfail_on: required", "2: not valid YAML: the key 'fail_on' stands twice"),
        ("a: {b: [\n", "2: not valid YAML: "),
        ("--- {}\n--- {}\n", "2: not valid YAML: "),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_wanted(
    tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "policygap.yaml"
    path.write_text(text, "utf-8")
    assert any(error.startswith(f"{path}:{told}") for error in mistakes(path))
    with pytest.raises(ConfigError):
        load(path)


def test_the_first_of_several_mistakes_says_where_the_rest_is(tmp_path: Path) -> None:
    path = tmp_path / "policygap.yaml"
    path.write_text("a: 1\nb: 2\n", "utf-8")
    assert len(mistakes(path)) == 2
    with pytest.raises(ConfigError) as error:
        load(path)
    assert str(error.value).endswith(f"(and 1 more: policygap config --config {path})")


def test_a_mistake_in_pyproject_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(
        TOML.replace('reason = "None of ours"', "").replace("fail_on =", "fail ="), "utf-8"
    )
    assert {error.split(": ")[0] + ": " + error.split(": ")[1] for error in mistakes(path)} == {
        f"{path}:7: fail",
        f"{path}:22: waivers.1.reason",
    }


# A file beside a policy may be a stranger's: what could stall, fill the memory, or run something.
BOMB = "a: &a [x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}]\n" for m, n in zip("abcdef", "bcdefg"))  # noqa: B905


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("policygap.yaml", BOMB.encode(), ":2: anchors (&, *) are not allowed; write it out"),
        ("policygap.yaml", b"rubrics: &a [*a]", ":1: anchors (&, *) are not allowed"),
        ("policygap.yaml", b"[" * 100_000, ":1: "),
        ("policygap.yaml", b"{a: " * 9 + b"}" * 9, ":1: is nested too deep; check the file"),
        (
            "policygap.yaml",
            b"rubrics: !!python/object/apply:os.system [ls]",
            ":1: not valid YAML: ",
        ),
        ("policygap.yaml", b"? [a]\n: b", ": not valid YAML: "),
        ("policygap.yaml", b"a: \x01", ": not valid YAML: "),
        ("policygap.yaml", b"as_of: 2026-13-45", ": not valid YAML: month must be in 1..12"),
        ("policygap.yaml", b"\xff\xfe\xff", ": cannot be read ("),
        ("policygap.yaml", b" " * (2**20 + 1), ": is too large for a file of settings; check the"),
        ("pyproject.toml", b"a = " + b"[" * 100_000, ": not valid TOML: "),
        ("pyproject.toml", b"[tool.policygap\n", ": not valid TOML: "),
        ("pyproject.toml", b"[tool]\npolicygap = 3\n", ":1: file: expected a mapping (key: value)"),
    ],
)
def test_a_hostile_file_is_refused_in_a_line(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (error,) = mistakes(path)
    assert error.startswith(f"{path}{told}")


def test_tool_that_is_no_table_sets_nothing(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("tool = 3\n", "utf-8")
    assert load(path) == Config(path=path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "policygap.yaml")
