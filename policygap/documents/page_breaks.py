"""Where the pages of a plain text end, told by its page numbers where it has no form feeds."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from policygap.documents.furniture import NUMBER, levelled

_FIRST = 3  # a cover and a contents page may have no number
_COUNTED = 3  # pages whose numbers must count up
_APART = 15  # lines between two of them at least, but for a last page
_WORDS = 16  # of a running head or foot
_HEAD = 6  # lines above the number of a first page, if it stands in a head
_DIGITS = 6  # at a number's end, which tell whether it counts up
# A line of a page's number alone, as in a footer.
_BARE = re.compile(r"(?:page )?[-–—]?[ ]?#[ ]?[-–—]?(?: (?:of|/) #)?")
# A line with words that may count pages: it is no item, nor names what else is counted in a text.
_WORDED = re.compile(
    r".*\bpage\b|(?!\W*#|\W*(?:section|article|part|chapter|title|rule|level|tier|class|category|type"
    r"|step|phase|stage|appendix|attachment|annex|exhibit|schedule|table|figure|form|scenario|example"
    r"|module)s?\b).*[a-z]{3}"
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with numbers: its place, its words ("" for a page's number alone), its numbers."""

    line: int
    key: str
    numbers: tuple[int, ...]


def with_breaks(text: str) -> str:
    """Return a text with a form feed between its pages, if lines that recur count them.

    "Rev. 3/16   Page 2 of 9": the same words many lines apart, one number of which counts up.
    Converters of PDF leave them. A line of nothing but the number gives way to the form feed; the
    others stay, as the running heads and feet that they are.
    """
    if "\f" in text:
        return text
    lines = text.splitlines(keepends=True)
    run = max(_runs(lines), key=len, default=[])
    if len(run) < _COUNTED:
        return text
    if not run[0].key:
        for each in run:
            lines[each.line] = "\f\n"
    elif sum(bool(line.strip()) for line in lines[: run[0].line]) < _HEAD:
        for place in _heads(lines, run)[1:]:
            lines[place] = "\f" + lines[place]
    else:
        for each in run:
            lines[each.line] = lines[each.line].rstrip("\r\n") + "\n\f"
    head, _, rest = "".join(lines).partition("\f")
    return f"{head}\f{rest}" if head.strip() else rest


def _runs(lines: Sequence[str]) -> Iterator[list[_Numbered]]:
    """Yield for each line that recurs its places, as long as one of its numbers counts up."""
    end = max((n for n, line in enumerate(lines) if line.strip()), default=0)
    alike: dict[str, list[_Numbered]] = defaultdict(list)
    for number, line in enumerate(lines):
        if (found := _numbered(number, line)) is not None:
            alike[found.key].append(found)
    for each in alike.values():
        if len(each) >= _COUNTED:
            yield _run(each, end)


def _numbered(number: int, line: str) -> _Numbered | None:
    if not NUMBER.search(line) or len(line.split()) > _WORDS:
        return None
    numbers = tuple(int(digits[-_DIGITS:]) for digits in NUMBER.findall(line))
    key = levelled(line)
    if _BARE.fullmatch(key):  # the first page's may say how many there are
        return _Numbered(number, "", numbers[:1])
    return _Numbered(number, key, numbers) if _WORDED.match(key) else None


def _run(places: Sequence[_Numbered], end: int) -> list[_Numbered]:
    """Return the places whose number counts up, far enough apart; `end` is the last line."""
    run: list[_Numbered] = []
    for place in places:
        if not run:
            run = [place] if place.key or place.numbers[0] <= _FIRST else []
        elif _counts_up(run[-1].numbers, place.numbers) and (
            place.line - run[-1].line > _APART or place.line == end
        ):
            run.append(place)
    return run


def _counts_up(before: Sequence[int], after: Sequence[int]) -> bool:
    """Tell whether one number is the next one, and the others are the same."""
    steps = [new - old for old, new in zip(before, after, strict=True) if new != old]
    return steps == [1]


def _heads(lines: Sequence[str], run: Sequence[_Numbered]) -> list[int]:
    """Return where the heads begin: with the lines above the number that most heads have."""
    above = [list(_above(lines, place.line)) for place in run]
    starts = [each.line for each in run]
    for offset in range(_HEAD):
        keys = [levelled(lines[a[offset]]) if offset < len(a) else "" for a in above]
        usual, count = Counter(keys).most_common(1)[0]
        if not usual or count < max(_COUNTED, len(run) / 2):
            break
        starts = [
            a[offset] if k == usual else s for a, k, s in zip(above, keys, starts, strict=True)
        ]
    return starts


def _above(lines: Sequence[str], place: int) -> Iterator[int]:
    filled = (n for n in range(place - 1, -1, -1) if lines[n].strip())
    return islice(filled, _HEAD)
