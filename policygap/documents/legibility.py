"""Whether a page's text is English that can be read, or the debris of a broken font."""

from __future__ import annotations

import re

# The commonest pairs of letters in English; they make up over half of any English text
# (0.5 to 0.65, headings and names included) and about a sixth of shuffled or shifted letters.
_PAIRS = frozenset(
    "th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se "
    "le sa si ar ve ra ld ur ce ic io ll ro ri ne me li la co om no ma us fo pe ss il ho em el ac "
    "di ec pr po ct ai rs ee un wi so ch".split()
)
_LEAST_PAIRS = 60
_LEAST_SHARE = 0.4
_LEAST_LETTERS = 0.6  # share of letters and digits among the characters, leaders left aside
_LEADERS = re.compile(r"[\s._\-–—•…]")
_LETTER_RUNS = re.compile(r"[a-z]{2,}")
_CODES = re.compile(r"\(cid:\d+\)")


def is_garbled(text: str) -> bool:
    """Tell whether text looks like glyph codes or shifted letters rather than English.

    A text too short to judge is not garbled.
    """
    if len(_CODES.findall(text)) > 5:
        return True
    return _letter_share(text) < _LEAST_LETTERS or _pair_share(text) < _LEAST_SHARE


def _letter_share(text: str) -> float:
    """Return the share of Latin letters and digits; 1.0 if there are too few characters."""
    bare = _LEADERS.sub("", text)
    if len(bare) < _LEAST_PAIRS:
        return 1.0
    return sum(c.isascii() and c.isalnum() for c in bare) / len(bare)


def _pair_share(text: str) -> float:
    """Return the share of letter pairs that are common in English; 1.0 if there are too few."""
    runs = _LETTER_RUNS.findall(text.lower())
    pairs = [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
    if len(pairs) < _LEAST_PAIRS:
        return 1.0
    return sum(pair in _PAIRS for pair in pairs) / len(pairs)
