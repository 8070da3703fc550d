"""What belongs together in a policy: provisions, lists, paragraphs, sections, the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from policygap.model import Provision, ProvisionKind, Unit

Group = tuple[int, ...]  # the places of provisions, in reading order


class Units:
    """The provisions of a policy, by number, in groups of every size.

    A whole list is a group for the unit LIST only; its items are provisions of their own.
    """

    def __init__(self, provisions: Sequence[Provision]) -> None:
        """Sort the provisions into groups."""
        places = range(len(provisions))
        single = [p for p in places if provisions[p].kind is not ProvisionKind.LIST]
        paragraphs = {p: (provisions[p].file, provisions[p].paragraph) for p in places}
        sections = {p: _section(provisions[p]) for p in single}
        kinds: Mapping[Unit, Mapping[int, object]] = {
            Unit.PROVISION: {p: p for p in single},
            Unit.LIST: {p: p for p in places},
            Unit.PARAGRAPH: {p: paragraphs[p] for p in single},
            Unit.SECTION: sections,
            Unit.DOCUMENT: dict.fromkeys(single, 0),
        }
        self._groups = {unit: _grouped(keys) for unit, keys in kinds.items()}
        self._group_of = {
            unit: {place: n for n, group in enumerate(groups) for place in group}
            for unit, groups in self._groups.items()
        }
        by_key = {paragraphs[group[0]]: group for group in self._groups[Unit.PARAGRAPH]}
        self._paragraph_of = {place: by_key.get(key, ()) for place, key in paragraphs.items()}

    def groups(self, unit: Unit) -> Sequence[Group]:
        """Return all groups of a size, in reading order."""
        return self._groups[unit]

    def paragraph(self, place: int) -> Group:
        """Return the provisions of the paragraph in which one stands, or a list begins."""
        return self._paragraph_of[place]

    def meeting(self, unit: Unit, wanted: Sequence[Collection[int]]) -> Iterator[Group]:
        """Yield, in reading order, the groups that have a provision out of each of these."""
        group_of = self._group_of[unit]
        met = [{group_of[p] for p in places if p in group_of} for places in wanted]
        return (self._groups[unit][n] for n in sorted(set.intersection(*met)))


def _grouped(keys: Mapping[int, object]) -> list[Group]:
    """Return the places that have the same key together, in the order of their first."""
    groups: dict[object, list[int]] = {}
    for place, key in keys.items():
        groups.setdefault(key, []).append(place)
    return [tuple(group) for group in groups.values()]


def _section(provision: Provision) -> tuple[str, str, str]:
    return provision.file, provision.section.path, provision.section.heading
