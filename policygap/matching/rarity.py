"""What is rare takes clearer words: how much of an element a passage must speak to count.

A rubric says how many policies that people judged have an element in each state (`seen`). Where few
say all of it, most passages in which a pattern finds it say a part; where most say nothing of it,
they speak of something else. On twelve policies that nobody had seen, these bars, made from 42
others, took away more wrong states than right ones (docs/accuracy.md).
"""

from __future__ import annotations

from functools import cache

from policygap.model import State

Seen = tuple[tuple[State, int], ...]

# How likely a passage must speak of an element, by all its words: at even odds, and by what power
# of the odds that changes. Of what patterns found in passages below the first on policies that
# nobody had seen, most was wrong.
_CLEAR = 0.0105, -0.25
_PART = 0.0046, 0.49
# How likely a passage must speak of the element itself, and not only of its like, where most
# policies do not say it (all of it, for present). Below, one of eleven findings was right on twelve
# policies that the second opinion did not know, and none was made on the fifteen of the benchmark.
_ITSELF = 0.003
# From this likelihood of the element itself on, a passage counts whatever else it speaks of: a
# sentence of many steps ("verbal persuasion, distance, cover") has but a little of each. Of the
# findings that this brings back on 26 policies that the second opinion did not know, 18 are right
# and 4 wrong.
ITSELF_PLAINLY = 0.0036


@cache
def clear_bar(seen: Seen) -> float:
    """Return how likely a passage must speak of an element or its like to say all of it."""
    even, power = _CLEAR
    return even * _odds(seen, State.PRESENT) ** power if seen else even


@cache
def part_bar(seen: Seen) -> float:
    """Return how likely a passage must speak of it to say any of it; 0: nothing is known."""
    even, power = _PART
    return even * _odds(seen, State.ABSENT) ** power if seen else 0


@cache
def own_bar(seen: Seen, state: State) -> float:
    """Return how likely a passage must speak of an element itself to give it this state."""
    said = _odds(seen, State.PRESENT) if state is State.PRESENT else 1 / _odds(seen, State.ABSENT)
    return _ITSELF if seen and said < 1 else 0


def _odds(seen: Seen, state: State) -> float:
    """Return how many policies have a state to one without; few are known, so one more each."""
    having = dict(seen).get(state, 0) + 1
    return having / (sum(count for _, count in seen) + 3 - having)
