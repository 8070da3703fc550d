"""spaCy's tokenizer, with those of its rules only that the texts ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import srsly

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_USUAL = "‘’“”–—…•"  # what English policies are written with, beside Latin-1
_LATIN_1 = 0xFF  # its last character
_UNUSUAL = re.compile(rf"[^\x00-\xff{_USUAL}]")
_CODE = r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_RANGE = re.compile(rf"({_CODE})(?:-({_CODE}))?")


class LazyTokenizer:
    """Splits texts as the tokenizer does that was saved with a model, and is there at once.

    Loading that one takes a third of the time that the model takes (docs/performance.md): it learns
    1,300 special cases ("don't", "a.m.", smilies) and compiles the letters of all the world. Here a
    case is learnt when a text holds it, and the letters are those that policies are written with;
    the others are compiled with the first text that holds one of them.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._cases: dict[str, list[dict[Any, str]]] = {}
        self._seen: set[str] = set()

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> LazyTokenizer:
        """Read what was saved with a model, as spaCy asks of its tokenizers."""
        saved = srsly.msgpack_loads(path.read_bytes())
        self._cases = saved["exceptions"]
        self._longest = max(map(len, self._cases))
        self._spaces = [case for case in self._cases if case.isspace()]
        tokenizer: Any = import_module("spacy.tokenizer")
        self._tokenizer = tokenizer.Tokenizer(
            self._vocab,
            prefix_search=_finding(saved["prefix_search"], "search"),
            suffix_search=_finding(saved["suffix_search"], "search"),
            infix_finditer=_finding(saved["infix_finditer"], "finditer"),
            token_match=saved["token_match"] and re.compile(saved["token_match"]).match,
            url_match=saved["url_match"] and re.compile(saved["url_match"]).match,
            faster_heuristics=saved["faster_heuristics"],
        )
        return self

    def __call__(self, text: str) -> Doc:
        """Split a text into a spaCy document, not yet parsed."""
        for chunk in (*self._spaces, *text.split()):
            if chunk not in self._seen:
                self._seen.add(chunk)
                self._learn(chunk)
        doc: Doc = self._tokenizer(text)
        return doc

    @contextmanager
    def memory_zone(self, mem: Any = None) -> Iterator[Any]:
        """Unlearn all cases at the end of a memory zone, which frees what was learnt in it."""
        try:
            yield mem
        finally:
            self._tokenizer.rules = {}
            self._seen.clear()

    def _learn(self, chunk: str) -> None:
        for part in {chunk} if chunk.isalpha() else set(self._parts(chunk)):
            if part in self._cases and part not in self._tokenizer.rules:
                self._tokenizer.add_special_case(part, self._cases[part])

    def _parts(self, chunk: str) -> Iterator[str]:
        for start in range(len(chunk)):
            for end in range(start + 1, min(start + self._longest, len(chunk)) + 1):
                yield chunk[start:end]


def _finding(pattern: str, method: str) -> Callable[[str], Any]:
    usual = getattr(re.compile(_RANGE.sub(_if_usual, pattern)), method)

    @cache
    def whole() -> Callable[[str], Any]:
        return getattr(re.compile(pattern), method)  # type: ignore[no-any-return]

    return lambda text: (whole() if _UNUSUAL.search(text) else usual)(text)


def _if_usual(found: re.Match[str]) -> str:
    """Keep a range of a pattern's characters if it holds one that texts are written with."""
    first, last = (int((code or found[1])[2:], 16) for code in found.groups())
    usual = first <= _LATIN_1 or any(first <= ord(c) <= last for c in _USUAL)
    return found[0] if usual else ""
