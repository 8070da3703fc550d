"""Open an OpenDocument text (.odt) and hand out its XML; say in plain words why one cannot."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from policygap.documents import limits
from policygap.documents.file_types import ZIP_ERRORS
from policygap.errors import DocumentError

Element: TypeAlias = Any  # an lxml element; lxml ships no types

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, DRAW, META, MANIFEST = (
    _URN % name for name in ("office", "text", "table", "style", "drawing", "meta", "manifest")
)
FO = _URN % "xsl-fo-compatible"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML of an OpenDocument text; `styles` is None where the file has none of its own."""

    content: Element
    body: Element  # office:text
    styles: Element | None
    title: str


def open_parts(path: Path, data: bytes) -> Parts:
    """Return the parts of an .odt (`data` its bytes); DocumentError if it is none or is locked."""
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            limits.check_archive(path, archive)
            manifest = _root(archive, "META-INF/manifest.xml")
            if manifest is not None and manifest.find(f".//{MANIFEST}encryption-data") is not None:
                raise DocumentError(
                    f"{path}: is locked with a password; open it, remove the password and save it"
                )
            content = _root(archive, "content.xml")
            body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
            if body is None:
                raise KeyError("office:text")
            styles, meta = _root(archive, "styles.xml"), _root(archive, "meta.xml")
    except (LxmlError, *ZIP_ERRORS) as error:
        raise DocumentError(
            f"{path}: is damaged or no text document; open it in LibreOffice and save it again"
        ) from error
    title = "" if meta is None else meta.findtext(f".//{_DC}title") or ""
    return Parts(content, body, styles, title)


def _root(archive: zipfile.ZipFile, name: str) -> Element | None:
    from lxml import etree

    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(archive.read(name), parser)
    etree.strip_elements(root, etree.Entity, with_tail=False)
    return root
