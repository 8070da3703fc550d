"""Finding and checking files, and reading a policy from them."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from string import ascii_lowercase

import docx
import pytest
from reportlab.pdfgen import canvas

from policygap.documents import READERS, file_types, files, read_policy
from policygap.documents.scratch import Scratch
from policygap.errors import DocumentError

RULE = "Officers shall report every use of force.\n"
SHIFTED = str.maketrans(ascii_lowercase, ascii_lowercase[7:] + ascii_lowercase[:7])
FRAMES = {".html": "<html><body><p>{}</p></body></html>", ".rtf": "{\\rtf1 {}}"}


def write(path: Path, content: str | bytes = RULE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def packed(path: Path, part: str, content: str = "<xml/>") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, content)
    return path


def found(path: Path) -> tuple[Path, ...]:
    with Scratch() as scratch:
        return tuple(file.path for file in files.find([path], scratch).files)


def refusal(path: Path) -> str:
    """Return why the file is refused, without its path."""
    with pytest.raises(DocumentError) as caught:
        found(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def test_every_suffix_has_a_reader() -> None:
    assert tuple(READERS) == file_types.SUFFIXES
    assert all(importlib.util.find_spec(module) for module in READERS.values())


def test_a_policy_of_one_file(tmp_path: Path) -> None:
    policy = read_policy([write(tmp_path / "force.txt")])
    assert policy.name == "force"
    assert [(p.text, p.file) for p in policy.provisions] == [(RULE.strip(), "force.txt")]


def test_paragraphs_are_numbered_over_all_files(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, f"{RULE}\n{RULE}") for name in ("b.md", "a.markdown")]
    policy = read_policy(paths, name="Manual")
    assert policy.name == "Manual"
    assert [(p.file, p.paragraph) for p in policy.provisions] == [
        ("b.md", 1), ("b.md", 2), ("a.markdown", 3), ("a.markdown", 4),
    ]  # fmt: skip


def test_a_folder_is_read_at_any_depth_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "manual"
    for name in ("b.txt", "a/z.MD", "a/c.txt", ".hidden.txt", ".git/x.txt", "~$b.docx"):
        write(folder / name)
    policy = read_policy([folder])
    assert policy.name == "manual"
    assert [source.name for source in policy.files] == ["c.txt", "z.MD", "b.txt"]
    assert not any("Not read" in note for source in policy.files for note in source.notes)


def test_what_a_folder_holds_besides_is_noted(tmp_path: Path) -> None:
    for name in ("a.txt", "1.doc", "2.png", "3.xlsx", "4.csv"):
        write(tmp_path / name)
    notes = read_policy([tmp_path]).files[0].notes
    assert notes[-1] == "Not read, because of their type: 1.doc, 2.png, 3.xlsx and 1 more."


def test_a_file_counts_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    policy = read_policy([path, tmp_path, tmp_path / "." / "a.txt", link])
    assert len(policy.files) == len(policy.provisions) == 1


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("east/force.txt", "west/force.txt", "west/dogs.txt"):
        write(tmp_path / name)
    policy = read_policy([tmp_path])
    names = [source.name for source in policy.files]
    assert names == ["east/force.txt", "dogs.txt", "west/force.txt"]
    assert [p.file for p in policy.provisions] == names


def test_several_files_name_the_policy(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.txt", f"Members shall do {n} things.\n") for n in range(5)]
    assert read_policy(paths[:2]).name == "0, 1"
    assert read_policy(paths).name == "0, 1, 2 and 2 more"


def test_no_path_at_all() -> None:
    with pytest.raises(DocumentError, match="no policy was named"):
        read_policy([])


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.pdf") == "there is no such file; check the path"


def test_an_empty_file(tmp_path: Path) -> None:
    assert "0 bytes" in refusal(write(tmp_path / "a.txt", b""))


@pytest.mark.parametrize("names", [[], ["a.doc"], [".a.txt"]])
def test_a_folder_with_nothing_to_read(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        write(tmp_path / name)
    assert "holds no file that can be read" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.doc", "save it as .docx"),
        ("a.DOC", "save it as .docx"),
        ("a.pages", "export it as .docx or PDF, or add --convert where LibreOffice is installed"),
        ("a.png", "is an image of a scan"),
        ("a.jpeg", "run text recognition (OCR)"),
        ("a.xlsx", "files of type .xlsx cannot be read; PDF, Word (.docx, "),
        ("a", "files without a suffix cannot be read"),
    ],
)
def test_an_unsupported_type(tmp_path: Path, name: str, reason: str) -> None:
    assert reason in refusal(write(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", b"%PDF-1.7\n", "is called .docx but is a PDF file inside; rename it to .pdf"),
        ("a.txt", b"%PDF-1.7\n", "rename it to .pdf"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word or password-protected"),
        ("a.docx", b"{\\rtf1 text}", "is a Rich Text file inside; rename it to .rtf"),
        ("a.html", b"{\\rtf1 text}", "is a Rich Text file inside"),
        ("a.odt", b"just text", "is text inside"),
        ("a.zip", b"just text", "is text inside"),
        ("a.docx", b"just text", "is text inside"),
        ("a.pdf", b"just text", "is text inside"),
        ("a.pdf", b"<!DOCTYPE HTML><p>", "is a web page inside; rename it to .html"),
        ("a.pdf", b"\x89PNG\r\n", "is a PNG image file"),
        ("a.txt", b"\x00\x01\x02", "is binary data"),
        ("a.pdf", b"PK\x03\x04broken", "is a damaged zip-based file"),
    ],
)
def test_a_wrong_type_behind_a_right_suffix(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    assert reason in refusal(write(tmp_path / name, content))


def test_zip_based_files_are_told_apart(tmp_path: Path) -> None:
    assert "rename it to .docx" in refusal(packed(tmp_path / "a.pdf", "word/document.xml"))
    assert "another kind of zip" in refusal(packed(tmp_path / "b.docx", "xl/workbook.xml"))
    open_document = "application/vnd.oasis.opendocument."
    for name, kind, reason in (
        ("c.docx", "text", "is an OpenDocument text (.odt) file inside; rename it to .odt"),
        ("c.odt", "spreadsheet", "is another kind of zip-based file"),
    ):
        path = packed(tmp_path / name, "mimetype", open_document + kind)
        assert reason in refusal(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"\n\njunk\n%PDF-1.4\n"),
        ("a.txt", "Officers".encode("utf-16")),
        ("a.docx", b"PK\x03\x04broken"),
    ],
)
def test_what_only_its_reader_can_judge(tmp_path: Path, name: str, content: bytes) -> None:
    path = write(tmp_path / name, content)
    assert found(path) == (path,)


def test_a_word_file_is_found(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", "word/document2.xml")
    assert found(path) == (path,)


def test_one_bad_file_of_several_ends_the_reading(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "a.txt"), write(tmp_path / "b.docx", b"%PDF-1.7")
    with pytest.raises(DocumentError, match=r"b\.docx"):
        read_policy([good, bad])


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_file_without_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(f"{name}: ")):
        read_policy([write(tmp_path / name, " \n\n ")])


def test_a_file_of_headings_alone(tmp_path: Path) -> None:
    title = write(tmp_path / "title.md", "# Use of Force\n")
    with pytest.raises(DocumentError, match=r"title\.md: holds no sentence"):
        read_policy([title])
    assert len(read_policy([title, write(tmp_path / "rules.md")]).files) == 2


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt", ".docx", ".rtf"])
def test_a_file_of_shifted_letters_is_refused(tmp_path: Path, suffix: str) -> None:
    shifted = RULE.translate(SHIFTED) * 5
    path = tmp_path / f"shifted{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        document.add_paragraph(shifted)
        document.save(str(path))
    else:
        write(path, FRAMES.get(suffix, "{}").replace("{}", shifted))
    with pytest.raises(DocumentError, match=rf"shifted\{suffix}: holds no English text"):
        read_policy([path])


@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_a_file_with_a_glyph_a_line_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"glyphs{suffix}"
    write(path, "\n\n".join(RULE.translate(SHIFTED).replace(" ", "").strip() * 5))
    with pytest.raises(DocumentError, match=rf"glyphs\{suffix}: holds no English text"):
        read_policy([path])


def test_a_word_file_without_words(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(DocumentError, match=r"a\.docx: "):
        read_policy([tmp_path / "a.docx"])


def test_a_pdf_without_words(tmp_path: Path) -> None:
    page = canvas.Canvas(str(tmp_path / "scan.pdf"))
    page.rect(100, 100, 200, 300, fill=1)
    page.save()
    with pytest.raises(DocumentError, match=r"scan\.pdf: "):
        read_policy([tmp_path / "scan.pdf"])


def test_files_of_one_name_in_folders_of_one_name(tmp_path: Path) -> None:
    paths = [write(tmp_path / name) for name in ("a/x/f.md", "b/x/f.md", "b/y/f.md")]
    names = [source.name for source in read_policy(paths).files]
    assert names == ["a/x/f.md", "b/x/f.md", "y/f.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "is not a file" in refusal(tmp_path / "a.txt")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails to read")
def test_links_that_lead_to_themselves(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    for path in (tmp_path / "a.txt", tmp_path):
        with pytest.raises(
            DocumentError, match=r"a\.txt: is a link that leads to itself; remove it"
        ):
            found(path)


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(DocumentError, match=r"a\.txt: cannot be opened \(File name too long\)"):
        found(Path("a" * 5000 + ".txt"))


def test_an_archive_without_members_and_a_text_without_words(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "none.zip", "w"):
        pass
    with pytest.raises(DocumentError, match=r"none\.zip: holds no file that can be read; put PDF"):
        found(tmp_path / "none.zip")
    with pytest.raises(
        DocumentError, match=r"mark\.txt: holds no text; check that it is the right"
    ):
        read_policy([write(tmp_path / "mark.txt", "\ufeff")])


def test_a_file_that_fails_to_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to("/proc/self/mem")
    assert "cannot be opened" in refusal(path)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user whom permissions bind"
)
@pytest.mark.parametrize("folder", [False, True])
def test_no_permission(tmp_path: Path, folder: bool) -> None:
    path = tmp_path / "locked" if folder else write(tmp_path / "a.txt")
    path.mkdir() if folder else None
    path.chmod(0)
    try:
        assert "Permission denied" in refusal(path)
    finally:
        path.chmod(0o700)


def test_no_document_library_is_imported_before_a_file_is_read() -> None:
    script = (
        "import sys, policygap.documents; "
        "libraries = {'pdfplumber', 'pypdfium2', 'docx', 'markdown_it', 'lxml', 'email'}; "
        "print(*libraries & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
