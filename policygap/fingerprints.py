"""Fingerprints of what a policy says on an element: they change with the words, not the numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256

from policygap.model import ElementResult, Evidence, Policy, Provision, Report, State

# A fingerprint says by which rules it was made, and so is never read as a number in YAML.
_VERSION = "v1-"
_LENGTH = 16  # hexadecimal digits: 64 bits, for some hundreds of elements
PATTERN = rf"^{_VERSION}[0-9a-f]{{{_LENGTH}}}$"

# A reference inside the policy: its number goes, as it changes when parts are renumbered. Numbers
# of four digits or with a letter ("section 7286", "835a") are those of codes and stay.
_REFERENCE = re.compile(
    r"(?:§+|\b(?:sub)?sections?\b|\bpolic(?:y|ies)\b|\bparagraphs?\b|\bchapters?\b|\bpages?\b)"
    r"\s{0,3}\d{1,3}(?:\.\d+)*(?![\d.]*\w)(?:\s?\(\w{1,4}\)){0,5}",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")

_Place = tuple[str, str, str, int | None]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters; signs, spaces and hyphens do not count."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


class Fingerprints:
    """The fingerprints of what one policy says."""

    def __init__(self, policy: Policy) -> None:
        """Keep the policy; its text is looked at with the first fingerprint."""
        self._policy = policy

    @cached_property
    def _provisions(self) -> dict[_Place, Provision]:
        """Hold each provision by its place, to tell the labels of items from their words."""
        numbered = reversed(self._policy.provisions)
        return {(p.file, p.full_text, p.section.path, p.page): p for p in numbered}

    def of(self, *results: ElementResult) -> str:
        """Return the fingerprint of some elements together, in any order.

        It is made of the state of each and of the words of its passages; where an element is
        absent, of nothing found. Section, page, file and label of a passage are no part of it.
        """
        lines = sorted("\0".join((r.element.id, r.state, *self._said(r))) for r in results)
        digest = sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()
        return _VERSION + digest[:_LENGTH]

    def _said(self, result: ElementResult) -> list[str]:
        passages = () if result.state is State.ABSENT else (*result.evidence, *result.against)
        return sorted({self._words(passage) for passage in passages})

    def _words(self, evidence: Evidence) -> str:
        key = (evidence.file, evidence.text, evidence.section, evidence.page)
        provision = self._provisions.get(key)
        text = f"{provision.lead_in} {provision.text}" if provision else evidence.text
        return " ".join(words(_REFERENCE.sub(" ", text)))


def stands_in(quotation: str, policy: Policy) -> bool:
    """Tell whether the words of a quotation stand in a policy's text, in their order."""
    wanted = f" {' '.join(words(quotation))} "
    return any(wanted in f" {' '.join(words(text))} " for text in _texts(policy))


def _texts(policy: Policy) -> Iterable[str]:
    """Yield each provision as it is quoted, then each file's whole text, without labels and with.

    A quotation may run over sentences, and its labels may have been left out.
    """
    yield from (provision.full_text for provision in policy.provisions)
    texts: dict[str, list[Provision]] = {}
    for provision in policy.provisions:
        texts.setdefault(provision.file, []).append(provision)
    for provisions in texts.values():
        yield " ".join(each.text for each in provisions)
        yield " ".join(f"{each.label} {each.text}" for each in provisions)


def falling_short(report: Report) -> Mapping[str, ElementResult]:
    """Return every element that falls short by its name, "rubric/requirement/element"."""
    return {
        f"{finding.key}/{result.element.id}": result
        for finding in report.findings
        for result in finding.failing
    }
