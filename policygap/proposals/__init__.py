"""A first rubric from a list of requirements: concepts and patterns out of their own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from policygap.matching.language import words
from policygap.model import Asks, Polarity, State
from policygap.proposals import wording
from policygap.proposals.candidates import Candidate, telling
from policygap.rubrics.authoring import from_data
from policygap.rubrics.lists import Listed, slug
from policygap.trials import run_examples

# Tuned on the catalogue of the shipped rubrics; docs/writing-rubrics.md has what they give.
_ENOUGH = 8.0  # bits that a pattern must have: one rule in 256 has it by chance
_LOOKED_AT, _LARGEST, _PATTERNS = 5, 3, 4
_OF_THE_TITLE = 0.6
_PRESENT = 2  # examples that an element needs

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a pattern: concepts, any of which will do; `is_title` if the title has it."""

    of: tuple[Candidate, ...]
    bits: float
    is_title: bool = False

    @property
    def text(self) -> str:
        """Return the entry as a rubric writes it."""
        return " | ".join(dict.fromkeys(candidate.name for candidate in self.of))


def propose(head: dict[str, str], rows: Sequence[Listed]) -> Data:
    """Return a rubric's data: its `head` (id, title, authority) and what the rows propose.

    Of the examples that could be made, those are kept that the rubric judges as it should, and two
    `present` ones for each element in any case.
    """
    concepts: dict[str, list[str]] = {}
    requirements: dict[str, Data] = {}
    for row in rows:
        asked = requirements.setdefault(row.id, _requirement(row))
        known = [element["id"] for element in asked["elements"]]
        asked["elements"].append(_element(row, known, concepts))
    data = {**head, "version": "1", "concepts": concepts, "requirements": [*requirements.values()]}
    return _tried(data)


def _requirement(row: Listed) -> Data:
    cite = {"text": row.citation or "TODO"} | ({"url": row.url} if row.url else {})
    return {
        "id": row.id,
        "title": row.title,
        "level": row.level.value,
        "cite": [cite],
        "confirmed": False,
        "explanation": f"{row.title}: {row.says}",
        "elements": [],
    }


def _element(row: Listed, known: Sequence[str], concepts: dict[str, list[str]]) -> Data:
    need = row.need or wording.need_of(row.says, row.level)
    asks = wording.asks_of(row.says, need)
    entries = _entries(row)
    name = _free(row.element or slug(" ".join(wording.core(row.says).split()[:4])), known)
    if row.words:
        entries = _with_words(entries, f"{row.id}-{name}-words", row.words)
    for candidate in (c for entry in entries for c in entry.of if c.phrases):
        own = concepts.setdefault(candidate.name, [])
        own.extend(phrase for phrase in candidate.phrases if phrase not in own)
    made = list(wording.sentences(row.says, asks, need))
    return {
        "id": name,
        "says": row.says,
        "strength": need.value,
        "asks": asks.value,
        **_exception(row.says, asks),
        "topic": [" + ".join(entry.of[0].name for entry in entries[:2])],
        "patterns": [_pattern(part, row.says, asks) for part in _parts(entries)],
        "suggest": made[0][1],
        "examples": {s.value: [t for state, t in made if state is s] for s in dict(made)},
    }


def _free(name: str, known: Sequence[str]) -> str:
    taken = (name, *(f"{name}-{n}" for n in range(2, len(known) + 2)))
    return next(each for each in taken if each not in known)


def _entries(row: Listed) -> list[_Entry]:
    """Return what could tell a passage on this, the most telling first; there is one at least."""
    text = wording.core(row.says)
    own = [_Entry((each,), each.bits) for each in telling(text)]
    own = _with_synonyms(row.says, own)
    own = sorted(own, key=lambda entry: -entry.bits)[:_LOOKED_AT]
    if sum(entry.bits for entry in own[:2]) < _ENOUGH:
        names = {candidate.name for entry in own for candidate in entry.of}
        title = [each for each in telling(row.title) if each.name not in names]
        best = sorted(title, key=lambda each: -each.bits)[:1]
        own += [_Entry((each,), each.bits * _OF_THE_TITLE, is_title=True) for each in best]
    return own or [_Entry((_last_resort(text),), 0)]


