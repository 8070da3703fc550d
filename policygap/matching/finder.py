"""Concepts: many phrases under one name, found in rows of words.

All phrases are looked for at all words of many rows at once, with whole columns of numbers (numpy)
where a loop would go word by word. A match under way is three numbers: its phrase, the word where
it began, and the word where it stands. At the start, every word is joined with the phrases whose
first sign it satisfies; then all matches go on by one sign at a time, and those that cannot fall
away. Phrases that name other concepts are looked for after those.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from policygap.matching.language import lemmas
from policygap.matching.phrasebook import Level, Phrasebook

Span = tuple[int, int]  # first word and one past the last
Found = dict[str, tuple[Span, ...]]
Numbers: TypeAlias = npt.NDArray[np.int64]

_WORDS = 4_000  # words that are read at once; bounds the memory


class Finder:
    """Finds the concepts of a phrasebook, or those of them that are wanted, in rows of words."""

    def __init__(self, book: Phrasebook, wanted: Collection[str] | None = None) -> None:
        """Make the tables ready."""
        names = book.concepts.keys() if wanted is None else {*wanted}
        self._book = book
        self._gaps, self._guards = _numbers(book.gaps), _numbers(book.guards)
        self._naming = _Lists.of({n: book.wanted.get(n, ()) for n in range(len(book.names))})
        kept = np.array([name in names for name in book.names])
        self._levels = [_Phrases.of(level, kept, len(book.gaps)) for level in book.levels]
        self._signs = _sign_reader(book.words)

    def find(self, row: Sequence[str]) -> Found:
        """Return every place of every concept in a row of lower-case words."""
        return self.find_all([row])[0]

    def find_all(self, rows: Sequence[Sequence[str]]) -> list[Found]:
        """Return, for each row of lower-case words, every place of every concept."""
        return [found for part in _parts(rows) for found in self._find(part)]

    def _find(self, rows: Sequence[Sequence[str]]) -> list[Found]:
        text = _Text.of(rows, self._signs, len(self._gaps))
        known = _Matches.none()
        for phrases in self._levels:
            found = self._matches(phrases, text, self._spans(known))
            known = known.and_also(found.named(phrases.names))
        return known.by_row(text, self._book.names)

    def _spans(self, known: _Matches) -> _Spans:
        """Return the places of the concepts that were found, by the signs that name them."""
        which, signs = self._naming.joined(known.phrase)
        order = np.lexsort((known.start[which], signs))
        return _Spans(signs[order], known.start[which][order], known.end[which][order])

    def _matches(self, phrases: _Phrases, text: _Text, spans: _Spans) -> _Matches:
        """Return every match of a level's phrases."""
        going = self._unguarded(phrases, text, self._begun(phrases, text, spans), 0)
        found = [_Matches.none()]
        for step in range(1, phrases.longest + 1):
            over = phrases.lengths[going.phrase] == step
            found.append(going.only(over))
            going = self._unguarded(phrases, text, going.only(~over), step)
            if not going.phrase.size:
                break
            going = self._further(phrases.sign(going.phrase, step), text, spans, going)
        return _Matches.joined(found)

    def _begun(self, phrases: _Phrases, text: _Text, spans: _Spans) -> _Matches:
        """Return the matches of all first signs: words, and concepts that were found."""
        pair, by_word = phrases.beginning.joined(text.sign)
        which, place = text.places.joined(text.word[pair])
        words = _Matches(by_word[which], place, place + 1)
        by_span, phrase = phrases.beginning.joined(spans.sign)
        return _Matches.joined([words, _Matches(phrase, spans.start[by_span], spans.end[by_span])])

    def _unguarded(self, phrases: _Phrases, text: _Text, going: _Matches, step: int) -> _Matches:
        """Leave out the matches whose next sign must not stand behind the word that it does."""
        guard = self._guards[phrases.sign(going.phrase, step)]
        place = going.start if step == 0 else going.end
        guarded = (guard >= 0) & text.satisfies(place - 1, guard)
        return going.only(~guarded)

    def _further(self, sign: Numbers, text: _Text, spans: _Spans, going: _Matches) -> _Matches:
        """Let each match go on by its next sign: over a gap, a word or a concept."""
        gap = self._gaps[sign]
        leaps = np.flatnonzero(gap > 0)
        room = np.minimum(gap[leaps], text.ends[going.end[leaps]] - going.end[leaps])
        over, by = _counted(room + 1)
        word = np.flatnonzero(text.satisfies(going.end, sign))
        concept, at = spans.behind(sign, going.end)
        return _Matches.joined(
            [
                going.moved(leaps[over], going.end[leaps[over]] + by),
                going.moved(word, going.end[word] + 1),
                going.moved(concept, spans.end[at]),
            ]
        )


