"""Text that a terminal shows but never obeys: no escape sequences, controls or reordering."""

from __future__ import annotations

import re

# ECMA-48: CSI sequences (also with the one-byte C1 introducer), strings such as OSC if they are
# terminated (else their text would vanish from the report), and the remaining short escapes.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[]PX^_][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
)
# C0, DEL and C1 but for white space; marks that reorder text (Unicode UAX 9); invisible fillers;
# what no XML file may hold.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    r"\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def printable(text: str) -> str:
    """Return the text in one line, with nothing in it that a terminal could take as a command."""
    seen = _UNSEEN.sub("", _SEQUENCE.sub("", text))
    return " ".join(_SURROGATE.sub("\ufffd", seen).split())
