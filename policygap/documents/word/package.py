"""Open a .docx with python-docx and hand out its parts; say in plain words why one cannot."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policygap.documents import limits
from policygap.documents.word.repair import from_strict, without_dangling
from policygap.documents.word.xml import Element, child
from policygap.errors import DocumentError

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.package import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a stream's name in MS-OFFCRYPTO files
_MACROS = "/relationships/vbaProject"
_STRICT = b"purl.oclc.org/ooxml/officeDocument"
_FOREIGN = (
    (b"%PDF", "is a PDF named .docx; rename it to .pdf"),
    (b"{\\rtf", "is a rich-text file named .docx; open it in Word and save it as .docx"),
    (b"<", "is a web page or XML named .docx; open it in Word and save it as .docx"),
)
_ARCHIVE_ERRORS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError)
_CONTENT_ERRORS = (KeyError, ValueError, AttributeError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML roots of a Word file; those that it lacks are None or left out."""

    body: Element
    styles: Element | None = None
    numbering: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    margins: tuple[Element, ...] = ()  # headers and footers
    title: str = ""  # of the file's properties
    macros: bool = False  # holds programs, which are never run

    @property
    def told(self) -> tuple[Element, ...]:
        """Return the parts that hold text; a tracked change may stand in any of them."""
        notes = (each for each in (self.footnotes, self.endnotes) if each is not None)
        return (self.body, *notes, *self.margins)


def open_parts(path: Path, data: bytes) -> Parts:
    """Return the parts of a .docx (`data` its bytes); DocumentError if it is none."""
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    if not data.startswith(b"PK"):
        raise DocumentError(f"{path}: {_what_it_is(data)}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            limits.check_archive(path, archive)
        parts = _parts(_package(data))
    except (OpcError, LxmlError, *_ARCHIVE_ERRORS, *_CONTENT_ERRORS) as error:
        raise DocumentError(f"{path}: {_what_is_broken(data)}") from error
    _check_plain(path, parts)
    return parts


def _check_plain(path: Path, parts: Parts) -> None:
    """Refuse what Word never writes: entities, which hide text or reach for other files."""
    roots = (parts.styles, parts.numbering, *parts.told)
    if any(root is not None and root.getroottree().docinfo.doctype for root in roots):
        raise DocumentError(
            f"{path}: declares a document type, which no Word file does; open it in Word and save "
            "it again"
        )


def _what_it_is(data: bytes) -> str:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return "is locked with a password; open it in Word, remove the password and save it"
    if data.startswith(_OLE):
        return "is in the old .doc format; open it in Word and save it as .docx"
    if not data.strip():
        return "is empty; check that the file was copied completely"
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    known = (text for magic, text in _FOREIGN if head.startswith(magic))
    return next(known, "is not a Word file; rename it (.txt for plain text) or save it as .docx")


def _what_is_broken(data: bytes) -> str:
    if _member(data, "mimetype").startswith(b"application/vnd.oasis"):
        return "is an OpenDocument file named .docx; open it and save it as .docx"
    return "is damaged or not a Word document; open it in Word and save it again as .docx"


def _member(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(name)
    except (KeyError, ValueError, RuntimeError, *_ARCHIVE_ERRORS):
        return b""


def _package(data: bytes) -> Package:
    """Open the archive, of Strict Open XML or not; without links to missing parts, as Word does."""
    from docx.package import Package

    if _STRICT in _member(data, "_rels/.rels"):
        data = from_strict(data)
    try:
        return Package.open(io.BytesIO(data))
    except KeyError:
        return Package.open(io.BytesIO(without_dangling(data)))


def _parts(package: Package) -> Parts:
    main = package.main_document_part
    body = child(_root(main), "body")
    if body is None:
        raise KeyError("w:body")
    return Parts(
        body=body,
        styles=_related(main, "styles"),
        numbering=_related(main, "numbering"),
        footnotes=_related(main, "footnotes"),
        endnotes=_related(main, "endnotes"),
        margins=(*_all_related(main, "header"), *_all_related(main, "footer")),
        title=package.core_properties.title or "",
        macros=any(link.reltype.endswith(_MACROS) for link in main.rels.values()),
    )


def _related(main: Part, kind: str) -> Element | None:
    return next(_all_related(main, kind), None)


def _all_related(main: Part, kind: str) -> Iterator[Element]:
    for link in main.rels.values():
        if not link.is_external and link.reltype.endswith("/relationships/" + kind):
            yield _root(link.target_part)


def _root(part: Part) -> Element:
    """Return the part's XML; python-docx parses the kinds that it knows itself."""
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
