"""What stands around a provision: its paragraph, its headings, and the title of its file.

A paragraph that goes on from those before it ("The same member shall also ...") has the last four
around it as well, of its section or of one beside that; one on "the member" has those back to the
one that told of "a member who".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from policygap.matching.columns import Flags, Lists, flags_of, mask_of, numbers
from policygap.matching.units import Units
from policygap.model import Provision, Unit

_TITLE = 200  # characters of a file's title that are read
_BACK = 4  # paragraphs that one may go on from
_PERSON = r"(?:officer|member|deputy|employee|trooper|agent|supervisor|sergeant|person)s?"
# How a paragraph begins that goes on from the one before it.
_GOES_ON = re.compile(
    r"\W*(?:(?:the same|such|th(?:is|at|ese|ose|ey)|he|she|it|his|her|their|in addition|also|then"
    r"|additionally|further|furthermore|moreover|likewise|afterwards?|thereafter)\b"
    rf"|(?:the|that|each such|any such) {_PERSON} (?:\w+ )?(?:also|then|likewise|thereafter)\b"
    rf"|(?:the|that) (?:observ|witness|interven|interced)ing {_PERSON}\b"
    rf"|(?:the|that) {_PERSON} who (?:so |has |had ){{0,2}}"
    r"(?:s(?:aw|ees|een)|witness\w*|observe[sd]?|interven\w+|interced\w+|does|did|done|used)\b"
    r"|(?:having (?:so )?|whether or not [^.;,]{0,30})"
    r"(?:stepp\w+ in|seen|observed|stopped|interven\w+|interced\w+)\b"
    r"|[^.;]{0,40}\b(?:such (?:force|uses?|incidents?|conduct|events?)"
    r"|of th(?:at|is) (?:kind|sort))\b"
    r"|[^.;]{0,60}\b(?:these|those|such|his|her|their) (?:or her )?(?:observations|findings)\b"
    r"|[^.;]{0,40}\bwhat (?:you|he|she|he or she|they|was|the \w+) (?:have |has |had )?"
    r"(?:saw|seen|observed|witnessed)\b"
    r"|[^.;]{0,60}\b(?:sub)?paragraphs? (?:\([a-z0-9]\)|[a-z0-9])(?!\w))",
    re.IGNORECASE,
)
# A paragraph on somebody of whom one before told: "A member who ...", then "The member shall ...".
_ON_SOMEBODY = re.compile(
    rf"\W*(?:the|that) {_PERSON} (?:\w+ly )?(?:shall|must|will|is|are|should|may)\b", re.IGNORECASE
)
_SOMEBODY = re.compile(
    rf"\b(?:an?|any|every|each) (?:[\w-]+ ){{0,2}}{_PERSON}(?: \w+)?,? who\b", re.IGNORECASE
)
_RUN_IN = 3  # words at most of a title that a paragraph begins with


def headings(provision: Provision) -> tuple[str, ...]:
    """Return the heading of a provision's section, and those of the sections around that."""
    return (provision.section.heading, *provision.section.parents)


class Surroundings:
    """The provisions of a policy, by number, and its titles, numbered behind them.

    Sets of both are the bits of whole numbers.
    """

    def __init__(
        self, provisions: Sequence[Provision], units: Units, titles: Mapping[str, str]
    ) -> None:
        """Number the headings, and the titles of files (by the file's name)."""
        short = {name: title[:_TITLE] for name, title in titles.items()}
        over = [(*headings(p), short.get(p.file, "")) for p in provisions]
        known = dict.fromkeys(title for each in dict.fromkeys(over) for title in each)
        self._provisions = len(provisions)
        self.numbers = {title: n for n, title in enumerate(known, start=len(provisions))}
        kinds = {each: n for n, each in enumerate(dict.fromkeys(over))}
        self._kind = numbers([kinds[each] for each in over])
        self._titles = Lists.of([self.numbers[title] for title in each] for each in kinds)
        groups = units.groups(Unit.PARAGRAPH)
        beside = {place: n for n, group in enumerate(groups) for place in group}
        self._group = numbers([beside.get(p, len(groups)) for p in range(len(provisions))])
        own = ((units.paragraph(place) or (-1,))[0] for place in range(len(provisions)))
        self._paragraph = numbers([beside.get(first, len(groups) + 1) for first in own])
        self._groups = len(groups) + 2  # one for those of no paragraph, one that nothing is in
        before = np.full((_BACK, self._groups), self._groups - 1)
        spoken = [[provisions[place] for place in group] for group in groups]
        for n, each in enumerate(spoken):
            for back in range(1, _steps_back(each, spoken[max(n - _BACK, 0) : n]) + 1):
                if _is_beside(spoken[n - back][0], each[0]):
                    before[back - 1, n] = n - back
        self._before = before[:, self._paragraph]

    def near(self, texts: int) -> int:
        """Return the provisions that are one of these texts, or have one of them around them."""
        flags = self._flags(texts)
        own = flags[: self._provisions]
        said = np.zeros(self._groups, dtype=np.bool_)
        said[self._group[own]] = True
        said[-2:] = False
        titled = np.logical_or.reduceat(flags[self._titles.held], self._titles.bounds[:-1])
        return mask_of(
            np.flatnonzero(
                own | said[self._paragraph] | said[self._before].any(axis=0) | titled[self._kind]
            )
        )

    def around(self, provisions: int) -> int:
        """Return these provisions and the texts around them."""
        own = self._flags(provisions)[: self._provisions]
        flags = np.zeros(self._provisions + len(self.numbers), dtype=np.bool_)
        wanted = np.zeros(self._groups, dtype=np.bool_)
        wanted[self._paragraph[own]] = wanted[self._before[:, own]] = True
        wanted[-2:] = False
        flags[: self._provisions] = own | wanted[self._group]
        _, title = self._titles.joined(np.unique(self._kind[own]))
        flags[title] = True
        return mask_of(np.flatnonzero(flags))

    def _flags(self, mask: int) -> Flags:
        return flags_of(mask, self._provisions + len(self.numbers))


def _steps_back(own: Sequence[Provision], before: Sequence[Sequence[Provision]]) -> int:
    """Return how many of the paragraphs before one are around it."""
    titled = len(own) > 1 and len(own[0].text.split()) <= _RUN_IN
    opening = own[1 if titled else 0].text
    if _GOES_ON.match(opening) or (titled and _GOES_ON.match(own[0].text)):
        return len(before)
    if not _ON_SOMEBODY.match(opening):
        return 0
    told = (any(_SOMEBODY.search(p.text) for p in each) for each in reversed(before))
    return next((back for back, tells in enumerate(told, start=1) if tells), 0)


def _is_beside(one: Provision, other: Provision) -> bool:
    """Tell whether two provisions stand in one section, or in two of the same one."""
    sections = one.section, other.section
    parents = sections[0].parents
    return one.file == other.file and (
        sections[0] == sections[1] or (bool(parents) and parents == sections[1].parents)
    )
