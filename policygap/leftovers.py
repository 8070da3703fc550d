"""What must not stay behind a process that ends without tidying up: folders, other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_removals: dict[object, Callable[[], object]] = {}


@contextmanager
def removed_by(removal: Callable[[], object]) -> Iterator[None]:
    """Have `removal` called if the process is ended by force within the block."""
    key = object()
    _removals[key] = removal
    try:
        yield
    finally:
        del _removals[key]


def remove() -> None:
    """Remove all there is, the last first; for whoever ends the process, in any thread."""
    for removal in reversed(list(_removals.values())):
        with suppress(Exception):  # whatever is wrong, the others are to be tried
            removal()
