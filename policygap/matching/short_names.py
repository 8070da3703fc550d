"""Short names that a policy gives its forms and bodies: "a Response to Resistance Report (RRR)".

Where it then says "every RRR", or "the W-31", the word that says what that is has gone. Phrases are
looked for as if the last word of the long name stood there ("every report").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

# What is named so, the last word of its name. Tools are left as they are: rubrics know their short
# names ("CEW").
_KINDS = (
    "report|statement|supplement|form|review|assessment|narrative|worksheet|record|board|panel"
    "|committee|team|unit|division|bureau|section|office"
)
_GIVEN = re.compile(
    rf"\b(?P<kind>{_KINDS}) \((?:the |an? )?[\"“]?(?:form )?"
    r"(?P<short>(?-i:[A-Z]{1,5}-?\d{1,4}[A-Z]?|[A-Z]{3,5}))[\"”]?(?:, [^()]{1,20})?\)",
    re.IGNORECASE,
)


def speller(texts: Iterable[str], is_known: Callable[[str], bool]) -> Callable[[str], str]:
    """Return the function that puts the kinds of things for their short names in a text.

    `is_known` tells of a word in lower case whether phrases know it: such a name says enough. What
    is put there has as many words as the name: a number stays ("NCPD-77", "Report-77").
    """
    bracketed = (text for text in texts if "(" in text)
    given = {m["short"]: m["kind"] for text in bracketed for m in _GIVEN.finditer(text)}
    kinds = {short: kind for short, kind in given.items() if not is_known(short.lower())}
    if not kinds:
        return str
    named = re.compile(rf"(?<!\()\b(?:{'|'.join(map(re.escape, kinds))})\b")
    return lambda text: named.sub(lambda m: kinds[m[0]] + _number(m[0]), text)


def _number(short: str) -> str:
    found = re.search(r"-\d.*", short)
    return found[0] if found else ""