@dataclass(frozen=True, slots=True)
class _Matches:
    """Matches, found or under way, as columns: phrase (or concept), first word, one past the last.

    Words are counted through all rows.
    """

    phrase: Numbers
    start: Numbers
    end: Numbers

    @classmethod
    def none(cls) -> _Matches:
        empty = np.zeros(0, dtype=np.int64)
        return cls(empty, empty, empty)

    @classmethod
    def joined(cls, many: Sequence[_Matches]) -> _Matches:
        return cls(
            np.concatenate([one.phrase for one in many]),
            np.concatenate([one.start for one in many]),
            np.concatenate([one.end for one in many]),
        )

    def only(self, these: npt.NDArray[np.bool_]) -> _Matches:
        return _Matches(self.phrase[these], self.start[these], self.end[these])

    def moved(self, these: Numbers, end: Numbers) -> _Matches:
        return _Matches(self.phrase[these], self.start[these], end)

    def named(self, names: Numbers) -> _Matches:
        """Return each match of a concept once, by the concept's number."""
        many = int(self.end.max(initial=0)) + 1
        each = np.unique((names[self.phrase] * many + self.start) * many + self.end)
        return _Matches(each // many**2, each // many % many, each % many)

    def and_also(self, others: _Matches) -> _Matches:
        return _Matches.joined([self, others])

    def by_row(self, text: _Text, names: Sequence[str]) -> list[Found]:
        """Return the places of each concept in each row, by name."""
        found: list[Found] = [{} for _ in text.first]
        row = np.searchsorted(text.first, self.start, side="right") - 1
        order = np.lexsort((self.end, self.start, self.phrase, row))
        row, phrase = row[order], self.phrase[order]
        spans = zip(
            (self.start[order] - text.first[row]).tolist(),
            (self.end[order] - text.first[row]).tolist(),
            strict=True,
        )
        new = np.flatnonzero((np.diff(row, prepend=-1) != 0) | (np.diff(phrase, prepend=-1) != 0))
        sizes = np.diff(new, append=len(row)).tolist()
        for r, name, size in zip(row[new].tolist(), phrase[new].tolist(), sizes, strict=True):
            found[r][names[name]] = tuple(islice(spans, size))
        return found


@dataclass(frozen=True, slots=True)
class _Spans:
    """The places of concepts by the signs that name them, sorted by sign and first word."""

    sign: Numbers
    start: Numbers
    end: Numbers

    def behind(self, sign: Numbers, at: Numbers) -> tuple[Numbers, Numbers]:
        """Return the matches that go on with a concept (by place), and the concept's place here."""
        many = max(int(self.start.max(initial=0)), int(at.max(initial=0))) + 1
        known, asked = self.sign * many + self.start, sign * many + at
        first = np.searchsorted(known, asked)
        which, offset = _counted(np.searchsorted(known, asked, side="right") - first)
        return which, first[which] + offset


@dataclass(frozen=True, slots=True)
class _Lists:
    """Lists of numbers, one behind the other: that of `n` is `held[bounds[n]:bounds[n + 1]]`."""

    bounds: Numbers
    held: Numbers

    @classmethod
    def of(cls, lists: Mapping[int, Collection[int]]) -> _Lists:
        """Make lists of 0, 1, 2, ..."""
        sizes = [len(lists[n]) for n in range(len(lists))]
        held = [number for n in range(len(lists)) for number in lists[n]]
        return cls(np.cumsum([0, *sizes]), np.array(held, dtype=np.int64))

    @classmethod
    def inverted(cls, keys: Numbers, many: int) -> _Lists:
        """Make, for each key below `many`, the list of the places where it stands."""
        order = np.argsort(keys, kind="stable")
        return cls(np.searchsorted(keys[order], np.arange(many + 1)), order)

    def joined(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """Return, for each key and each number of its list, the key's place and the number."""
        which, offset = _counted(self.bounds[keys + 1] - self.bounds[keys])
        return which, self.held[self.bounds[keys[which]] + offset]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of one level; `beginning` lists them by their first sign."""

    names: Numbers
    lengths: Numbers
    longest: int
    beginning: _Lists
    _first: Numbers  # place of each phrase's first sign in `_signs`
    _signs: Numbers

    @classmethod
    def of(cls, level: Level, kept: npt.NDArray[np.bool_], many_signs: int) -> _Phrases:
        """Make a level ready, without the phrases of concepts that are not to be kept."""
        names, lengths, signs = map(_numbers, (level.names, level.lengths, level.signs))
        first = np.cumsum(lengths) - lengths
        # A sign that no word satisfies begins what is not wanted.
        begins = np.where(kept[names], signs[first], many_signs)
        beginning = _Lists.inverted(begins, many_signs)
        return cls(names, lengths, int(lengths.max(initial=0)), beginning, first, signs)

    def sign(self, phrase: Numbers, step: int) -> Numbers:
        """Return the step-th sign of each phrase."""
        return self._signs[self._first[phrase] + step]


@dataclass(frozen=True, slots=True)
class _Text:
    """Rows of words, one behind the other, a wordless place before each and behind the last.

    `first` is the place of each row's first word, `ends` for each place that behind its row's
    last word; `at` is the number of the word there, 0 for none, and `places` lists the places of
    each word. `word` and `sign` are the pairs of a word and a sign that it satisfies,
    `satisfied` has a row a word and a column a sign.
    """

    first: Numbers
    ends: Numbers
    at: Numbers
    places: _Lists
    word: Numbers
    sign: Numbers
    satisfied: npt.NDArray[np.bool_]

    @classmethod
    def of(
        cls, rows: Sequence[Sequence[str]], signs: Callable[[str], Numbers], many_signs: int
    ) -> _Text:
        known = {"": 0}
        at = np.array([0, *(known.setdefault(w, len(known)) for r in rows for w in (*r, ""))])
        of_words = [signs(word) for word in known]
        word = np.repeat(np.arange(len(known)), [len(each) for each in of_words])
        sign = np.concatenate(of_words)
        satisfied = np.zeros((len(known), many_signs), dtype=np.bool_)
        satisfied[word, sign] = True
        sizes = np.array([len(row) + 1 for row in rows])
        first = np.cumsum(sizes) - sizes + 1
        ends = np.concatenate(([0], np.repeat(first + sizes - 1, sizes)))
        return cls(first, ends, at, _Lists.inverted(at, len(known)), word, sign, satisfied)

    def satisfies(self, place: Numbers, sign: Numbers) -> npt.NDArray[np.bool_]:
        """Tell for each pair of a place and a sign whether the word there satisfies it."""
        return self.satisfied[self.at[place], sign]


def _numbers(column: Collection[int]) -> Numbers:
    return np.asarray(column).astype(np.int64)


def _counted(sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Return 0 0 0 1 1 ... and 0 1 2 0 1 ..., as often as the sizes of each say."""
    which = np.repeat(np.arange(len(sizes)), sizes)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _parts(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    """Cut rows into parts of not many more words than are read at once."""
    part: list[Sequence[str]] = []
    size = 0
    for row in rows:
        part.append(row)
        size += len(row)
        if size >= _WORDS:
            yield part
            part, size = [], 0
    if part:
        yield part


def _sign_reader(words: Mapping[str, Collection[int]]) -> Callable[[str], Numbers]:
    """Return the function from a word to the signs that it satisfies, cached."""
    prefixes = {atom[:-1]: atom for atom in words if atom.endswith("*")}

    @cache
    def read(word: str) -> Numbers:
        begins = {prefixes[word[:n]] for n in range(1, len(word) + 1) if word[:n] in prefixes}
        atoms = (lemmas(word) & words.keys()) | ({f"={word}"} & words.keys()) | begins
        return np.array([sign for atom in atoms for sign in words[atom]], dtype=np.int64)

    return read
