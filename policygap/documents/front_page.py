"""The facts at the head of a policy: title, agency, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from policygap.documents import labels
from policygap.documents.characters import clean
from policygap.documents.layout.page import Element, Line, Page, Table

_LARGE = 1.1  # times the usual print size of the page's head
_OFTEN = 3
_LONGEST_NAME = 10  # words of a text that names an agency
_HEAD = 30  # elements of the first page that are looked through
_BODY = (
    r"police\s+(?:department|division|bureau|service|commission)|division\s+of\s+police"
    r"|sheriff'?s?\s+(?:office|department)|department\s+of\s+(?:public\s+safety|police)"
    r"|public\s+safety\s+department|highway\s+patrol|state\s+police|constable'?s?\s+office"
    r"|marshal'?s?\s+office"
)
_NAMING = ("police", "sheriff", "safety", "patrol", "constable", "marshal")  # one in each of these
_AGENCY = re.compile(
    rf"((?:[A-Z][\w.&'-]*\s+){{1,5}}(?:of\s+[A-Z]\w+\s+)?(?i:{_BODY}))"
    rf"|((?:[A-Z][\w.&'-]*\s+){{1,3}}Police)$"
)
_NOT_A_NAME = re.compile(r"^(?:The|This|All|Each|Any|By|Of|With|Published)\s", re.IGNORECASE)
_PERMISSION = re.compile(r"^published with permission by\s+", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})\b"
    r"|\d{1,2}\.\d{1,2}\.\d{4}"
)
_DATE = re.compile(
    rf"((?:\b(?:date\s+)?(?:effective|revis(?:ed|ion)|issued?|adopt(?:ed|ion)|published|"
    rf"last\s+revised|rev|eff|approved|updated|amended)\b[\w\s.]{{0,14}}?(?:date)?\s*:?\s*)?)"
    rf"\b({_DAY})"
    r"|\b(?:effective|revision|issued|adopted)[\w\s]{0,14}date\s*:?\s*\d{1,2}/\d\d\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^(?:subject|title|topic)\s*:?\s*(\S.*)?$", re.IGNORECASE)
_NOT_A_TITLE = re.compile(
    r"[\d.\s]*(?:policy|procedures?|general orders?|directives?|orders?|policy manual"
    r"|manual|standard operating procedures?|policy\s*#?\s*[\d.]+|special orders?"
    r"|(?:table of )?contents)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the first page says about the policy; "" where it does not say it."""

    title: str
    agency: str
    dates: tuple[str, ...]


def facts(pages: Sequence[Page], furniture: Sequence[str]) -> Facts:
    """Return title, agency and dates from the first page, as read, and the running heads."""
    head = list(pages[0].flow[:_HEAD]) if pages else []
    texts = [clean(text) for element in head for text in _texts(element)]
    spans = [clean(s.text) for e in head if isinstance(e, Line) for s in e.spans]
    agency = _agency([*spans, *texts, *furniture]) or _commonest_agency(pages)
    return Facts(_title(head, texts, agency), agency, _dates([*texts, *furniture]))


def _texts(element: Element) -> Iterable[str]:
    if isinstance(element, Table):
        return [cell for row in element.rows for cell in row if cell]
    return [element.text]


def _agency(texts: Iterable[str]) -> str:
    for shown in texts:
        text = _PERMISSION.sub("", shown)
        if len(text.split()) > _LONGEST_NAME or not _may_name(text):
            continue  # most lines: they are not searched
        match = _AGENCY.search(text)
        if match and not _NOT_A_NAME.match(match[0]):
            return match[0].strip()
    return ""


def _may_name(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _NAMING)


def _commonest_agency(pages: Sequence[Page]) -> str:
    """Return the agency that short lines and cells of all pages name most often."""
    texts = (text for page in pages for element in page.flow for text in _texts(element))
    named = Counter(name for text in texts if (name := _agency([text])))
    name, count = named.most_common(1)[0] if named else ("", 0)
    return name if count >= _OFTEN else ""


def _dates(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the dates as written; one that a running head repeats without its word, once."""
    found: dict[str, None] = {}
    for text in texts:
        if len(text.split()) <= 25:
            found |= {" ".join(m[0].split()): None for m in _DATE.finditer(text)}
    repeated = {date for date in found if any(f.endswith((f" {date}", f":{date}")) for f in found)}
    return tuple(date for date in found if date not in repeated)[:8]


def _title(head: Sequence[Element], texts: Sequence[str], agency: str) -> str:
    """Return what "Subject:" names, else the largest line, the first one of several."""
    for text, following in zip(texts, [*texts[1:], ""], strict=False):
        if match := _SUBJECT.match(text):
            return (match[1] or following).strip()
    lines = [e for e in head if isinstance(e, Line) and _may_be_title(e.text, agency)]
    largest = max((line.size for line in lines), default=0.0)
    usual = median_low([e.size for e in head if isinstance(e, Line)] or [0.0])
    spanning = [cell for cell in _spanning_cells(head) if _may_be_title(cell, agency)]
    if spanning and largest < _LARGE * usual:
        return spanning[0]
    return next((_bare(line.text) for line in lines if line.size >= largest - 0.5), "")


def _spanning_cells(head: Sequence[Element]) -> list[str]:
    """Return the cells that have a row of a table to themselves."""
    rows = [row for e in head if isinstance(e, Table) for row in e.rows]
    return [clean(row[0]) for row in rows if row[0] and not any(row[1:])]


def _bare(text: str) -> str:
    """Return a title without its number and colon."""
    labelled = labels.parse(clean(text))
    return (labelled[1] if labelled else clean(text)).rstrip(":")


def _may_be_title(text: str, agency: str) -> bool:
    labelled = labels.parse(clean(text))
    if labelled and labelled[0].may_be_first:  # the first section, not the policy
        return False
    text = _bare(text)
    if agency:
        text = re.sub(re.escape(agency), "", text, flags=re.IGNORECASE).strip()
    return (
        any(letter.isalpha() for letter in text)
        and len(text.split()) <= 12
        and not _AGENCY.fullmatch(text)
        and not _NOT_A_TITLE.match(text)
        and not _DATE.search(text)
        and "...." not in text
    )
