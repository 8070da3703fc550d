"""What a policy itself says that "shall", "should" or "may" mean in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from policygap.model import Strength

_MODAL = r"(?:shall|must|will|should|may)"
# Modals that are spoken of, not used: in quotes, after "the word(s)", or as a glossary's entry.
_SPOKEN_OF = (
    rf"[\"“‘'](?P<quoted>{_MODAL})[,.]?[\"”’']"
    rf"|\b(?:words?|terms?|verbs?)\s+(?P<named>{_MODAL}(?:,?(?: and| or)? {_MODAL})*)\b"
    rf"|^\W*(?P<entry>{_MODAL})\s*(?::|[—–-]\s|\|)"
)
_SPOKEN = re.compile(_SPOKEN_OF, re.IGNORECASE)
_MEANS: tuple[tuple[Strength, str], ...] = (
    (Strength.SHOULD, r"not (?:mandatory|obligatory|required|binding)|recommend\w*|advis\w+"
                      r"|guid\w+|prefer\w*|encourag\w*|expected|depart(?:s|ures?)?\b|goals?|practices?"
                      r"|(?:generally|normally|usually|ordinarily) \w+"),
    (Strength.MUST, r"mandatory|obligat\w+|requir\w+|dut(?:y|ies)|compulsory|binding|imperative"
                    r"|no (?:choice|discretion|options?|exceptions?)"
                    r"|not (?:optional|discretionary)"),
    (Strength.MAY, r"permissive|discretion\w*|optional|options?|permi(?:t|ssion)\w*|allow\w*"
                   r"|choice|leave\b"),
)  # fmt: skip
_SIGNS = re.compile(
    _SPOKEN_OF + "".join(rf"|\b(?P<{strength.name}>{words})\b" for strength, words in _MEANS),
    re.IGNORECASE,
)


def own_modals(texts: Iterable[str]) -> dict[str, Strength]:
    """Return how binding each modal is that a policy defines in one of its sentences."""
    return {
        modal: strength
        for text in texts
        if _SPOKEN.search(text)
        for modal, strength in _defined(text)
    }


def _defined(text: str) -> Iterator[tuple[str, Strength]]:
    """Yield each modal with the meaning behind it, or with the one that opens the sentence."""
    waiting: list[str] = []
    opening: Strength | None = None  # "Mandatory words are ..."
    begun = False
    for sign in _SIGNS.finditer(text):
        modals = re.findall(
            _MODAL, (sign["quoted"] or sign["named"] or sign["entry"] or "").lower()
        )
        if modals:
            begun = True
            waiting += [] if opening else modals
            yield from ((modal, opening) for modal in modals if opening)
        else:
            meaning = Strength[str(sign.lastgroup)]
            opening = meaning if opening or not begun else None
            yield from ((modal, meaning) for modal in waiting)
            waiting = []


def as_defined(strength: Strength, sentence: str, own: Mapping[str, Strength]) -> Strength:
    """Return how binding a sentence is, by the policy's own meaning of the modal in it.

    Only what the modal itself had said changes: "is required to" stays as it is.
    """
    usual = {"shall": Strength.MUST, "must": Strength.MUST, "will": Strength.MUST}
    usual |= {"should": Strength.SHOULD, "may": Strength.MAY}
    used = {word.lower() for word in re.findall(rf"\b{_MODAL}\b", sentence, re.IGNORECASE)}
    meant = {own.get(modal, usual[modal]) for modal in used if usual[modal] is strength}
    return max(meant, key=lambda one: one.rank) if meant else strength
