"""Tables of contents: lines that lead to a page number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policygap.documents.layout.page import Line, Page, lines_of

# Each begins where a row of dots begins: tried from each of a million, it would take for ever.
_LEADERS = re.compile(
    r"(?<!\.)(?<!\.\s)(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxl]+)?\s*$"
    r"|(?<!…)…{2,}\s*\d{1,4}\s*$|(?<!_)_{4,}\s*\d{1,4}$"
)
_ENDS_IN_NUMBER = re.compile(r"\D\s+(\d{1,4})\s*$")
_TITLE = re.compile(r"(?:table of )?contents\b|^index$", re.IGNORECASE)
_RUN_IN = re.compile(r"(?:table of )?contents\s*:\s*\S", re.IGNORECASE)
_SECTION = re.compile(r"(?<!\S)(\d{1,4}(?:\.\d{1,4}){1,5})(?=\s[A-Z])")
_LEAST = 4  # dotted lines that make the other entries of a page contents too
_SHARE = 0.6


def lines(pages: Sequence[Page]) -> frozenset[int]:
    """Return the ids of the lines that belong to a table of contents."""
    found: set[int] = set()
    for page in pages:
        own = lines_of(page.flow)
        dotted = [line for line in own if _is_dotted(line.text)]
        if _is_contents(own, dotted):
            found |= {id(line) for line in own}
        else:
            found |= {id(line) for line in dotted if len(dotted) >= 2}
    return frozenset(found)


def is_run_in(text: str) -> bool:
    """Tell whether a paragraph is a list of sections: "Contents: 1 Purpose; 2 Policy; 3 Terms"."""
    return bool(_RUN_IN.match(text)) and len(re.findall(r"[;,•]|\s\d", text)) >= 3


def counts_on(label: str, text: str) -> bool:
    """Tell whether the words after a section number are the titles of it and the next ones."""
    numbers = _SECTION.findall(f"{label} {text}")
    ends = [number.rpartition(".") for number in numbers]
    return (
        len(numbers) > _LEAST
        and numbers[0] == label
        and all(
            before[0] == after[0] and int(after[2]) == int(before[2]) + 1
            for before, after in pairwise(ends)
        )
    )


def _is_dotted(text: str) -> bool:
    leads = text.count(".") >= 4 or "……" in text or "____" in text  # in few lines at all
    return leads and _LEADERS.search(text) is not None


def _is_contents(own: Sequence[Line], dotted: Sequence[Line]) -> bool:
    if len(dotted) >= max(_LEAST, 0.5 * len(own)):
        return True
    texts = [line.text for line in own if line.text.rstrip()[-1:].isdigit()]
    numbers = [int(found[1]) for text in texts if (found := _ENDS_IN_NUMBER.search(text))]
    titled = any(_TITLE.match(line.text) for line in own[:5])
    rising = sum(a <= b for a, b in pairwise(numbers))
    share = _SHARE if titled else 0.85
    return (
        len(numbers) >= _LEAST
        and len(numbers) >= share * len(own)
        and rising >= 0.9 * (len(numbers) - 1)
    )
