"""The order of list labels: which label comes after which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from policygap.documents.labels import Label, parse

_KEPT = 20  # labels of different counts in one list; more are nobody's list


def follows(earlier: str, later: str) -> bool:
    """Tell whether `later` is the label right after `earlier`, written the same way."""
    before, after = _parsed(earlier), _parsed(later)
    if before is None or after is None or before.is_bullet:
        return False
    counted_on = {(reading.style, reading.ordinal + 1) for reading in before.readings}
    return any((reading.style, reading.ordinal) in counted_on for reading in after.readings)


def follows_any(earlier: Iterable[str], later: str) -> bool:
    """Tell whether `later` is the label right after one of these."""
    return any(follows(label, later) for label in earlier)


def counted(seen: Sequence[str], label: str) -> list[str]:
    """Return the labels that a list may go on from, `label` in place of the one before it."""
    kept = [
        earlier for earlier in seen[-_KEPT:] if earlier != label and not follows(earlier, label)
    ]
    return [*kept, label]


def same_style(one: str, other: str) -> bool:
    """Tell whether two labels are written the same way, so that one list may hold both."""
    first, second = _parsed(one), _parsed(other)
    if first is None or second is None:
        return first is second
    styles = {reading.style for reading in first.readings}
    return any(reading.style in styles for reading in second.readings)


def is_first(label: str) -> bool:
    """Tell whether a list may begin with this label ("(a)", "1.", "I.", "•")."""
    parsed = _parsed(label)
    return parsed is not None and parsed.may_be_first


def is_bullet(label: str) -> bool:
    """Tell whether the label is a mark that does not count."""
    parsed = _parsed(label)
    return parsed is not None and parsed.is_bullet


@lru_cache(maxsize=4096)
def _parsed(label: str) -> Label | None:
    found = parse(f"{label} words") if label else None
    return found[0] if found else None
