"""What a reference points to: the text that it names, and whether that is among the files."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policygap.model import SourceFile

_KINDS = (
    "Polic(?:y|ies)|Orders?|Directives?|Manual|Procedures?|Sections?|Chapters?|Code|Forms?"
    "|Guidelines?|Guide|Bulletins?|Handbook|Appendix|Annex|Plan|Protocol|Act|Rules?|Regulations?"
    "|Article|Title|Memorandum|Agreement|SOP|GO|Standards?|Curriculum|Schedule"
)
_NUMBER = (
    r"(?:[IVX]+-[A-Z0-9]+|(?:No\. ?|# ?|§+ ?)?[A-Z]{0,3}-?\d[\w.:/-]*(?<![.:/-])(?:\([a-z0-9]+\))*)"
)
_TITLE = r"[A-Z][\w'’&-]*(?:(?: |, | and | of | the | for | on )+[A-Z][\w'’&-]*){0,7}"
_NAMES = (
    rf"(?:{_TITLE} )?\b(?:{_KINDS}) {_NUMBER}(?:,? {_TITLE})?",  # General Order 6-02 Use of Force
    rf"{_NUMBER},? {_TITLE}",  # 1020 Personnel Complaints
    rf"{_TITLE} (?:{_KINDS})\b(?:,? {_NUMBER})?",  # the Personnel Complaints Policy, A-9
    rf"(?:{_KINDS}) (?:on|for|of) {_TITLE}",
    rf"(?i:\b(?:the|its|our|this) (?:[\w'’-]+ ){{1,4}}(?:{_KINDS})\b)",  # the complaint procedure
    rf"(?i:\b(?:{_KINDS}|law|statute)\b)",
)
_SMALL = frozenset("the a an of and for on in to its our policy order section no".split())


def target(text: str) -> str:
    """Return the text that a reference names, as fully as it names it; "" if it names none."""
    for name in _NAMES:
        if found := re.search(name, text):
            return found.group()
    return ""


def is_among(named: str, files: Iterable[SourceFile]) -> bool:
    """Tell whether one of the files is the text of this name: its number, or all of its words."""
    numbers = set(re.findall(r"\d[\d.:-]*\d|\d+", named))
    wanted = set(re.findall(r"[a-z]{3,}", named.lower())) - _SMALL
    return any(_is_called(file, numbers, wanted) for file in files)


def _is_called(file: SourceFile, numbers: set[str], wanted: set[str]) -> bool:
    called = f"{file.name} {file.title}"
    if numbers:
        return not numbers.isdisjoint(re.findall(r"\d[\d.:-]*\d|\d+", called))
    return bool(wanted) and wanted <= set(re.findall(r"[a-z]{3,}", called.lower()))
