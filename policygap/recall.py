"""What is worked out of a policy's texts, kept for the rest of its check and then forgotten.

Many elements ask the same of the same words. A process that reads one policy after the other would
fill these caches with texts that never come again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_caches: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep so many results of a function, those last asked for, until `forget`."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        cached = lru_cache(maxsize=most)(function)
        _caches.append(cached.cache_clear)
        return cached  # type: ignore[return-value] # whoever calls it sees the function

    return decorate


def forget() -> None:
    """Forget all that was remembered."""
    for clear in _caches:
        clear()
