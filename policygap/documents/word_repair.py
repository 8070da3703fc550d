"""Mend .docx archives that Word opens and python-docx refuses."""

from __future__ import annotations

import io
import posixpath
import zipfile

from policygap.documents.word_xml import Element


def without_dangling(data: bytes) -> bytes:
    """Return the archive without its links to parts that it lacks (add-ins leave such links)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as mended:
        names = frozenset(source.namelist())
        for name in source.namelist():
            content = source.read(name)
            mended.writestr(name, _mended(name, content, names))
    return target.getvalue()


def _mended(name: str, content: bytes, names: frozenset[str]) -> bytes:
    if not name.endswith(".rels"):
        return content
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
