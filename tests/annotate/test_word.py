"""A commented Word file: comments on the words, everything else as it was."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree

from policygap.annotate.word import annotated
from policygap.documents import read_documents
from policygap.model import Report
from policygap.options import DEFAULT, ReadOptions, Revisions
from tests.annotate.conftest import W
from tests.reports.hostile import hostile_report

Sample = Callable[..., tuple[Path, bytes, Report]]
SAMPLES = ("port-calder-sheriff.docx", "sierra-bridge-pd.docx")
HOLD = "Officers may use a chokehold."
_MARKS = frozenset(
    W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _body(data: bytes) -> etree._Element:
    return etree.fromstring(_members(data)["word/document.xml"])


def _without_comments(data: bytes) -> list[tuple[str, ...]]:
    """Return all that the main part holds but comments: each element, and each sign with its look.

    Where the runs are cut does not show.
    """
    flat: list[tuple[str, ...]] = []
    for each in _body(data).iter():
        in_look = any(parent.tag == W + "rPr" for parent in each.iterancestors())
        if each.tag in (*_MARKS, W + "r") or _is_look(each) or (in_look and not _of_mark(each)):
            continue
        look = etree.tostring(p, method="c14n").decode() if (p := _look(each)) is not None else ""
        if each.tag in (W + "t", W + "delText"):
            flat.extend((each.tag, look, sign) for sign in each.text or "")
        else:
            flat.append((each.tag, look, *map(str, sorted(each.attrib.items()))))
    return flat


def _is_look(each: etree._Element) -> bool:
    return each.tag == W + "rPr" and each.getparent().tag == W + "r"


def _of_mark(each: etree._Element) -> bool:
    return any(parent.tag == W + "pPr" for parent in each.iterancestors())


def _look(each: etree._Element) -> etree._Element | None:
    run = each.getparent()
    return run.find(W + "rPr") if run is not None and run.tag == W + "r" else None


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a Word file of these paragraphs, each a text or its runs."""

    def made(*paragraphs: str | Sequence[str]) -> Path:
        document = docx.Document()
        document.add_heading("300 Use of Force", 1)
        for runs in paragraphs:
            paragraph = document.add_paragraph()
            for text in [runs] if isinstance(runs, str) else runs:
                paragraph.add_run(text)
        document.save(str(tmp_path / "policy.docx"))
        return tmp_path / "policy.docx"

    return made


def _edit(path: Path, old: str, new: str, part: str = "word/document.xml") -> None:
    members = _members(path.read_bytes())
    xml = members[part].decode()
    assert old in xml
    members[part] = xml.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_get_comments_and_nothing_else(
    name: str, sample: Sample, dumped: Callable[[bytes], str], golden: Callable[[str, str], None]
) -> None:
    golden(f"annotate/{name}.txt", dumped(annotated(*sample(name), DEFAULT)))
    path, data, report = sample(name, "ca-sb230")
    marked = annotated(path, data, report, DEFAULT)
    assert annotated(path, data, report, DEFAULT) == marked
    before, after = _members(data), _members(marked)
    changed = {each for each in after if after[each] != before.get(each)}
    assert changed <= {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }  # fmt: skip
    assert before.keys() <= after.keys()
    assert _without_comments(marked) == _without_comments(data)


@pytest.mark.parametrize("view", list(Revisions))
@pytest.mark.parametrize("name", SAMPLES)
def test_the_copy_reads_like_the_policy(
    name: str, view: Revisions, sample: Sample, tmp_path: Path
) -> None:
    path, data, report = sample(name, "ca-sb230")
    options = ReadOptions(revisions=view)
    target = tmp_path / name
    target.write_bytes(annotated(path, data, report, options))
    (copy,), (original,) = (read_documents([each], options) for each in (target, path))
    assert copy.blocks == original.blocks


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_finds_the_comments(sample: Sample, tmp_path: Path) -> None:
    path, data, report = sample("sierra-bridge-pd.docx")
    target = tmp_path / "marked.docx"
    target.write_bytes(annotated(path, data, report, DEFAULT))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", tmp_path, target],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    flat = (tmp_path / "marked.fodt").read_text("utf-8")
    count = len(etree.fromstring(_members(target.read_bytes())["word/comments.xml"]))
    assert flat.count("<office:annotation ") == count


def test_a_comment_covers_its_sentence_and_no_more(
    write: Callable[..., Path], judged: Callable[..., Report], dumped: Callable[[bytes], str]
) -> None:
    path = write(["Stay calm. Officers ", "may use", " a chokehold. Then report."])
    marked = annotated(path, path.read_bytes(), judged(path), DEFAULT)
    assert f"    “{HOLD}”\nCONFLICT: " in dumped(marked)
    runs = [run.text for run in docx.Document(io.BytesIO(marked)).paragraphs[1].runs if run.text]
    assert runs == ["Stay calm. ", "Officers ", "may use", " a chokehold.", " Then report."]


