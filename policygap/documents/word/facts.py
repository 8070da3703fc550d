"""What the first lines of a policy say about it: its title, its agency, its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policygap.model import Block, BlockKind

_MOST_DATES = 8
_FRONT = 25  # blocks at the start that may hold such facts
_TITLE_WORDS = 16
_KIND = (
    r"(?:Police(?= (?:Policy |Procedures? |Operations )?Manual)"
    r"|Police (?:Department|Bureau|Division|Service|Agency)|Sheriff'?s?'? (?:Office|Department)"
    r"|Department of (?:Public Safety|Police)|Division of Police|Bureau of Police"
    r"|Public Safety (?:Department|Agency)|Highway Patrol|State Police|State Patrol"
    r"|Marshal'?s? (?:Office|Service)|District Attorney'?s? Office)"
)
_NAMED = re.compile(
    rf"(?:[A-Z][\w.'&-]*\s+(?:of\s+|the\s+|and\s+|&\s+)?){{1,5}}{_KIND}"
    rf"|{_KIND}\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?"
)
_SHOUTED = re.compile(_NAMED.pattern, re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|this|all|each|every|a|an)\s+", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}"
    rf"|{_MONTH},?\s+\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
)
_DATED = re.compile(
    rf"\b(?:(?:last\s+)?(?:effective|issued?|revis(?:ed|ion)|adopted|approved|amended|updated"
    rf"|review(?:ed)?)(?:\s+(?:date|on))?|date(?:\s+(?:of\s+issue|effective|issued|revised))?|draft)"
    rf"\b[^.;]{{0,24}}?{_DAY}",
    re.IGNORECASE,
)
_OLDER = re.compile(r"\b(?:supersed|replac|rescind)\w*[^;.]*?(?:\d{4}|$)", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:microsoft word.*|document ?\d*|untitled|.*template.*|.*\.do[ct][xm]?|title|normal)",
    re.IGNORECASE,
)
_MANUAL = re.compile(r"(?:policy|procedures?|operations?)? ?manual", re.IGNORECASE)


def front_lines(blocks: Sequence[Block], margins: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the texts near the top that may tell about the policy; `margins` heads and feet."""
    rows: dict[object, str] = {}
    for number, block in enumerate(blocks[:_FRONT]):
        key = block.cell and (block.cell.table, block.cell.row)
        parts = (rows.get(key or number, ""), block.label, block.text)
        rows[key or number] = " ".join(part for part in parts if part)
    return (*rows.values(), *margins)


def agency(lines: Iterable[str]) -> str:
    """Return the first police agency that is named, "" if none is."""
    for line in lines:
        found = (_SHOUTED if line.isupper() else _NAMED).search(line)
        if found:
            return _ARTICLE.sub("", found[0], count=1) if _ARTICLE.match(found[0]) else found[0]
    return ""


def dates(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the dates as written ("Effective date: March 1, 2024"), not those of older texts."""
    found = (match[0] for line in lines for match in _DATED.finditer(_OLDER.sub(" ", line)))
    return tuple(dict.fromkeys(found))[:_MOST_DATES]


def title(blocks: Sequence[Block], proposed: Iterable[str], owner: str) -> str:
    """Return the first usable one of the proposed titles and the first headings and lines."""
    front = blocks[:_FRONT]
    for text in (*proposed, *_headings(front), *_short_lines(front)):
        if _is_title(text, owner):
            return text
    return ""


def _headings(front: Sequence[Block]) -> Iterator[str]:
    for block in front:
        if block.kind is BlockKind.HEADING:
            yield f"{block.label} {block.text}".strip()


def _short_lines(front: Sequence[Block]) -> Iterator[str]:
    for block in front:
        ended = block.text.endswith((".", ";", ":"))
        if block.kind is BlockKind.PARAGRAPH and not ended and _is_short(block.text):
            yield block.text


def _is_title(text: str, owner: str) -> bool:
    """Tell whether a text can name the policy: neither empty, a file's name nor the agency's."""
    rest = text.replace(owner, "").strip(" ,-–—|") if owner else text.strip()
    return bool(rest) and not _NO_TITLE.fullmatch(rest) and not _MANUAL.fullmatch(rest)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _TITLE_WORDS
