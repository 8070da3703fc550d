"""The nouns of a comparison: what became of passages, elements and requirements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from policygap.compare.pairing import Kind
from policygap.compare.words import Run, marked
from policygap.model import Element, ElementResult, Finding, Report, State, Verdict


class Trend(StrEnum):
    """Whether what is asked is said better than before."""

    WORSE = "worse"
    BETTER = "better"
    SAME = "same"


# From the worst to the best; to say nothing is better than to say the opposite.
_STATES = (State.CONTRADICTED, State.ABSENT, State.REFERENCED, State.WEAK, State.PRESENT)
_VERDICTS = (Verdict.CONFLICT, Verdict.MISSING, Verdict.PARTIAL, Verdict.MET)


def _trend(before: int, now: int) -> Trend:
    return Trend.SAME if now == before else Trend.BETTER if now > before else Trend.WORSE


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a provision in one version, with where they stand there."""

    text: str
    section: str
    heading: str
    page: int | None
    file: str


@dataclass(frozen=True)
class PassageChange:
    """A passage before and now; None where it was added or removed.

    `quoted` names the elements ("rubric/requirement/element") of whose results it is evidence, in
    either version; `is_told` tells that an element whose state changed shows it.
    """

    kind: Kind
    old: Passage | None
    new: Passage | None
    quoted: tuple[str, ...] = ()
    is_told: bool = False

    @cached_property
    def words(self) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """Return both texts in runs, with what is gone marked in one and what is new in the other.

        A passage that stands alone is one run, unmarked: that all of it changed is said anyway.
        """
        if self.old and self.new:
            return marked(self.old.text, self.new.text)
        before, now = (
            (Run(side.text, changed=False),) if side else () for side in (self.old, self.new)
        )
        return before, now


@dataclass(frozen=True, slots=True)
class ElementChange:
    """An element whose state changed, with the passages behind its old state and its new one."""

    old: ElementResult
    new: ElementResult
    passages: tuple[PassageChange, ...]

    @property
    def element(self) -> Element:
        """Return what is asked, in both versions."""
        return self.new.element

    @property
    def trend(self) -> Trend:
        """Tell whether the state got better or worse."""
        return _trend(_STATES.index(self.old.state), _STATES.index(self.new.state))


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """A requirement of which at least one element's state changed; `elements` are these."""

    old: Finding
    new: Finding
    elements: tuple[ElementChange, ...]

    @property
    def trend(self) -> Trend:
        """Tell whether the verdict got better or worse."""
        return _trend(_VERDICTS.index(self.old.verdict), _VERDICTS.index(self.new.verdict))

    @property
    def got_worse(self) -> bool:
        """Tell whether the verdict or the state of any element got worse."""
        return Trend.WORSE in (self.trend, *(each.trend for each in self.elements))

    @property
    def closed(self) -> bool:
        """Tell whether it was a gap and is none any more."""
        return self.old.is_gap and not self.new.is_gap

    @property
    def opened(self) -> bool:
        """Tell whether it is a gap and was none before."""
        return self.new.is_gap and not self.old.is_gap


@dataclass(frozen=True, slots=True)
class Move:
    """Passages with the same words under another number, heading or place; no change.

    Both places are the same where they were only moved or renumbered within it.
    """

    old: str
    new: str
    passages: int


@dataclass(frozen=True)
class Comparison:
    """What is different between two versions of a policy, checked against the same rubrics.

    `is_draft` tells that they are the two sides of one document's tracked changes. `requirements`
    are those with a change; `passages` those that were reworded, added or removed, in the new
    version's order; `counts` has how many passages there are of each kind.
    """

    old: Report
    new: Report
    is_draft: bool
    requirements: tuple[RequirementChange, ...]
    passages: tuple[PassageChange, ...]
    moves: tuple[Move, ...]
    counts: Mapping[Kind, int]

    @property
    def worse(self) -> tuple[RequirementChange, ...]:
        """Return the requirements that got worse in any way."""
        return tuple(each for each in self.requirements if each.got_worse)

    @property
    def better(self) -> tuple[RequirementChange, ...]:
        """Return the requirements that only got better."""
        return tuple(each for each in self.requirements if not each.got_worse)

    @property
    def quoted(self) -> tuple[PassageChange, ...]:
        """Return the changed passages that are evidence, but for no state that changed."""
        return tuple(each for each in self.passages if each.quoted and not each.is_told)

    @property
    def unquoted(self) -> tuple[PassageChange, ...]:
        """Return the changed passages that are no evidence, as far as no element shows them."""
        return tuple(each for each in self.passages if not (each.quoted or each.is_told))