def test_comments_that_are_there_stay_and_ids_are_new(
    write: Callable[..., Path], judged: Callable[..., Report]
) -> None:
    path = write(HOLD)
    document = docx.Document(str(path))
    document.add_comment(document.paragraphs[1].runs, "Is this lawful?", "A. Chief", "AC")
    document.save(str(path))
    links = "word/_rels/document.xml.rels"
    _edit(path, 'Target="comments.xml"', 'Target="/word/comments.xml"', links)
    marked = annotated(path, path.read_bytes(), judged(path), DEFAULT)
    comments = list(docx.Document(io.BytesIO(marked)).comments)
    assert (comments[0].text, comments[0].author) == ("Is this lawful?", "A. Chief")
    assert len({comment.comment_id for comment in comments}) == len(comments) > 1
    assert {comment.author for comment in comments[1:]} == {"policygap"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:r><w:t>Officers may use a chokehold.</w:t></w:r>",
         '<w:ins w:id="7" w:author="x"><w:r><w:t>Officers may use a chokehold.</w:t></w:r>'
         "</w:ins>"),
        ("<w:r><w:t>Officers may use a chokehold.</w:t></w:r>",
         '<w:hyperlink w:anchor="a"><w:r><w:t>Officers may use a chokehold.</w:t></w:r>'
         "</w:hyperlink>"),
        ("<w:t>Officers may use a chokehold.</w:t>",
         "<w:tab/><w:t>Officers may use</w:t><w:tab/><w:t>a chokehold.</w:t>"),
        ("<w:t>Officers may use a chokehold.</w:t>",
         '<w:t xml:space="preserve">Officers may use a </w:t></w:r><w:del w:id="7" '
         'w:author="x"><w:r><w:delText>knee </w:delText></w:r></w:del><w:r><w:t>chokehold.</w:t>'),
        ("<w:t>Officers may use a chokehold.</w:t>",
         '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
         'markup-compatibility/2006">'
         '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>Officers may use a '
         "chokehold.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
         "<w:txbxContent><w:p><w:r><w:t>Officers may use a chokehold.</w:t></w:r></w:p>"
         "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"),
    ],
    ids=["insertion", "link", "tabs", "deletion", "text box"],
)  # fmt: skip
def test_words_in_other_things_are_commented_at_their_paragraph(
    old: str, new: str, write: Callable[..., Path], judged: Callable[..., Report]
) -> None:
    path = write("An officer shall write a report.", HOLD)
    _edit(path, old, new)
    marked = annotated(path, path.read_bytes(), judged(path), DEFAULT)
    starts = list(_body(marked).iter(W + "commentRangeStart"))
    assert {start.getparent().tag for start in starts} == {W + "p"}
    paragraphs = _body(marked).findall(f"{W}body/{W}p")
    assert paragraphs[2].find(W + "commentRangeStart") is not None
    assert _without_comments(marked) == _without_comments(path.read_bytes())


def test_words_in_a_footnote_are_commented_at_its_sign(
    sample: Sample, dumped: Callable[[bytes], str]
) -> None:
    path, data, report = sample("port-calder-sheriff.docx", "ca-sb230")
    (note,) = (p for p in report.policy.provisions if p.kind.value == "footnote")
    finding = next(f for f in report.gaps() if any(r.nearest for r in f.elements))
    result = next(r for r in finding.elements if r.nearest)
    moved = replace(result.nearest, text=note.full_text, section=note.section.path, page=note.page)
    changed = replace(finding, elements=(replace(result, nearest=moved),))
    marked = annotated(path, data, replace(report, findings=(changed,)), DEFAULT)
    (run,) = (r.getparent() for r in _body(marked).iter(W + "footnoteReference"))
    assert run.getprevious().tag == W + "commentRangeStart"
    assert run.getnext().tag == W + "commentRangeEnd"


def test_words_that_are_not_found_are_quoted_at_the_beginning(
    write: Callable[..., Path], judged: Callable[..., Report], dumped: Callable[[bytes], str]
) -> None:
    report = judged(write(HOLD))
    path = write("Nothing of it.")
    text = dumped(annotated(path, path.read_bytes(), report, DEFAULT))
    assert f"“300 Use of Force”\nIn the text as read (300 Use of Force): “{HOLD}”\nCONFLICT" in text


def test_hostile_text_is_carried_unharmed(write: Callable[..., Path]) -> None:
    path = write("Nothing of it.")
    marked = annotated(path, path.read_bytes(), hostile_report(), DEFAULT)
    text = "\n".join(comment.text for comment in docx.Document(io.BytesIO(marked)).comments)
    assert "</script></style></title>-->" in text
    assert "👮🏽" in text
    assert not {"\u202e", "\x1b", "\x00", "\ufffe"} & set(text)


def test_comments_on_the_whole_stand_even_where_the_first_paragraph_is_empty(
    write: Callable[..., Path], judged: Callable[..., Report], dumped: Callable[[bytes], str]
) -> None:
    path = write(HOLD)
    _edit(path, "<w:body>", "<w:body><w:p/>")
    text = dumped(annotated(path, path.read_bytes(), judged(path), DEFAULT))
    assert "on:\n    “”\npolicygap: " in text


def test_strict_open_xml_is_written_in_the_usual_names(
    write: Callable[..., Path], judged: Callable[..., Report]
) -> None:
    path = write(HOLD)
    members = _members(path.read_bytes())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            strict = data.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/",
                b"http://purl.oclc.org/ooxml/officeDocument/",
            ).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            archive.writestr(name, strict)
    marked = annotated(path, path.read_bytes(), judged(path), DEFAULT)
    assert any("CONFLICT" in c.text for c in docx.Document(io.BytesIO(marked)).comments)
