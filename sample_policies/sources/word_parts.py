"""What both Word builders share: tracked changes, notes, and the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from markup import Kind, Mark, Source, runs

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMESPACE = nsdecls("w")
_RUN = '<w:r {ns}><w:t xml:space="preserve">{words}</w:t></w:r>'
_CHANGE = '<w:{kind} {ns} w:id="{number}" w:author="{author}" w:date="{date}">{run}</w:{kind}>'
_NOTE = (
    '<w:r {ns}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '<w:footnoteReference w:id="{words}"/></w:r>'
)
_SEPARATOR = (
    '<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
)


def write_runs(paragraph: Paragraph, text: str, source: Source) -> None:
    """Append a source's text to a paragraph, its tracked changes and note references included."""
    for words, mark in runs(text):
        if mark in (Mark.PLAIN, Mark.BOLD):
            paragraph.add_run(words).bold = mark is Mark.BOLD or None
        elif mark is Mark.NOTE:
            paragraph._p.append(parse_xml(_NOTE.format(ns=_NAMESPACE, words=words)))
        else:
            paragraph._p.append(parse_xml(_change(words, mark, source)))


def _change(words: str, mark: Mark, source: Source) -> str:
    run = _RUN.format(ns=_NAMESPACE, words=escape(words))
    deleted = mark is Mark.DELETED
    return _CHANGE.format(
        kind="del" if deleted else "ins",
        ns=_NAMESPACE,
        number=sum(words.encode()),  # any number that stays the same
        author=escape(source.facts["author"]),
        date=f"{source.facts['date']}T09:00:00Z",
        run=run.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ") if deleted else run,
    )


def add_footnotes(document: Document, source: Source) -> None:
    """Give a document its footnotes, with the two separators that Word expects."""
    notes = [(p.label, p.text) for p in source.pieces if p.kind is Kind.FOOTNOTE]
    body = "".join(f'<w:footnote w:id="{n}"><w:p>{_plain(t)}</w:p></w:footnote>' for n, t in notes)
    separators = "".join(
        _SEPARATOR.format(kind=kind, number=number)
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = f"<w:footnotes {_NAMESPACE}>{separators}{body}</w:footnotes>".encode()
    name = PackURI("/word/footnotes.xml")
    part = Part(name, _NOTES_TYPE, xml, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _plain(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def save(document: Document, source: Source, path: Path) -> None:
    """Write a document with fixed properties, order and times, stored without compression."""
    _set_properties(document, source)
    _drop_unused_parts(document)
    written = BytesIO()
    document.save(written)
    with ZipFile(path, "w") as target:
        for name, content in _members(written):
            entry = ZipInfo(name)  # ZipInfo's own date is 1980-01-01
            entry.create_system = 3  # the same on every system
            target.writestr(entry, content)


def _drop_unused_parts(document: Document) -> None:
    """Leave out the template's hundred table styles and what only old Words read, most of it."""
    for style in [*document.styles]:
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    rels = document.part.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/stylesWithEffects")]:
        del rels[key]


def _members(written: BytesIO) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a package by name, its table of types first as readers expect."""
    with ZipFile(written) as package:
        for name in sorted(package.namelist(), key=lambda n: (not n.startswith("["), n)):
            yield name, package.read(name)


def _set_properties(document: Document, source: Source) -> None:
    properties = document.core_properties
    day = datetime.fromisoformat(source.facts["date"])
    properties.title = re.sub(r"\s+", " ", source.facts["title"])
    properties.author = properties.last_modified_by = source.facts["author"]
    properties.created = properties.modified = day
    properties.comments = ""
    properties.revision = 1
