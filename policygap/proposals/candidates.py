"""What in a requirement's words could tell a passage about it from all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policygap.matching.language import Tagged, Word, lemmas, tagged, words
from policygap.proposals.corpus import Corpus, corpus

# Words that frame a requirement, and say nothing of its matter.
_FRAME = frozenset(
    "use used include state describe define name make address provide be have do take carry"
    " way thing how when which what who least may not shall must should can will policy agency"
    " department officer member employee person personnel deputy authorize authorized prohibit"
    " prohibited ban banned forbid allow allowed permit permitted require required expect"
    " expected likewise count other such each any all well apply cover covered guidance case"
    " situation one own time base part role group general rule light manner restrict see list"
    " circumstance specific only that this they it their its there than too also both either"
    " before after during under extent basis kind form number".split()
)
_CONDITION = re.compile(
    r"\b(?:when|where|whenever|wherever|if|as far as|as soon as|to the extent)"
    r"(?: it is| they are| reasonably| otherwise)*"
    r" (?:feasible|reasonable|possible|practicable|practical|safe|appropriate)\w*"
    r"(?: and (?:feasible|safe|reasonable|practicable))*"
)
_MATTER = ("NOUN", "VERB", "ADJ", "PROPN")
_ENDINGS = (
    "ations ation ition tion sion ment ance ence ible able ness ity ing ed ate ive ion al".split()
)
# Tuned on the catalogue of the shipped rubrics; docs/writing-rubrics.md has what they give.
_LEAST, _MOST, _MOST_OF_A_WORD = 1.5, 8.0, 4.5  # bits
_NAMED, _FULLY, _LONGER = 3.0, 2.0, 0.3
_FADES = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a requirement under the name of a concept; `phrases` are () for a shared one.

    `bits` tell how rare it is, less so the farther from the main verb it stands; `end` is the
    number of the word behind it.
    """

    name: str
    phrases: tuple[str, ...]
    bits: float
    is_act: bool
    end: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is searched: its words, how they were parsed, and which of them matter."""

    words: tuple[Word, ...]
    parsed: tuple[Tagged | None, ...]
    matter: frozenset[int]
    conditions: frozenset[int]


def telling(text: str) -> list[Candidate]:
    """Return the shared concepts and other words that matter in a text, none within another."""
    read = _read(text)
    known = corpus()
    found = list(_concepts(read, known))
    taken = {place for _, places, _ in found for place in places}
    found += list(_words(read, known, sorted(read.matter - taken)))
    return [_candidate(read, *each) for each in found]


_Found = tuple[str, range, float]


def _read(text: str) -> _Text:
    found = words(text)
    whole = tagged(text)
    parsed = tuple(_parsed(word, whole) for word in found)
    spans = [m.span() for m in _CONDITION.finditer(text.lower()) if m.span() != (0, len(text))]
    cut = {n for n, w in enumerate(found) if any(a <= w.start < b for a, b in spans)}
    matter = (n for n, w in enumerate(found) if n not in cut and _matters(w.text))
    return _Text(found, parsed, frozenset(matter), frozenset(cut))


def _parsed(word: Word, parsed: Iterable[Tagged]) -> Tagged | None:
    return next((each for each in parsed if each.start <= word.start < each.end), None)


def _matters(word: str) -> bool:
    return len(word) > 2 and _FRAME.isdisjoint((word, _base(word)))


def _base(word: str) -> str:
    return min(lemmas(word), key=lambda form: (len(form), form))


def _concepts(read: _Text, known: Corpus) -> Iterator[_Found]:
    """Yield shared concepts: first those that are rare, long, and called as the words are."""
    taken: set[int] = set()
    names: set[str] = set()
    for _, name, places, bits in sorted(_weighed(read, known), key=lambda each: each[:2]):
        if name not in names and taken.isdisjoint(places):
            names.add(name)
            taken.update(places)
            yield name, places, bits


def _weighed(read: _Text, known: Corpus) -> Iterator[tuple[float, str, range, float]]:
    row = [word.text for word in read.words]
    for name, spans in known.finder.find(row).items():
        bits = min(_MOST, known.bits(name, known.concepts))
        for places in (range(*span) for span in spans):
            if bits < _LEAST or read.matter.isdisjoint(places) or read.conditions & {*places}:
                continue
            named = _named(name, [row[place] for place in places])
            weight = bits + _NAMED * named + _LONGER * len(places)
            yield -weight, name, places, bits + (_FULLY if named == 1 else 0)


def _named(concept: str, row: Sequence[str]) -> float:
    """Return which share of a concept's name stands in words."""
    forms = frozenset[str]().union(*map(lemmas, row))
    parts = concept.split("-")
    return sum(not forms.isdisjoint({*lemmas(part), part}) for part in parts) / len(parts)


def _words(read: _Text, known: Corpus, places: Iterable[int]) -> Iterator[_Found]:
    for place in places:
        parsed = read.parsed[place]
        base = _base(read.words[place].text)
        bits = min(_MOST_OF_A_WORD, known.bits(base, known.forms))
        if parsed and parsed.pos in _MATTER and bits >= _LEAST:
            yield f"={base}", range(place, place + 1), bits


def _candidate(read: _Text, name: str, places: range, bits: float) -> Candidate:
    parsed = [each for place in places if (each := read.parsed[place])]
    depth = min((each.depth for each in parsed), default=3)
    return Candidate(
        name=name.removeprefix("="),
        phrases=_phrases(name[1:]) if name.startswith("=") else (),
        bits=bits * _FADES ** max(0, depth - 1),
        is_act=any(each.pos == "VERB" for each in parsed),
        end=places.stop,
    )


def _phrases(base: str) -> tuple[str, ...]:
    """Return a word, and the beginning that it shares with its kin: "retaliat*"."""
    ending = next((e for e in _ENDINGS if base.endswith(e) and len(base) - len(e) >= 6), "")
    return (base, f"{base.removesuffix(ending)}*") if ending else (base,)
