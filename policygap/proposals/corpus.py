"""How rare words and shared concepts are in rules: those that the shipped rubrics quote."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from policygap.matching.finder import Finder
from policygap.matching.language import lemmas, words
from policygap.matching.phrasebook import phrasebook
from policygap.model import Rubric
from policygap.rubrics import available, load_rubrics

# Concepts that only ever limit or bar a rule.
_BARRING = ("only-", "other-people")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is known of the language of rules.

    `finder` finds the shared concepts that can be asked for; `texts` is how many texts were
    counted, `concepts` and `forms` in how many of them each concept and each base form stands.
    """

    finder: Finder
    texts: int
    concepts: Counter[str]
    forms: Counter[str]

    def bits(self, name: str, counted: Counter[str]) -> float:
        """Return what finding this tells: log2 of "one text in how many has it"."""
        return math.log2((self.texts + 1) / (counted[name] + 1))


@cache
def corpus() -> Corpus:
    """Count the examples and the model language of the rubrics that ship."""
    rubrics = load_rubrics(available())
    shared = {n: p for n, p in rubrics[0].concepts.items() if "/" not in n}
    wanted = [name for name in shared if not name.startswith(_BARRING)]
    known = Finder(phrasebook(shared), wanted)
    rows = [[word.text for word in words(text)] for text in _texts(rubrics)]
    hits = known.find_all(rows)
    found = Counter(name for n in range(len(rows)) for name in hits.found_in(n))
    forms = Counter(form for row in rows for form in {f for word in row for f in lemmas(word)})
    return Corpus(known, len(rows), found, forms)


def _texts(rubrics: Iterable[Rubric]) -> Iterator[str]:
    for rubric in rubrics:
        for requirement in rubric.requirements:
            for element in requirement.elements:
                yield element.suggest
                yield from (example.text for example in element.examples)