def _last_resort(text: str) -> Candidate:
    word = max((w.text for w in words(text)), key=len, default="policy")
    return Candidate(word, (word,), 0, is_act=False, end=0)


def _with_synonyms(says: str, entries: Sequence[_Entry]) -> list[_Entry]:
    """Return entries with the words in brackets beside those that they stand behind."""
    found = list(entries)
    for before, pieces in wording.synonyms(says):
        end = len(words(before))
        near = [n for n, e in enumerate(entries) if end - 1 <= e.of[0].end <= end]
        if near:
            place = max(near, key=lambda n: entries[n].of[0].end)
            known = {c.name for entry in found for c in entry.of}
            more = tuple(_best(pieces, known))
            found[place] = replace(found[place], of=(*found[place].of, *more))
    return found


def _best(pieces: Iterable[str], known: set[str]) -> Iterator[Candidate]:
    """Yield the most telling candidate of each piece, if it stands for the piece."""
    for piece in pieces:
        new = [each for each in telling(piece) if each.name not in known]
        best = max(new, key=lambda each: each.bits, default=None)
        if best and (not best.phrases or len(piece.split()) <= 2):
            known.add(best.name)
            yield best


def _with_words(entries: Sequence[_Entry], name: str, phrases: tuple[str, ...]) -> list[_Entry]:
    """Return entries with a person's own words beside the most telling."""
    first, *rest = entries
    own = Candidate(name, phrases, first.bits, is_act=False, end=0)
    return [replace(first, of=(*first.of, own)), *rest]


def _parts(entries: Sequence[_Entry]) -> list[tuple[_Entry, ...]]:
    """Return the smallest sets of entries that tell enough together, the most telling first."""
    enough: list[tuple[_Entry, ...]] = []
    for size in range(1, _LARGEST + 1):
        for part in combinations(entries, size):
            told = sum(entry.bits for entry in part) >= _ENOUGH
            own = not all(entry.is_title for entry in part)
            if told and own and not any(set(less) <= set(part) for less in enough):
                enough.append(part)
    enough.sort(key=lambda part: (len(part), -sum(entry.bits for entry in part)))
    return enough[:_PATTERNS] or [tuple(entries[:_LARGEST])]


def _pattern(part: Sequence[_Entry], says: str, asks: Asks) -> Data:
    """Return a pattern: the act first, as its strength and polarity decide; the title around it."""
    ordered = sorted(part, key=lambda e: (not any(c.is_act for c in e.of), -e.bits))
    inner = [entry.text for entry in ordered if not entry.is_title]
    around = [entry.text for entry in ordered if entry.is_title] if inner else []
    pattern: Data = {"all": inner or [entry.text for entry in ordered]}
    if around:
        pattern["context"] = around
    if asks is Asks.STATEMENT:  # a denial of it is for a person to judge
        denied = wording.is_denial(says)
        pattern |= {"gives": "present"} if denied else {"polarity": list(_SAYING)}
    return pattern


_SAYING = (
    Polarity.REQUIRES.value,
    Polarity.PROHIBITS.value,
    Polarity.PERMITS.value,
    Polarity.STATES.value,
)


def _exception(says: str, asks: Asks) -> Data:
    return {"exception": ["any"]} if asks is Asks.BAN and wording.allows_exceptions(says) else {}


def _tried(data: Data) -> Data:
    """Return the data with the examples that hold, and two `present` ones whatever they give."""
    passed = {(t.key, t.text) for t in run_examples(from_data(data)) if t.passed}
    for requirement in data["requirements"]:
        for element in requirement["elements"]:
            key = f"{data['id']}/{requirement['id']}/{element['id']}"
            _keep(element, {text for where, text in passed if where == key})
    return data


def _keep(element: Data, passed: set[str]) -> None:
    examples = element["examples"]
    for state, texts in list(examples.items()):
        held = [text for text in texts if text in passed]
        if state == State.PRESENT.value:
            held = [*held, *(text for text in texts if text not in held)][:_PRESENT]
        examples[state] = held
        if not held:
            del examples[state]
    element["suggest"] = examples[State.PRESENT.value][0]
