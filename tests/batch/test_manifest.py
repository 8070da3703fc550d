"""Manifests: CSV and YAML, and mistakes in them by line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygap.batch.manifest import read
from policygap.batch.sources import Agency, find
from policygap.errors import PolicyGapError
from policygap.options import Revisions

AGENCIES = [
    Agency(
        "Elk Grove PD",
        (Path("list/elk/force.docx"), Path("list/elk/pursuit.docx")),
        rubrics=("ca-sb230", "list/our.yaml"),
        revisions=Revisions.ORIGINAL,
        tags=("north", "2024"),
    ),
    Agency("Alameda", (Path("list/alameda.pdf"),)),
]
CSV = """agency,files,revisions,rubrics,tags
Elk Grove PD,elk/*.docx,original,ca-sb230; our.yaml,north; 2024; north
,,,,
Alameda,alameda.pdf,,,
"""
SEMICOLONS = """agency;files;revisions;rubrics;tags
Elk Grove PD;elk/*.docx;original;"ca-sb230; our.yaml";"north; 2024"
Alameda;alameda.pdf
"""
YAML = """
- agency: Elk Grove PD
  files: [elk/force.docx, elk/pursuit.docx]
  revisions: original
  rubrics: [ca-sb230, our.yaml]
  tags: [north, 2024]
- agency: Alameda
  files: alameda.pdf
"""


@pytest.fixture
def folder(here: Path) -> Path:
    """Return "list", with the files that the manifests name; alameda.pdf is missing."""
    (here / "list" / "elk").mkdir(parents=True)
    for name in ("elk/force.docx", "elk/pursuit.docx"):
        (here / "list" / name).write_bytes(b"x")
    town = Path(__file__).parents[1] / "data" / "town.yaml"
    (here / "list" / "our.yaml").write_bytes(town.read_bytes())
    return Path("list")


def _read(folder: Path, name: str, content: str | bytes) -> list[Agency]:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return read(folder / name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("m.csv", CSV),
        ("m.csv", "\ufeff" + CSV.replace("\n", "\r\n")),
        ("m.CSV", SEMICOLONS),
        ("m.yaml", YAML),
        ("m.yml", YAML),
    ],
    ids=["csv", "windows", "semicolons", "yaml", "yml"],
)
def test_a_manifest_lists_agencies(folder: Path, name: str, content: str) -> None:
    assert _read(folder, name, content) == AGENCIES


def test_a_manifest_is_a_source(folder: Path) -> None:
    (folder / "m.csv").write_text(CSV)
    assert [(a.name, a.folder) for a in find(["list/m.csv"]).agencies] == [
        ("Elk Grove PD", "elk-grove-pd"), ("Alameda", "alameda"),
    ]  # fmt: skip


def test_old_excels_write_the_code_page_of_windows(folder: Path) -> None:
    (agency,) = _read(folder, "m.csv", "Agency,Files\nPeña “PD”,a.pdf\n".encode("cp1252"))
    assert agency.name == "Peña “PD”"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("m.csv", "", "m.csv:1: is empty; see docs/scale.md"),
        ("m.csv", "agency,file\nA,a.pdf\n", "m.csv:1: 'file' is no column; there are agency, "),
        ("m.csv", "agency,tags\nA,north\n", "m.csv:2: files: Field required"),
        ("m.csv", 'agency,files\n"A\nB",a.pdf\nC,\n', "m.csv:4: files: "),
        ("m.csv", "agency,files\nA,a.pdf\nA,b.pdf\n", "m.csv:3: agency: 'A' is listed twice"),
        ("m.csv", "agency,files\nA,a.pdf,b.pdf\n", "m.csv:2: has more cells than the first row"),
        ("m.csv", 'agency,files\nA,"a.pdf\n', "m.csv:2: not valid CSV: unexpected end of data"),
        ("m.csv", "agency,files\nA,*.pdf\n", "m.csv:2: files: nothing matches '*.pdf'"),
        ("m.csv", "agency,files,revisions\nA,a.pdf,finel\n", "m.csv:2: revisions: "),
        ("m.csv", "agency,files,rubrics\nA,a.pdf,ca-sb23\n", "m.csv:2: rubrics: ca-sb23: no such"),
        ("m.yaml", "agency: A\n", "m.yaml:1: is not a list of agencies; see docs/scale.md"),
        ("m.yaml", "- agency: A\n  files: [\n", "m.yaml:3: not valid YAML"),
        ("m.yaml", "- agency: A\n  files: a.pdf\n- agency: B\n  fils: b\n", "m.yaml:3: files: "),
        ("m.yaml", "- agency: A\n  files: a.pdf\n  tags: {a: 1}\n", "m.yaml:3: tags: "),
        ("m.yaml", "- 7\n", "m.yaml:1: file: "),
    ],
)
def test_a_mistake_is_told_by_line_and_field(
    folder: Path, name: str, content: str, says: str
) -> None:
    with pytest.raises(PolicyGapError) as raised:
        _read(folder, name, content)
    assert str(raised.value).startswith(f"list/{says}")


def test_a_manifest_that_cannot_be_opened_is_told(folder: Path) -> None:
    with pytest.raises(PolicyGapError, match=r"none\.csv: No such file"):
        read(folder / "none.csv")
