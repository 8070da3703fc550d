"""Mend .docx archives that Word opens and python-docx refuses."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable

from policygap.documents.word.xml import Element

# The names of Strict Open XML and of the usual kind (ECMA-376 part 1 and part 4, annex A).
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_USUAL_NAME = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_MARKUP = (".xml", ".rels")


def without_dangling(data: bytes) -> bytes:
    """Return the archive without its links to parts that it lacks (add-ins leave such links)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
    return _rewritten(data, ".rels", lambda name, xml: _without_dangling(name, xml, names))


def from_strict(data: bytes) -> bytes:
    """Return an archive of Strict Open XML with the names that everybody else uses."""
    return _rewritten(data, _MARKUP, lambda _, xml: _STRICT_NAME.sub(_USUAL_NAME, xml))


def _rewritten(
    data: bytes, endings: str | tuple[str, ...], change: Callable[[str, bytes], bytes]
) -> bytes:
    """Return the archive with those members changed whose names end so."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as mended:
        for name in dict.fromkeys(source.namelist()):
            content = source.read(name)
            mended.writestr(name, change(name, content) if name.endswith(endings) else content)
    return target.getvalue()


def _without_dangling(name: str, content: bytes, names: frozenset[str]) -> bytes:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False)
    links = etree.fromstring(content, parser)
    folder = posixpath.dirname(posixpath.dirname(name))
    for link in [link for link in links if not _leads_somewhere(link, folder, names)]:
        links.remove(link)
    return bytes(etree.tostring(links, xml_declaration=True, encoding="UTF-8", standalone=True))


def _leads_somewhere(link: Element, folder: str, names: frozenset[str]) -> bool:
    if link.get("TargetMode") == "External":
        return True
    reference = posixpath.join("/", folder, link.get("Target", ""))
    return posixpath.normpath(reference).lstrip("/") in names
