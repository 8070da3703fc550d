"""The policy's text in reading order, and where in it a piece of evidence stands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING

from policygap.model import Evidence, Policy, Provision, ProvisionKind, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

_WITHIN = " > "
_ENDS = ".,:; "  # a whole list may join its items with other signs
# What a provision and the evidence made of it have in common.
_Key = tuple[str, str, str, int | None]


@dataclass(frozen=True, slots=True)
class Passage:
    """A provision as it is shown. `label` is that of its list item, "" but for the item's first."""

    number: int  # from 1, in reading order
    provision: Provision
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """The passages of one section of a file, paragraph by paragraph."""

    section: Section
    file: str
    paragraphs: tuple[tuple[Passage, ...], ...]

    @property
    def title(self) -> str:
        """Return the section's number and its heading: "300.3.1 Duty to intercede", "IV > A Holds".

        A parent's number that the next one repeats is left out.
        """
        path = self.section.path.split(_WITHIN)
        told = (n for n, after in pairwise(path) if not after.startswith(n.partition(" ")[0]))
        number, heading = _WITHIN.join([*told, path[-1]]), self.section.heading
        return number if heading in number else f"{number} {heading}".strip()


class PolicyText:
    """A policy's text, each word once: a whole list is not shown beside its items.

    `where(evidence)` returns the numbers of the passages that hold the words of a piece of
    evidence, those of the items for a whole list; () if they stand nowhere.
    """

    def __init__(self, policy: Policy) -> None:
        """Number what is shown, and note where every provision's words stand."""
        self.passages: list[Passage] = []
        self._places: dict[_Key, tuple[int, ...]] = {}
        for provision in policy.provisions:
            if provision.kind is ProvisionKind.LIST:
                numbers = self._items(provision)
            else:
                self.passages.append(self._passage(provision))
                numbers = (len(self.passages),)
            self._places.setdefault(_key_of(provision), numbers)

    def parts(self) -> Iterator[Part]:
        """Yield the text section by section."""
        runs = groupby(self.passages, key=lambda p: (p.provision.file, p.provision.section))
        for (file, section), members in runs:
            paragraphs = groupby(members, key=lambda passage: passage.provision.paragraph)
            yield Part(section, file, tuple(tuple(those) for _, those in paragraphs))

    def where(self, evidence: Evidence) -> tuple[int, ...]:
        """Return the numbers of the passages with the words of a piece of evidence."""
        key = (evidence.file, evidence.text, evidence.section, evidence.page)
        return self._places.get(key, ())

    def _passage(self, provision: Provision) -> Passage:
        last = self.passages[-1].provision if self.passages else None
        goes_on = last is not None and _item_of(last) == _item_of(provision)
        return Passage(len(self.passages) + 1, provision, "" if goes_on else provision.label)

    def _items(self, whole: Provision) -> tuple[int, ...]:
        """Return the numbers of a list's items; they stand before it, from its paragraph on."""
        since = takewhile(
            lambda each: each.provision.paragraph >= whole.paragraph, reversed(self.passages)
        )
        items = [each for each in since if each.provision.text.rstrip(_ENDS) in whole.text]
        return tuple(each.number for each in reversed(items))


def _item_of(provision: Provision) -> tuple[str, int, str]:
    return provision.file, provision.paragraph, provision.label


def _key_of(provision: Provision) -> _Key:
    return provision.file, provision.full_text, provision.section.path, provision.page
