"""Phrases that are read otherwise than they look: alternatives are single words.

"at once|right away" reads as "at (once|right) away". No program can tell what was meant; two signs
of it are rare where it was not meant (docs/rubric-format.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from policygap.phrases import PhraseError, read_phrase
from policygap.rubrics.yaml_files import Place

# Pairs of words that are seldom meant apart.
_PAIRS = frozenset(
    (
        "at all|at hand|at large|at least|at once|at risk|as soon|as well|body worn|co worker|"
        "de escalate|de escalation|follow up|hands on|in advance|in house|in lieu|in person|"
        "in place|in spite|in time|in writing|law enforcement|less lethal|life threatening|"
        "long term|no longer|no matter|non lethal|off duty|on account|on behalf|on call|"
        "on duty|on scene|out of|prior to|right away|self defense|self harm|straight away|"
        "subject to|well being"
    ).split("|")
)
_SIGN = re.compile(r"\{[^}]*\}\??|[^\s{}-]+")


def traps(concepts: Mapping[str, Sequence[str]]) -> Iterator[tuple[Place, str]]:
    """Yield the places of phrases that likely mean something else, and how they are read."""
    for name, phrases in concepts.items():
        for place, phrase in enumerate(phrases):
            if reading := _misread(phrase):
                yield ("concepts", name, place), f"'{phrase}' is read as '{reading}'; {_ADVICE}"


_ADVICE = "if that is not meant, write each alternative as a phrase of its own"


def _misread(phrase: str) -> str:
    """Return how a phrase is read, if it likely was meant otherwise."""
    signs = _SIGN.findall(phrase.lower())
    if not _is_sound(phrase) or not any(_is_trap(*pair) for pair in pairwise(signs)):
        return ""
    return " ".join(f"({sign})" if "|" in sign and sign[0] != "{" else sign for sign in signs)


def _is_sound(phrase: str) -> bool:
    try:
        read_phrase(phrase)
    except PhraseError:
        return False
    return True


def _is_trap(group: str, following: str) -> bool:
    """Tell whether the last alternative and the word behind it look like one alternative."""
    *others, last = _alternatives(group) or [""]
    behind = _alternatives(following)
    if not others or len(behind) != 1:
        return False
    again = behind[0] in (*others, last)
    together = [f"{word} {behind[0]}" in _PAIRS for word in (*others, last)]
    return again or (together.pop() and not any(together))


def _alternatives(sign: str) -> list[str]:
    """Return the words of a sign, [] if it is a gap, a concept or may be left out."""
    if sign[0] in "{.!" or sign.endswith("?"):
        return []
    return [word.strip("=*") for word in sign.split("|")]
