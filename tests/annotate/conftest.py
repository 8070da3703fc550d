"""What the tests of marks share: reports on samples, and dumps of what was written into files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from policygap.analysis import analyze
from policygap.documents import read_policy
from policygap.model import Report
from policygap.options import DEFAULT, ReadOptions
from policygap.rubrics import load_rubrics

SAMPLES = Path(__file__).parents[2] / "sample_policies"
TOWN = Path(__file__).parents[1] / "data" / "town.yaml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def _sample(name: str, rubric: str) -> Report:
    return analyze(read_policy([SAMPLES / name]), load_rubrics([rubric]), date(2026, 1, 1))


@pytest.fixture
def sample() -> Callable[..., tuple[Path, bytes, Report]]:
    """Return a sample policy, its bytes and the report on it, against the town's rubric."""

    def judge(name: str, rubric: str = str(TOWN)) -> tuple[Path, bytes, Report]:
        return SAMPLES / name, (SAMPLES / name).read_bytes(), _sample(name, rubric)

    return judge


@pytest.fixture
def judged() -> Callable[..., Report]:
    """Return the report on a file against the town's rubric."""

    def judge(path: Path, options: ReadOptions = DEFAULT) -> Report:
        policy = read_policy([path], options=options)
        return analyze(policy, load_rubrics([str(TOWN)]), date(2026, 1, 1))

    return judge


@pytest.fixture
def dumped() -> Callable[[bytes], str]:
    """Return what policygap wrote into a PDF or Word file, as text."""
    return lambda data: "\n".join(_of_pdf(data) if data[:4] == b"%PDF" else _of_word(data)) + "\n"


def _of_pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            for mark in page.get("/Annots", []):
                places = len(mark.get("/QuadPoints", ())) // 8
                yield f"=== page {number}: {mark.Subtype} {mark.get('/Subj', '')} lines {places}"
                yield str(mark.Contents).replace("\r", "\n")
        with pdf.open_outline() as outline:
            for each in outline.root:
                yield from (f"=== {each.title}", *(f"  {below.title}" for below in each.children))


def _of_word(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        comments = etree.fromstring(archive.read("word/comments.xml"))
    for comment in comments:
        yield f"=== comment by {comment.get(W + 'author')} {comment.get(W + 'date')} on:"
        yield f"    “{_commented(body, comment.get(W + 'id'))}”"
        yield from ("".join(p.itertext()) for p in comment.iter(W + "p"))
    for change in body.iter(W + "ins"):
        if change.get(W + "author") == "policygap" and change.getparent().tag == W + "p":
            yield f"=== inserted: {''.join(change.itertext())}"


def _commented(body: etree._Element, key: str) -> str:
    """Return the words between the marks of a comment."""
    words, within = [], False
    for each in body.iter(W + "t", W + "commentRangeStart", W + "commentRangeEnd"):
        if each.tag == W + "t":
            words.extend([each.text or ""] if within else [])
        elif each.get(W + "id") == key:
            within = each.tag == W + "commentRangeStart"
    return "".join(words)
