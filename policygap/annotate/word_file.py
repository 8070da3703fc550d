"""A Word file whose main part is changed while every other byte of it stays."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from policygap.documents.word.repair import from_strict
from policygap.documents.word.xml import W

if TYPE_CHECKING:
    from policygap.documents.word.xml import Element

_STRICT = b"purl.oclc.org/ooxml/officeDocument"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPE_LIST = "[Content_Types].xml"
_ROOT_LINKS = "_rels/.rels"
_NEW = (1980, 1, 1, 0, 0, 0)  # the zip date of what is added: the first that there is
_NO_LINKS = f'<Relationships xmlns="{_LINKS[1:-1]}"/>'.encode()
_NO_COMMENTS = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()


@dataclass(slots=True)
class WordFile:
    """The members of a .docx that was read before; `body` and `comments` are to be changed."""

    members: dict[str, bytes]
    infos: dict[str, zipfile.ZipInfo]
    main: str
    document: Element
    comments: Element | None = None
    _comments_name: str = ""

    @property
    def body(self) -> Element:
        """Return the w:body."""
        return self.document.find(W + "body")

    def related(self, kind: str) -> Element | None:
        """Return the root of the part that the main part calls its "footnotes", ... or None."""
        name = self._name_of(kind)
        return _parsed(self.members[name]) if name in self.members else None

    def with_comments(self) -> Element:
        """Return the root of the comments, made if the file has none."""
        if self.comments is None:
            self._comments_name = self._name_of("comments") or self._add_comments_part()
            self.comments = _parsed(self.members.get(self._comments_name, _NO_COMMENTS))
        return self.comments

    def content(self) -> bytes:
        """Return the whole file."""
        changed = {self.main: self.document}
        if self.comments is not None:
            changed[self._comments_name] = self.comments
        members = self.members | {name: _written(root) for name, root in changed.items()}
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(self._info(name), data)
        return target.getvalue()

    def _info(self, name: str) -> zipfile.ZipInfo:
        old = self.infos.get(name)
        info = zipfile.ZipInfo(name, old.date_time if old else _NEW)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = old.external_attr if old else 0
        return info

    def _name_of(self, kind: str) -> str:
        target = _target(self._main_links(), kind)
        folder = posixpath.dirname(self.main)  # a target that begins with "/" starts anew
        return posixpath.normpath(posixpath.join("/", folder, target))[1:] if target else ""

    def _links_name(self) -> str:
        folder, name = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _main_links(self) -> Element:
        return _parsed(self.members.get(self._links_name(), _NO_LINKS))

    def _add_comments_part(self) -> str:
        """Tell the links of the main part and the list of types of a new part; return its name."""
        names = ("comments.xml", *(f"comments{n}.xml" for n in range(1, len(self.members) + 1)))
        folder = posixpath.dirname(self.main)
        name = next(n for n in names if posixpath.join(folder, n) not in self.members)
        links = self._main_links()
        taken = {link.get("Id") for link in links}
        key = next(k for n in range(len(taken) + 1) if (k := f"rIdPolicygap{n}") not in taken)
        etree.SubElement(
            links, _LINKS + "Relationship", Id=key, Type=f"{_KINDS}comments", Target=name
        )
        self.members[self._links_name()] = _written(links)
        part = posixpath.join(folder, name)
        types = _parsed(self.members[_TYPE_LIST])
        etree.SubElement(types, _TYPES + "Override", PartName=f"/{part}", ContentType=_COMMENTS)
        self.members[_TYPE_LIST] = _written(types)
        return part


def open_word(data: bytes) -> WordFile:
    """Return a .docx that could be read; one of Strict Open XML in the usual names."""
    members, infos = _members(data)
    if _STRICT in members[_ROOT_LINKS]:
        members, infos = _members(from_strict(data))
    target = _target(_parsed(members[_ROOT_LINKS]), "officeDocument")
    main = posixpath.normpath(target.lstrip("/"))
    return WordFile(members, infos, main, _parsed(members[main]))


def _members(data: bytes) -> tuple[dict[str, bytes], dict[str, zipfile.ZipInfo]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = {info.filename: info for info in archive.infolist()}
        return {name: archive.read(name) for name in infos}, infos


def _target(links: Element, kind: str) -> str:
    """Return where the first link of a kind leads, "" if there is none."""
    found = (link.get("Target", "") for link in links if link.get("Type", "").endswith(f"/{kind}"))
    return next(found, "")


def _parsed(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _written(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
